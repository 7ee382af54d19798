import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { addInvoices, dump, dumpFile, openFile, write } from '../money.ts'
import { newFile, programFolder } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const bill = (clientele: Clientele, csv: string, ...options: string[]) =>
  clientele.with({ input: csv }, 'import', 'invoices', '-', ...options, '--format', 'json')

const HEADER = 'client,number,issued,due,amount,disputed,paid_on,paid_amount,for'
const csvOf = (...rows: string[]): string => `${HEADER}\n${rows.join('\n')}\n`

const billed = async (clientele: Clientele) => (await clientele('export', 'invoices', '--format', 'json')).json.rows

/** Rows of the file itself, for what no command shows. */
function stored(clientele: Clientele, sql: string): unknown[] {
  const file = openSqlite(clientele.path)
  const rows = file.prepare(sql).raw().all()
  file.close()
  return rows
}

const settlements = (clientele: Clientele) =>
  stored(
    clientele,
    'SELECT i.number, p.paid_on, p.amount_minor, p.kind, p.kind_guessed FROM payment p JOIN invoice i ON i.id = p.invoice_id ORDER BY p.id',
  )
const disputes = (clientele: Clientele) =>
  stored(
    clientele,
    'SELECT i.number, d.started_on, d.ended_on, d.takes_days_off FROM dispute d JOIN invoice i ON i.id = d.invoice_id ORDER BY i.id',
  )
const allocated = (clientele: Clientele) =>
  stored(
    clientele,
    'SELECT i.number, a.amount_minor, a.effective_on FROM allocation a JOIN invoice i ON i.id = a.invoice_id ORDER BY 1, a.part',
  )

/** A file with Asha (1) of a category without terms, and Ben (2) who has ten days. */
async function withClients(): Promise<Clientele> {
  const clientele = newFile()
  await clientele('categories', 'add', 'quick', '--terms', '10')
  await clientele('add', 'Asha')
  await clientele('add', 'Ben', '--category', 'quick')
  return clientele
}

