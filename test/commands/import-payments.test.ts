import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { newFile, newFolder } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const pay = (clientele: Clientele, csv: string, ...options: string[]) =>
  clientele.with({ input: csv }, 'import', 'payments', '-', ...options, '--format', 'json')

const csvOf = (...rows: string[]): string => `client,date,amount,method,reference,note\n${rows.join('\n')}\n`

const paid = async (clientele: Clientele) => (await clientele('payments', '--all', '--format', 'json')).json

test('references, then the same file again, then undo', async () => {
  const clientele = newFile()
  const csv = csvOf('A,2026-01-05,10.00,card,R1,', 'B,2026-01-06,20.00,,R2,', 'A,2026-01-05,0,,,', 'A,2026-01-05,0,,,')
  const first = await pay(clientele, csv, '--create-missing')
  expect(first.json).toMatchObject({ operation: 1, read: 4, added: 4, clients_created: 2, dry_run: false })
  const again = await pay(clientele, csv, '--create-missing')
  expect(again.code).toBe(0)
  expect(again.json).toMatchObject({ operation: null, read: 4, added: 0, unchanged: 4, clients_created: 0 })
  expect((await clientele('log', '--format', 'json')).json.rows).toHaveLength(1)
  await clientele('undo')
  expect((await clientele('list', '--format', 'json')).json.rows).toEqual([])
})

test('the answer says what was read, what came of it, and the way back', async () => {
  const clientele = newFile()
  const { out, err } = await clientele.with({ input: csvOf('A,13/01/2026,10.00,,,') }, 'import', 'payments', '-', '--create-missing')
  expect(out).toMatch(/^Read 1 row: 1 added\. 1 client created \(category regular\): A\.\s+undo: clientele undo\n$/)
  expect(err).toContain('standard input: UTF-8, commas, header on line 1, decimal point, days as day/month/year (1 cell over 12)\n')
  expect(err).toContain('  client <- client · date <- date · amount <- amount · method <- method · reference <- reference · note <- note\n')
})

