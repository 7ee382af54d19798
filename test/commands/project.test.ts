import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

/** Three projects: the second is closed, the third closes on a day to come. */
async function practice() {
  const clientele = newFile()
  await clientele('add', 'Karim Benali', '--ref', 'P-1')
  await clientele('add', 'Asha Patel')
  await clientele('project', 'karim', 'Kitchen', '--on', '2026-09-01')
  await clientele('project', 'asha', 'Course of six treatments', '--on', '2026-10-01')
  await clientele('project', 'karim', 'Garden wall', '--on', '2026-10-01')
  await clientele('projects', 'close', '2', '--as', 'agreed', '--on', '2026-11-15')
  await clientele('projects', 'close', '3', '--as', 'mismanaged', '--on', '2026-12-01')
  return clientele
}

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON.
const numbers = (answer: { json: any }): number[] => answer.json.rows.map((row: { project_id: number }) => row.project_id)

test('project answers what was opened, how to take it back, and how it is closed', async () => {
  const { code, out } = await (await practice())('project', 'karim', ' Roof ')
  expect(code).toBe(0)
  expect(out).toBe(`Project 4 of Karim Benali (1), opened today: Roof.     undo: clientele undo
  When it is over: clientele projects close 4 --as agreed|exemplary|mismanaged
`)
})

test('project and projects close in json', async () => {
  const clientele = await practice()
  const ids = { client_id: 1, project_id: 4, opened_on: '2026-11-21' }
  const opened = await clientele('project', '1', 'Roof', '--on', 'yesterday', '--format', 'json')
  expect(opened.json).toEqual({ operation: 8, ...ids, closed_on: null, outcome: null, warnings: [] })
  const closed = await clientele('projects', 'close', '4', '--as', 'exemplary', '--format', 'json')
  expect(closed.json).toEqual({ operation: 9, ...ids, closed_on: '2026-11-22', outcome: 'exemplary', warnings: [] })
})

test.each([
  ['agreed', 'as agreed'],
  ['exemplary', 'exemplary'],
  ['mismanaged', 'mismanaged'],
])('projects close --as %s', async (outcome, words) => {
  const clientele = await practice()
  const { out } = await clientele('projects', 'close', '1', '--as', outcome, '--on', '2026-11-10')
  expect(out).toContain(`Project 1 of Karim Benali (1) closed on Tue 10 Nov, ${words}: Kitchen.`)
  expect(dumpFile(clientele.path).project?.[0]).toMatchObject({ closed_on: '2026-11-10', outcome })
})

test('days to come are warned of', async () => {
  const clientele = await practice()
  const opened = await clientele('project', '1', 'Roof', '--on', '2026-12-01', '--format', 'json')
  expect(opened.json.warnings).toEqual(['2026-12-01 is after today; it counts from that day on'])
  const closed = await clientele('projects', 'close', '1', '--as', 'agreed', '--on', '2026-12-02', '--format', 'json')
  expect(closed.json.warnings).toEqual(['2026-12-02 is after today; it counts from that day on'])
})

test('closed the same way again it changes nothing, whether the day is said or not', async () => {
  const clientele = await practice()
  const before = dumpFile(clientele.path)
  for (const options of [[], ['--on', '2026-11-15']]) {
    const { json } = await clientele('projects', 'close', '2', '--as', 'agreed', ...options, '--format', 'json')
    expect(json).toMatchObject({ operation: null, project_id: 2, closed_on: '2026-11-15', outcome: 'agreed', warnings: [] })
  }
  const { out } = await clientele('projects', 'close', '2', '--as', 'agreed')
  expect(out).toBe('Project 2 of Asha Patel (2) was closed on 2026-11-15 already, as agreed: Course of six treatments.\n')
  expect(dumpFile(clientele.path)).toEqual(before)
})

const STANDS =
  'project 2 of Asha Patel (2) was closed on 2026-11-15, as agreed - clientele undo takes that back, if nothing was recorded since'

const REFUSED: readonly [string[], number, string][] = [
  [['projects', 'close', '2', '--as', 'mismanaged'], 1, STANDS],
  [['projects', 'close', '2', '--as', 'agreed', '--on', '2026-11-16'], 1, STANDS],
  [
    ['projects', 'close', '1', '--as', 'agreed', '--on', '2026-08-31'],
    2,
    '2026-08-31 is before project 1 was opened (2026-09-01) - say a later day',
  ],
  [['projects', 'close', '1'], 2, 'a project closes in one of three ways - say --as agreed, exemplary or mismanaged'],
  [['projects', 'close', '1', '--as', 'kept'], 2, '--as "kept" is not one of the choices - say one of agreed, exemplary, mismanaged'],
  [['projects', 'close', '9', '--as', 'agreed'], 1, 'there is no project 9 - clientele projects lists them with their numbers'],
  [['projects', 'close', 'Kitchen', '--as', 'agreed'], 2, 'project number "Kitchen" is not a whole number from 1 to'],
  [['project', 'nobody', 'Roof'], 4, 'No client matches "nobody"'],
  [['project', 'karim', ' '], 2, 'an empty text is no answer here'],
]

