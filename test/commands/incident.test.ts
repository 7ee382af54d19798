import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

/** Karim Benali (1, known elsewhere as P-1) and Asha Patel (2). */
async function practice() {
  const clientele = newFile()
  await clientele('add', 'Karim Benali', '--ref', 'P-1')
  await clientele('add', 'Asha Patel')
  return clientele
}

/** Four incidents: the second was our fault, the third is resolved, the fourth is still to come. */
async function withIncidents() {
  const clientele = await practice()
  await clientele('incident', 'karim', 'honesty', '--severity', '3', '--on', '2026-11-10', '--note', 'forged receipt')
  await clientele('incident', 'karim', 'time', '--severity', '1', '--our-fault', '--on', '2026-10-02')
  await clientele('incident', 'asha', 'behaviour', '--severity', '2', '--on', '2026-11-15')
  await clientele('incidents', 'resolve', '3', '--on', '2026-11-20')
  await clientele('incident', 'asha', 'projects', '--severity', '1', '--on', '2026-12-01')
  return clientele
}

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON.
const numbers = (answer: { json: any }): number[] => answer.json.rows.map((row: { incident_id: number }) => row.incident_id)

test('incident answers what was recorded, how to take it back, and what settles it', async () => {
  const clientele = await practice()
  const { code, out } = await clientele('incident', 'karim', 'time', '--severity', '2')
  expect(code).toBe(0)
  expect(out).toBe(`Incident 1 of Karim Benali (1) today: time, severity 2.     undo: clientele undo
  Once it is settled: clientele incidents resolve 1
`)
})

test('only an incident of honesty that is as grave as can be lets a client go by itself', async () => {
  const clientele = await practice()
  const grave = await clientele('incident', 'karim', 'honesty', '--severity', '3', '--on', '2026-10-02')
  expect(grave.out).toContain('Incident 1 of Karim Benali (1) on Fri 2 Oct: honesty, severity 3.')
  expect(grave.out).toContain('Until it is settled the verdict is "let go": clientele incidents resolve 1')
  for (const [sign, severity] of [
    ['honesty', '2'],
    ['payment', '3'],
  ] as const) {
    expect((await clientele('incident', 'karim', sign, '--severity', severity)).out).not.toContain('let go')
  }
})

test('incident in json, the sign also as Americans write it', async () => {
  const { json } = await (await practice())('incident', '1', 'Behavior', '--severity', '1', '--on', 'yesterday', '--format', 'json')
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    incident_id: 1,
    sign: 'behaviour',
    severity: 1,
    occurred_on: '2026-11-21',
    our_fault: false,
    warnings: [],
  })
})

test('what was our fault is said never to count', async () => {
  const clientele = await practice()
  const { out } = await clientele('incident', 'karim', 'honesty', '--severity', '3', '--our-fault')
  expect(out).toContain('Noted as a quality problem of ours: it never counts against the client.')
  expect(out).not.toContain('let go')
  const { json } = await clientele('incident', 'karim', 'time', '--severity', '1', '--our-fault', '--format', 'json')
  expect(json.our_fault).toBe(true)
})

test('a day to come is warned of', async () => {
  const clientele = await practice()
  const { json } = await clientele('incident', 'karim', 'time', '--severity', '1', '--on', 'tomorrow', '--format', 'json')
  expect(json.warnings).toEqual(['2026-11-23 is after today; it counts from that day on'])
  await clientele('incident', 'karim', 'time', '--severity', '1', '--on', '2026-11-10')
  const resolved = await clientele('incidents', 'resolve', '2', '--on', '2026-12-01', '--format', 'json')
  expect(resolved.json.warnings).toEqual(['2026-12-01 is after today; it counts from that day on'])
})

const REFUSED: readonly [string[], number, string][] = [
  [['incident', 'karim', 'time'], 2, 'an incident has a severity - say --severity 1 (light), 2 (serious) or 3 (grave)'],
  ...['0', '4', '1.5', 'grave', ''].map((typed): [string[], number, string] => [
    ['incident', 'karim', 'time', '--severity', typed],
    2,
    `--severity "${typed}" is not a severity - say 1 (light), 2 (serious) or 3 (grave)`,
  ]),
  [
    ['incident', 'karim', 'late', '--severity', '1'],
    2,
    '"late" is not a sign of trust - say payment, behaviour, projects, time or honesty',
  ],
  [['incident', 'nobody', 'time', '--severity', '1'], 4, 'No client matches "nobody"'],
  [['incidents', 'resolve', '9'], 1, 'there is no incident 9 - clientele incidents lists them with their numbers'],
  ...['0', 'x', '-1', '1.5', '1e3'].map((typed): [string[], number, string] => [
    ['incidents', 'resolve', '--', typed],
    2,
    `incident number "${typed}" is not a whole number from 1 to`,
  ]),
  [['incidents', 'resolve', '1', '--on', '2026-11-09'], 2, '2026-11-09 is before incident 1 happened (2026-11-10) - say a later day'],
  [['incidents', '--sign', 'late'], 2, '--sign "late" is not a sign of trust'],
]

