import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const take = (clientele: Clientele, noun: string, input: string, ...options: string[]) =>
  clientele.with({ input }, 'import', noun, '-', ...options, '--format', 'json')

const exported = async (clientele: Clientele, noun: string) => (await clientele('export', noun, '--format', 'json')).json.rows

test('an export with three decimals is read with its point, whatever the settings say', async () => {
  const clientele = newFile()
  await clientele('init', '--currency', 'KWD', '--decimal', 'comma', '--date-order', 'dmy')
  await clientele('add', 'Asha')
  await clientele('pay', '1', '120,500', '--on', '2026-01-05')
  const { out } = await clientele('export', 'payments')
  const copy = newFile()
  await copy('init', '--currency', 'KWD', '--decimal', 'comma')
  await copy('add', 'Asha')
  const run = await take(copy, 'payments', out)
  expect(run.json.detected).toMatchObject({ decimal: 'point', date_order: 'ymd' })
  expect(await exported(copy, 'payments')).toMatchObject([{ amount_minor: 120_500 }])
})

test('days that a spreadsheet rewrote in an export are read by the settings', async () => {
  const clientele = newFile()
  await clientele('init', '--date-order', 'dmy')
  await clientele('add', 'Asha')
  const run = await take(clientele, 'payments', 'client_number,client,date,amount\n1,Asha,03/04/2026,1.00\n')
  expect(run.json.detected.date_order).toBe('dmy')
})

test.each(['payments', 'visits'])('an export of another file does not land on other clients (%s)', async (noun) => {
  const clientele = newFile()
  await clientele('add', 'Karl')
  await clientele('add', 'Zoe', '--ref', 'Z7', '--email', 'zoe@example.org')
  const { json } = await take(
    clientele,
    noun,
    'client_number,client,date,amount\n1,Zoe,2026-01-05,1.00\n1,Mia,2026-01-05,2.00\n2,ZOE,2026-01-05,3.00\n2,Z7,2026-01-05,4.00\n2,zoe@example.org,2026-01-06,5.00\n',
    '--skip-bad',
  )
  expect(json).toMatchObject({ read: 5, added: 3, rejected: 2 })
  expect(json.errors).toEqual([
    { line: 2, column: 'client_number', message: 'client_number 1 is Karl, not Zoe' },
    { line: 3, column: 'client_number', message: 'client_number 1 is Karl, not Mia' },
  ])
})

test('a name beside a client_number is checked as well, under whichever header', async () => {
  const clientele = newFile()
  await clientele('add', 'Karl')
  const { json } = await take(clientele, 'payments', 'client_number,name,date,amount\n1,Zoe,2026-01-05,1.00\n')
  expect(json.errors[0].message).toBe('client_number 1 is Karl, not Zoe')
})

test('a row known by its reference that is another client’s by its cells is rejected, a renamed card is not', async () => {
  const clientele = newFile()
  await clientele('add', 'Karl')
  const row = (name: string) => `client_number,client,date,amount,reference\n1,${name},2026-01-05,1.00,R1\n`
  await take(clientele, 'payments', row('Karl'))
  expect((await take(clientele, 'payments', row('Zoe'))).json.errors[0].message).toBe('client_number 1 is Karl, not Zoe')
  await clientele('edit', '1', '--name', 'Charles')
  expect((await take(clientele, 'payments', row('Karl'))).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('an export keeps who is archived since when', async () => {
  const clientele = newFile()
  await clientele('add', 'Karl')
  await clientele('add', 'Zoe')
  await clientele('archive', '2')
  const { out } = await clientele('export', 'clients')
  const copy = newFile()
  await take(copy, 'clients', out)
  expect(await exported(copy, 'clients')).toMatchObject([{ archived: null }, { archived: '2026-11-22' }])
  expect((await take(copy, 'clients', out)).json).toMatchObject({ operation: null, unchanged: 2 })
})

test('what export writes as JSON, import takes back', async () => {
  const clientele = newFile()
  await clientele('init', '--currency', 'KWD', '--decimal', 'comma')
  await clientele('add', "'=x", '--consent-mail', 'no', '--note', 'line\nbreak', '--ref', '007')
  await clientele('pay', '1', '120,500', '--on', '2026-01-05', '--note', '@home')
  await clientele('visit', '1', '--on', '2026-11-20', '--late', '15', '--rate', '5,4,3')
  const copy = newFile()
  await copy('init', '--currency', 'KWD', '--decimal', 'comma')
  for (const noun of ['clients', 'payments', 'visits']) {
    const json = await clientele('export', noun, '--format', 'json')
    const run = await take(copy, noun, json.out)
    expect(run.json, noun).toMatchObject({ read: 1, added: 1 })
    expect((await copy('export', noun, '--format', 'json')).out).toBe(json.out)
    expect((await take(copy, noun, json.out)).json).toMatchObject({ operation: null, added: 0 })
  }
})

test('a bare list of objects is a table too; a bad row is told by its number', async () => {
  const clientele = newFile()
  const rows = [
    { client: 'A', date: '2026-01-05', amount_minor: 1250 },
    { client: 'B', date: 'soon', amount_minor: 1 },
  ]
  const run = await take(clientele, 'payments', JSON.stringify(rows), '--create-missing', '--skip-bad')
  expect(run.json).toMatchObject({ added: 1, errors: [{ line: 2, column: 'date', message: 'date "soon" is not a day' }] })
  expect(await exported(clientele, 'payments')).toMatchObject([{ amount_minor: 1250 }])
})

test.each([
  ['{"a": 1}', 'holds no list of rows'],
  ['[1, 2]', 'holds no list of rows'],
  ['{"a": 1}\n{"a": 2}\n', 'begins like JSON, but cannot be read as such'],
  ['{"currency": "USD", "rows": [{"client": "A", "date": "2026-01-05", "amount_minor": 1}]}', "is in USD, but the file's currency is EUR"],
])('JSON that is no table is refused: %s', async (input, message) => {
  const { code, err } = await newFile().with({ input }, 'import', 'payments', '-', '--create-missing')
  expect(code).toBe(1)
  expect(err).toContain(message)
})
