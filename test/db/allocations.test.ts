import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountFacts, refreshAllocations } from '../../src/db/allocations.ts'
import type { Store } from '../../src/db/store.ts'
import { replay } from '../../src/domain/allocation.ts'
import { dump, insertInvoice, memoryWith, write } from '../money.ts'

const cached = ({ connection }: Store): unknown[] =>
  connection.sqlite
    .prepare("SELECT source_id, invoice_id, amount_minor, effective_on FROM allocation WHERE source = 'payment' ORDER BY 1, 2")
    .raw()
    .all()

const pay = (store: Store, client: number, paid_on: string, amount_minor: number, kind: 'sale' | 'account' = 'account'): number =>
  store.payments.insert({ client_id: client, paid_on, amount_minor, kind })

test('facts: void rows, what hangs on a void invoice, sales and other clients are left out; a refund is positive', async () => {
  const store = await memoryWith(2)
  const { connection } = store
  await write(store, () => {
    const kept = insertInvoice(connection, { number: 'a', issued: '2026-01-01', due: '2026-01-31', amount: 100 })
    const gone = insertInvoice(connection, { number: 'b', issued: '2026-01-01', amount: 100 })
    connection.update('invoice', gone, { voided_on: '2026-01-02' })
    insertInvoice(connection, { client: 2, number: 'c', issued: '2026-01-01', amount: 100 })
    for (const invoice_id of [kept, gone]) {
      connection.insert('credit_note', { invoice_id, credited_on: '2026-01-03', amount_minor: 10 })
      connection.insert('write_off', { invoice_id, written_off_on: '2026-01-04', amount_minor: 5 })
    }
    pay(store, 1, '2026-01-05', 70)
    pay(store, 1, '2026-01-06', -20)
    pay(store, 1, '2026-01-06', 500, 'sale')
    connection.update('payment', pay(store, 1, '2026-01-07', 900), { voided_on: '2026-01-08' })
  })
  expect(accountFacts(connection, 1)).toEqual({
    invoices: [{ id: 1, issued_on: '2026-01-01', due_on: '2026-01-31', amount_minor: 100 }],
    credit_notes: [{ id: 1, invoice_id: 1, on: '2026-01-03', amount_minor: 10 }],
    write_offs: [{ id: 1, invoice_id: 1, on: '2026-01-04', amount_minor: 5 }],
    payments: [{ id: 1, paid_on: '2026-01-05', amount_minor: 70, invoice_id: null }],
    refunds: [{ id: 2, on: '2026-01-06', amount_minor: 20 }],
  })
})

test('the cache is written anew, for the clients named only', async () => {
  const store = await memoryWith(2)
  await write(store, () => {
    for (const client of [1, 2]) {
      insertInvoice(store.connection, { client, number: `${client}`, issued: '2026-01-01', amount: 100 })
      pay(store, client, '2026-01-05', 70)
    }
    refreshAllocations(store.connection, [1, 2, 1])
  })
  expect(cached(store)).toEqual([
    [1, 1, 70, '2026-01-05'],
    [2, 2, 70, '2026-01-05'],
  ])
  await write(store, () => {
    for (const id of [1, 2]) store.payments.update(id, { amount_minor: 60 })
    refreshAllocations(store.connection, [2])
  })
  expect(cached(store)).toEqual([
    [1, 1, 70, '2026-01-05'],
    [2, 2, 60, '2026-01-05'],
  ])
})

test('nothing is written outside of an operation', async () => {
  const store = await memoryWith(1)
  expect(() => refreshAllocations(store.connection, [1])).toThrow('outside of an operation')
})

const amount = fc.integer({ min: 1, max: 300 })
const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`)
const facts = fc.record({
  invoices: fc.array(fc.tuple(day, day, amount), { maxLength: 6 }),
  payments: fc.array(fc.tuple(day, amount, fc.boolean()), { maxLength: 6 }),
  credits: fc.array(fc.tuple(day, amount), { maxLength: 3 }),
})

test('balance and outstanding agree with plain SQL, and no invoice or payment is allocated beyond its amount', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async ({ invoices, payments, credits }) => {
      const store = await memoryWith(1)
      const { connection } = store
      await write(store, () => {
        for (const [index, [one, other, of]] of invoices.entries()) {
          const [issued = one, due = one] = [one, other].sort()
          insertInvoice(connection, { number: `${index}`, issued, due, amount: of })
        }
        for (const [on, of, isRefund] of payments) pay(store, 1, on, isRefund ? -of : of)
        if (invoices.length > 0) {
          for (const [on, of] of credits) connection.insert('credit_note', { invoice_id: 1, credited_on: on, amount_minor: of })
        }
        refreshAllocations(connection, [1])
      })
      const sql = (text: string): unknown => connection.sqlite.prepare(text).pluck().get()
      const { balance_minor, outstanding_minor, credit_minor, owed_refund_minor } = replay(accountFacts(connection, 1))
      const balance =
        sql(`SELECT (SELECT coalesce(sum(amount_minor), 0) FROM invoice) - (SELECT coalesce(sum(amount_minor), 0) FROM payment)
        - (SELECT coalesce(sum(amount_minor), 0) FROM credit_note)`)
      expect(balance_minor).toBe(balance)
      expect(outstanding_minor + owed_refund_minor - credit_minor).toBe(balance)
      for (const side of ['invoice', 'payment']) {
        const whose = side === 'invoice' ? 'a.invoice_id = s.id' : "a.source = 'payment' AND a.source_id = s.id"
        const beyond = `SELECT count(*) FROM ${side} s WHERE amount_minor > 0
          AND (SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE ${whose}) > s.amount_minor`
        expect(sql(beyond)).toBe(0)
      }
      const lowered = sql('SELECT coalesce(sum(amount_minor), 0) FROM allocation') as number
      expect((sql('SELECT coalesce(sum(amount_minor), 0) FROM invoice') as number) - lowered).toBe(outstanding_minor)
      connection.close()
    }),
    { numRuns: 40 },
  )
})

test('undo gives back the allocations of the clients it touches', async () => {
  const store = await memoryWith(3)
  const { connection } = store
  await write(store, () => {
    for (const client of [1, 2]) {
      insertInvoice(connection, { client, number: `${client}`, issued: '2026-01-01', amount: 100 })
      pay(store, client, '2026-01-05', 70)
    }
    refreshAllocations(connection, [1, 2])
  })
  const changes: (() => void)[] = [
    () => void pay(store, 1, '2026-01-02', 90),
    () => void store.payments.update(1, { amount_minor: 30 }),
    () => void store.payments.update(1, { client_id: 2 }),
    () => void store.payments.update(2, { client_id: 3, voided_on: '2026-02-01' }),
    () => void insertInvoice(connection, { number: 'new', issued: '2025-12-01', amount: 50 }),
    () => void connection.update('invoice', 1, { voided_on: '2026-02-01' }),
    () => void connection.insert('credit_note', { invoice_id: 1, credited_on: '2026-01-02', amount_minor: 80 }),
    () => void connection.insert('write_off', { invoice_id: 2, written_off_on: '2026-01-02', amount_minor: 80 }),
  ]
  for (const change of changes) {
    const before = dump(store)
    await write(store, () => {
      change()
      refreshAllocations(connection, [1, 2, 3])
    })
    expect(dump(store)).not.toEqual(before)
    await store.write('undo', '2026-11-22T10:00:00Z', ({ store: file, ...operation }) => file.operations.undoNewest(operation))
    expect(dump(store)).toEqual(before)
  }
})
