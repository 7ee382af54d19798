import { expect, test } from 'vitest'
import { addInvoices, dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

const UNDO = '     undo: clientele undo'

async function withAsha() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  return clientele
}

const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/\n/g, ' ')
    .replace(/ +undo:/, '     undo:')

test('pay without anything open is a sale, and says so', async () => {
  const clientele = await withAsha()
  const { code, out } = await clientele('pay', 'asha', '120')
  expect(code).toBe(0)
  expect(oneLine(out)).toBe(`Received 120.00 EUR from Asha Patel (1): a sale.${UNDO}`)
})

test('pay settles the oldest due and says what is still open', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [
    { number: '44', issued: '2026-11-02', due: '2026-12-02', amount: 4000 },
    { number: '41', issued: '2026-10-01', due: '2026-10-31', amount: 10000 },
  ])
  const { out } = await clientele('pay', 'asha', '120')
  expect(oneLine(out)).toBe(`Received 120.00 EUR from Asha Patel (1): settles invoice 41, 20.00 still open on 44.${UNDO}`)
})

test('pay in json: the exact keys, in order', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [
    { number: 'F-41', issued: '2026-10-01', amount: 10000 },
    { number: 'F-44', issued: '2026-11-02', amount: 4000 },
  ])
  const { out, json } = await clientele('pay', '1', '120', '--format', 'json')
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    payment_id: 1,
    kind: 'account',
    amount_minor: 12000,
    allocations: [
      { invoice_id: 1, number: 'F-41', amount_minor: 10000, open_minor: 0 },
      { invoice_id: 2, number: 'F-44', amount_minor: 2000, open_minor: 2000 },
    ],
    credit_minor: 0,
    currency: 'EUR',
    warnings: [],
  })
  expect(Object.keys(JSON.parse(out)).join(' ')).toBe(
    'operation client_id payment_id kind amount_minor allocations credit_minor currency warnings',
  )
})

test('pay beyond what is open waits as credit, and so does the next one', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [{ number: '41', issued: '2026-10-01', amount: 10000 }])
  expect(oneLine((await clientele('pay', 'asha', '130')).out)).toContain('settles invoice 41, 30.00 waits as credit.')
  const next = await clientele('pay', 'asha', '5')
  expect(oneLine(next.out)).toContain('(1): 5.00 waits as credit (35.00 in all).')
})

test('--invoice goes first, means the account, and is refused for a sale', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [
    { number: '41', issued: '2026-10-01', amount: 10000 },
    { number: '44', issued: '2026-11-02', amount: 4000 },
  ])
  const paid = await clientele('pay', 'asha', '20', '--invoice', '44')
  expect(oneLine(paid.out)).toContain('(1): 20.00 of invoice 44, 20.00 still open.')
  const refused = await clientele('pay', 'asha', '20', '--invoice', '44', '--sale')
  expect(refused).toMatchObject({ code: 2, err: 'a sale settles no invoice - leave out --sale or --invoice\n' })
})

test("--invoice takes only an invoice that stands, and is the client's", async () => {
  const clientele = await withAsha()
  await clientele('add', 'Karim Benali')
  await addInvoices(clientele.path, [{ client: 2, number: '41', issued: '2026-10-01', amount: 10000 }])
  expect((await clientele('pay', 'asha', '20', '--invoice', '41')).err).toContain(
    'invoice 41 is that of Karim Benali (2), not of client 1 - leave --invoice out',
  )
  const unknown = await clientele('pay', 'asha', '20', '--invoice', '42')
  expect(unknown.code).toBe(1)
  expect(unknown.err).toContain('there is no invoice "42"')
})

test('--invoice of a later day: the money waits for it, and goes to it before older credit', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '100', '--account', '--on', '2026-11-01')
  await clientele('invoice', '1', '100', '--on', '2026-12-01', '--number', 'F-1')
  const paid = await clientele('pay', '1', '40', '--invoice', 'F-1')
  expect(oneLine(paid.out)).toContain('40.00 waits as credit (140.00 in all).')
  const { json } = await clientele('invoices', 'show', 'F-1', '--format', 'json')
  expect([json.open_minor, json.state]).toEqual([10000, 'open'])
  expect(json.allocations.map((part: { source_id: number; amount_minor: number }) => [part.source_id, part.amount_minor])).toEqual([
    [2, 4000],
    [1, 6000],
  ])
})

test('the guess looks at the day of the payment, not at today', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [{ number: '41', issued: '2026-11-01', amount: 10000 }])
  expect((await clientele('pay', '1', '20', '--on', '2026-10-31', '--format', 'json')).json.kind).toBe('sale')
  expect((await clientele('pay', '1', '20', '--on', '2026-11-01', '--format', 'json')).json.kind).toBe('account')
})

