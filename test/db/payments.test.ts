import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertInvoice, memoryWith, write } from '../money.ts'

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`)
const payments = fc.array(
  fc.record({
    client_id: fc.constantFrom(1, 2),
    paid_on: day,
    amount_minor: fc.integer({ min: -500, max: 5000 }),
    kind: fc.constantFrom('sale' as const, 'account' as const),
    method: fc.constantFrom(null, 'card', 'Cash'),
    voided_on: fc.constantFrom(null, null, '2026-03-01'),
  }),
  { maxLength: 30 },
)

test('lists and totals agree with a plain filter and sort', async () => {
  const filters = [{}, { withVoid: true }, { clientId: 2 }, { kind: 'sale' as const }, { method: 'CASH' }, { ids: [1, 5, 9] }, { ids: [] }]
  const period = { from: '2026-02-05', to: '2026-02-20', unit: null }
  await fc.assert(
    fc.asyncProperty(payments, fc.constantFrom(...filters, { period, clientId: 1 }), async (rows, filter: (typeof filters)[0]) => {
      const store = await memoryWith(2)
      await write(store, () => rows.map((row) => store.payments.insert(row)))
      const f = { withVoid: false, ...filter } as Record<string, unknown> & { ids?: number[]; method?: string }
      const expected = rows
        .map((row, index) => ({ ...row, payment_id: index + 1 }))
        .filter((row) => f.withVoid || row.voided_on === null)
        .filter((row) => f.clientId === undefined || row.client_id === f.clientId)
        .filter((row) => f.kind === undefined || row.kind === f.kind)
        .filter((row) => f.method === undefined || row.method?.toUpperCase() === f.method)
        .filter((row) => f.ids === undefined || f.ids.includes(row.payment_id))
        .filter((row) => f.period === undefined || (row.paid_on >= period.from && row.paid_on <= period.to))
        .sort((a, b) => (a.paid_on === b.paid_on ? b.payment_id - a.payment_id : a.paid_on < b.paid_on ? 1 : -1))
      expect([...store.payments.list(filter)].map((row) => row.payment_id)).toEqual(expected.map((row) => row.payment_id))
      const counting = expected.filter((row) => row.voided_on === null)
      const sum = (kind?: string): number =>
        counting.filter((row) => kind === undefined || row.kind === kind).reduce((total, row) => total + row.amount_minor, 0)
      expect(store.payments.totals(filter)).toEqual({
        rows: expected.length,
        payments: counting.length,
        amount_minor: sum(),
        sale_minor: sum('sale'),
        account_minor: sum('account'),
      })
      store.connection.close()
    }),
    { numRuns: 60 },
  )
})

test('a long list goes on where its first rows end, and can be read again', async () => {
  const store = await memoryWith(1)
  await write(store, () => {
    for (let index = 0; index < 450; index++) {
      store.payments.insert({ client_id: 1, paid_on: `2026-02-0${1 + (index % 3)}`, amount_minor: 100, kind: 'sale' })
    }
  })
  const list = store.payments.list({})
  const keys = [...list].map((row) => `${row.paid_on} ${String(row.payment_id).padStart(4, '0')}`)
  expect(new Set(keys).size).toBe(450)
  expect(keys).toEqual(keys.toSorted().reverse())
  expect([...list]).toHaveLength(450)
})

test('standing: on the day asked for, by what is dated up to it', async () => {
  const store = await memoryWith(2)
  const careful = store.categories.byName('problem')
  await write(store, () => {
    insertInvoice(store.connection, { number: 'a', issued: '2026-01-10', due: '2026-02-10', amount: 100 })
    store.payments.insert({ client_id: 1, paid_on: '2026-01-20', amount_minor: 130, kind: 'account' })
    store.payments.insert({ client_id: 2, paid_on: '2026-01-20', amount_minor: 130, kind: 'sale' })
    store.clients.update(2, { category_id: careful?.id ?? 0 })
  })
  const { standing } = store.payments
  expect(standing(1, '2026-01-09')).toEqual({ has_open_invoice: false, credit_minor: 0, prepay_percent: null })
  expect(standing(1, '2026-01-10')).toEqual({ has_open_invoice: true, credit_minor: 0, prepay_percent: null })
  expect(standing(1, '2026-01-20')).toEqual({ has_open_invoice: false, credit_minor: 30, prepay_percent: null })
  expect(standing(2, '2026-01-20')).toEqual({ has_open_invoice: false, credit_minor: 0, prepay_percent: 100 })
})
