import { expect, test } from 'vitest'
import { addInvoices, dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

async function shop() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--ref', 'P-1')
  await clientele('add', 'મીના શાહ')
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-20', '--method', 'card')
  await clientele('pay', '2', '40', '--account', '--on', '2026-11-22', '--ref', 'V7')
  await clientele('pay', '1', '5', '--sale', '--on', '2026-11-22', '--method', 'Cash')
  return clientele
}

const numbers = (json: { rows: { payment_id: number }[] }): number[] => json.rows.map((row) => row.payment_id)

test('payments, in json, newest first, with the exact keys and totals', async () => {
  const clientele = await shop()
  const { json } = await clientele('payments', '--format', 'json')
  expect(Object.keys(json)).toEqual(['currency', 'rows', 'total'])
  expect(numbers(json)).toEqual([3, 2, 1])
  expect(json.rows[2]).toEqual({
    payment_id: 1,
    paid_on: '2026-11-20',
    client_id: 1,
    client: 'Asha Patel',
    ref: 'P-1',
    kind: 'sale',
    amount_minor: 10000,
    method: 'card',
    reference: null,
    invoice_id: null,
    invoice_number: null,
    note: null,
    voided_on: null,
  })
  expect(json.total).toEqual({ payments: 3, amount_minor: 14500, sale_minor: 10500, account_minor: 4000 })
})

test('each option narrows, and the total with it', async () => {
  const clientele = await shop()
  const list = async (...options: string[]) => (await clientele('payments', ...options, '--format', 'json')).json
  expect(numbers(await list('--period', 'today'))).toEqual([3, 2])
  expect(numbers(await list('--client', 'asha'))).toEqual([3, 1])
  expect(numbers(await list('--kind', 'account'))).toEqual([2])
  expect(numbers(await list('--method', 'cash'))).toEqual([3])
  expect((await list('--period', 'today')).total).toEqual({ payments: 2, amount_minor: 4500, sale_minor: 500, account_minor: 4000 })
})

test('--open: account payments of which something still waits, and how much', async () => {
  const clientele = await shop()
  expect(numbers((await clientele('payments', '--open', '--format', 'json')).json)).toEqual([2])
  await addInvoices(clientele.path, [{ client: 2, number: '41', issued: '2026-11-01', amount: 3000 }])
  const { json } = await clientele('payments', '--open', '--format', 'json')
  expect(json.rows[0]).toMatchObject({ amount_minor: 4000, waiting_minor: 1000, method: null })
  expect((await clientele('payments', '--open', '--format', 'csv')).out).toContain(',amount,waiting,method,')
  expect((await clientele('payments', '--open')).out).toMatch(/account +40\.00 +10\.00/)
  await addInvoices(clientele.path, [{ client: 2, number: '42', issued: '2026-11-01', amount: 1000 }])
  expect((await clientele('payments', '--open', '--format', 'json')).json).toMatchObject({ rows: [], total: { payments: 0 } })
})

test('the table: a line each, the total under the amounts', async () => {
  const clientele = await shop()
  const { out } = await clientele('payments')
  expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
    expect.stringMatching(/^Payments +EUR$/),
    '',
    '  #  Day         Client      Kind     Amount  Method  Reference  Invoice  Note',
    '  3  2026-11-22  Asha Patel  sale       5.00  Cash',
    '  2  2026-11-22  મીના શાહ    account   40.00          V7',
    '  1  2026-11-20  Asha Patel  sale     100.00  card',
    '                 Total                145.00',
    '',
    '3 payments: 105.00 of sales, 40.00 on account',
    '',
  ])
})