test.each(REFUSED)('%j is refused with %i', async (argv, code, message) => {
  const clientele = await practice()
  await clientele('incident', 'karim', 'honesty', '--severity', '3', '--on', '2026-11-10')
  const before = dumpFile(clientele.path)
  const ran = await clientele(...argv)
  expect(ran.err).toContain(message)
  expect(ran.code).toBe(code)
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('resolve on the very day it happened; said again it changes nothing, whatever the day', async () => {
  const clientele = await withIncidents()
  const { json } = await clientele('incidents', 'resolve', '1', '--on', '2026-11-10', '--format', 'json')
  expect(json).toMatchObject({ operation: 8, client_id: 1, incident_id: 1, occurred_on: '2026-11-10', resolved_on: '2026-11-10' })
  const again = await clientele('incidents', 'resolve', '1')
  expect(again).toMatchObject({
    code: 0,
    out: 'Incident 1 of Karim Benali (1) is resolved since 2026-11-10 already: honesty, severity 3.\n',
  })
  const other = await clientele('incidents', 'resolve', '1', '--on', '2026-11-21', '--format', 'json')
  expect(other.json).toMatchObject({ operation: null, resolved_on: '2026-11-10' })
})

test('incidents, in json, newest first, with the exact keys and totals', async () => {
  const { json } = await (await withIncidents())('incidents', '--format', 'json')
  expect(Object.keys(json)).toEqual(['currency', 'rows', 'total'])
  expect(numbers({ json })).toEqual([4, 3, 1, 2])
  expect(json.rows[2]).toEqual({
    incident_id: 1,
    occurred_on: '2026-11-10',
    client_id: 1,
    client: 'Karim Benali',
    ref: 'P-1',
    sign: 'honesty',
    severity: 3,
    our_fault: false,
    resolved_on: null,
    note: 'forged receipt',
  })
  expect(json.rows[1].resolved_on).toBe('2026-11-20')
  expect(json.rows[3].our_fault).toBe(true)
  expect(json.total).toEqual({ incidents: 4, open: 3, our_fault: 1 })
})

test.each<[string[], number[]]>([
  [
    ['--client', 'karim'],
    [1, 2],
  ],
  [
    ['--period', '2026-11'],
    [3, 1],
  ],
  [['--sign', 'behavior'], [3]],
  [['--open'], [4, 1, 2]],
  [['--our-fault'], [2]],
  [['--client', 'asha', '--open'], [4]],
])('incidents %j', async (options, expected) => {
  const { json } = await (await withIncidents())('incidents', 'list', ...options, '--format', 'json')
  expect(numbers({ json })).toEqual(expected)
  expect(json.total.incidents).toBe(expected.length)
})

test('one that is resolved on a day to come is open until then', async () => {
  const clientele = await practice()
  await clientele('incident', 'karim', 'time', '--severity', '1', '--on', '2026-11-10')
  await clientele('incidents', 'resolve', '1', '--on', '2026-12-01')
  const openOn = async (today: string) => {
    const list = async (...options: string[]) =>
      (await clientele.with({ env: { CLIENTELE_TODAY: today } }, 'incidents', ...options, '--format', 'json')).json
    return [(await list()).total.open, (await list('--open')).rows.length]
  }
  expect(await openOn('2026-11-30')).toEqual([1, 1])
  expect(await openOn('2026-12-01')).toEqual([0, 0])
})

test('the table keeps to 80 columns with long names, and tells the note where there is room', async () => {
  const clientele = await withIncidents()
  await clientele('add', "Établissements Charpentier-Delacroix & Fils, menuiserie générale et rénovation d'escaliers")
  await clientele('add', 'શ્રીમતી હંસાબેન ત્રિવેદી')
  await clientele('incident', '3', 'behaviour', '--severity', '2', '--note', 'Arrivé le mauvais jour, puis reparti sans prévenir personne')
  await clientele('incident', '4', 'time', '--severity', '1')
  const { out } = await clientele('incidents')
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(out).toMatch(/5 +2026-11-22 +Établissements.*… +behaviour +2\n/)
  expect(out).toMatch(/3 +2026-11-15 +Asha Patel +behaviour +2 +2026-11-20\n/)
  expect(out).toContain('6 incidents: 5 open, 1 our fault')
  const wide = await clientele.with({ terminal: { columns: 200 } }, 'incidents', '--color', 'never')
  expect(wide.out).toContain('sans prévenir personne')
})

test('each is undone to the last row', async () => {
  const clientele = await practice()
  const dumps = [dumpFile(clientele.path)]
  for (const argv of [
    ['incident', '1', 'honesty', '--severity', '3', '--note', 'x'],
    ['incidents', 'resolve', '1'],
  ]) {
    await clientele(...argv)
    dumps.push(dumpFile(clientele.path))
  }
  expect(dumps[2]).not.toEqual(dumps[1])
  for (const before of dumps.slice(0, -1).reverse()) {
    await clientele('undo')
    expect(dumpFile(clientele.path)).toEqual(before)
  }
})

test('the log keeps ids alone; history, find and show tell the rest', async () => {
  const clientele = await withIncidents()
  const { json } = await clientele('log', '--format', 'json')
  expect(json.rows[0].details).toEqual({ client_id: 2, incident_id: 4 })
  expect(json.rows[1]).toMatchObject({ command: 'incidents resolve', details: { client_id: 2, incident_id: 3 } })
  const history = await clientele('history', '2', '--wide')
  expect(history.out).toMatch(/incident 3 resolved on +none -> 2026-11-20/)
  expect((await clientele('history', '1', '--wide')).out).toMatch(/incident 2 +added: time on 2026-10-02, severity 1, our fault/)
  const found = await clientele('find', 'forged', '--format', 'json')
  expect(found.json.rows).toMatchObject([{ client_id: 1, where: 'incident note', id: 1, what: 'forged receipt' }])
  expect((await clientele('find', '2026-11-20', '--format', 'json')).json.rows).toMatchObject([{ where: 'incident resolved', id: 3 }])
  expect((await clientele('show', '1')).out).toContain('2026-11-10  incident  honesty, severity 3 · forged receipt')
})
