import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newFile, newFolder, programFolder } from '../support.ts'

const fixture = (name: string): string => join(programFolder, 'fixtures', name)
const lines = (text: string): string[] => text.trimEnd().split('\n')

const statement = [
  'Statement of account',
  '',
  'Customer;Date;Amount;Fax',
  'A1;13/01/2026;12,50;x',
  'A2;14/01/2026;8,00',
  'A3;15/01/2026;12,5x;',
  'A4;16/01/2026;3,00;;;y',
  'A5;31/02/2026;1,00;',
  'Total;;20,50;',
].join('\n')

test('what was detected, the meaning of each column with its evidence, the first rows and the problems are told', async () => {
  const { code, json } = await newFile().with({ input: statement }, 'import', 'preview', '-', '--as', 'payments', '--format', 'json')
  expect(code).toBe(0)
  expect(json).toMatchObject({
    currency: 'EUR',
    kind: 'payments',
    kind_guessed: false,
    detected: { encoding: 'utf-8', delimiter: ';', header_row: 3, decimal: 'comma', date_order: 'dmy' },
    read: 5,
  })
  expect(json.columns).toEqual([
    { column: 1, header: 'Customer', field: 'client', filled: 4, evidence: null },
    { column: 2, header: 'Date', field: 'date', filled: 4, evidence: 'days as day/month/year (3 cells over 12), 1 not of them' },
    { column: 3, header: 'Amount', field: 'amount', filled: 4, evidence: 'decimal comma: 3 cells, 1 not of them' },
    { column: 4, header: 'Fax', field: null, filled: 1, evidence: null },
  ])
  expect(json.rows).toHaveLength(5)
  expect(json.rows[0]).toEqual({ line: 4, cells: ['A1', '13/01/2026', '12,50', 'x'] })
  expect(json.problems).toEqual([
    { line: 5, rows: 1, lines: [5], column: null, message: 'the row has 3 cells, the header has 4; what is missing is read as empty' },
    { line: 7, rows: 1, lines: [7], column: null, message: 'the row has 6 cells, the header has 4' },
    { line: 9, rows: 1, lines: [9], column: null, message: 'left out: total' },
    { line: 6, rows: 1, lines: [6], column: 'Amount', message: 'amount "12,5x" is not an amount' },
    { line: 8, rows: 1, lines: [8], column: 'Date', message: 'date "31/02/2026" is not a day' },
  ])
})

test('people read the same in words, and how to go on', async () => {
  const { out } = await newFile().with({ input: statement }, 'import', 'preview', '-')
  expect(out).toContain('standard input: UTF-8, semicolons, header on line 3, decimal comma, days as day/month/year (3 cells over 12)')
  expect(out).toContain('Taken for payments, by their headers; --as says otherwise.')
  expect(out).toContain('  1 line (line 6): Amount: amount "12,5x" is not an amount')
  expect(out).toContain('To import it: clientele import payments -')
})

test.each([
  ['practice/clients.csv', 'clients'],
  ['practice/bank-2026.csv', 'payments'],
  ['practice/invoices-2026.csv', 'invoices'],
  ['practice/visits.csv', 'visits'],
  ['import/google-contacts/input.csv', 'clients'],
  ['import/quickbooks-receivables/input.csv', 'invoices'],
  ['import/paypal-activity/input.csv', 'payments'],
])('%s is taken for %s, without a file and without making one', async (name, kind) => {
  const clientele = newFile()
  const { json } = await clientele('import', 'preview', fixture(name), '--format', 'json')
  expect([json.kind, json.kind_guessed]).toEqual([kind, true])
  expect(existsSync(clientele.path)).toBe(false)
})

test('columns that are enough for nothing are shown with what their cells are like', async () => {
  const { code, json } = await newFile().with(
    { input: 'a;b;c\nx;13/01/2026;1,50\ny;14/01/2026;2,50\n' },
    'import',
    'preview',
    '-',
    '--format',
    'json',
  )
  expect(code).toBe(0)
  expect(json.kind).toBe(null)
  expect(json.columns.map(({ field, evidence }: { field: string | null; evidence: string | null }) => [field, evidence])).toEqual([
    [null, null],
    [null, 'days as day/month/year (2 cells over 12)'],
    [null, 'decimal comma: 2 cells'],
  ])
})

