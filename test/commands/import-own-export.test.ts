import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountFacts } from '../../src/db/allocations.ts'
import { replay } from '../../src/domain/allocation.ts'
import { openFile, write } from '../money.ts'
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

test.each(['payments', 'visits', 'invoices'])('an export of another file does not land on other clients (%s)', async (noun) => {
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
  ['{"a":\n1}', 'holds no list of rows'],
  ['[1, 2]', 'holds no list of rows'],
  ['{"a":\n1}\n{"a": 2}\n', 'begins like JSON, but cannot be read as such'],
  ['{"a": 1}\n{"a": 2}\n', 'no column is the client; the columns are "a"'],
  ['{"currency": "USD", "rows": [{"client": "A", "date": "2026-01-05", "amount_minor": 1}]}', "is in USD, but the file's currency is EUR"],
])('JSON that is no table is refused: %s', async (input, message) => {
  const { code, err } = await newFile().with({ input }, 'import', 'payments', '-', '--create-missing')
  expect(code).toBe(1)
  expect(err).toContain(message)
})

const NOUNS = ['clients', 'invoices', 'payments', 'visits'] as const

/** A new file with all that another one exports, in the order in which one needs the other. */
async function copyOf(clientele: Clientele): Promise<Clientele> {
  const copy = newFile()
  for (const noun of NOUNS) {
    const { out } = await clientele('export', noun)
    if (out.trimEnd().includes('\n'))
      expect((await take(copy, noun, out)).json, noun).toMatchObject({ rejected: 0, updated: 0, unchanged: 0 })
  }
  return copy
}

/** How every client's account stood on these days, with invoices by number; and the disputes. */
function accounts({ path }: Clientele, days: readonly string[]): object {
  const store = openFile(path)
  const { connection } = store
  const rows = <Row>(sql: string): Row[] => connection.sqlite.prepare(sql).all() as Row[]
  const numbers = new Map(rows<{ id: number; number: string }>('SELECT id, number FROM invoice').map(({ id, number }) => [id, number]))
  const standing = (client: number, day: string) => {
    const { invoices, credit_minor, balance_minor, owed_refund_minor } = replay(accountFacts(connection, client), day)
    const open = [...invoices.values()].map(({ invoice_id, due_on, outstanding_minor, settled_on }) => ({
      ...{ number: numbers.get(invoice_id), due_on, outstanding_minor, settled_on },
    }))
    return { day, open, credit_minor, balance_minor, owed_refund_minor }
  }
  const clients = rows<{ id: number }>('SELECT id FROM client ORDER BY id')
  const disputes = rows(`SELECT i.number, d.started_on, d.ended_on, d.takes_days_off FROM dispute d JOIN invoice i ON i.id = d.invoice_id
    WHERE i.voided_on IS NULL ORDER BY i.id`)
  const cached = rows('SELECT sum(amount_minor) AS settled_minor FROM allocation')
  const stood = clients.map(({ id }) => days.map((day) => standing(id, day)))
  connection.close()
  return { stood, disputes, cached }
}