test('void: never counts, shown on request, on any day; said twice, it changes nothing', async () => {
  const clientele = await shop()
  const voided = await clientele('payments', 'void', '1', '--on', '2026-11-21')
  expect(voided.out).toContain('Payment 1 of 100.00 EUR from Asha Patel (1) is void')
  expect((await clientele('log', '--format', 'json')).json.rows[0].details).toEqual({ client_id: 1, payment_id: 1, on: '2026-11-21' })
  expect((await clientele('payments', '--format', 'json')).json.total.amount_minor).toBe(4500)
  const shown = (await clientele('payments', '--void', '--format', 'json')).json
  expect(numbers(shown)).toEqual([3, 2, 1])
  expect(shown.rows[2].voided_on).toBe('2026-11-21')
  expect(shown.total).toEqual({ payments: 2, amount_minor: 4500, sale_minor: 500, account_minor: 4000 })
  const again = await clientele('payments', 'void', '1', '--format', 'json')
  expect(again.json).toEqual({ operation: null, client_id: 1, payment_id: 1, warnings: [] })
  expect((await clientele('payments', 'void', '1')).out).toContain('is void since 2026-11-21 already.')
  expect((await clientele('payments', 'edit', '1', '--note', 'x')).err).toContain('payment 1 is void since 2026-11-21')
})

test('voiding an account payment opens its invoice again', async () => {
  const clientele = await shop()
  await addInvoices(clientele.path, [{ client: 2, number: '41', issued: '2026-11-01', amount: 3000 }])
  expect(dumpFile(clientele.path).allocation).toHaveLength(1)
  await clientele('payments', 'void', '2')
  expect(dumpFile(clientele.path).allocation).toEqual([])
  expect((await clientele('pay', '2', '1', '--format', 'json')).json).toMatchObject({
    kind: 'account',
    allocations: [{ open_minor: 2900 }],
  })
})

test('edit sets what is said, an empty value clears, and no difference changes nothing', async () => {
  const clientele = await shop()
  const { json } = await clientele(
    ...['payments', 'edit', '1', '--amount', '120', '--on', '2026-11-19', '--method', '', '--ref', 'T1', '--format', 'json'],
  )
  expect(json).toEqual({
    operation: 6,
    client_id: 1,
    payment_id: 1,
    changed: ['paid_on', 'amount_minor', 'method', 'reference'],
    warnings: [],
  })
  expect(dumpFile(clientele.path).payment?.[0]).toMatchObject({ paid_on: '2026-11-19', amount_minor: 12000, method: null, reference: 'T1' })
  const again = await clientele('payments', 'edit', '1', '--amount', '120')
  expect(again.out).toBe('Payment 1 from Asha Patel (1) is so already: 120.00 EUR on 19 Nov, a sale.\n')
  expect((await clientele('payments', 'edit', '1', '--amount', '120', '--format', 'json')).json.operation).toBeNull()
})

test('edit of the kind says it for certain', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('pay', '1', '100')
  const { json } = await clientele('payments', 'edit', '1', '--kind', 'sale', '--format', 'json')
  expect(json.changed).toEqual(['kind'])
  expect(dumpFile(clientele.path).payment).toMatchObject([{ kind: 'sale', kind_guessed: 0 }])
})