test('a changed row updates what it says and erases nothing', async () => {
  const clientele = newFile()
  await pay(clientele, csvOf('A,2026-01-05,10.00,card,R1,first'), '--create-missing')
  const changed = await pay(clientele, csvOf('A,2026-01-07,12.00,,R1,'))
  expect(changed.json).toMatchObject({ added: 0, updated: 1, unchanged: 0 })
  expect((await paid(clientele)).rows[0]).toMatchObject({ paid_on: '2026-01-07', amount_minor: 1200, method: 'card', note: 'first' })
  expect((await pay(clientele, csvOf('A,2026-01-07,12.00,,R1,'))).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('a row edited or voided by hand stays so when its file comes again', async () => {
  const clientele = newFile()
  const csv = csvOf('A,2026-01-05,10.00,,R1,', 'A,2026-01-06,20.00,,,')
  await pay(clientele, csv, '--create-missing')
  await clientele('payments', 'edit', '1', '--amount', '11')
  await clientele('payments', 'void', '2', '--yes')
  expect((await pay(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 2 })
  expect((await paid(clientele)).total.amount_minor).toBe(1100)
})

test("a reference that is another client's is rejected", async () => {
  const clientele = newFile()
  await pay(clientele, csvOf('A,2026-01-05,10.00,,R1,'), '--create-missing')
  const { code, json } = await pay(clientele, csvOf('B,2026-01-05,10.00,,R1,'), '--create-missing')
  expect(code).toBe(1)
  expect(json.errors).toEqual([{ line: 2, column: 'reference', message: 'payment "R1" is that of client 1 A already' }])
  expect((await pay(clientele, csvOf('B,2026-01-05,10.00,,R1,'), '--create-missing', '--from', 'till')).json.added).toBe(1)
})

test('a reference that repeats in the file is text, and its rows are known by their facts', async () => {
  const clientele = newFile()
  const twice = csvOf('A,2026-01-05,10.00,,RENT,', 'A,2026-02-05,10.00,,RENT,', 'A,2026-02-05,10.00,,RENT,')
  expect((await pay(clientele, twice, '--create-missing')).json.added).toBe(3)
  expect((await pay(clientele, twice)).json).toMatchObject({ operation: null, unchanged: 3 })
  // A part of the same rows, where the reference comes once, and a longer export, where another one comes twice.
  expect((await pay(clientele, csvOf('A,2026-01-05,10.00,,RENT,'))).json).toMatchObject({ operation: null, unchanged: 1 })
  await pay(clientele, csvOf('A,2026-03-05,7.00,,BILL,x'))
  const longer = await pay(clientele, csvOf('A,2026-03-05,7.00,,BILL,x', 'A,2026-04-05,7.00,,BILL,x'))
  expect(longer.json).toMatchObject({ added: 1, unchanged: 1 })
})

test('notes are no part of what a row without a reference is known by; the order of rows is none either', async () => {
  const clientele = newFile()
  await pay(clientele, csvOf('A,2026-01-05,10.00,card,,one', 'A,2026-01-06,20.00,card,,two'), '--create-missing')
  const again = await pay(clientele, csvOf('A,2026-01-06,"20,0",card,,other', 'A,05/01/2026,10,card,,'), '--date-order', 'dmy')
  expect(again.json).toMatchObject({ operation: null, unchanged: 2 })
})

test('importing any file twice is importing it once, and undo takes all of it back', async () => {
  const row = fc.tuple(
    fc.constantFrom('A', 'B', '007', 'é'),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom('', 'R1', 'R2'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const clientele = newFile()
      const csv = csvOf(...rows.map(([client, day, amount, reference]) => `${client},2026-01-0${day},${amount}.50,,${reference},`))
      const first = await pay(clientele, csv, '--create-missing')
      expect(first.json).toMatchObject({ read: rows.length, added: rows.length, rejected: 0 })
      expect((await pay(clientele, csv, '--create-missing')).json).toMatchObject({ operation: null, unchanged: rows.length })
      await clientele('undo')
      expect((await paid(clientele)).total.payments).toBe(0)
      expect((await pay(clientele, csv, '--create-missing')).json.added).toBe(rows.length)
    }),
    { numRuns: 25 },
  )
})

test('an unknown client is an error that says what to do', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  const { code, err } = await clientele.with({ input: csvOf('Nobody,2026-01-05,10.00,,,') }, 'import', 'payments', '-')
  expect(code).toBe(1)
  expect(err).toContain('standard input:2: no client "Nobody" - import the clients first, or say --create-missing\n')
})

test('many errors: the first ten a line each, then how many there are and the way out', async () => {
  const clientele = newFile()
  const rows = Array.from({ length: 12 }, (_, index) => `A,2026-01-05,x${index},,,`)
  const { code, err, out } = await clientele.with(
    { input: csvOf('A,2026-01-05,1.00,,,', ...rows) },
    'import',
    'payments',
    '-',
    '--create-missing',
  )
  expect(code).toBe(1)
  expect(out).toBe('')
  const lines = err.trimEnd().split('\n').slice(-12)
  expect(lines[0]).toBe('standard input:3: amount "x0" is not an amount')
  expect(lines[9]).toBe('standard input:12: amount "x9" is not an amount')
  expect(lines[10]).toBe('... and 2 more')
  expect(lines[11]).toBe(
    '12 of 13 rows cannot be imported, so nothing was. Mend them, or import the rest: --skip-bad --rejects rejects.csv',
  )
})

test('bad rows go to the rejects file, and mended and imported again only they are added', async () => {
  const folder = newFolder()
  const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'rejects.csv')]
  const clientele = newFile()
  writeFileSync(file, 'client;date;amount;extra\nA;13/01/2026;10,00;=1+1\nA;31/02/2026;"1 0;x";"a ""b"""\nB;14/01/2026;5,00;x;y\n')
  const run = await clientele('import', 'payments', file, '--create-missing', '--skip-bad', '--rejects', rejects, '--format', 'json')
  expect(run.code).toBe(3)
  expect(run.json).toMatchObject({ operation: 1, read: 3, added: 1, rejected: 2, clients_created: 1 })
  expect(readFileSync(rejects, 'utf8')).toBe(
    'client;date;amount;extra;_line;_reason\n' +
      'A;31/02/2026;"1 0;x";"a ""b""";3;"date ""31/02/2026"" is not a day (read with --date-order dmy)"\n' +
      'B;14/01/2026;5,00;x;y;4;the row has 5 cells, the header has 4 (read with --date-order dmy)\n',
  )
  expect(statSync(rejects).mode & 0o777).toBe(0o600)
  writeFileSync(rejects, 'client;date;amount;extra;_line;_reason\nA;28/02/2026;"10,00";"a ""b""";3;mended\nB;14/01/2026;5,00;x;4;mended\n')
  const mended = await clientele('import', 'payments', rejects, '--create-missing', '--format', 'json')
  expect(mended.json).toMatchObject({ read: 2, added: 2, unchanged: 0, clients_created: 1 })
  const replaced = await clientele('import', 'payments', file, '--skip-bad', '--rejects', rejects)
  expect(replaced.code).toBe(1)
  expect(replaced.err).toContain('is there already')
  expect((await clientele('import', 'payments', file, '--rejects', rejects)).code).toBe(2)
})