test.each(REFUSED)('%j is refused with %i', async (argv, code, message) => {
  const clientele = await practice()
  const before = dumpFile(clientele.path)
  const ran = await clientele(...argv)
  expect(ran.err).toContain(message)
  expect(ran.code).toBe(code)
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('a project may close on the day it was opened', async () => {
  const { code } = await (await practice())('projects', 'close', '1', '--as', 'agreed', '--on', '2026-09-01')
  expect(code).toBe(0)
})

test('projects, in json, newest first, with the exact keys and totals', async () => {
  const { json } = await (await practice())('projects', '--format', 'json')
  expect(Object.keys(json)).toEqual(['currency', 'rows', 'total'])
  expect(numbers({ json })).toEqual([3, 2, 1])
  expect(json.rows[1]).toEqual({
    project_id: 2,
    client_id: 2,
    client: 'Asha Patel',
    ref: null,
    title: 'Course of six treatments',
    opened_on: '2026-10-01',
    closed_on: '2026-11-15',
    outcome: 'agreed',
  })
  expect(json.rows[2]).toMatchObject({ ref: 'P-1', closed_on: null, outcome: null })
  expect(json.total).toEqual({ projects: 3, open: 2 })
})

test.each<[string[], number[]]>([
  [
    ['--client', 'karim'],
    [3, 1],
  ],
  [
    ['--period', '2026-10'],
    [3, 2],
  ],
  [['--open'], [3, 1]],
  [['--open', '--period', '2026-09'], [1]],
])('projects %j', async (options, expected) => {
  const { json } = await (await practice())('projects', 'list', ...options, '--format', 'json')
  expect(numbers({ json })).toEqual(expected)
  expect(json.total.projects).toBe(expected.length)
})

test('one that closes on a day to come is open until then', async () => {
  const clientele = await practice()
  const openOn = async (today: string) => {
    const list = async (...options: string[]) =>
      (await clientele.with({ env: { CLIENTELE_TODAY: today } }, 'projects', ...options, '--format', 'json')).json
    return [(await list()).total.open, (await list('--open')).rows.length]
  }
  expect(await openOn('2026-11-30')).toEqual([2, 2])
  expect(await openOn('2026-12-01')).toEqual([1, 1])
})

test('the table keeps to 80 columns with long names and titles', async () => {
  const clientele = await practice()
  await clientele('add', "Établissements Charpentier-Delacroix & Fils, menuiserie générale et rénovation d'escaliers")
  await clientele('add', 'શ્રીમતી હંસાબેન ત્રિવેદી')
  await clientele('project', '3', "Rénovation complète de l'escalier d'honneur et de la bibliothèque du premier étage")
  await clientele('project', '4', 'રસોડાનું નવીનીકરણ')
  await clientele('projects', 'close', '4', '--as', 'agreed')
  const { out } = await clientele('projects', '--color', 'never')
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(out).toMatch(/4 +Établissements.*… +Rénovation.*… +2026-11-22 +2026-11-22 +as agreed\n/)
  expect(out).toContain('5 projects: 3 open')
})

test('each is undone to the last row', async () => {
  const clientele = await practice()
  const dumps = [dumpFile(clientele.path)]
  for (const argv of [
    ['project', '1', 'Roof'],
    ['projects', 'close', '1', '--as', 'mismanaged'],
  ]) {
    await clientele(...argv)
    expect(dumpFile(clientele.path)).not.toEqual(dumps.at(-1))
    dumps.push(dumpFile(clientele.path))
  }
  for (const before of dumps.slice(0, -1).reverse()) {
    await clientele('undo')
    expect(dumpFile(clientele.path)).toEqual(before)
  }
})

test('the log keeps ids alone; show, history and find tell the rest', async () => {
  const clientele = await practice()
  expect((await clientele('log', '--format', 'json')).json.rows[1].details).toEqual({ client_id: 2, project_id: 2 })
  expect((await clientele('show', '2')).out).toContain('2026-11-15  project  Course of six treatments · as agreed')
  const history = await clientele('history', '2', '--wide')
  expect(history.out).toMatch(/project 2 outcome +none -> agreed/)
  expect(history.out).toMatch(/project 2 +added: Course of six treatments, opened 2026-10-01/)
  const found = await clientele('find', 'six', '--format', 'json')
  expect(found.json.rows).toMatchObject([{ client_id: 2, where: 'project title', id: 2, what: 'Course of six treatments' }])
  expect((await clientele('find', 'mismanaged', '--format', 'json')).json.rows).toMatchObject([{ where: 'project outcome', id: 3 }])
})

test('a card tells what is over by today', async () => {
  const clientele = await practice()
  const facts = async (today: string, client: string) => {
    const { json } = await clientele.with({ env: { CLIENTELE_TODAY: today } }, 'show', client, '--format', 'json')
    return json.facts.map(({ kind, id, day, what }: Record<string, unknown>) => [kind, id, day, what])
  }
  expect(await facts('2026-11-30', '1')).toEqual([])
  expect(await facts('2026-12-01', '1')).toEqual([['project', 3, '2026-12-01', 'Garden wall · mismanaged']])
})
