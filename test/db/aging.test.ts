import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountFacts } from '../../src/db/allocations.ts'
import type { TrackedTable, Values } from '../../src/db/connection.ts'
import type { Store } from '../../src/db/store.ts'
import { usualDaysToPay } from '../../src/domain/account-figures.ts'
import { type Aging, ageAccounts, daysSalesOutstanding, pastDue } from '../../src/domain/aging.ts'
import { replay } from '../../src/domain/allocation.ts'
import { addDays, type Day, dayNumber } from '../../src/domain/day.ts'
import { memoryWith, write } from '../money.ts'

const FIRST: Day = '2026-01-01'
const dayAt = (offset: number): Day => addDays(FIRST, offset)
const agingOn = (store: Store, asOf: Day, only?: ReadonlySet<number>): Aging =>
  ageAccounts(store.aging.accounts(asOf, only), dayNumber(asOf))

/** A row to insert; `on` is the day of the fact. */
interface Fact {
  readonly table: TrackedTable
  readonly on: Day
  readonly values: Values
}

/** The facts of one client, days as offsets, an invoice by its place in the list. */
const history = fc.record({
  invoices: fc.array(fc.record({ on: fc.nat(200), terms: fc.nat(70), amount: fc.nat(300), isVoid: fc.nat(9) }), { maxLength: 6 }),
  credited: fc.array(fc.record({ of: fc.nat(5), on: fc.nat(220), amount: fc.integer({ min: 1, max: 200 }) }), { maxLength: 2 }),
  writtenOff: fc.array(fc.record({ of: fc.nat(5), on: fc.nat(220), amount: fc.integer({ min: 1, max: 200 }) }), { maxLength: 1 }),
  payments: fc.array(
    fc.record({
      on: fc.nat(220),
      amount: fc.integer({ min: 1, max: 400 }),
      of: fc.option(fc.nat(5), { nil: null }),
      isVoid: fc.nat(9),
      isSale: fc.nat(9),
    }),
    { maxLength: 6 },
  ),
  refunds: fc.array(fc.record({ on: fc.nat(220), amount: fc.integer({ min: 1, max: 300 }) }), { maxLength: 2 }),
  disputes: fc.array(fc.record({ of: fc.nat(5), on: fc.nat(220), lasts: fc.option(fc.nat(60), { nil: null }) }), { maxLength: 2 }),
})
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never

/** The rows of one client; their numbers are given, so that they can be entered in any order. */
function factsOf(client_id: number, { invoices, credited, writtenOff, payments, refunds, disputes }: History): Fact[] {
  const id = (at: number): number => client_id * 100 + at
  const isThere = ({ of }: { of: number }): boolean => of < invoices.length
  const voided = (isVoid: number): Day | null => (isVoid === 0 ? '2026-02-02' : null)
  return [
    ...invoices.map(({ on, terms, amount, isVoid }, at): Fact => {
      const dates = { issued_on: dayAt(on), due_on: dayAt(on + terms) }
      const values = { id: id(at), client_id, number: `${id(at)}`, amount_minor: amount, voided_on: voided(isVoid), ...dates }
      return { table: 'invoice', on: dayAt(on), values }
    }),
    ...credited.filter(isThere).map(({ of, on, amount }, at): Fact => {
      const values = { id: id(at), invoice_id: id(of), credited_on: dayAt(on), amount_minor: amount }
      return { table: 'credit_note', on: dayAt(on), values }
    }),
    ...writtenOff.filter(isThere).map(({ of, on, amount }, at): Fact => {
      const values = { id: id(at), invoice_id: id(of), written_off_on: dayAt(on), amount_minor: amount }
      return { table: 'write_off', on: dayAt(on), values }
    }),
    ...payments.map(({ on, amount, of, isVoid, isSale }, at): Fact => {
      const kind = isSale === 0 ? 'sale' : 'account'
      const named = of !== null && of < invoices.length && kind === 'account' ? id(of) : null
      const values = { id: id(at), client_id, paid_on: dayAt(on), amount_minor: amount, kind, invoice_id: named, voided_on: voided(isVoid) }
      return { table: 'payment', on: dayAt(on), values }
    }),
    ...refunds.map(({ on, amount }, at): Fact => {
      const values = { id: id(50 + at), client_id, paid_on: dayAt(on), amount_minor: -amount, kind: 'account' }
      return { table: 'payment', on: dayAt(on), values }
    }),
    ...disputes.filter(isThere).map(({ of, on, lasts }, at): Fact => {
      const ended_on = lasts === null ? null : dayAt(on + lasts)
      return { table: 'dispute', on: dayAt(on), values: { id: id(at), invoice_id: id(of), started_on: dayAt(on), ended_on } }
    }),
  ]
}

async function storeOf(clients: number, facts: readonly Fact[]): Promise<Store> {
  const store = await memoryWith(clients)
  await write(store, () => {
    // What names an invoice may be entered before it.
    store.connection.sqlite.pragma('defer_foreign_keys = ON')
    for (const { table, values } of facts) store.connection.insert(table, values)
    store.payments.refreshAllocations(Array.from({ length: clients }, (_, at) => at + 1))
  })
  return store
}