test('edit of the client moves the money, its allocations and no invoice of the other', async () => {
  const clientele = await shop()
  await addInvoices(clientele.path, [
    { client: 1, number: '40', issued: '2026-11-01', amount: 3000 },
    { client: 2, number: '41', issued: '2026-11-01', amount: 3000 },
  ])
  await clientele('pay', '2', '10', '--invoice', '41')
  const before = dumpFile(clientele.path)
  const { json } = await clientele('payments', 'edit', '4', '--client', 'asha', '--format', 'json')
  expect(json.warnings).toEqual(['payment 4 names no invoice any more'])
  expect(dumpFile(clientele.path).allocation).toMatchObject([
    { client_id: 1, source: 'payment', source_id: 4, invoice_id: 1, amount_minor: 1000, effective_on: '2026-11-22' },
    { client_id: 2, source: 'payment', source_id: 2, invoice_id: 2, amount_minor: 3000, effective_on: '2026-11-22' },
  ])
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('a refund stays one when its amount is edited, within what there is', async () => {
  const clientele = await shop()
  await clientele('refund', '1', '20', '--sale')
  expect((await clientele('payments', 'edit', '4', '--amount', '105')).out).toContain('Refund 4 to Asha Patel (1) is now 105.00 EUR')
  expect(dumpFile(clientele.path).payment?.[3]).toMatchObject({ amount_minor: -10500 })
  expect((await clientele('payments', 'edit', '4', '--amount', '105.01')).code).toBe(1)
  expect((await clientele('payments', 'edit', '4', '--on', '2026-11-20')).code).toBe(1)
  expect((await clientele('payments', 'edit', '4', '--kind', 'account')).code).toBe(1)
  expect((await clientele('payments', 'edit', '4', '--note', 'late')).code).toBe(0)
})

test('a payment that is not there, and an edit that says nothing', async () => {
  const clientele = await shop()
  for (const words of [
    ['edit', '99', '--note', 'x'],
    ['void', '99'],
  ]) {
    expect(await clientele('payments', ...words)).toMatchObject({
      code: 1,
      err: 'there is no payment 99 - clientele payments lists them\n',
    })
  }
  expect(await clientele('payments', 'edit', '1')).toMatchObject({ code: 2 })
})

test('a payment that refunds were paid from is neither voided nor edited away from them', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('add', 'Garage Moreau')
  await clientele('pay', '1', '100', '--account', '--on', '2026-11-10')
  await clientele('refund', '1', '100', '--account', '--on', '2026-11-20')
  const before = dumpFile(clientele.path)
  expect(await clientele('payments', 'void', '1')).toMatchObject({
    code: 1,
    out: '',
    err: 'payment 1 cannot be voided: refund 2 of 100.00 EUR to Asha Patel (1) on 20 Nov would be more than there was - void the refund first: clientele payments void 2\n',
  })
  for (const change of [
    ['--amount', '99.99'],
    ['--on', '2026-11-21'],
    ['--client', '2'],
    ['--kind', 'sale'],
  ]) {
    const { code, err } = await clientele('payments', 'edit', '1', ...change)
    expect(err, change.join(' ')).toContain('payment 1 cannot be changed so: refund 2 of 100.00 EUR to Asha Patel (1) on 20 Nov would')
    expect(code).toBe(1)
  }
  expect(dumpFile(clientele.path)).toEqual(before)
  for (const change of [
    ['--amount', '120'],
    ['--on', '2026-11-19'],
    ['--note', 'x'],
  ]) {
    expect((await clientele('payments', 'edit', '1', ...change)).code, change.join(' ')).toBe(0)
  }
  expect((await clientele('payments', 'void', '2')).code).toBe(0)
  expect((await clientele('payments', 'void', '1')).code).toBe(0)
})

test('so with sales; several refunds are all named, and the newest is the one to void', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-10')
  await clientele('refund', '1', '60', '--sale', '--on', '2026-11-11')
  await clientele('refund', '1', '40', '--sale', '--on', '2026-11-12')
  expect((await clientele('payments', 'void', '1')).err).toBe(
    'payment 1 cannot be voided: refunds 2 of 60.00 EUR and 3 of 40.00 EUR to Asha Patel (1) would be more than there was - void the refund first: clientele payments void 3\n',
  )
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-10')
  expect((await clientele('payments', 'void', '1')).code).toBe(0)
})

test('on a narrow screen the client and the amount stay', async () => {
  const clientele = await shop()
  const heading = async (...options: string[]) =>
    (await clientele.with({ terminal: { columns: 40 } }, 'payments', '--color', 'never', ...options)).out
      .split('\n')
      .find((line) => line.includes('Client'))
      ?.trim()
      .split(/ {2,}/)
  expect(await heading()).toEqual(['#', 'Day', 'Client', 'Amount'])
  expect(await heading('--open')).toEqual(['#', 'Day', 'Client', 'Amou…', 'Waiti…'])
})
