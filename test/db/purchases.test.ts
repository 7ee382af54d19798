import { expect, test } from 'vitest'
import { openStore, type Store } from '../../src/db/store.ts'
import { rangeOf } from '../../src/domain/period.ts'
import { programFolder } from '../support.ts'

const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }

/** Runs `work` inside an operation on a new file in memory. */
async function inStore(work: (store: Store) => void): Promise<Store> {
  const { store } = openStore({ path: ':memory:', mode: 'memory', locale, programFolder, nativeBinding: undefined })
  await store.write('test', '2026-11-22T10:00:00Z', () => work(store))
  return store
}

function addClient(store: Store, name: string, more: Record<string, string> = {}): number {
  return store.clients.insert({ name, category_id: 1, added_on: '2026-01-01', ...more })
}

function addPayment(
  store: Store,
  client_id: number,
  paid_on: string,
  amount_minor: number,
  kind: string,
  voided_on: string | null = null,
): void {
  store.connection.insert('payment', { client_id, paid_on, amount_minor, kind, voided_on })
}

function addInvoice(
  store: Store,
  client_id: number,
  number: string,
  issued_on: string,
  amount_minor: number,
  voided_on: string | null = null,
): number {
  return store.connection.insert('invoice', { client_id, number, issued_on, due_on: issued_on, amount_minor, voided_on })
}

function year2026() {
  const range = rangeOf('2026-01-01', '2026-12-31')
  if (!range.ok) throw new Error('no range')
  return range.value
}

test('purchases are invoices less credit notes, and sales less their refunds; nothing void', async () => {
  const store = await inStore((file) => {
    const one = addClient(file, 'One')
    addPayment(file, one, '2026-01-01', 1000, 'sale')
    addPayment(file, one, '2026-12-31', -300, 'sale')
    addPayment(file, one, '2026-05-01', 70_000, 'sale', '2026-05-02')
    addPayment(file, one, '2025-12-31', 90_000, 'sale')
    addPayment(file, one, '2026-05-01', 5000, 'account')
    const invoice = addInvoice(file, one, 'F1', '2026-02-01', 4000)
    file.connection.insert('credit_note', { invoice_id: invoice, credited_on: '2026-03-01', amount_minor: 500 })
    file.connection.insert('credit_note', { invoice_id: invoice, credited_on: '2027-03-01', amount_minor: 50 })
    const old = addInvoice(file, one, 'F2', '2025-02-01', 4000)
    file.connection.insert('credit_note', { invoice_id: old, credited_on: '2026-03-01', amount_minor: 7 })
    const bad = addInvoice(file, one, 'F3', '2026-02-01', 8000, '2026-02-02')
    file.connection.insert('credit_note', { invoice_id: bad, credited_on: '2026-03-01', amount_minor: 9 })
  })
  expect([...store.purchases.sums('purchases', year2026())]).toEqual([[1, 1000 - 300 + 4000 - 500 - 7]])
  expect([...store.purchases.sums('payments', year2026())]).toEqual([[1, 1000 - 300 + 5000]])
})

test('visits count visits, receptions and meetings that took place', async () => {
  const store = await inStore((file) => {
    const one = addClient(file, 'One')
    const visit = (day: string, kind: string, outcome: string, voided_on: string | null = null): void => {
      file.connection.insert('visit', { client_id: one, day, kind, outcome, voided_on })
    }
    visit('2026-01-01', 'visit', 'kept')
    visit('2026-01-02', 'reception', 'kept')
    visit('2026-01-03', 'meeting', 'kept')
    visit('2026-02-04', 'call', 'kept')
    visit('2026-02-05', 'visit', 'no_show')
    visit('2026-02-06', 'visit', 'planned')
    visit('2026-02-07', 'visit', 'kept', '2026-02-08')
    visit('2027-01-01', 'visit', 'kept')
  })
  expect([...store.purchases.sums('visits', year2026())]).toEqual([[1, 3]])
  expect(store.purchases.details([1], '2026-12-31').get(1)?.last_contact).toBe('2026-02-04')
})

test('the last purchase is a sale or an invoice above zero, up to the day asked', async () => {
  const store = await inStore((file) => {
    const one = addClient(file, 'One')
    addPayment(file, one, '2026-01-01', 1000, 'sale')
    addInvoice(file, one, 'F1', '2026-02-01', 4000)
    addPayment(file, one, '2026-03-01', -10, 'sale')
    addPayment(file, one, '2026-03-02', 10, 'account')
    addPayment(file, one, '2026-04-01', 1000, 'sale')
  })
  const lastOn = (day: string): string | null | undefined => store.purchases.details([1], day).get(1)?.last_purchase
  expect(lastOn('2025-12-31')).toBeNull()
  expect(lastOn('2026-01-31')).toBe('2026-01-01')
  expect(lastOn('2026-03-31')).toBe('2026-02-01')
  expect(lastOn('2026-04-01')).toBe('2026-04-01')
})

test('a card is narrowed by category, operator and every spelling of a region, archived ones apart', async () => {
  const store = await inStore((file) => {
    addClient(file, 'One', { region: 'Isère' })
    addClient(file, 'Two', { region: 'isere', archived_on: '2026-02-01' })
    addClient(file, 'Three', { region: 'Rhône' })
  })
  expect(store.purchases.cards({})).toEqual({ open: [1, 3], archived: [2] })
  expect(store.purchases.cards({ regions: ['Isère', 'isere'] })).toEqual({ open: [1], archived: [2] })
  expect(store.purchases.cards({ category: 2 })).toEqual({ open: [], archived: [] })
})

test.each(['purchases', 'payments', 'visits'] as const)(
  'the sums of %s are one pass over covering indexes, without sorting',
  async (measure) => {
    const store = await inStore((file) => addClient(file, 'One'))
    const prepare = store.connection.sqlite.prepare.bind(store.connection.sqlite)
    const plans: string[] = []
    store.connection.sqlite.prepare = ((sql: string) => {
      const rows = prepare(`EXPLAIN QUERY PLAN ${sql}`).all('2026-01-01', '2026-12-31') as { detail: string }[]
      plans.push(...rows.map((row) => row.detail))
      return prepare(sql)
    }) as typeof prepare
    store.purchases.sums(measure, year2026())
    expect(plans.filter((plan) => /SCAN (payment|invoice|visit)/.test(plan))).toEqual(
      measure === 'purchases'
        ? ['SCAN payment USING COVERING INDEX payment_client', 'SCAN invoice USING COVERING INDEX invoice_client']
        : [`SCAN ${measure.slice(0, -1)} USING COVERING INDEX ${measure.slice(0, -1)}_client`],
    )
  },
)
