import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const visits = (clientele: Clientele, csv: string, ...options: string[]) =>
  clientele.with({ input: csv }, 'import', 'visits', '-', ...options, '--format', 'json')

const rowsOf = async (clientele: Clientele) => (await clientele('export', 'visits', '--format', 'json')).json.rows

const HEADER = 'client,date,kind,outcome,late,reference,note\n'

test('a planned visit that took place is updated by its reference', async () => {
  const clientele = newFile()
  await visits(clientele, `${HEADER}A,2026-11-20 10:30,visit,planned,,V1,bring the file\n`, '--create-missing')
  const done = await visits(clientele, `${HEADER}A,2026-11-20 10:30,visit,late,10,V1,\n`)
  expect(done.json).toMatchObject({ added: 0, updated: 1 })
  expect(await rowsOf(clientele)).toMatchObject([{ date: '2026-11-20 10:30', outcome: 'kept', late: 10, note: 'bring the file' }])
  const cancelled = await visits(clientele, `${HEADER}A,2026-11-20 10:30,visit,cancelled by us,,V1,\n`)
  expect(cancelled.json.updated).toBe(1)
  expect(await rowsOf(clientele)).toMatchObject([{ outcome: 'cancelled by us', late: null }])
})

test('a yes/no column tells who did not come', async () => {
  const clientele = newFile()
  const run = await visits(
    clientele,
    'client,date,no_show\nA,2026-11-20,yes\nA,2026-11-19,non\nA,2026-11-18,maybe\n',
    '--create-missing',
    '--skip-bad',
  )
  expect(run.json.errors).toEqual([{ line: 4, column: 'no_show', message: 'no_show "maybe" is neither yes nor no' }])
  expect((await rowsOf(clientele)).map((row: { outcome: string }) => row.outcome)).toEqual(['no-show', 'kept'])
})

test('a visit without an outcome is known again on a day on which it would be another', async () => {
  const clientele = newFile()
  const csv = 'client,date\nA,2026-11-25\n'
  await visits(clientele, csv, '--create-missing')
  expect((await rowsOf(clientele))[0].outcome).toBe('planned')
  const later = await clientele.with({ input: csv, env: { CLIENTELE_TODAY: '2026-12-01' } }, 'import', 'visits', '-', '--format', 'json')
  expect(later.json).toMatchObject({ operation: null, unchanged: 1 })
})

test.each([
  ['kind "lunch" is none of visit, reception, meeting, call, letter, message', 'A,2026-11-20,lunch,kept,,,'],
  ['outcome "perhaps" is none of kept, late, no-show, cancelled, planned', 'A,2026-11-20,visit,perhaps,,,'],
  ['late says 5, which only a visit that was kept can have', 'A,2026-11-20,visit,absent,5,,'],
  ['late "soon" is not a whole number from 0 to 1440', 'A,2026-11-20,visit,late,soon,,'],
  ['date "yesterday" is not a day', 'A,yesterday,visit,kept,,,'],
  ['client is empty', ',2026-11-20,visit,kept,,,'],
])('%s', async (message, row) => {
  const { json } = await visits(newFile(), `${HEADER}A,2026-11-01,visit,kept,,,\n${row}\n`, '--create-missing')
  expect(json.errors).toMatchObject([{ line: 3, message }])
})

test('what export writes, import takes back without loss', async () => {
  const clientele = newFile()
  await clientele(
    'add',
    'Asha Patel',
    '--category',
    'vip',
    '--phone',
    '06 12 34 56 78',
    '--note',
    '=1+1',
    '--ref',
    '007',
    '--operator',
    'Sophie',
  )
  await clientele('add', 'Zoé, "Z"', '--consent-mail', 'no', '--birthday', '1990-02-28', '--kind', 'company', '--avoid', "'=x")
  await clientele('add', 'Gone')
  await clientele('undo')
  await clientele('add', 'Asha Patel', '--force', '--city', 'Lyon')
  await clientele('pay', '1', '1234.50', '--method', 'transfer', '--on', '2026-01-05', '--ref', 'R1', '--note', '@home')
  await clientele('pay', '4', '3', '--account', '--on', '2026-01-06')
  await clientele('refund', '4', '2', '--account', '--on', '2026-01-07')
  await clientele('visit', '1', '--on', '2026-11-20', '--late', '15', '--rate', '5,4,3', '--by', 'Sophie', '--follow-up', '2026-12-01')
  await clientele('visit', '2', '--on', '2026-11-19', '--cancelled', '--notice', '3', '--note', 'line\nbreak')
  await clientele('visit', '2', '--on', '2026-11-18', '--cancelled', '--by-us')
  await clientele('visit', '4', '--planned', '--on', '2026-12-05', '--at', '14:30', '--kind', 'call')
  const copy = newFile()
  for (const noun of ['clients', 'payments', 'visits']) {
    const exported = await clientele('export', noun, '--format', 'csv')
    const run = await copy.with({ input: exported.out }, 'import', noun, '-', '--format', 'json')
    expect(run.json).toMatchObject({ rejected: 0, updated: 0, unchanged: 0 })
    expect((await copy('export', noun, '--format', 'csv')).out).toBe(exported.out)
    expect((await copy.with({ input: exported.out }, 'import', noun, '-', '--format', 'json')).json).toMatchObject({
      operation: null,
      added: 0,
    })
  }
})
