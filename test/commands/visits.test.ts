import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

/** Asha Patel (1) and Garage Moreau (2) with five contacts between them, the second of which is planned. */
async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--ref', 'P-1')
  await clientele('add', 'Garage Moreau')
  await clientele(
    'visit',
    'asha',
    '--on',
    '2026-11-10',
    '--late',
    '15',
    '--rate',
    '5,5,4',
    '--by',
    'Sophie',
    '--follow-up',
    '2026-11-20',
    '--note',
    'quote',
  )
  await clientele('visit', 'moreau', '--planned', '--on', 'friday 14:30', '--note', 'boiler')
  await clientele('visit', 'moreau', '--on', '2026-11-05', '--no-show', '--kind', 'reception')
  await clientele('visit', 'moreau', '--on', '2026-10-05', '--cancelled', '--by-us')
  await clientele('visit', 'asha', '--on', '2026-10-01', '--kind', 'call', '--follow-up', '2026-10-08')
  return clientele
}

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON.
const numbers = (answer: { json: any }): number[] => answer.json.rows.map((row: { visit_id: number }) => row.visit_id)

test('visits lists all contacts, newest day first, and counts them by outcome', async () => {
  const clientele = await practice()
  const { json } = await clientele('visits', '--format', 'json')
  expect(json.currency).toBe('EUR')
  expect(numbers({ json })).toEqual([2, 1, 3, 4, 5])
  expect(json.total).toEqual({ visits: 5, kept: 2, planned: 1, no_show: 1, cancelled: 1 })
  expect(json.rows[1]).toMatchObject({
    day: '2026-11-10',
    time: null,
    client_id: 1,
    client: 'Asha Patel',
    ref: 'P-1',
    kind: 'visit',
    outcome: 'kept',
    cancelled_by: null,
    notice_hours: null,
    late_minutes: 15,
    patience: 5,
    kindness: 5,
    professionalism: 4,
    operator: 'Sophie',
    reference: null,
    note: 'quote',
    follow_up_on: '2026-11-20',
    follow_up_open: true,
    voided_on: null,
  })
})

test('visits for people: outcomes in words, the rest named by their number', async () => {
  const { out } = await (await practice())('visits')
  expect(out).toContain('15 minutes late')
  expect(out).toContain('cancelled by us')
  expect(out).toContain('5 contacts: 2 kept, 1 planned, 1 no-show, 1 cancelled')
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
})

test.each<[string[], number[]]>([
  [
    ['--client', 'moreau'],
    [2, 3, 4],
  ],
  [
    ['--period', '2026-10'],
    [4, 5],
  ],
  [['--kind', 'call'], [5]],
  [['--outcome', 'no-show'], [3]],
  [['--outcome', 'planned'], [2]],
  [['--operator', 'sophie'], [1]],
  [['--follow-ups'], [1]],
])('visits %j', async (options, expected) => {
  const clientele = await practice()
  expect(numbers(await clientele('visits', ...options, '--format', 'json'))).toEqual(expected)
})

test('planned visits come soonest first', async () => {
  const clientele = await practice()
  await clientele('visit', 'asha', '--planned', '--on', 'tomorrow')
  expect(numbers(await clientele('visits', '--outcome', 'planned', '--format', 'json'))).toEqual([6, 2])
})

test('the next contact that took place closes a follow-up, until it is void', async () => {
  const clientele = await practice()
  const open = async () => numbers(await clientele('visits', '--follow-ups', '--format', 'json'))
  await clientele('visit', 'asha', '--no-show')
  expect(await open()).toEqual([1])
  await clientele('visit', 'asha', '--on', '2026-11-10', '--kind', 'message')
  expect(await open()).toEqual([])
  await clientele('visits', 'void', '7')
  expect(await open()).toEqual([1])
})

test('done completes a planned visit on its day, which must have come', async () => {
  const clientele = await practice()
  const early = await clientele('visits', 'done', '2')
  expect(early).toMatchObject({ code: 2, err: 'Fri 27 Nov (2026-11-27) is still to come - say when it took place: --on today\n' })
  const done = await clientele('visits', 'done', '2', '--on', 'today', '--late', '0', '--rate', '4,4,4', '--format', 'json')
  expect(done.json).toMatchObject({ visit_id: 2, client_id: 2, day: '2026-11-22', time: null, outcome: 'kept' })
  const again = await clientele('visits', 'done', '2')
  expect(again.code).toBe(1)
  expect(again.err).toBe('visit 2 is not planned, it is done already - correct it with clientele visits edit 2\n')
})

test('done on the planned day keeps the hour and the note', async () => {
  const clientele = await practice()
  await clientele.with({ env: { CLIENTELE_TODAY: '2026-11-28' } }, 'visits', 'done', '2')
  const { json } = await clientele('visits', '--client', 'moreau', '--format', 'json')
  expect(json.rows[0]).toMatchObject({ visit_id: 2, day: '2026-11-27', time: '14:30', outcome: 'kept', note: 'boiler' })
})

test('a planned visit may be cancelled before its day', async () => {
  const clientele = await practice()
  const { out } = await clientele('visits', 'done', '2', '--cancelled', '--notice', '48', '--wide')
  expect(out).toContain('Visit of Garage Moreau (2) on Fri 27 Nov at 14:30, cancelled 48 h before.')
})

