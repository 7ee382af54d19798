import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFile, newFolder } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const pay = (clientele: Clientele, input: string, ...options: string[]) =>
  clientele.with({ input }, 'import', 'payments', '-', ...options, '--format', 'json')

test.each([
  ['Asha Patel,yesterday,twelve', 'date "yesterday" is not a day'],
  ['Zoe,,', 'date is empty'],
  ['Balance,bad,7.5', 'date "bad" is not a day'],
  ['Total SA,,7.5', 'date is empty'],
])('%s is a bad row, and no line to leave out', async (row, message) => {
  const { json } = await pay(newFile(), `client,date,amount\n${row}\nA,2026-01-05,1.00\n`, '--create-missing')
  expect(json).toMatchObject({ read: 2, rejected: 1, errors: [{ line: 2, message }] })
})

test('what is left out is said, with its line', async () => {
  const clientele = newFile()
  const input = 'client,date,amount\nCustomer,Day,Sum\nA,2026-01-05,1.00\nTotal,,1.00\n'
  const { err, out } = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing')
  expect(err).toContain('warning: left out: header line 2, total line 4\n')
  expect(out).toContain('Read 1 row: 1 added.')
})

test('subtotals of clients and a bare sum are left out where they are the sums of what is above', async () => {
  const clientele = newFile()
  const rows = ['C1,2026-01-05,10.00', 'C1,2026-01-06,1.50', 'Total Dupont,,11.50', 'C2,2026-01-06,4.00', 'Total C2,,-4', ',,15.50']
  const good = await pay(clientele, `client,date,amount\n${rows.join('\n')}\n`, '--create-missing')
  expect(good.json).toMatchObject({ read: 3, added: 3, warnings: ['left out: total line 4, total line 6, total line 7'] })
  const bad = await pay(clientele, 'client,date,amount\nC1,2026-01-05,10.00\nTotal SA,,7.50\n,,16.00\n')
  expect(bad.json.errors).toMatchObject([
    { line: 3, message: 'date is empty' },
    { line: 4, message: 'date is empty' },
  ])
})

test('a client called Total is a client', async () => {
  const clientele = newFile()
  const { json } = await clientele.with({ input: 'name,city\nTotal,\nZoe,Lyon\nTotal,2\n' }, 'import', 'clients', '-', '--format', 'json')
  expect(json).toMatchObject({ read: 2, added: 2 })
})

test('errors and rejects come in the order of lines', async () => {
  const clientele = newFile()
  await clientele('add', 'A')
  const rejects = join(newFolder(), 'rejects.csv')
  const input = 'client,date,amount\nB,2026-01-05,1.00\nA,bad,1.00\nC,2026-01-05,1.00\n'
  const { json } = await pay(clientele, input, '--skip-bad', '--rejects', rejects)
  expect(json.errors.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4])
  expect(
    readFileSync(rejects, 'utf8')
      .split('\n')
      .map((line) => line.split(',')[3]),
  ).toEqual(['_line', '2', '3', '4', undefined])
})

test('mended rejects are read as the whole table was, whatever the settings say', async () => {
  const folder = newFolder()
  const [file, rejects, again] = [join(folder, 'in.csv'), join(folder, 'ror.csv'), join(folder, 'again.csv')]
  const clientele = newFile()
  await clientele('settings', 'date-order', 'dmy')
  await clientele('settings', 'decimal', 'point')
  writeFileSync(file, 'client;date;amount\nA;04/25/2026;12,50\nA;05/26/2026;1.234,50\n;03/04/2026;1.234\nB;03/05/2026;x\n')
  const options = ['--create-missing', '--skip-bad', '--rejects']
  await clientele('import', 'payments', file, ...options, rejects)
  const said = ' (read with --date-order mdy --decimal comma)'
  const text = readFileSync(rejects, 'utf8')
  expect(text).toBe(
    `client;date;amount;_line;_reason\n;03/04/2026;1.234;4;client is empty${said}\nB;03/05/2026;x;5;"amount ""x"" is not an amount${said}"\n`,
  )
  writeFileSync(rejects, text.replace('\n;', '\nZ;'))
  const { err } = await clientele('import', 'payments', rejects, ...options, again)
  expect(err).toContain('decimal comma (as in the table they come from), days as month/day/year (as in the table they come from)')
  expect(readFileSync(again, 'utf8')).toBe(`client;date;amount;_line;_reason\nB;03/05/2026;x;3;"amount ""x"" is not an amount${said}"\n`)
  const { out } = await clientele('export', 'payments', '--format', 'csv')
  expect(out).toMatch(/,Z,2026-03-04,1234\.00,/)
})