test('a category with prepayment makes it account; what was said wins; a guess is remembered as one', async () => {
  const clientele = newFile()
  await clientele('add', 'Karim Benali', '--category', 'problem')
  expect((await clientele('pay', '1', '20', '--format', 'json')).json).toMatchObject({ kind: 'account', credit_minor: 2000 })
  expect((await clientele('pay', '1', '20', '--sale', '--format', 'json')).json).toMatchObject({ kind: 'sale', credit_minor: 2000 })
  expect(dumpFile(clientele.path).payment).toMatchObject([
    { kind: 'account', kind_guessed: 1 },
    { kind: 'sale', kind_guessed: 0 },
  ])
})

test('a day after today is a warning', async () => {
  const clientele = await withAsha()
  const { code, json } = await clientele('pay', '1', '20', '--on', 'tomorrow', '--format', 'json')
  expect(code).toBe(0)
  expect(json.warnings).toEqual(['2026-11-23 is after today; it counts from that day on'])
})

test('amounts and days of a first day are refused, each in one line with the way out', async () => {
  const clientele = await withAsha()
  const refusals: [string[], string][] = [
    [['12,5x'], '"12,5x" is not an amount - write it as 1234.50\n'],
    [
      ['1,234'],
      '1,234 can be 1234.00, or 1.234 which is too precise for EUR: say 1234, or set the mark once: clientele settings decimal point\n',
    ],
    [['0'], '"0" is nothing to record - say an amount above zero\n'],
    [
      ['10', '--on', '03/04/2026'],
      '03/04/2026 can be 3 April or 4 March 2026: say 2026-04-03, or set the order once: clientele settings date-order dmy\n',
    ],
    [['10', '--sale', '--account'], '--sale and --account cannot both be - say one of them, or neither\n'],
  ]
  for (const [words, message] of refusals)
    expect(await clientele('pay', 'asha', ...words)).toMatchObject({ code: 2, out: '', err: message })
  expect(dumpFile(clientele.path).payment).toEqual([])
})

test('an ambiguous client is exit 4 with the candidates', async () => {
  const clientele = await withAsha()
  await clientele('add', 'Ashok Mehta')
  await clientele('add', 'Jean Nashville')
  expect(await clientele('pay', 'ash', '10')).toMatchObject({
    code: 4,
    err: '3 clients match "ash": 1 Asha Patel, 2 Ashok Mehta, 3 Jean Nashville. Say the number, or more of the name.\n',
  })
  expect((await clientele('pay', 'nobody', '10')).code).toBe(4)
})

test('pay and undo leave the file as it was', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [{ number: '41', issued: '2026-10-01', amount: 10000 }])
  await clientele('pay', 'asha', '30', '--on', '2026-11-10')
  const before = dumpFile(clientele.path)
  for (const words of [['20'], ['200', '--on', '2026-10-05', '--method', 'card'], ['5', '--sale']]) {
    expect((await clientele('pay', 'asha', ...words)).code).toBe(0)
    expect(dumpFile(clientele.path)).not.toEqual(before)
    expect((await clientele('undo')).code).toBe(0)
    expect(dumpFile(clientele.path)).toEqual(before)
  }
})

test('the log keeps numbers, never names', async () => {
  const clientele = await withAsha()
  await clientele('pay', 'asha', '20', '--note', 'secret')
  const { json } = await clientele('log', '--format', 'json')
  expect(json.rows[0]).toMatchObject({ command: 'pay', details: { client_id: 1, payment_id: 1 } })
})

test('money that waits because the category pays in advance says so, and how to say otherwise', async () => {
  const clientele = newFile()
  await clientele('add', 'Karim', '--category', 'problem')
  expect((await clientele('pay', '1', '10')).out).toContain(
    'It waits for an invoice, and is no purchase yet; what is paid on the spot is --sale.',
  )
  expect((await clientele('pay', '1', '10', '--sale')).out).not.toContain('It waits')
})

test('pay says what went to a refund that was more than waited', async () => {
  const clientele = await withAsha()
  const input = 'client,date,amount,kind\nAsha Patel,2026-01-05,-50,account\n'
  await clientele.with({ input }, 'import', 'payments', '-')
  await addInvoices(clientele.path, [{ number: '7', issued: '2026-02-01', amount: 10000 }])
  const { out } = await clientele('pay', 'asha', '60')
  expect(oneLine(out)).toContain('10.00 of invoice 7, 90.00 still open, 50.00 covers what was refunded before.')
})