test('a receivables export comes in whole, once, and goes by undo', async () => {
  const clientele = newFile()
  const practice = join(programFolder, 'fixtures', 'practice')
  const { invoices, rows } = JSON.parse(readFileSync(join(practice, 'expected.json'), 'utf8'))
  await clientele('import', 'clients', join(practice, 'clients.csv'))
  const before = dumpFile(clientele.path)
  const file = join(practice, 'invoices-2026.csv')
  const first = await clientele('import', 'invoices', file)
  const lines = await billed(clientele)
  const count = rows['invoices-2026.csv']
  expect(lines).toHaveLength(count)
  const paid = lines.filter(({ paid_on }: { paid_on: string | null }) => paid_on !== null).length
  expect(first.out).toMatch(new RegExp(`^Read ${count} rows: ${count} added, ${paid} of them with a payment\\.\\s+undo: clientele undo\n$`))
  const sum = (key: string): number => lines.reduce((total: number, row: Record<string, number | null>) => total + (row[key] ?? 0), 0)
  expect(sum('amount_minor')).toBe(invoices.sum_minor)
  expect(sum('paid_amount_minor')).toBe(invoices.paid_minor)
  const open =
    'SELECT count(*) FROM invoice i WHERE amount_minor > (SELECT coalesce(sum(amount_minor), 0) FROM allocation a WHERE a.invoice_id = i.id)'
  expect(stored(clientele, open)).toEqual([[invoices.open]])
  const again = await clientele('import', 'invoices', file, '--format', 'json')
  expect(again.json).toMatchObject({ operation: null, read: count, added: 0, updated: 0, unchanged: count })
  expect((await clientele('log', '--format', 'json')).json.rows).toHaveLength(2)
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('every column of a row has its place', async () => {
  const clientele = await withClients()
  const run = await bill(clientele, csvOf('Asha,F-1,2026-01-05,2026-02-04,100.00,yes,2026-02-10,40.00,advice'))
  expect(run.json).toMatchObject({ operation: 4, read: 1, added: 1, rounded: 0, warnings: [], errors: [] })
  expect(await billed(clientele)).toEqual([
    {
      ...{ client_number: 1, client: 'Asha', number: 'F-1', issued: '2026-01-05', due: '2026-02-04', amount_minor: 10_000 },
      ...{ disputed: 'yes', paid_on: '2026-02-10', paid_amount_minor: 4000, for: 'advice' },
    },
  ])
  expect(settlements(clientele)).toEqual([['F-1', '2026-02-10', 4000, 'account', 0]])
  expect(allocated(clientele)).toEqual([['F-1', 4000, '2026-02-10']])
  expect(disputes(clientele)).toEqual([['F-1', '2026-01-05', null, 0]])
})

test('without a due day the terms of the category count, else 30 days; also for cards that are made', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,A,2026-01-05,,1,,,,', 'Ben,B,2026-01-05,,1,,,,'))
  await bill(clientele, csvOf('Cleo,C,2026-01-05,,1,,,,', 'Cleo,D,2026-01-06,,1,,,,'), '--create-missing', '--category', 'quick')
  expect((await billed(clientele)).map(({ number, due }: Record<string, string>) => [number, due])).toEqual([
    ['A', '2026-02-04'],
    ['B', '2026-01-15'],
    ['C', '2026-01-15'],
    ['D', '2026-01-16'],
  ])
  const moved = await bill(clientele, csvOf('Ben,B,2026-01-20,,1,,,,'))
  expect(moved.json.updated).toBe(1)
  expect((await billed(clientele))[1]).toMatchObject({ issued: '2026-01-20', due: '2026-01-30' })
})

test('a changed row updates what it says, its payment and its dispute with it, and erases nothing', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,2026-02-04,100.00,14,2026-02-10,,advice', 'Asha,F-2,2026-01-06,,50,,,,'))
  const changed = csvOf('Asha,F-1,2026-01-05,2026-02-20,120.00,21,2026-02-15,,', 'Asha,F-2,2026-01-06,,50,yes,2026-02-01,30,')
  expect((await bill(clientele, changed)).json).toMatchObject({ added: 0, updated: 2, unchanged: 0 })
  expect(await billed(clientele)).toMatchObject([
    { amount_minor: 12_000, due: '2026-02-20', disputed: '21 days', paid_on: '2026-02-15', paid_amount_minor: 12_000, for: 'advice' },
    { amount_minor: 5000, disputed: 'yes', paid_on: '2026-02-01', paid_amount_minor: 3000 },
  ])
  expect(disputes(clientele)).toEqual([
    ['F-1', '2026-02-20', '2026-03-13', 1],
    ['F-2', '2026-01-06', null, 0],
  ])
  expect(allocated(clientele)).toEqual([
    ['F-1', 12_000, '2026-02-15'],
    ['F-2', 3000, '2026-02-01'],
  ])
  expect((await bill(clientele, changed)).json).toMatchObject({ operation: null, unchanged: 2 })
  const emptied = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,120.00,,,,', 'Asha,F-2,2026-01-06,,50,,,,'))
  expect(emptied.json).toMatchObject({ operation: null, unchanged: 2 })
  const before = dumpFile(clientele.path)
  const taken = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,120.00,no,,0,', 'Asha,F-2,2026-01-06,,50,0,,,'))
  expect(taken.json.updated).toBe(2)
  expect(disputes(clientele)).toEqual([])
  expect(settlements(clientele)).toEqual([['F-2', '2026-02-01', 3000, 'account', 0]])
  // The freed invoice stays open: money that names another one has no rest.
  expect(allocated(clientele)).toEqual([['F-2', 3000, '2026-02-01']])
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('a row edited or voided by hand stays so when its file comes again; a changed row sets what it says', async () => {
  const clientele = await withClients()
  const csv = csvOf('Asha,F-1,2026-01-05,,100,,2026-02-01,,', 'Asha,F-2,2026-01-05,,70,,2026-02-02,,')
  await bill(clientele, csv)
  await clientele('payments', 'edit', '1', '--amount', '90')
  await clientele('payments', 'void', '2')
  expect((await bill(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 2, warnings: [] })
  const changed = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,2026-02-03,,', 'Asha,F-2,2026-01-05,,70,,2026-02-04,,'))
  expect(changed.json).toMatchObject({
    updated: 1,
    unchanged: 1,
    warnings: ['1 row that changed in the file, whose payment is void and stays so: line 3'],
  })
  expect(stored(clientele, 'SELECT paid_on, amount_minor, voided_on IS NULL FROM payment ORDER BY id')).toEqual([
    ['2026-02-03', 10_000, 1],
    ['2026-02-02', 7000, 0],
  ])
})

test('a row that changed elsewhere leaves its payment and its dispute as they are by hand now', async () => {
  const clientele = await withClients()
  const rows = (why: string): string => csvOf(`Asha,F-1,2026-01-05,,100,yes,,,${why}`, `Asha,F-2,2026-01-05,,70,14,2026-02-02,,${why}`)
  await bill(clientele, rows('x'))
  await clientele('invoices', 'resolve', 'F-1', '--on', '2026-03-01')
  await clientele('payments', 'edit', '1', '--on', '2026-01-20')
  const byHand = [disputes(clientele), settlements(clientele)]
  expect((await bill(clientele, rows('y'))).json).toMatchObject({ updated: 2 })
  expect([disputes(clientele), settlements(clientele)]).toEqual(byHand)
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,3,,,y', 'Asha,F-2,2026-01-05,,70,14,2026-02-09,,y'))
  expect(disputes(clientele)[0]).toEqual(['F-1', '2026-02-04', '2026-02-07', 1])
  expect(settlements(clientele)).toMatchObject([['F-2', '2026-02-09', 7000, 'account', 0]])
})

test('a payment that was moved to another client by hand comes back with a changed row, and both accounts are right', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,2026-02-01,,', 'Ben,F-2,2026-01-05,,100,,,,'))
  await clientele('payments', 'edit', '1', '--client', '2')
  expect(allocated(clientele)).toEqual([['F-2', 10_000, '2026-02-01']])
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,2026-02-07,,'))
  expect(allocated(clientele)).toEqual([['F-1', 10_000, '2026-02-07']])
})

test('a void invoice whose row changed in the file stays void, with a warning', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'))
  const store = openFile(clientele.path)
  await write(store, () => store.connection.update('invoice', 1, { voided_on: '2026-01-06' }))
  store.connection.close()
  expect((await bill(clientele, csvOf('Asha,F-1,2026-01-05,,120,,,,'))).json).toMatchObject({
    operation: null,
    unchanged: 1,
    warnings: ['1 row that changed in the file, of an invoice that is void and stays so: line 2'],
  })
})

test('a number is unique: typed by hand, from another system or of another client it is rejected', async () => {
  const clientele = await withClients()
  await clientele('invoice', '1', '10', '--number', 'H-1', '--on', '2026-01-01')
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'))
  const run = await bill(
    clientele,
    csvOf('Asha,H-1,2026-01-01,,10,,,,', 'Ben,F-1,2026-01-05,,100,,,,', 'Ben,F-2,2026-01-05,,7,,,,'),
    '--skip-bad',
  )
  expect(run.code).toBe(3)
  expect(run.json).toMatchObject({ added: 1, rejected: 2 })
  const otherwise = 'typed by hand, or from another system or list - give the row another number, or leave it out'
  expect(run.json.errors).toEqual([
    { line: 2, column: 'number', message: `invoice "H-1" is on file already, of Asha (1): ${otherwise}` },
    { line: 3, column: 'number', message: 'invoice "F-1" is that of client 1 Asha already' },
  ])
  const till = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'), '--from', 'till')
  expect(till.json.errors[0].message).toBe(`invoice "F-1" is on file already, of Asha (1): ${otherwise}`)
  expect((await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'))).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('an invoice without a number gets that on file, and is known by client, issue day, amount, and how often they come', async () => {
  const clientele = await withClients()
  const csv = csvOf('Asha,,2026-01-05,,100,,,,one', 'Asha,,2026-01-05,,100,,,,two', 'Asha,2,2026-01-06,,5,,,,', 'Ben,,2026-01-05,,100,,,,')
  expect((await bill(clientele, csv)).json).toMatchObject({ added: 4 })
  const numbers = async () => (await billed(clientele)).map(({ number }: { number: string }) => number)
  // The second would be 2, which the file itself has.
  expect(await numbers()).toEqual(['1', '2-2', '2', '4'])
  expect((await bill(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 4, warnings: [] })
  const paid = await bill(clientele, csvOf('Ben,,2026-01-05,,100,,2026-02-01,,'))
  expect(paid.json).toMatchObject({
    operation: null,
    unchanged: 1,
    warnings: ['1 row that changed in the file, of an invoice without a number of its own, left as it is: line 2'],
  })
  expect((await clientele('invoice', '1', '10')).code).toBe(0)
  expect((await numbers()).at(-1)).toBe('5')
})

test('a number that repeats in the file is kept with a suffix, with a warning, and known again', async () => {
  const clientele = await withClients()
  const rows = [
    'Asha,F-12,2026-01-05,,100,,,,',
    'Asha,F-12,2026-01-06,,50,,,,',
    'Ben,F-12-2,2026-01-06,,50,,,,',
    'Ben,F-12,2026-01-07,,9,,,,',
  ]
  const run = await bill(clientele, csvOf(...rows))
  expect(run.json).toMatchObject({
    added: 4,
    warnings: ['2 rows whose number comes more than once, kept with a suffix: line 3 "F-12" as F-12-3; line 5 "F-12" as F-12-4'],
  })
  expect((await billed(clientele)).map(({ number }: { number: string }) => number)).toEqual(['F-12', 'F-12-3', 'F-12-2', 'F-12-4'])
  expect((await bill(clientele, csvOf(...rows))).json).toMatchObject({ operation: null, unchanged: 4, warnings: [] })
  // A part of the rows, where the number comes once, and a longer list, where another one comes twice.
  expect((await bill(clientele, csvOf(rows[1] ?? ''))).json).toMatchObject({ operation: null, unchanged: 1 })
  const longer = csvOf('Ben,F-12-2,2026-01-06,,50,,,,', 'Ben,F-12-2,2026-01-09,,50,,,,')
  expect((await bill(clientele, longer)).json).toMatchObject({ added: 1, unchanged: 1 })
  expect((await billed(clientele)).at(-1).number).toBe('F-12-2-2')
})

test('one number in every row is no reason to search long', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `A,X,2026-01-05,,${index},,,,`)
  const begun = performance.now()
  expect((await bill(newFile(), csvOf(...rows), '--create-missing')).json.added).toBe(30_000)
  expect(performance.now() - begun).toBeLessThan(15_000)
})

test('a credit note has no place in a table of invoices, an invoice of nothing has', async () => {
  const clientele = await withClients()
  const { json } = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,0,,2026-01-05,,', 'Asha,F-2,2026-01-05,,-12,,,,'), '--skip-bad')
  expect(json).toMatchObject({ added: 1, rejected: 1 })
  expect(json.errors[0].message).toContain('amount "-12" is below zero, and a credit note belongs to an invoice')
  expect(settlements(clientele)).toEqual([])
})

test('the payment goes to its invoice first, what is over to the oldest due', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,2026-01-10,100,,,,', 'Asha,F-2,2026-01-06,2026-02-10,50,,2026-02-01,80,'))
  expect(allocated(clientele)).toEqual([
    ['F-1', 3000, '2026-02-01'],
    ['F-2', 5000, '2026-02-01'],
  ])
})

test('disputes in days: a 1 is one day where the column has more', async () => {
  const clientele = await withClients()
  await bill(
    clientele,
    csvOf('Asha,F-1,2026-01-05,2026-02-04,1,1,,,', 'Asha,F-2,2026-01-05,2026-02-04,1,0,,,', 'Asha,F-3,2026-01-05,,1,30,,,'),
  )
  expect(disputes(clientele)).toEqual([
    ['F-1', '2026-02-04', '2026-02-05', 1],
    ['F-3', '2026-02-04', '2026-03-06', 1],
  ])
  const other = await withClients()
  await bill(other, csvOf('Asha,F-1,2026-01-05,2026-02-04,1,1,,,', 'Asha,F-2,2026-01-05,2026-02-04,1,0,,,'))
  expect(disputes(other)).toEqual([['F-1', '2026-01-05', null, 0]])
})

async function withGuessedSales(): Promise<Clientele> {
  const clientele = await withClients()
  await clientele('pay', '1', '30', '--on', '2026-01-04')
  await clientele('pay', '1', '100', '--on', '2026-01-20')
  await clientele('pay', '1', '20', '--on', '2026-01-21', '--sale')
  await clientele('pay', '2', '5', '--on', '2026-01-20')
  return clientele
}
const kinds = (clientele: Clientele) => stored(clientele, 'SELECT amount_minor, kind, kind_guessed FROM payment ORDER BY id')

test('an invoice that guessed sales may have paid is refused until it is said what they were', async () => {
  const clientele = await withGuessedSales()
  const csv = csvOf('Asha,F-1,2026-01-05,,100,,,,', 'Ben,F-2,2026-01-21,,50,,,,')
  const refused = await bill(clientele, csv)
  expect(refused.code).toBe(1)
  expect(refused.json.errors).toEqual([
    {
      ...{ line: 2, column: null },
      message:
        'Asha (1) has payments since 2026-01-05, taken for sales, that may have paid this invoice - say --reclassify-sales if so, --keep-sales if something else was bought',
    },
  ])
  expect((await bill(clientele, csv, '--skip-bad')).json).toMatchObject({ added: 1, rejected: 1 })
  expect((await bill(clientele, csv, '--keep-sales', '--reclassify-sales')).code).toBe(2)
})

test('--reclassify-sales puts them on account, from the first issue day on', async () => {
  const clientele = await withGuessedSales()
  const before = dumpFile(clientele.path)
  const rows = csvOf('Asha,F-2,2026-01-15,,50,,,,', 'Asha,F-1,2026-01-05,,100,,,,')
  const { out, err } = await clientele.with({ input: rows }, 'import', 'invoices', '-', '--reclassify-sales')
  expect(out).toMatch(/^Read 2 rows: 2 added\./)
  expect(err).toContain('warning: 1 payment that was taken for a sale is on account now\n')
  expect(kinds(clientele)).toEqual([
    [3000, 'sale', 1],
    [10_000, 'account', 0],
    [2000, 'sale', 0],
    [500, 'sale', 1],
  ])
  expect(allocated(clientele)).toEqual([['F-1', 10_000, '2026-01-20']])
  expect((await bill(clientele, rows)).json).toMatchObject({ operation: null, unchanged: 2 })
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('--keep-sales makes them sales for good', async () => {
  const clientele = await withGuessedSales()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'), '--keep-sales')
  expect(kinds(clientele).slice(0, 2)).toEqual([
    [3000, 'sale', 1],
    [10_000, 'sale', 0],
  ])
  expect((await bill(clientele, csvOf('Asha,F-2,2026-01-06,,100,,,,'))).json.added).toBe(1)
  const earlier = await bill(clientele, csvOf('Asha,F-2,2026-01-03,,100,,,,'))
  expect(earlier.json.errors[0].message).toContain('Asha (1) has payments since 2026-01-03, taken for sales')
})

test('reclassified sales that leave a refund of a sale behind are told', async () => {
  const clientele = await withClients()
  await clientele('pay', '1', '100', '--on', '2026-01-20')
  await clientele('refund', '1', '40', '--on', '2026-01-21', '--sale')
  const { json } = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,'), '--reclassify-sales')
  expect(json.warnings).toEqual([
    '1 payment that was taken for a sale is on account now',
    '1 client has refunds of sales that are on account now: see clientele payments --kind sale',
  ])
})

test('prepayment and credit limits only warn', async () => {
  const clientele = newFile()
  await clientele('categories', 'add', 'half', '--prepay', '50')
  await clientele('add', 'Asha', '--category', 'half')
  await clientele('add', 'Ben')
  const store = openFile(clientele.path)
  await write(store, () => store.connection.update('client', 2, { credit_limit_minor: 10_000 }))
  store.connection.close()
  const { json } = await bill(
    clientele,
    csvOf(
      ...[
        'Asha,F-1,2026-01-05,,100,,2026-01-05,50,',
        'Asha,F-2,2026-02-05,,100.01,,2026-02-05,50,',
        'Asha,F-3,2026-03-05,,7,,2026-03-06,,',
      ],
      ...['Ben,F-4,2026-01-05,,100,,,,', 'Ben,F-5,2026-01-06,,80,,2026-03-01,,', 'Cleo,F-6,2026-01-06,,80,,,,'],
    ),
    ...['--create-missing', '--category', 'half'],
  )
  expect(json).toMatchObject({
    added: 6,
    warnings: ['3 rows issued without the prepayment that the category asks for: line 3; line 4; line 7'],
  })
  const over = await bill(clientele, csvOf('Ben,F-7,2026-04-06,,0.01,,,,'))
  expect(over.json.warnings).toEqual(['1 client now has more open than the credit limit: Ben (2)'])
  await clientele('undo')
  const dearer = await bill(clientele, csvOf('Ben,F-4,2026-01-05,,100.01,,,,'))
  expect(dearer.json).toMatchObject({ updated: 1, warnings: ['1 client now has more open than the credit limit: Ben (2)'] })
})

test('what looks like what is there already is told, and so are days to come', async () => {
  const clientele = await withClients()
  await addInvoices(clientele.path, [{ number: 'H-1', issued: '2026-01-05', due: '2026-02-04', amount: 10_000 }])
  await clientele('pay', '1', '100', '--on', '2026-01-20', '--account')
  const { json } = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,2026-01-20,,', 'Asha,F-2,2026-11-23,,1,,2026-11-24,,'))
  expect(json.warnings).toEqual([
    '1 row with the client, day and amount of an invoice that is there already, added beside it: line 2',
    '1 row paid like a payment of the client, day and amount that is there already, added beside it: line 2',
    '1 row dated after today: line 3 2026-11-23',
    '1 row paid after today: line 3 2026-11-24',
  ])
})

test('amounts with more decimals than the currency are rounded and counted, the paid ones too', async () => {
  const clientele = await withClients()
  const { json } = await bill(clientele, csvOf('Asha,F-1,2026-01-05,,10.0050,,2026-01-06,5.0050,'))
  expect(json).toMatchObject({ added: 1, rounded: 2 })
  expect(await billed(clientele)).toMatchObject([{ amount_minor: 1001, paid_amount_minor: 501 }])
})

test.each([
  ['customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate', 'A,7,1/26/2026,2/25/2026,61.74,No,2/9/2026'],
  ['Client;N° facture;Date de facture;Échéance;Montant TTC;Litige;Réglée le', 'A;7;26/01/2026;25/02/2026;61,74;non;09/02/2026'],
  ['ગ્રાહક,ભરતિયા નંબર,ભરતિયા તારીખ,નિયત તારીખ,કુલ રકમ,વિવાદ,ચૂકવ્યા તારીખ', 'A,7,26/01/2026,25/02/2026,61.74,ના,09/02/2026'],
])('columns are found by their headers: %s', async (header, row) => {
  const clientele = newFile()
  const { json } = await bill(clientele, `${header}\n${row}\n`, '--create-missing')
  expect(json).toMatchObject({ added: 1 })
  expect(await billed(clientele)).toMatchObject([
    {
      number: '7',
      issued: '2026-01-26',
      due: '2026-02-25',
      amount_minor: 6174,
      disputed: null,
      paid_on: '2026-02-09',
      paid_amount_minor: 6174,
    },
  ])
})

test('a client may stand in two columns, first and last name', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  expect((await bill(clientele, 'First name,Last name,Issued,Amount\nAsha,Patel,2026-01-05,1\n')).json.added).toBe(1)
})

test('payments imported afterwards find their invoices', async () => {
  const clientele = await withClients()
  await bill(clientele, csvOf('Asha,F-1,2026-01-05,,100,,,,', 'Ben,F-2,2026-01-05,,100,,,,'))
  const input = 'client,date,amount,invoice\nAsha,2026-01-20,40,F-1\nBen,2026-01-20,100,\n'
  await clientele.with({ input }, 'import', 'payments', '-')
  expect(allocated(clientele)).toEqual([
    ['F-1', 4000, '2026-01-20'],
    ['F-2', 10_000, '2026-01-20'],
  ])
})

test('a dry run counts the same and writes nothing', async () => {
  const clientele = await withGuessedSales()
  const before = dumpFile(clientele.path)
  const csv = csvOf('Asha,F-1,2026-01-05,,100,14,2026-02-01,,', 'New,F-2,2026-01-05,,x,,,,', 'New,,2026-01-05,,1,,,,')
  const options = ['--create-missing', '--skip-bad', '--reclassify-sales']
  const dry = await bill(clientele, csv, ...options, '--dry-run')
  expect(dumpFile(clientele.path)).toEqual(before)
  const real = await bill(clientele, csv, ...options)
  expect(dry.json).toEqual({ ...real.json, operation: null, dry_run: true })
})

const someRow = fc
  .record({
    client: fc.constantFrom('Asha', 'Ben', 'Cleo'),
    number: fc.constantFrom('', '', 'F-1', 'F-2', 'F-3', 'F-1-2', '2'),
    issued: fc.integer({ min: 1, max: 4 }),
    amount: fc.integer({ min: 0, max: 3 }),
    disputed: fc.constantFrom('', 'yes', 'no', '5'),
    paid: fc.constantFrom('', '', '2026-02-01', '2026-01-02'),
    part: fc.boolean(),
  })
  .map(({ client, number, issued, amount, disputed, paid, part }) =>
    [client, number, `2026-01-0${issued}`, '', amount, disputed, paid, paid !== '' && part ? '0.50' : '', ''].join(','),
  )

test('any file twice is the file once; undo takes all of it back; the caches are what the facts say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { minLength: 1, maxLength: 10 }), async (rows) => {
      const clientele = await withClients()
      const before = dumpFile(clientele.path)
      const csv = csvOf(...rows)
      const first = await bill(clientele, csv, '--create-missing')
      expect(first.json).toMatchObject({ read: rows.length, added: rows.length, rejected: 0 })
      const after = dumpFile(clientele.path)
      expect((await bill(clientele, csv, '--create-missing')).json).toMatchObject({ operation: null, unchanged: rows.length })
      const store = openFile(clientele.path)
      const ids = store.connection.sqlite.prepare('SELECT id FROM client').pluck().all() as number[]
      await write(store, () => store.payments.refreshAllocations(ids))
      expect(dump(store).allocation).toEqual(after.allocation)
      store.connection.close()
      await clientele('undo')
      expect(dumpFile(clientele.path)).toEqual(before)
    }),
    { numRuns: 30 },
  )
}, 240_000)

