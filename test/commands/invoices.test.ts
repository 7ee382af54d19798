import { describe, expect, test } from 'vitest'
import { addInvoices, dumpFile, openFile, write } from '../money.ts'
import { newFile } from '../support.ts'

async function withInvoices() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--ref', 'P-1')
  await clientele('add', 'Karim Benali')
  await addInvoices(clientele.path, [
    { number: '41', issued: '2026-10-01', due: '2026-10-31', amount: 10000 },
    { number: '42', issued: '2026-10-05', due: '2026-11-21', amount: 5000 },
    { client: 2, number: '43', issued: '2026-11-01', due: '2026-11-22', amount: 7000 },
    { number: '44', issued: '2026-12-01', due: '2026-12-31', amount: 2000 },
  ])
  return clientele
}

type Row = Record<string, unknown>
const listed = async (clientele: Awaited<ReturnType<typeof withInvoices>>, ...words: string[]): Promise<string> => {
  const { json } = await clientele('invoices', ...words, '--format', 'json')
  return json.rows.map((row: Row) => row.number).join(' ')
}

describe('invoices', () => {
  test('newest first, each with what is open today and how it stands; totals at the end', async () => {
    const clientele = await withInvoices()
    await clientele('pay', '1', '130', '--on', '2026-11-10')
    await clientele('pay', '2', '70', '--on', '2026-11-25', '--account')
    const { json } = await clientele('invoices', '--format', 'json')
    expect(json.rows.map((row: Row) => [row.number, row.open_minor, row.state, row.late_days, row.settled_on])).toEqual([
      ['44', 2000, 'open', -39, null],
      ['43', 7000, 'open', 0, null],
      ['42', 2000, 'overdue', 1, null],
      ['41', 0, 'settled', 10, '2026-11-10'],
    ])
    expect(json.rows[3]).toEqual({
      invoice_id: 1,
      number: '41',
      issued_on: '2026-10-01',
      due_on: '2026-10-31',
      client_id: 1,
      client: 'Asha Patel',
      ref: 'P-1',
      amount_minor: 10000,
      open_minor: 0,
      state: 'settled',
      late_days: 10,
      purpose: null,
      settled_on: '2026-11-10',
      voided_on: null,
    })
    expect(Object.keys(json)).toEqual(['currency', 'rows', 'total'])
    expect(json.total).toEqual({ invoices: 4, amount_minor: 24000, open_minor: 11000 })
    const { out } = await clientele('invoices')
    expect(out).toMatch(/42 +2026-10-05 .*50\.00 +20\.00 +1 day overdue/)
    expect(out).toContain('4 invoices, 110.00 open of 240.00')
  })

  test('of one client, issued in a period, open or overdue with the oldest due first', async () => {
    const clientele = await withInvoices()
    await clientele('pay', '1', '100', '--on', '2026-11-10')
    expect(await listed(clientele)).toBe('44 43 42 41')
    expect(await listed(clientele, '--client', 'asha')).toBe('44 42 41')
    expect(await listed(clientele, '--period', '2026-10')).toBe('42 41')
    expect(await listed(clientele, '--open')).toBe('42 43 44')
    expect(await listed(clientele, '--overdue')).toBe('42')
    expect(await listed(clientele, '--open', '--client', '2')).toBe('43')
    expect(await listed(clientele, '--open', '--period', '2026-10')).toBe('42')
    await clientele('invoices', 'dispute', '42')
    expect(await listed(clientele, '--overdue')).toBe('')
    expect(await listed(clientele, '--open')).toBe('42 43 44')
    expect((await clientele('invoices', '--overdue')).out).toContain('Nothing is overdue.')
    const { json } = await clientele('invoices', '--open', '--format', 'json')
    expect(json.total).toEqual({ invoices: 3, amount_minor: 14000, open_minor: 14000 })
  })

  test('void ones are shown with --void only, and never count', async () => {
    const clientele = await withInvoices()
    await clientele('invoices', 'void', '41')
    expect(await listed(clientele)).toBe('44 43 42')
    const { json } = await clientele('invoices', '--void', '--format', 'json')
    expect(json.rows.at(-1)).toMatchObject({ number: '41', state: 'void', open_minor: 0, late_days: null, voided_on: '2026-11-22' })
    expect(json.total).toEqual({ invoices: 3, amount_minor: 14000, open_minor: 14000 })
    expect(await listed(clientele, '--open', '--void')).toBe('42 43 44')
  })

  test('more than a table shows go on where the first rows end', async () => {
    const clientele = newFile()
    await clientele('add', 'Asha')
    const day = (index: number): string => `2026-0${1 + (index % 9)}-0${1 + (index % 7)}`
    await addInvoices(
      clientele.path,
      Array.from({ length: 450 }, (_, index) => ({ number: `N${index}`, issued: day(index), amount: 100 })),
    )
    const { json } = await clientele('invoices', '--format', 'json')
    const keys = json.rows.map((row: Row) => `${row.issued_on} ${String(row.invoice_id).padStart(4, '0')}`)
    expect(new Set(keys).size).toBe(450)
    expect(keys).toEqual(keys.toSorted().reverse())
    const { out } = await clientele('invoices')
    expect(out).toContain('350 more')
    expect(out).toContain('450 invoices, 450.00 open of 450.00')
  })

  test('fits 80 columns with long, French and Gujarati names', async () => {
    const clientele = newFile()
    await clientele('add', 'Établissements généraux de rééducation fonctionnelle du Rhône', '--force')
    await clientele('add', 'આશાબેન કનૈયાલાલ પટેલ')
    await clientele('invoice', '1', '1234567.89', '--on', '2024-01-01', '--number', 'FACTURE-2024-000000123', '--for', 'Séances')
    await clientele('invoice', '2', '10', '--for', 'માસિક સત્ર')
    for (const words of [[], ['--overdue'], ['--void']]) {
      const { out } = await clientele('invoices', ...words)
      for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
      expect(out).toContain('1,234,567.89')
    }
  })
})