test('rejects of tables that were read in different ways are refused until an option says how', async () => {
  const file = join(newFolder(), 'both.csv')
  const clientele = newFile()
  const rows = ['mdy', 'dmy'].map((order, at) => `A,03/04/2026,5.0${at},2,client is empty (read with --date-order ${order})\n`)
  writeFileSync(file, `client,date,amount,_line,_reason\n${rows.join('')}`)
  const { code, err } = await clientele('import', 'payments', file, '--create-missing')
  expect(code).toBe(1)
  expect(err).toContain('these rejects come from tables that were read with --date-order mdy and --date-order dmy')
  expect((await clientele('import', 'payments', file, '--create-missing', '--date-order', 'dmy')).code).toBe(0)
})

test('rejects that read the same by themselves need no word', async () => {
  const folder = newFolder()
  const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'ror.csv')]
  const clientele = newFile()
  writeFileSync(file, 'client,date,amount\nA,2026-01-05,12.50\n,2026-01-06,7.50\n,bad,1\n')
  const { out } = await clientele('import', 'payments', file, '--create-missing', '--skip-bad', '--rejects', rejects)
  expect(out).toContain(`2 rejected (${rejects}).`)
  expect(readFileSync(rejects, 'utf8')).not.toContain('read with')
})

test('the rejects of a table without header name the fields, and are imported again', async () => {
  const folder = newFolder()
  const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'rejects.csv')]
  const clientele = newFile()
  writeFileSync(file, 'A,x,2026-01-05,1.00\nB,y,2026-01-06,two\n')
  const maps = ['--map', 'client=#1', '--map', 'date=#3', '--map', 'amount=#4']
  const run = await clientele('import', 'payments', file, ...maps, '--create-missing', '--skip-bad', '--rejects', rejects)
  expect(run.code).toBe(3)
  const text = readFileSync(rejects, 'utf8')
  expect(text.split('\n')[0]).toBe('client,#2,date,amount,_line,_reason')
  expect((await pay(clientele, text.replace('two', '2.00'), '--create-missing')).json.added).toBe(1)
})

test.each<[string, Buffer, string[]]>([
  ['an encoding', Buffer.from('client;date;montant\n\xc9va;13/01/2026;x\nBen;02/01/2026;1\n', 'latin1'), ['--encoding', 'windows-1252']],
  ['a delimiter of two characters', Buffer.from('client::date::amount\nÉva::2026-01-13::x\nBen::2026-01-02::1\n'), ['--delimiter', '::']],
  ['columns far apart', Buffer.from('client  date        amount\nÉva     2026-01-13  x\nBen     2026-01-02  1\n'), ['--delimiter', 'gaps']],
  ['title lines', Buffer.from('T\n\nclient,date,amount\nÉva,2026-01-13,x\nBen,2026-01-02,1\n'), ['--header-row', '3']],
  ['single quotes', Buffer.from("client,date,amount\n'Éva',2026-01-13,x\n'Ben',2026-01-02,1\n"), ['--quote', "'"]],
])('rejects of a table read with %s said are read with it said again', async (_, bytes, options) => {
  const folder = newFolder()
  const clientele = newFile()
  const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'rejects.csv')]
  writeFileSync(file, bytes)
  const how = ['--create-missing', '--date-order', 'dmy', ...options, '--skip-bad', '--format', 'json']
  expect((await clientele('import', 'payments', file, ...how, '--rejects', rejects)).json).toMatchObject({ added: 1, rejected: 1 })
  writeFileSync(rejects, readFileSync(rejects, 'utf8').replace(/([;,])x\1/, '$17$1'))
  expect((await clientele('import', 'payments', rejects, ...how)).json).toMatchObject({ added: 1, rejected: 0 })
  expect((await clientele('list', '--format', 'json')).json.rows).toMatchObject([{ client: 'Ben' }, { client: 'Éva' }])
})