test('what would stop an import is a problem, not an error', async () => {
  const clientele = newFile()
  const open = await clientele.with({ input: 'client,date,amount\nA,02/03/2026,1.00\n' }, 'import', 'preview', '-', '--format', 'json')
  expect(open.code).toBe(0)
  expect(open.json.problems[0].message).toContain('--date-order dmy or mdy')
  expect(open.json.detected.date_order).toBe(null)
  const said = await clientele.with(
    { input: 'client,date,amount\nA,02/03/2026,1.00\n' },
    'import',
    'preview',
    '-',
    '--date-order',
    'mdy',
    '--format',
    'json',
  )
  expect([said.json.problems, said.json.detected.date_order]).toEqual([[], 'mdy'])
  const unknown = await clientele.with(
    { input: 'x,date,amount\nA,2026-03-02,1.00\n' },
    'import',
    'preview',
    '-',
    '--as',
    'payments',
    '--format',
    'json',
  )
  expect(unknown.json.problems[0].message).toContain('no column is the client')
  const mapped = await clientele.with(
    { input: 'x,date,amount\nA,2026-03-02,1.00\n' },
    'import',
    'preview',
    '-',
    '--as',
    'payments',
    '--map',
    'client=x',
    '--format',
    'json',
  )
  expect([mapped.json.problems, mapped.json.columns[0].field]).toEqual([[], 'client'])
})

test('a table that cannot be read as one is an error as in an import', async () => {
  const clientele = newFile()
  expect((await clientele.with({ input: '' }, 'import', 'preview', '-')).err).toContain('standard input is empty')
  const folder = join(newFolder(), 'table')
  mkdirSync(folder)
  expect((await clientele('import', 'preview', folder)).code).toBe(1)
})

test('--format csv is the whole table, with one header row, each row as wide, and commas between', async () => {
  const { out, err } = await newFile().with({ input: statement }, 'import', 'preview', '-', '--format', 'csv')
  expect(lines(out)).toEqual([
    'Customer,Date,Amount,Fax,#5,#6',
    'A1,13/01/2026,"12,50",x,,',
    'A2,14/01/2026,"8,00",,,',
    'A3,15/01/2026,"12,5x",,,',
    'A4,16/01/2026,"3,00",,,y',
    'A5,31/02/2026,"1,00",,,',
  ])
  expect(err).toContain('left out: total')
})

test('cells that a spreadsheet would run are neutralised once, however often the table is mended', async () => {
  const input = 'name,=note,amount_minor\nA,=1+1,-5\nB,+33 6 12 34 56 78,"\'=x"\n'
  const clientele = newFile()
  const once = await clientele.with({ input }, 'import', 'preview', '-', '--format', 'csv')
  expect(lines(once.out)).toEqual(["name,'=note,amount_minor", "A,'=1+1,-5", "B,+33 6 12 34 56 78,'=x"])
  const twice = await clientele.with({ input: once.out }, 'import', 'preview', '-', '--format', 'csv')
  expect(twice.out).toBe(once.out)
})

test('a mended table is written to a file, whole or not at all', async () => {
  const target = join(newFolder(), 'clean.csv')
  const clientele = newFile()
  await clientele('import', 'preview', fixture('practice/visits.csv'), '--format', 'csv', '--output', target)
  expect(readFileSync(target, 'utf8')).toContain('\n')
  const broken = join(newFolder(), 'broken.csv')
  writeFileSync(broken, `name,note\n${'A,x\n'.repeat(200_000)}"never closed`)
  const other = join(newFolder(), 'other.csv')
  const { code } = await clientele('import', 'preview', broken, '--format', 'csv', '--output', other)
  if (code !== 0) expect(existsSync(other)).toBe(false)
})

test('any table comes out as it went in, whatever stands between its cells', async () => {
  const cell = fc.stringMatching(/^[A-Za-z0-9À-ÿ ]{1,12}$/).map((text) => text.trim() || 'x')
  const rows = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }))
  const clientele = newFile()
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', '|'), async (body, delimiter) => {
      const header = (body[0] ?? []).map((_, column) => `Column ${'abcde'[column]}`)
      const input = [header, ...body].map((row) => `${row.map((each) => `"${each}"`).join(delimiter)}\r\n`).join('')
      const { out } = await clientele.with({ input }, 'import', 'preview', '-', '--header-row', '1', '--format', 'csv')
      expect(lines(out)).toEqual([header, ...body].map((row) => row.join(',')))
    }),
    { numRuns: 40 },
  )
})
