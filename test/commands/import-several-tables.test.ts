import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Run = Awaited<ReturnType<ReturnType<typeof newFile>>>

const run = (input: string, ...words: string[]): Promise<Run> => newFile().with({ input }, 'import', ...words)

const rows = (count: number, method: string) =>
  Array.from({ length: count }, (_, index) => `Client ${index},2026-01-${String((index % 28) + 1).padStart(2, '0')},5${method}\n`).join('')

test.each([
  [
    'wider',
    'client,date,amount\nAsha,2026-01-02,5\n\nZoe,2026-01-02,5\n\nclient,date,amount,method\nBen,2026-01-03,6,card\n',
    2,
    'lines 6 to 7',
  ],
  ['longer', `client,date,amount\n${rows(30, '')}\nclient,date,amount,method\n${rows(30, ',card')}`, 30, 'lines 33 to 63'],
  ['shorter', `client,date,amount\n${rows(3, '')}\nclient,date,amount,method\nBen,2026-01-03,6,card\n`, 3, 'lines 6 to 7'],
])('a second table that is %s does not take the place of the first', async (_, input, read, lines) => {
  const { out, err } = await run(input, 'payments', '-', '--create-missing')
  expect(err).toContain('header on line 1,')
  expect(err).toContain(`left out: a second table ${lines}\n`)
  expect(out).toContain(`Read ${read} rows: ${read} added.`)
})

test('the first of two tables of clients is read', async () => {
  const { out, err } = await run('name,city\nAsha,Lyon\n\nname,city,phone\nBen,Metz,0612345678\n', 'clients', '-')
  expect(err).toContain('left out: a second table lines 4 to 5\n')
  expect(out).toContain('Read 1 row: 1 added.')
})

const VISITS_ABOVE = 'client,date,kind\nAsha,2026-01-02,office\n\nclient,number,issued,due,amount\nBen,F1,2026-01-03,2026-02-03,6\n'

test('the table is read that has the columns of what is asked for, and the one above it is told', async () => {
  const visits = await run(VISITS_ABOVE, 'preview', '-', '--as', 'visits', '--format', 'json')
  expect(visits.json).toMatchObject({ read: 1, detected: { header_row: 1 }, problems: [{ message: 'left out: a second table' }] })
  const invoices = await run(VISITS_ABOVE, 'invoices', '-', '--create-missing')
  expect(invoices.err).toContain('left out: a table above lines 1 to 2\n')
  expect(invoices.out).toContain('Read 1 row: 1 added.')
  const named = await run(VISITS_ABOVE, 'invoices', '-', '--create-missing', '--header-row', '4')
  expect(named.err).toContain('left out: a table above lines 1 to 2\n')
})

test('where none of several tables will do, all are named', async () => {
  const { code, err } = await run('name,city\nAsha,Lyon\n\nname,city,phone\nBen,Metz,0612345678\n', 'payments', '-')
  expect(code).toBe(1)
  expect(err).toContain('headers on line 1 and 4')
  expect(err).toContain('--header-row 1, or --header-row 4')
})

test('a table above whose names are not known is told, and read where its columns are named', async () => {
  const input = 'wer,wann,wieviel\nAsha,2026-01-02,5\n\nclient,date,amount,method\nBen,2026-01-03,6,card\n'
  const { err } = await run(input, 'payments', '-', '--create-missing')
  expect(err).toContain('left out: a table above lines 1 to 2\n')
  const maps = ['client=wer', 'date=wann', 'amount=wieviel'].flatMap((map) => ['--map', map])
  const mapped = await run(input, 'payments', '-', '--create-missing', ...maps)
  expect(mapped.err).toContain('header on line 1,')
})

test('what a bank writes above its table is no table', async () => {
  const input = 'Account holder,Asha Patel\nBank,Lloyds\nPeriod,2026-01\n\nclient,date,amount\nBen,2026-01-03,6\nZoe,2026-01-04,6\n'
  const { err } = await run(input, 'payments', '-', '--create-missing')
  expect(err).not.toContain('left out')
})

const BELOW = 'client,date,amount,method\nBen,2026-01-03,6,card\nBen,2026-01-04,6,card\n'

test.each([
  ['with a blank line below its header', 'client,date,amount\n\nAsha,2026-01-02,5\n\n', 'a second table lines 5 to 7'],
  ['without a header', 'Asha,2026-01-02,5\nZoe,2026-01-02,5\n\n', 'a table above lines 1 to 2'],
  ['of one column', 'client\nAsha\nZoe\n\n', 'a table above lines 1 to 3'],
])('a table above %s is read or told', async (_, above, said) => {
  const { err } = await run(above + BELOW, 'payments', '-', '--create-missing')
  expect(err).toContain(`left out: ${said}\n`)
})