test('words below the table are a note also where the day comes first', async () => {
  const table = 'date,client,amount\n2026-03-01,Zoé,12.50\n2026-03-02,Ben,8.00\n\n'
  for (const note of ['All sums in euros\n', 'All sums in euros,,\n']) {
    const { json } = await newFile().with({ input: table + note }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
    expect(json).toMatchObject({ added: 2, rejected: 0, warnings: ['left out: note line 5'] })
  }
  const mistyped = `${table}02/2026,,\n`
  const { json } = await newFile().with({ input: mistyped }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
  expect(json).toMatchObject({ added: 0, rejected: 1 })
})

test('rejects to standard output are refused', async () => {
  const { code, err } = await pay(newFile(), 'client,date,amount\nA,2026-01-05,1.00\n', '--skip-bad', '--rejects', '-')
  expect(code).toBe(2)
  expect(err).toContain('--rejects - ')
})

test('--category says nothing without --create-missing', async () => {
  for (const noun of ['payments', 'visits']) {
    const input = 'client,date,amount\nA,2026-01-05,1.00\n'
    const { code, err } = await newFile().with({ input }, 'import', noun, '-', '--category', 'vip')
    expect(code).toBe(2)
    expect(err).toContain('--category goes with --create-missing')
  }
})

const WITH_TOTAL = 'client,date,amount\nAsha,2026-01-02,12.50\nTotal,,12.50\n\nmonth,sales\nJanuary,12.50\n'
const SAID = 'left out: total line 3, a second table lines 5 to 6'

test('what is left out is in the answer, said once, also of a dry run and where all else is quiet', async () => {
  for (const option of ['--dry-run', '--quiet']) {
    const { json, err } = await pay(newFile(), WITH_TOTAL, '--create-missing', option)
    expect(json.warnings).toEqual([SAID])
    expect(err.split('left out').length).toBe(2)
  }
  const nuls = await pay(newFile(), 'client,date,amount\nAsha,2026-01-02,12\0.50\n', '--create-missing')
  expect(nuls.json.warnings).toEqual(['left out: a NUL byte line 2'])
})

test('a preview counts and shows the rows that the import takes', async () => {
  const clientele = newFile()
  const preview = await clientele.with({ input: WITH_TOTAL }, 'import', 'preview', '-', '--format', 'json')
  expect(preview.json).toMatchObject({ read: 1, rows: [{ line: 2 }], warnings: [SAID] })
  const lone = 'client,date,amount\nAsha,2026-01-02,12.50\nTotal,,12.50'
  const { out, err } = await clientele.with({ input: lone }, 'import', 'preview', '-', '--format', 'csv', '--quiet')
  expect(out).toBe('client,date,amount\nAsha,2026-01-02,12.50\n')
  expect(err).toBe('warning: left out: total line 3\n')
})

test('rows that were filled up are told', async () => {
  const { json } = await pay(newFile(), 'client,date,amount,reference\nB,2026-01-03,3\nC,2026-01-04,3\n', '--create-missing')
  expect(json.warnings).toEqual(['2 rows have fewer cells than the header, the rest is read as empty: lines 2, 3'])
})

const DATED = 'client,date,amount,method\nAsha,2026-01-02,12.50,card\nBen,2026-01-03,8,card\n'

test('a total that carries a day is left out, in a preview as well', async () => {
  const clientele = newFile()
  const input = `${DATED}Total,2026-01-03,20.50,\n`
  const preview = await clientele.with({ input }, 'import', 'preview', '-', '--format', 'json')
  expect(preview.json).toMatchObject({ read: 2, warnings: ['left out: total line 4'] })
  expect(preview.json.rows).toHaveLength(2)
  const { json } = await pay(clientele, input, '--create-missing')
  expect(json).toMatchObject({ read: 2, added: 2, clients_created: 2, warnings: ['left out: total line 4'] })
})

test('a row that is only called like a total is a row, and warned of', async () => {
  const { json } = await pay(newFile(), `${DATED}Total,2026-01-03,7,card\nZoe,2026-01-04,1,card\n`, '--create-missing')
  expect(json).toMatchObject({
    read: 4,
    added: 4,
    warnings: ['1 row for a client called like a total, whose amount is not the sum of the rows above: line 4'],
  })
})

test('a row with a reference of its own is a record, although its client is called Total and it is the sum of the rows above', async () => {
  const table = 'client,date,amount,reference\nAsha,2026-01-02,12.50,P1\nBen,2026-01-03,8,P2\nTotal,2026-01-03,20.50,P3\n'
  const { json } = await newFile().with({ input: table }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
  expect(json).toMatchObject({ read: 3, added: 3, clients_created: 3 })
})
