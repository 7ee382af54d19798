import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

/** Two agreements, the first of which was breached. */
async function practice() {
  const clientele = newFile()
  await clientele('add', 'Karim Benali')
  await clientele('agreement', 'karim', 'Pays within the week', '--on', '2026-09-01')
  await clientele('agreement', 'karim', 'Two visits a month', '--on', '2026-10-01')
  await clientele('agreements', 'end', '1', '--breached', '--on', '2026-11-15')
  return clientele
}

test('agreement answers what was made, how to take it back, and how it is ended', async () => {
  const { out } = await (await practice())('agreement', 'karim', 'No calls on Sunday')
  expect(out).toBe(`Agreement 3 of Karim Benali (1), made today: No calls on Sunday.
  undo: clientele undo
  When it is over: clientele agreements end 3 --kept|--breached
`)
})

test.each(['kept', 'breached'])('agreements end --%s', async (outcome) => {
  const clientele = await practice()
  const { json } = await clientele('agreements', 'end', '2', `--${outcome}`, '--format', 'json')
  expect(json).toEqual({
    operation: 5,
    client_id: 1,
    agreement_id: 2,
    made_on: '2026-10-01',
    ended_on: '2026-11-22',
    outcome,
    warnings: [],
  })
  expect((await clientele('agreements', 'end', '2', `--${outcome}`)).out).toBe(
    `Agreement 2 of Karim Benali (1) was ended on 2026-11-22 already, ${outcome}: Two visits a month.\n`,
  )
})

const REFUSED: readonly [string[], number, string][] = [
  [['agreements', 'end', '2'], 2, 'an agreement is either kept or breached - say one of --kept and --breached'],
  [['agreements', 'end', '2', '--kept', '--breached'], 2, 'an agreement is either kept or breached'],
  [
    ['agreements', 'end', '1', '--kept'],
    1,
    'agreement 1 of Karim Benali (1) was ended on 2026-11-15, breached - clientele undo takes that back',
  ],
  [['agreements', 'end', '2', '--kept', '--on', '2026-09-30'], 2, '2026-09-30 is before agreement 2 was made (2026-10-01)'],
  [['agreements', 'end', '9', '--kept'], 1, 'there is no agreement 9 - clientele agreements lists them with their numbers'],
  [['agreements', 'end', '2.0', '--kept'], 2, 'agreement number "2.0" is not a whole number from 1 to'],
]

test.each(REFUSED)('%j is refused with %i', async (argv, code, message) => {
  const clientele = await practice()
  const before = dumpFile(clientele.path)
  const ran = await clientele(...argv)
  expect(ran.err).toContain(message)
  expect(ran.code).toBe(code)
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('agreements lists them with the names of the schema, and narrows', async () => {
  const clientele = await practice()
  const list = async (...options: string[]) => (await clientele('agreements', ...options, '--format', 'json')).json
  const all = await list()
  expect(all.rows[1]).toEqual({
    agreement_id: 1,
    client_id: 1,
    client: 'Karim Benali',
    ref: null,
    title: 'Pays within the week',
    made_on: '2026-09-01',
    ended_on: '2026-11-15',
    outcome: 'breached',
  })
  expect(all.total).toEqual({ agreements: 2, open: 1 })
  const numbers = (json: { rows: { agreement_id: number }[] }) => json.rows.map((row) => row.agreement_id)
  expect(numbers(all)).toEqual([2, 1])
  expect(numbers(await list('--open'))).toEqual([2])
  expect(numbers(await list('--period', '2026-09'))).toEqual([1])
  expect((await clientele('agreements')).out).toMatch(/1 +Karim Benali +Pays within the week +2026-09-01 +2026-11-15 +breached/)
})

test('projects and agreements are counted each for itself', async () => {
  const clientele = await practice()
  await clientele('project', 'karim', 'Kitchen')
  expect((await clientele('projects', '--format', 'json')).json.total).toEqual({ projects: 1, open: 1 })
  expect((await clientele('agreements', '--format', 'json')).json.total).toEqual({ agreements: 2, open: 1 })
})

test('each is undone to the last row', async () => {
  const clientele = await practice()
  const before = dumpFile(clientele.path)
  await clientele('agreement', '1', 'No calls on Sunday')
  await clientele('agreements', 'end', '3', '--kept')
  expect(dumpFile(clientele.path).agreement).toHaveLength(3)
  await clientele('undo')
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('show, history and find tell of it', async () => {
  const clientele = await practice()
  await clientele('agreements', 'end', '2', '--kept', '--on', '2026-12-01')
  const { out } = await clientele('show', '1')
  expect(out).toContain('2026-11-15  agreement  Pays within the week · breached')
  expect(out).not.toContain('Two visits a month')
  expect((await clientele('history', '1', '--wide')).out).toMatch(/agreement 1 +added: Pays within the week, made 2026-09-01/)
  const found = await clientele('find', 'WEEK', '--format', 'json')
  expect(found.json.rows).toMatchObject([{ client_id: 1, where: 'agreement title', id: 1 }])
  expect((await clientele('find', 'breach', '--format', 'json')).json.rows).toMatchObject([{ where: 'agreement outcome', id: 1 }])
})