test('a dry run counts the same and writes nothing, not even the client file', async () => {
  const clientele = newFile()
  const rejects = join(newFolder(), 'rejects.csv')
  const csv = csvOf('A,2026-01-05,10.00,,,', 'B,2026-01-05,x,,,')
  const dry = await pay(clientele, csv, '--create-missing', '--skip-bad', '--rejects', rejects, '--dry-run')
  expect(dry.code).toBe(3)
  expect(dry.json).toMatchObject({ operation: null, read: 2, added: 1, rejected: 1, clients_created: 1, dry_run: true })
  expect(existsSync(clientele.path)).toBe(false)
  expect(existsSync(rejects)).toBe(false)
  await clientele('add', 'Z')
  expect((await pay(clientele, csv, '--create-missing', '--dry-run')).code).toBe(1)
  await pay(clientele, csvOf('A,2026-01-05,10.00,,,'), '--create-missing', '--dry-run')
  expect((await clientele('list', '--format', 'json')).json.rows).toHaveLength(1)
})

test('a client is a reference, card, email, phone or exact name; a bare number never is clientele its own', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--ref', '2', '--card', 'K1', '--email', 'asha@example.org', '--phone', '06 12 34 56 78')
  await clientele('add', 'Élodie Marchand')
  const cells = ['2', 'K1', 'ASHA@example.org', '+33612345678', '0612345678', 'asha patel']
  const run = await pay(clientele, csvOf(...cells.map((cell) => `${cell},2026-01-05,1.00,,,`), 'elodie marchand,2026-01-05,5.00,,,'))
  expect(run.json).toMatchObject({ added: 7, clients_created: 0 })
  expect((await clientele('payments', '--client', '1', '--format', 'json')).json.total.payments).toBe(6)
  expect((await pay(clientele, csvOf('1,2026-01-05,1.00,,,'))).json.errors[0].message).toContain('no client "1"')
  const own = 'client_number,date,amount\n2,2026-01-06,3.00\n9,2026-01-06,3.00\n'
  const numbered = await pay(clientele, own, '--skip-bad')
  expect(numbered.json).toMatchObject({ added: 1, rejected: 1 })
  expect(numbered.json.errors).toEqual([{ line: 3, column: 'client_number', message: 'no client has number 9 - import the clients first' }])
})

test('a cell that several clients answer to is an error that names them', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('add', 'Asha Patel')
  const { json } = await pay(clientele, csvOf('Asha Patel,2026-01-05,1.00,,,'), '--create-missing')
  expect(json.errors[0].message).toBe('client "Asha Patel" can be 1 Asha Patel, 2 Asha Patel')
})

