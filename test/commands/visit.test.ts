import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

/** A file with Asha Patel (1, vip, with a topic to avoid) and Garage Moreau (2). */
async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--category', 'vip', '--avoid', 'the 2024 price change')
  await clientele('add', 'Garage Moreau')
  return clientele
}

test('visit answers what was recorded and how to take it back', async () => {
  const clientele = await practice()
  const { code, out } = await clientele('visit', 'asha', '--late', '15', '--rate', '5,5,4', '--follow-up', 'next friday', '--wide')
  expect(code).toBe(0)
  expect(out).toBe('Visit of Asha Patel (1) today, 15 minutes late, rated 4.7. Follow-up on Fri 27 Nov.\n  undo: clientele undo\n')
})

test('visit in json', async () => {
  const clientele = await practice()
  const { json } = await clientele('visit', 'asha', '--on', 'friday 14:30', '--kind', 'call', '--by', 'Sophie', '--format', 'json')
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    visit_id: 1,
    day: '2026-11-20',
    time: '14:30',
    kind: 'call',
    outcome: 'kept',
    follow_up_on: null,
    warnings: [],
  })
})

test('a weekday is the last one for a fact and the coming one for a plan, whose client is described', async () => {
  const clientele = await practice()
  const { out } = await clientele('visit', 'asha', '--planned', '--on', 'friday', '--at', '14h30', '--kind', 'reception')
  expect(out).toContain('Reception of Asha Patel (1) planned for Fri 27 Nov at 14:30.')
  expect(out).toContain('  vip: answer within the hour')
  expect(out).toContain('  Avoid: the 2024 price change')
  expect(out).toContain('clientele visits done 1')
})

const REFUSED: readonly [string[], string][] = [
  [['--late', '5', '--no-show'], '--late is for a contact that took place, and this one is a no-show - leave one of the two out'],
  [['--rate', '5,5,5', '--cancelled'], '--rate is for a contact that took place, and this one is cancelled - leave one of the two out'],
  [['--rate', '5,5,5', '--planned'], '--rate is for a contact that took place, and this one is planned - leave one of the two out'],
  [['--planned', '--no-show'], '--planned and --no-show cannot both be - say one of them'],
  [['--notice', '3'], '--notice is for what was cancelled - say --cancelled as well'],
  [['--by-us'], '--by-us is for what was cancelled - say --cancelled as well'],
  [
    ['--cancelled', '--by-us', '--notice', '3'],
    '--notice is the notice the client gave, and it was cancelled by us - leave one of the two out',
  ],
  [['--at', '10:00'], '--at is for a planned visit - say --planned, or the time with the day: --on "yesterday 14:30"'],
  [['--planned', '--on', 'friday 14:30', '--at', '15:00'], '--on says 14:30 and --at 15:00 - say the time once'],
  [['--on', 'tomorrow'], 'tomorrow (2026-11-23) is still to come - say --planned for a plan, or --on for when it was'],
  [['--follow-up', '2026-11-01'], 'the follow-up (2026-11-01) is before the visit (2026-11-22) - say a later day: --follow-up +1w'],
  [
    ['--kind', 'letter', '--late', '5'],
    '--late is for a visit, a reception or a meeting, and this is a letter - leave it out, or say another --kind',
  ],
  [
    ['--kind', 'message', '--no-show'],
    '--no-show is for a visit, a reception or a meeting, and this is a message - leave it out, or say another --kind',
  ],
  [
    ['--kind', 'call', '--late', '0'],
    '--late is for a visit, a reception or a meeting, and this is a call - leave it out, or say another --kind',
  ],
  [
    ['--kind', 'call', '--no-show'],
    '--no-show is for a visit, a reception or a meeting, and this is a call - leave it out, or say another --kind',
  ],
  ...['--late', '--by', '--rate', '--note', '--follow-up', '--notice', '--ref', '--at'].map((option): [string[], string] => [
    [option, ''],
    'an empty text is no answer here - write something, or leave the option out',
  ]),
  [['--rate', '5,5'], '--rate "5,5" is not a rating - say patience, kindness and professionalism from 1 to 5: --rate 5,5,4'],
]

test.each(REFUSED)('visit asha %j is refused', async (options, message) => {
  const clientele = await practice()
  const { code, err } = await clientele('visit', 'asha', ...options)
  expect(err).toBe(`${message}\n`)
  expect(code).toBe(2)
  expect((await clientele('visits', '--format', 'json')).json.rows).toEqual([])
})

test('a plan in the past, or a fact on a day with a plan, is warned of', async () => {
  const clientele = await practice()
  const past = await clientele('visit', 'asha', '--planned', '--on', '-3d', '--format', 'json')
  expect(past.json.warnings[0]).toContain('2026-11-19 is past')
  const fact = await clientele('visit', 'asha', '--on', '-3d', '--format', 'json')
  expect(fact.json.warnings).toEqual([
    'visit 1 is planned with this client for that day; if this was it, say instead: clientele undo, clientele visits done 1',
  ])
})

test('a cancellation may be known before the day', async () => {
  const clientele = await practice()
  const { code, out } = await clientele('visit', 'asha', '--cancelled', '--notice', '30', '--on', 'tomorrow')
  expect(code).toBe(0)
  expect(out).toContain('Visit of Asha Patel (1) tomorrow, cancelled 30 h before.')
})

test('undo takes back the visit and the operator it made', async () => {
  const clientele = await practice()
  await clientele('visit', 'asha', '--by', 'Sophie')
  await clientele('undo')
  expect((await clientele('visits', '--format', 'json')).json.rows).toEqual([])
  expect((await clientele('visits', '--operator', 'Sophie')).err).toBe('there is no operator "Sophie" - none is on file yet\n')
})