test('a part of a file, then the whole of it, is the whole; numbers tell the rows apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { minLength: 2, maxLength: 8 }), fc.nat(), async (made, seed) => {
      const rows = made.map((row, index) => row.replace(/^(\w+),[^,]*/, `$1,N-${index}`))
      const whole = await withClients()
      await bill(whole, csvOf(...rows), '--create-missing')
      const parts = await withClients()
      await bill(parts, csvOf(...rows.filter((_, index) => (index + seed) % 2 === 0)), '--create-missing')
      await bill(parts, csvOf(...rows), '--create-missing')
      const facts = async (clientele: Clientele) =>
        (await billed(clientele)).map(({ client_number, ...row }: Record<string, unknown>) => row).sort(byNumber)
      expect(await facts(parts)).toEqual(await facts(whole))
    }),
    { numRuns: 15 },
  )
}, 240_000)

function byNumber(one: Record<string, unknown>, other: Record<string, unknown>): number {
  return String(one.number) < String(other.number) ? -1 : 1
}

test('ten thousand rows and more, with the indexes made afterwards: same counts, whole schema, nothing stray, right caches', async () => {
  const clientele = newFile()
  await clientele('add', 'Z')
  const file = openSqlite(clientele.path)
  const schema = () => file.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
  const before = schema()
  const row = (index: number, year: number) => {
    const day = `${year}-01-${String((index % 28) + 1).padStart(2, '0')}`
    return `C${index % 2000},F-${index},${day},,${index % 500}.25,${index % 3 === 0 ? 'yes' : ''},${index % 2 === 0 ? day : ''},,`
  }
  const rows = (count: number, year: number) => csvOf(...Array.from({ length: count }, (_, index) => row(index, year)))
  expect((await bill(clientele, rows(12_000, 2025), '--create-missing')).json).toMatchObject({ added: 12_000, clients_created: 2000 })
  expect(schema()).toEqual(before)
  expect((await bill(clientele, rows(12_000, 2025))).json).toMatchObject({ operation: null, unchanged: 12_000 })
  const more = await bill(clientele, rows(36_000, 2026))
  expect(more.json).toMatchObject({ added: 24_000, updated: 12_000, unchanged: 0 })
  expect(schema()).toEqual(before)
  expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(file.pragma('foreign_key_check')).toEqual([])
  const cached = () => file.prepare('SELECT * FROM allocation ORDER BY client_id, invoice_id, part').all()
  const inBulk = cached()
  const store = openFile(clientele.path)
  await write(store, () => {
    for (let client = 1; client <= 2001; client++) store.payments.refreshAllocations([client])
  })
  store.connection.close()
  expect(inBulk).toHaveLength(18_000)
  expect(cached()).toEqual(inBulk)
  file.close()
}, 120_000)