test('clients that are made have the cell as reference and the name column as name, leading zeros and all', async () => {
  const clientele = newFile()
  const csv = 'client,name,date,amount\n007,James,2026-01-05,1.00\n7,Other,2026-01-05,1.00\n007,James,2026-01-06,1.00\n'
  expect((await pay(clientele, csv, '--create-missing', '--category', 'vip')).json).toMatchObject({ added: 3, clients_created: 2 })
  const { rows } = (await clientele('list', '--format', 'json')).json
  expect(rows.map(({ client, ref, category }: Record<string, string>) => [client, ref, category])).toEqual([
    ['James', '007', 'vip'],
    ['Other', '7', 'vip'],
  ])
  expect((await pay(clientele, csv, '--create-missing', '--category', 'gold')).code).toBe(2)
})

test('a payment that is there never matches, and an equal one is a warning', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  await clientele('pay', '1', '10', '--on', '2026-01-05')
  const { json } = await pay(clientele, csvOf('Asha,2026-01-05,10.00,,,'))
  expect(json.added).toBe(1)
  expect(json.warnings).toEqual(['1 row with the client, day and amount of a payment that is there already, added beside it: line 2'])
  const other = await pay(
    clientele,
    csvOf('Asha,2026-01-05,9.00,,,', 'Asha,2026-01-05,10.00,,,', 'Asha,2026-01-06,10.00,,,'),
    '--from',
    'till',
  )
  expect(other.json.warnings).toEqual(['1 row with the client, day and amount of a payment that is there already, added beside it: line 3'])
  const again = await pay(newFile(), csvOf('A,2026-01-05,9.00,,,', 'A,2026-01-05,9.00,,,'), '--create-missing')
  expect(again.json.warnings).toEqual([])
})

test('equal payments are found in a large import too', async () => {
  const clientele = newFile()
  const row = (index: number, year: number) => `C${index},${year}-01-05,${index}.25,,,`
  const indexes = Array.from({ length: 12_000 }, (_, index) => index)
  await pay(clientele, csvOf(...indexes.slice(0, 50).map((index) => row(index, 2026))), '--create-missing')
  const run = await pay(
    clientele,
    csvOf(...indexes.map((index) => row(index, index < 2 ? 2026 : 2025))),
    '--create-missing',
    '--from',
    'till',
  )
  expect(run.json).toMatchObject({ added: 12_000, warnings: [expect.stringContaining('2 rows with the client, day and amount')] })
})

test('kinds: as the row says, else as the command says, else guessed; refunds are negative', async () => {
  const clientele = newFile()
  const csv =
    'client,date,amount,kind\nA,2026-01-05,10.00,vente\nA,2026-01-05,20.00,account\nA,2026-01-06,-15.00,\nA,2026-01-07,-15.00,\nA,2026-01-08,3.00,\nB,2026-01-08,4.00,\n'
  await pay(clientele, csv, '--create-missing')
  const { rows } = await paid(clientele)
  const kinds = rows.reverse().map(({ amount_minor, kind }: Record<string, unknown>) => [amount_minor, kind])
  expect(kinds).toEqual([
    [1000, 'sale'],
    [2000, 'account'],
    [-1500, 'account'],
    [-1500, 'sale'],
    [300, 'account'],
    [400, 'sale'],
  ])
  const other = newFile()
  await pay(other, csv, '--create-missing', '--kind', 'sale')
  expect((await paid(other)).total).toMatchObject({ account_minor: 2000 })
  expect((await pay(newFile(), 'client,date,amount,kind\nA,2026-01-05,1.00,gift\n', '--create-missing')).json.errors[0].message).toBe(
    'kind "gift" is neither sale nor account',
  )
})

test('a client of a category with prepayment pays on account', async () => {
  const clientele = newFile()
  await pay(clientele, csvOf('A,2026-01-05,10.00,,,'), '--create-missing', '--category', 'problem')
  await pay(clientele, csvOf('A,2026-01-06,10.00,,,'))
  expect((await paid(clientele)).total).toMatchObject({ account_minor: 2000, sale_minor: 0 })
})