describe('invoices show', () => {
  test('the invoice, what settled it, its disputes, and the payments that name it', async () => {
    const clientele = await withInvoices()
    await clientele('invoices', 'dispute', '41', '--on', '2026-11-02')
    await clientele('invoices', 'resolve', '41', '--on', '2026-11-05')
    await clientele('invoices', 'credit', '41', '20', '--on', '2026-11-06')
    await clientele('pay', '1', '30', '--invoice', '41', '--on', '2026-11-10')
    const { out } = await clientele('invoices', 'show', '41')
    expect(out).toContain('Asha Patel (1)\n100.00, issued 1 Oct, due 31 Oct\n50.00 is open, 19 days overdue.')
    expect(out).toMatch(/2026-11-06 +credit note 1 +20\.00\n +2026-11-10 +payment 1 +30\.00/)
    expect(out).toContain('In dispute from 2 Nov to 5 Nov')
    expect(out).toContain('Named by payment 1 of 30.00 on 10 Nov')
    const { json } = await clientele('invoices', 'show', '41', '--format', 'json')
    expect(json).toMatchObject({
      currency: 'EUR',
      invoice_id: 1,
      number: '41',
      open_minor: 5000,
      late_days: 19,
      state: 'overdue',
      allocations: [
        { effective_on: '2026-11-06', source: 'credit_note', source_id: 1, settles_as: 'credit_note', amount_minor: 2000 },
        { effective_on: '2026-11-10', source: 'payment', source_id: 1, settles_as: 'payment', amount_minor: 3000 },
      ],
      disputes: [{ dispute_id: 1, started_on: '2026-11-02', ended_on: '2026-11-05', takes_days_off: true }],
      named_by: [{ payment_id: 1, paid_on: '2026-11-10', amount_minor: 3000 }],
    })
  })

  test('settled early, late or by a write-off; credit left of another; a dispute that payment ended', async () => {
    const clientele = await withInvoices()
    await clientele('invoices', 'dispute', '42', '--on', '2026-11-01')
    await clientele('pay', '1', '100', '--on', '2026-10-30')
    await clientele('invoices', 'credit', '41', '60', '--on', '2026-11-10')
    expect((await clientele('invoices', 'show', '41')).out).toContain('Settled on 30 Oct, 1 day early.')
    const { out } = await clientele('invoices', 'show', '42')
    expect(out).toContain('Settled on 10 Nov, 11 days early.')
    expect(out).toMatch(/2026-11-10 +credit left of credit note 1 +50\.00/)
    expect(out).toContain('In dispute from 1 Nov until it was settled')
    await clientele('invoices', 'write-off', '43')
    expect((await clientele('invoices', 'show', '43')).out).toContain('Closed by a write-off on 22 Nov, on its due day.')
  })

  test('one that is not there says how to find it', async () => {
    const clientele = await withInvoices()
    for (const verb of ['show', 'void', 'dispute', 'resolve', 'write-off']) {
      expect(await clientele('invoices', verb, 'F-9')).toMatchObject({
        code: 1,
        err: 'there is no invoice "F-9" - find its number: clientele invoices --client CLIENT\n',
      })
    }
  })
})