test('edit changes what is named, and an empty value clears', async () => {
  const clientele = await practice()
  await clientele('visits', 'edit', '1', '--late', '', '--rate', '', '--note', '', '--by', '', '--follow-up', '')
  const { json } = await clientele('visits', '--client', 'asha', '--format', 'json')
  expect(json.rows[0]).toMatchObject({
    visit_id: 1,
    day: '2026-11-10',
    outcome: 'kept',
    late_minutes: null,
    patience: null,
    note: null,
    operator: null,
    follow_up_on: null,
  })
})

test('edit to a no-show drops what belongs to a kept visit; --kept brings it back', async () => {
  const clientele = await practice()
  const row = async () => (await clientele('visits', '--client', 'asha', '--format', 'json')).json.rows[0]
  await clientele('visits', 'edit', '1', '--no-show')
  expect(await row()).toMatchObject({ outcome: 'no_show', late_minutes: null, patience: null })
  expect((await clientele('visits', 'edit', '1', '--late', '3')).err).toContain('say --kept if it did')
  await clientele('visits', 'edit', '1', '--kept', '--late', '3')
  expect(await row()).toMatchObject({ outcome: 'kept', late_minutes: 3 })
})

test('moving a planned visit keeps its hour', async () => {
  const { json } = await (await practice())('visits', 'edit', '2', '--on', 'monday', '--format', 'json')
  expect(json).toMatchObject({ day: '2026-11-23', time: '14:30', outcome: 'planned' })
})

test('an edit that changes nothing logs nothing', async () => {
  const clientele = await practice()
  const before = (await clientele('log', '--format', 'json')).json.total
  const { json } = await clientele('visits', 'edit', '1', '--late', '15', '--format', 'json')
  expect(json.operation).toBeNull()
  expect((await clientele('log', '--format', 'json')).json.total).toEqual(before)
})

test('edits that cannot be', async () => {
  const clientele = await practice()
  expect(await clientele('visits', 'edit', '1')).toMatchObject({
    code: 2,
    err: 'nothing was said to change - see clientele visits edit --help\n',
  })
  expect(await clientele('visits', 'edit', '99', '--late', '3')).toMatchObject({
    code: 1,
    err: 'there is no visit 99 - clientele visits lists them with their numbers\n',
  })
  expect((await clientele('visits', 'edit', '1', '--on', '2026-11-21')).err).toContain(
    'the follow-up (2026-11-20) is before the visit (2026-11-21)',
  )
  expect((await clientele('visits', 'edit', '4', '--notice', '3')).err).toContain('it was cancelled by us')
  expect((await clientele('visits', 'edit', '2', '--late', '3')).err).toContain('clientele visits done')
})

test('the log keeps the day of a void visit', async () => {
  const clientele = await practice()
  await clientele('visits', 'void', '1', '--on', '2026-11-15')
  expect((await clientele('log', '--format', 'json')).json.rows[0].details).toEqual({ client_id: 1, visit_id: 1, on: '2026-11-15' })
})

test('a void visit is gone from lists and sums, its row stays, and it cannot be edited', async () => {
  const clientele = await practice()
  const { json } = await clientele('visits', 'void', '1', '--format', 'json')
  expect(json).toMatchObject({ client_id: 1, visit_id: 1, voided_on: '2026-11-22', warnings: [] })
  expect(numbers(await clientele('visits', '--client', 'asha', '--format', 'json'))).toEqual([5])
  const all = await clientele('visits', '--client', 'asha', '--void', '--format', 'json')
  expect(numbers(all)).toEqual([1, 5])
  expect(all.json.total.visits).toBe(1)
  expect((await clientele('visits', 'edit', '1', '--late', '3')).err).toBe('visit 1 is void - record it anew with clientele visit\n')
  const again = await clientele('visits', 'void', '1', '--format', 'json')
  expect(again.json.operation).toBeNull()
})

test('a contact that becomes a call has nobody late or missing', async () => {
  const clientele = await practice()
  expect((await clientele('visits', 'edit', '1', '--kind', 'call')).err).toBe(
    'nobody is late for a call, and visit 1 was 15 minutes late - say --late "" as well\n',
  )
  expect((await clientele('visits', 'edit', '3', '--kind', 'letter')).err).toBe(
    'nobody misses a letter, and visit 3 is a no-show - say --kept as well\n',
  )
  expect((await clientele('visits', 'edit', '1', '--kind', 'call', '--late', '')).code).toBe(0)
  expect((await clientele('visits', 'edit', '3', '--kind', 'letter', '--kept')).code).toBe(0)
  expect((await clientele('visits', 'edit', '5', '--late', '5')).err).toContain('and this is a call')
  await clientele('visit', 'asha', '--planned', '--kind', 'call')
  expect((await clientele('visits', 'done', '6', '--no-show')).err).toContain('--no-show is for a visit, a reception or a meeting')
  expect((await clientele('visits', 'done', '6', '--kind', 'meeting', '--late', '5', '--on', 'today')).code).toBe(0)
})

test('on a narrow screen the client and the outcome stay', async () => {
  const clientele = await practice()
  const { out } = await clientele.with({ terminal: { columns: 40 } }, 'visits', '--color', 'never')
  expect(
    out
      .split('\n')
      .find((line) => line.includes('Client'))
      ?.trim()
      .split(/ {2,}/),
  ).toEqual(['#', 'Day', 'Client', 'Outcome'])
})