test('--credits-only leaves out and counts what went out', async () => {
  const clientele = newFile()
  const run = await pay(
    clientele,
    csvOf('A,2026-01-05,10.00,,,', 'Rent,2026-01-05,-900.00,,,', 'Fee,2026-01-05,,,,'),
    '--create-missing',
    '--credits-only',
  )
  expect(run.json).toMatchObject({ read: 3, added: 1, skipped: 2, clients_created: 1 })
})

test('of a refused import nothing is said to be added', async () => {
  const clientele = newFile()
  await clientele('add', 'A')
  await clientele('pay', 'A', '10', '--on', '2026-01-05')
  const { code, json } = await pay(clientele, csvOf('A,2026-01-05,10.00,,,', 'A,2026-01-06,bad,,,'))
  expect(code).toBe(1)
  expect(json.warnings).toEqual(['1 row with the client, day and amount of a payment that is there already: line 2'])
})

test('of a long cell the error has the beginning', async () => {
  const { err } = await newFile().with({ input: csvOf(`A,2026-01-05,${'x'.repeat(10_000)},,,`) }, 'import', 'payments', '-')
  expect(err.length).toBeLessThan(1000)
  expect(err).toContain('standard input:2: amount "xxxxxxxxxx')
  expect(err).toContain('xxx" is not an amount')
})

test('the answer says why rows were skipped', async () => {
  const run = (...rows: string[]) =>
    newFile().with({ input: csvOf(...rows) }, 'import', 'payments', '-', '--create-missing', '--credits-only')
  const first = await run('A,2026-01-05,10.00,,,', 'Rent,2026-01-05,-900.00,,,')
  expect(first.out).toContain('Read 2 rows: 1 added, 1 skipped (money out).')
  const second = await run('A,2026-01-05,10.00,,,', 'Rent,2026-01-05,-900.00,,,', 'Fee,2026-01-05,,,,')
  expect(second.out).toContain('Read 3 rows: 1 added, 2 skipped (1 money out, 1 without an amount).')
})

test('amounts with more decimals than the currency are rounded half away from zero, and counted', async () => {
  const clientele = newFile()
  const run = await pay(
    clientele,
    csvOf('A,2026-01-05,10.0050,,,', 'A,2026-01-05,-10.0050,,,', 'A,2026-01-05,10.0000,,,'),
    '--create-missing',
  )
  expect(run.json).toMatchObject({ added: 3, rounded: 2 })
  const { rows } = await paid(clientele)
  expect(rows.map(({ amount_minor }: { amount_minor: number }) => amount_minor)).toEqual([1000, -1001, 1001])
})

test('the setting decides what the column leaves open, and an option before it', async () => {
  const csv = 'client,date,amount\nA,03/04/2026,"1,234"\n'
  const clientele = newFile()
  await clientele('init', '--decimal', 'comma', '--date-order', 'mdy')
  const run = await pay(clientele, csv, '--create-missing', '--date-order', 'dmy')
  expect(run.json.detected).toMatchObject({ decimal: 'comma', date_order: 'dmy' })
  expect((await paid(clientele)).rows[0]).toMatchObject({ paid_on: '2026-04-03', amount_minor: 123 })
})

test('--map names a column, and a column that is not there is refused with those there are', async () => {
  const csv = 'who,when,paid\nA,2026-01-05,1.00\n'
  const clientele = newFile()
  expect(
    (await pay(clientele, csv, '--map', 'client=who', '--map', 'date=#2', '--map', 'amount=paid', '--create-missing')).json.added,
  ).toBe(1)
  const wrong = await pay(clientele, csv, '--map', 'client=whom')
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('there is no column "whom"; the columns are "who", "when", "paid"')
  expect((await pay(clientele, csv, '--map', 'client')).code).toBe(2)
  const missing = await pay(clientele, csv)
  expect(missing.code).toBe(1)
  expect(missing.err).toContain('say which: --map client=COLUMN')
})