describe('invoices void', () => {
  test('it never existed on any day, and what was paid on it settles others or waits', async () => {
    const clientele = await withInvoices()
    await clientele('pay', '1', '120', '--on', '2026-10-20', '--invoice', '41')
    const { out } = await clientele('invoices', 'void', '41', '--on', '2026-11-15')
    expect(out).toContain('Invoice 41 of 100.00 EUR to Asha Patel (1) is void: it never counts, on any day.')
    expect(out).toContain('The 100.00 EUR paid on it settles other invoices, or waits as credit.')
    expect(dumpFile(clientele.path).invoice?.[0]).toMatchObject({ voided_on: '2026-11-15' })
    const { json } = await clientele('show', '1', '--format', 'json')
    expect(json).toMatchObject({ balance_minor: -7000, credit_minor: 7000 })
    expect((await clientele('invoices', 'show', '41')).out).toContain('Void since 2026-11-15: it never counts, on any day.')
    expect((await clientele('log', '--format', 'json')).json.rows[0].details).toEqual({ client_id: 1, invoice_id: 1, on: '2026-11-15' })
  })

  test('a second time says so, and is no operation; nothing else can be done with it', async () => {
    const clientele = await withInvoices()
    await clientele('invoices', 'void', '41')
    const again = await clientele('invoices', 'void', '41', '--format', 'json')
    expect(again.json).toEqual({ operation: null, client_id: 1, invoice_id: 1, number: '41', warnings: [] })
    expect((await clientele('invoices', 'void', '41')).out).toBe('Invoice 41 to Asha Patel (1) is void since 2026-11-22 already.\n')
    for (const line of [
      ['dispute', '41'],
      ['resolve', '41'],
      ['credit', '41', '5'],
      ['write-off', '41'],
    ]) {
      expect((await clientele('invoices', ...line)).err).toContain('invoice 41 of Asha Patel (1) is void since 2026-11-22')
    }
  })

  test('its credit notes and write-offs go with it, and leave no refund uncovered that its payments cover', async () => {
    const clientele = await withInvoices()
    await clientele('pay', '1', '100', '--on', '2026-10-03')
    await clientele('invoices', 'credit', '41', '100', '--on', '2026-10-04')
    await clientele('refund', '1', '100', '--account', '--on', '2026-10-04')
    expect((await clientele('invoices', 'void', '41')).code).toBe(0)
    expect((await clientele('show', '1', '--format', 'json')).json).toMatchObject({ balance_minor: 5000, credit_minor: 0 })
  })

  test('credit that was paid back and came from its credit note alone keeps it from being voided', async () => {
    const clientele = await withInvoices()
    await clientele('invoices', 'credit', '43', '70', '--on', '2026-11-02')
    const store = openFile(clientele.path)
    // As an import does whose row now says less.
    await write(store, () => {
      store.connection.update('invoice', 3, { amount_minor: 3000 })
      store.payments.refreshAllocations([2])
    })
    store.connection.close()
    await clientele('refund', '2', '40', '--account', '--on', '2026-11-03')
    const before = dumpFile(clientele.path)
    expect(await clientele('invoices', 'void', '43')).toMatchObject({
      code: 1,
      err: 'invoice 43 cannot be voided: refund 1 of 40.00 EUR to Karim Benali (2) on 3 Nov would be more than there was - void the refund first: clientele payments void 1\n',
    })
    expect(dumpFile(clientele.path)).toEqual(before)
  })
})