/** Balances by plain sums, for those who have one (PRODUCT.md section 4). */
const BALANCES = `SELECT client_id, sum(minor) AS balance FROM (
    SELECT client_id, amount_minor AS minor FROM invoice WHERE voided_on IS NULL AND issued_on <= :day
    UNION ALL SELECT client_id, -amount_minor FROM payment WHERE kind = 'account' AND voided_on IS NULL AND paid_on <= :day
    UNION ALL SELECT client_id, -n.amount_minor FROM credit_note n JOIN invoice i ON i.id = invoice_id WHERE voided_on IS NULL AND credited_on <= :day
    UNION ALL SELECT client_id, -w.amount_minor FROM write_off w JOIN invoice i ON i.id = invoice_id WHERE voided_on IS NULL AND written_off_on <= :day)
  GROUP BY client_id HAVING balance <> 0 ORDER BY client_id`
const INVOICED = `SELECT coalesce(sum(amount_minor), 0) FROM invoice
  WHERE voided_on IS NULL AND issued_on <= :day AND issued_on > date(:day, '-365 days')`
const DISPUTED = 'SELECT invoice_id FROM dispute WHERE started_on <= :day AND (ended_on IS NULL OR ended_on > :day)'

const histories = fc.array(history, { minLength: 15, maxLength: 25 })
const asked = fc.nat(300).map(dayAt)

test('any histories: columns and rows add up to plain sums, and what is open is what a replay leaves', async () => {
  await fc.assert(
    fc.asyncProperty(histories, asked, async (all, day) => {
      const store = await storeOf(
        all.length,
        all.flatMap((each, at) => factsOf(at + 1, each)),
      )
      const { sqlite } = store.connection
      const { rows, total, disagreeing } = agingOn(store, day)
      expect(disagreeing).toEqual([])
      const balances = rows.map((row): [number, number] => [row.client_id, row.balance_minor]).sort(([one], [other]) => one - other)
      expect(balances).toEqual(sqlite.prepare(BALANCES).raw().all({ day }))
      const disputed = new Set(sqlite.prepare(DISPUTED).pluck().all({ day }) as number[])
      let outstanding = 0
      for (const row of rows) {
        const account = replay(accountFacts(store.connection, row.client_id), day)
        outstanding += account.outstanding_minor
        const open = row.not_due_minor + pastDue(row)
        expect(open).toBe(account.outstanding_minor + account.owed_refund_minor)
        expect(row.credit_minor).toBe(0 - account.credit_minor)
        expect(open + row.credit_minor).toBe(row.balance_minor)
        const invoices = [...account.invoices.values()]
        const left = (some: typeof invoices): number => some.reduce((sum, { outstanding_minor }) => sum + outstanding_minor, 0)
        const owedLate = account.owed_refunds.filter(({ due_on }) => due_on < day).reduce((sum, { owed_minor }) => sum + owed_minor, 0)
        expect(pastDue(row)).toBe(left(invoices.filter(({ due_on }) => due_on < day)) + owedLate)
        expect(row.disputed_minor).toBe(left(invoices.filter(({ invoice_id }) => disputed.has(invoice_id))))
        expect(row.usual_days_to_pay).toBe(usualDaysToPay(invoices))
      }
      expect(rows.reduce((sum, row) => sum + row.balance_minor, 0)).toBe(total.balance_minor)
      expect(total.dso).toBe(daysSalesOutstanding(outstanding, sqlite.prepare(INVOICED).pluck().get({ day }) as number))
      store.connection.close()
    }),
    { numRuns: 150 },
  )
}, 240_000)

test('any histories: neither the order of entry nor what is dated later changes the aging on a day', async () => {
  await fc.assert(
    fc.asyncProperty(histories, asked, fc.infiniteStream(fc.nat()), async (all, day, shuffle) => {
      const facts = all.flatMap((each, at) => factsOf(at + 1, each))
      const shuffled = facts
        .map((fact) => ({ fact, place: shuffle.next().value as number }))
        .sort((one, other) => one.place - other.place)
        .map(({ fact }) => fact)
      const upToDay = facts.filter(({ on }) => on <= day)
      // A credit note may be dated before its invoice: then the invoice's row is there, dated later.
      const named = new Set(upToDay.map(({ values }) => values.invoice_id))
      const known = facts.filter((fact) => upToDay.includes(fact) || (fact.table === 'invoice' && named.has(fact.values.id)))
      const agings: Aging[] = []
      for (const entered of [facts, shuffled, known]) {
        const store = await storeOf(all.length, entered)
        agings.push(agingOn(store, day))
        store.connection.close()
      }
      expect(agings[1]).toEqual(agings[0])
      expect(agings[2]).toEqual(agings[0])
    }),
    { numRuns: 100 },
  )
}, 240_000)

test('some clients alone are read where only they are asked for', async () => {
  const store = await storeOf(3, [
    { table: 'invoice', on: FIRST, values: { client_id: 1, number: 'a', issued_on: FIRST, due_on: FIRST, amount_minor: 100 } },
    { table: 'invoice', on: FIRST, values: { client_id: 2, number: 'b', issued_on: FIRST, due_on: FIRST, amount_minor: 30 } },
    { table: 'payment', on: FIRST, values: { client_id: 3, paid_on: FIRST, amount_minor: 7, kind: 'account' } },
  ])
  const balances = (only?: ReadonlySet<number>) => agingOn(store, FIRST, only).rows.map((row) => [row.client_id, row.balance_minor])
  expect(balances()).toEqual([
    [1, 100],
    [2, 30],
    [3, -7],
  ])
  expect(balances(new Set([2, 3]))).toEqual([
    [2, 30],
    [3, -7],
  ])
  expect(balances(new Set())).toEqual([])
})