test('an invoice that is not on file is told and left out; its number is kept', async () => {
  const clientele = newFile()
  const run = await pay(clientele, 'client,date,amount,invoice\nA,2026-01-05,1.00,F-1\n', '--create-missing')
  expect(run.json.warnings).toEqual(['1 row naming an invoice that is not on file, taken without it: line 2 "F-1"'])
  expect((await paid(clientele)).rows[0]).toMatchObject({ reference: 'F-1', invoice_number: null })
})

test('a payment that names an invoice settles it; one of another client is rejected', async () => {
  const clientele = newFile()
  await clientele('add', 'A')
  await clientele('add', 'B')
  const file = openSqlite(clientele.path)
  file.exec(
    "INSERT INTO invoice (operation_id, client_id, number, issued_on, due_on, amount_minor) VALUES (1, 1, 'F-1', '2026-01-01', '2026-01-31', 1000), (1, 1, 'F-2', '2026-01-02', '2026-01-15', 1000)",
  )
  const run = await pay(
    clientele,
    'client,date,amount,invoice\nA,2026-01-05,4.00,F-1\nA,2026-01-06,5.00,\nB,2026-01-05,1.00,F-1\n',
    '--skip-bad',
  )
  expect(run.json).toMatchObject({ added: 2, rejected: 1 })
  expect(run.json.errors[0].message).toBe('invoice "F-1" is that of client 1 A')
  expect(file.prepare('SELECT invoice_id, amount_minor FROM allocation ORDER BY source_id').raw().all()).toEqual([
    [1, 400],
    [2, 500],
  ])
  file.close()
})