test('invoices, their payments and all others come back as they were, none of them twice', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  await clientele('add', 'Zoé')
  const rows = [
    'Asha,F-1,2026-01-05,2026-02-04,100.00,,2026-02-10,,"one, two"',
    'Asha,F-2,2026-01-06,2026-02-05,80.00,14,2026-02-10,50,',
    'Zoé,F-3,2026-01-07,2026-02-06,60.00,yes,,,',
    'Zoé,,2026-01-08,2026-02-07,40.00,1 day,2026-01-02,70,',
    'Zoé,F-5,2026-01-09,2026-02-08,30.00,,2026-02-09,,',
  ]
  await take(clientele, 'invoices', `client,number,issued,due,amount,disputed,paid_on,paid_amount,for\n${rows.join('\n')}\n`)
  await clientele('invoice', '1', '25', '--on', '2026-03-01', '--number', '=7')
  await clientele('pay', '1', '20', '--on', '2026-03-02', '--invoice', '=7', '--method', 'cash')
  await clientele('pay', '2', '10', '--on', '2026-03-02', '--sale', '--note', 'by the way')
  // With a method of its own it is no longer what the row of the invoice can say.
  await clientele('payments', 'edit', '4', '--method', 'card')
  const copy = await copyOf(clientele)
  const days = ['2026-01-31', '2026-02-09', '2026-02-28', '2026-03-31']
  expect(accounts(copy, days)).toEqual(accounts(clientele, days))
  expect((await exported(clientele, 'payments')).map(({ invoice }: { invoice: string }) => invoice)).toEqual(['F-5', '=7', null])
  for (const noun of NOUNS) expect((await copy('export', noun)).out, noun).toBe((await clientele('export', noun)).out)
  const json = await clientele('export', 'invoices', '--format', 'json')
  const other = newFile()
  await take(other, 'clients', (await clientele('export', 'clients')).out)
  expect((await take(other, 'invoices', json.out)).json).toMatchObject({ added: 6 })
  expect((await other('export', 'invoices', '--format', 'json')).out).toBe(json.out)
  expect((await take(other, 'invoices', json.out)).json).toMatchObject({ operation: null, unchanged: 6 })
})

const someDay = fc.integer({ min: 10, max: 28 }).map((number) => `2026-01-${number}`)
const someInvoice = fc
  .record({
    ...{ who: fc.constantFrom(1, 2), issued: someDay, amount: fc.integer({ min: 0, max: 9 }), disputed: fc.constantFrom('', 'yes', '3') },
    ...{ paid: fc.option(someDay), part: fc.option(fc.integer({ min: 1, max: 12 })), isVoid: fc.constantFrom(false, false, true) },
  })
  .map((row) => ({ ...row, due: row.issued.replace('-01-', '-02-') }))
const somePayment = fc.record({
  ...{
    who: fc.constantFrom(1, 2),
    on: someDay,
    amount: fc.integer({ min: -4, max: 9 }),
    sale: fc.boolean(),
    isVoid: fc.constantFrom(false, true),
  },
  invoice: fc.option(fc.nat(4)),
})

test('whatever was invoiced, paid, paid back and voided: exported and imported, all accounts stand the same on every day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someInvoice, { minLength: 1, maxLength: 5 }),
      fc.array(somePayment, { maxLength: 5 }),
      async (invoices, payments) => {
        const clientele = newFile()
        await clientele('add', 'Asha')
        await clientele('add', 'Zoé')
        const bills = invoices.map(({ who, issued, due, amount, disputed, paid, part }, index) =>
          [who, `F-${index}`, issued, due, amount, disputed, paid ?? '', paid === null ? '' : (part ?? '')].join(','),
        )
        await take(clientele, 'invoices', `client_number,number,issued,due,amount,disputed,paid_on,paid_amount\n${bills.join('\n')}\n`)
        const store = openFile(clientele.path)
        await write(store, () => {
          for (const { who, on, amount, sale, invoice, isVoid } of payments) {
            const named = invoice === null || sale || invoices[invoice]?.who !== who ? null : invoice + 1
            const voided_on = isVoid ? on : null
            const kind = sale ? ('sale' as const) : ('account' as const)
            store.payments.insert({ client_id: who, paid_on: on, amount_minor: amount * 100, kind, invoice_id: named, voided_on })
          }
          for (const [index, { isVoid }] of invoices.entries()) {
            if (isVoid) store.connection.update('invoice', index + 1, { voided_on: '2026-03-01' })
          }
          store.payments.refreshAllocations([1, 2])
        })
        store.connection.close()
        const copy = await copyOf(clientele)
        const days = Array.from({ length: 19 }, (_, index) => `2026-01-${index + 10}`)
        expect(accounts(copy, days)).toEqual(accounts(clientele, days))
        for (const noun of NOUNS) expect((await copy('export', noun)).out, noun).toBe((await clientele('export', noun)).out)
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)