test('ten thousand rows and more, with the indexes made afterwards: same counts, whole schema, nothing stray', async () => {
  const clientele = newFile()
  await clientele('add', 'Z')
  const file = openSqlite(clientele.path)
  const schema = () => file.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
  const before = schema()
  const rows = Array.from(
    { length: 45_000 },
    (_, index) => `C${index % 12_000},2026-01-${String((index % 28) + 1).padStart(2, '0')},${index % 500}.25,,,`,
  )
  const csv = csvOf(...rows)
  expect((await pay(clientele, csv, '--create-missing')).json).toMatchObject({ added: 45_000, clients_created: 12_000 })
  expect(schema()).toEqual(before)
  expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(file.pragma('foreign_key_check')).toEqual([])
  expect((await pay(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 45_000 })
  const bad = await pay(clientele, `${csvOf(...rows.map((row) => row.replace('2026', '2025')))}A,2026-01-01,x,,,\n`, '--create-missing')
  expect(bad.json).toMatchObject({ operation: null, rejected: 1, added: 0 })
  expect(schema()).toEqual(before)
  file.close()
})

test('the clients that were made are named, as far as a line holds them', async () => {
  const clientele = newFile()
  const rows = Array.from({ length: 10 }, (_, index) => `Client ${index},2026-01-05,1.00`)
  const { out } = await clientele.with({ input: `client,date,amount\n${rows.join('\n')}\n` }, 'import', 'payments', '-', '--create-missing')
  expect(out).toContain(
    '10 clients created (category regular): Client 0, Client 1, Client 2, Client 3, Client 4, Client 5, Client 6, Client 7 and 2 more.',
  )
})

test('days read against the setting are a warning: one mistyped cell is enough to turn them', async () => {
  const clientele = newFile()
  await clientele('init', '--date-order', 'dmy')
  const input = 'client,date,amount\nA,05/06/2026,1.00\nA,12/13/2026,2.00\n'
  const { err } = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing', '--dry-run')
  expect(err).toContain(
    'warning: standard input: days as month/day/year (1 cell over 12), against your setting; if those cells are mistyped, say --date-order dmy\n',
  )
  const said = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing', '--date-order', 'mdy')
  expect(said.err).not.toContain('against your setting')
})

test('a debit with its currency in brackets is no client, and the description is', async () => {
  const clientele = newFile()
  const input = 'Date,Description,Debit (EUR),Credit (EUR)\n2026-01-15,Zoe,,1234.50\n'
  const { err, code } = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing')
  expect(code).toBe(0)
  expect(err).toContain('client <- Description · date <- Date · amount <- Credit (EUR) · money_out <- Debit (EUR)')
})

test('money that went out is none that came in, where a column has the amount of both', async () => {
  const clientele = newFile()
  const input = 'Date,Description,Amount,Debit,Credit\n2026-01-15,Rent,500.00,500.00,\n2026-01-16,Zoe,80.00,,80.00\n'
  const { json } = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
  expect(json).toMatchObject({ read: 2, added: 1, skipped: 1 })
  expect((await clientele.with({ input }, 'import', 'preview', '-')).out).not.toContain('once more')
})

test('an amount that came in and went out, or only went out, is asked for', async () => {
  const input = 'client,date,Money In,Money Out\nZoe,2026-01-15,50.00,50.00\nBen,2026-01-16,50.00,20.00\n'
  const { code, json } = await pay(newFile(), input, '--create-missing')
  expect(code).toBe(1)
  expect(json.errors).toEqual([
    {
      line: 2,
      column: 'Money Out',
      message:
        'money_out "50.00" is the amount once more, so that it came in and went out, or only went out - empty the cell that is not meant, or skip what went out with --credits-only',
    },
  ])
  const known = 'client,date,amount,Money Out\nZoe,2026-01-15,-50.00,50.00\nBen,2026-01-16,50.00,20.00\n'
  const clientele = newFile()
  await pay(clientele, known, '--create-missing', '--map', 'money_out=Money Out')
  expect((await paid(clientele)).rows.map(({ amount_minor }: { amount_minor: number }) => amount_minor)).toEqual([3000, -5000])
})

test('what was refunded of a payment, in its own row, is taken off it, also when it comes again', async () => {
  const clientele = newFile()
  const row = (refunded: string) => `client,date,amount,Amount refunded,reference\nBen,2026-03-03,50.00,${refunded},ch_1\n`
  const amounts = async () => (await paid(clientele)).rows.map(({ amount_minor }: { amount_minor: number }) => amount_minor)
  await pay(clientele, row('0.00'), '--create-missing')
  expect(await amounts()).toEqual([5000])
  expect((await pay(clientele, row('49.99'))).json).toMatchObject({ updated: 1 })
  expect(await amounts()).toEqual([1])
  expect((await pay(clientele, row('50.00'))).json).toMatchObject({ updated: 1, warnings: [] })
  expect(await amounts()).toEqual([0])
  const more = await pay(clientele, row('50.01'))
  expect(more.json.errors).toMatchObject([{ line: 2, message: 'amount_refunded "50.01" is more than the amount "50.00"' }])
})

test('what a column says that no field takes is a reason to ask, and a map or a saved profile answers', async () => {
  const clientele = newFile()
  const input =
    'Date,Customer,Type,Amount,Status\n2026-03-13,Zoe,Sale,20.00,ok\n2026-03-14,Zoe,Refund,12.50,ok\n2026-03-15,Zoe,Sale,9.00,Failed\n'
  const asked = await pay(clientele, input, '--create-missing')
  expect(asked.code).toBe(1)
  expect(asked.json.errors.map(({ line, message }: { line: number; message: string }) => [line, message.split(',')[0]])).toEqual([
    [3, 'the row says "Refund" in Type'],
    [4, 'the row says "Failed" in Status'],
  ])
  const answered = ['--create-missing', '--map', 'direction=Type', '--skip-bad', '--save-profile', 'till']
  expect((await pay(clientele, input, ...answered)).json).toMatchObject({ added: 2, rejected: 1 })
  expect((await paid(clientele)).rows.map(({ amount_minor }: { amount_minor: number }) => amount_minor)).toEqual([-1250, 2000])
  const preview = await clientele.with({ input }, 'import', 'preview', '-', '--as', 'payments')
  expect(preview.out).toContain('says "Failed" in Status')
  const kept = newFile()
  const asText = ['--create-missing', '--map', 'method=Type', '--map', 'note=Status']
  expect((await pay(kept, input, ...asText, '--save-profile', 'all')).json).toMatchObject({ added: 3 })
  expect((await pay(kept, input, '--profile', 'all')).json).toMatchObject({ operation: null, unchanged: 3 })
})

test('payments of another clientele file are known by client number, whatever he is called by now', async () => {
  const clientele = newFile()
  await clientele('add', 'Martin Dupond')
  const before = 'client_number,client,date,amount\n1,Martin Dupond,2026-01-02,10.00\n'
  await clientele.with({ input: before }, 'import', 'payments', '-')
  await clientele('edit', '1', '--name', 'Martin Dupont')
  for (const input of [before, before.replace('Dupond', 'Dupont')]) {
    const { json } = await clientele.with({ input }, 'import', 'payments', '-', '--format', 'json')
    expect(json).toMatchObject({ operation: null, added: 0, unchanged: 1 })
  }
})

test('a row that names a client is a row, also where its text begins like a total', async () => {
  const clientele = newFile()
  await clientele('add', 'Zoe')
  const input = 'note,client,date,amount\nBalance of January,Zoe,,10\nx,Zoe,2026-01-02,5\n'
  expect((await clientele.with({ input }, 'import', 'payments', '-')).err).toContain('standard input:2: date is empty')
})

test('a void payment whose row changed in the file stays void, with a warning', async () => {
  const clientele = newFile()
  await clientele('add', 'Bob')
  const input = 'client,date,amount,reference\nBob,2026-11-04,20,B\n'
  await clientele.with({ input }, 'import', 'payments', '-')
  await clientele('payments', 'void', '1')
  const again = await clientele.with({ input: input.replace('20,', '22,') }, 'import', 'payments', '-', '--format', 'json')
  expect(again.json).toMatchObject({
    unchanged: 1,
    warnings: ['1 row that changed in the file, of a payment that is void and stays so: line 2'],
  })
  expect((await clientele.with({ input }, 'import', 'payments', '-', '--format', 'json')).json.warnings).toEqual([])
})

test('a payment on file that comes to name an invoice is on account then, and one that does is never made a sale', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const pays = (...rows: string[]) => {
    const input = `client,date,amount,reference,kind,invoice\n${rows.join('\n')}\n`
    return clientele.with({ input }, 'import', 'payments', '-', '--format', 'json')
  }
  await pays('Asha,2026-01-05,100,R1,,')
  await clientele('invoice', '1', '100', '--number', 'F1', '--on', '2026-01-10')
  expect((await pays('Asha,2026-01-05,100,R1,,F1')).json).toMatchObject({ updated: 1 })
  expect((await clientele('payments', '--format', 'json')).json.rows[0]).toMatchObject({ kind: 'account', invoice_number: 'F1' })
  expect((await clientele('invoices', '--format', 'json')).json.total.open_minor).toBe(0)
  const refused = await pays('Asha,2026-01-05,100,R1,sale,')
  expect(refused.json.errors[0].message).toContain('but a sale settles no invoice')
})

test('a card made for a name with the words of another is told', async () => {
  const clientele = newFile()
  await clientele('add', 'Zoé Martin')
  const { json } = await pay(
    clientele,
    csvOf('Martin Zoe,2026-01-05,5.00,,,', 'Ben King,2026-01-05,5.00,,,', 'KING Ben,2026-01-05,5.00,,,'),
    '--create-missing',
  )
  expect(json).toMatchObject({
    clients_created: 3,
    warnings: [
      '2 rows with a name near to one on file, a card is made beside it: line 2 Martin Zoe (1 Zoé Martin); line 4 KING Ben (3 Ben King)',
    ],
  })
})
