import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccountFacts, Allocation } from '../../src/domain/allocation.ts'
import { replay } from '../../src/domain/allocation.ts'

const none: AccountFacts = { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
const invoice = (id: number, issued_on: string, due_on: string, amount_minor: number) => ({ id, issued_on, due_on, amount_minor })
const payment = (id: number, paid_on: string, amount_minor: number, invoice_id: number | null = null) => ({
  id,
  paid_on,
  amount_minor,
  invoice_id,
})
const adjustment = (id: number, invoice_id: number, on: string, amount_minor: number) => ({ id, invoice_id, on, amount_minor })

/** Allocations in one line each: who paid what, how much, since when. */
const lines = (allocations: Allocation[]): string[] =>
  allocations.map((a) => `${a.source} ${a.source_id} -> ${a.target} ${a.target_id}: ${a.amount_minor} on ${a.effective_on}`)

describe('worked examples', () => {
  test('a payment goes to the oldest due, not the oldest issued', () => {
    const { allocations, invoices } = replay({
      ...none,
      invoices: [invoice(1, '2026-01-01', '2026-03-01', 100), invoice(2, '2026-01-10', '2026-02-01', 100)],
      payments: [payment(1, '2026-02-15', 150)],
    })
    expect(lines(allocations)).toEqual(['payment 1 -> invoice 2: 100 on 2026-02-15', 'payment 1 -> invoice 1: 50 on 2026-02-15'])
    expect(invoices.get(2)).toMatchObject({ outstanding_minor: 0, settled_on: '2026-02-15', settled_by: 'payment' })
    expect(invoices.get(1)).toMatchObject({ outstanding_minor: 50, settled_on: null, settled_by: null })
  })

  test('a payment takes its invoice first, then the oldest due, and the rest waits', () => {
    const result = replay({
      ...none,
      invoices: [invoice(1, '2026-01-01', '2026-01-31', 100), invoice(2, '2026-01-02', '2026-02-28', 100)],
      payments: [payment(7, '2026-01-03', 230, 2)],
    })
    expect(lines(result.allocations)).toEqual(['payment 7 -> invoice 2: 100 on 2026-01-03', 'payment 7 -> invoice 1: 100 on 2026-01-03'])
    expect(result.credits).toEqual([{ source: 'payment', source_id: 7, open_minor: 30, since: '2026-01-03' }])
    expect(result.balance_minor).toBe(-30)
  })

  test('waiting credit is used oldest first and counts from the issue day', () => {
    const result = replay({
      ...none,
      payments: [payment(2, '2026-01-01', 60), payment(1, '2026-01-02', 60)],
      invoices: [invoice(1, '2026-01-05', '2026-02-05', 80)],
    })
    expect(lines(result.allocations)).toEqual(['payment 2 -> invoice 1: 60 on 2026-01-05', 'payment 1 -> invoice 1: 20 on 2026-01-05'])
    expect(result.credit_minor).toBe(40)
  })

  test('credit that names an invoice to come goes to it before older credit, and to another that comes sooner', () => {
    const payments = [payment(1, '2026-01-01', 100), payment(2, '2026-01-02', 100, 5)]
    const named = replay({ ...none, payments, invoices: [invoice(5, '2026-01-05', '2026-02-05', 100)] })
    expect(lines(named.allocations)).toEqual(['payment 2 -> invoice 5: 100 on 2026-01-05'])
    const sooner = replay({
      ...none,
      payments,
      invoices: [invoice(4, '2026-01-03', '2026-02-05', 150), invoice(5, '2026-01-05', '2026-02-05', 100)],
    })
    expect(lines(sooner.allocations)).toEqual([
      'payment 1 -> invoice 4: 100 on 2026-01-03',
      'payment 2 -> invoice 4: 50 on 2026-01-03',
      'payment 2 -> invoice 5: 50 on 2026-01-05',
    ])
  })

  test('what a credit note takes beyond the open rest becomes credit and pays another invoice', () => {
    const result = replay({
      ...none,
      invoices: [invoice(1, '2026-01-01', '2026-01-31', 100), invoice(2, '2026-01-03', '2026-02-28', 70)],
      payments: [payment(1, '2026-01-02', 80)],
      credit_notes: [adjustment(3, 1, '2026-01-04', 50)],
    })
    expect(lines(result.allocations)).toEqual([
      'payment 1 -> invoice 1: 80 on 2026-01-02',
      'credit_note 3 -> invoice 1: 20 on 2026-01-04',
      'credit_note 3 -> invoice 2: 30 on 2026-01-04',
    ])
    expect(result.invoices.get(1)).toMatchObject({ paid_minor: 80, credited_minor: 20, settled_by: 'payment' })
    expect(result.invoices.get(2)).toMatchObject({ paid_minor: 30, credited_minor: 0, outstanding_minor: 40 })
  })

  test('how an invoice was closed: credit notes alone, or written off in part', () => {
    const result = replay({
      ...none,
      invoices: [
        invoice(1, '2026-01-01', '2026-01-31', 100),
        invoice(2, '2026-01-01', '2026-01-31', 100),
        invoice(3, '2026-01-01', '2026-01-31', 0),
      ],
      credit_notes: [adjustment(1, 1, '2026-01-04', 100), adjustment(2, 2, '2026-01-05', 10)],
      write_offs: [adjustment(1, 2, '2026-01-06', 20)],
      payments: [payment(1, '2026-01-07', 70)],
    })
    expect(result.invoices.get(1)).toMatchObject({ settled_on: '2026-01-04', settled_by: 'credit_note', written_off_on: null })
    expect(result.invoices.get(2)).toMatchObject({ settled_on: '2026-01-07', settled_by: 'write_off', written_off_on: '2026-01-06' })
    expect(result.invoices.get(3)).toMatchObject({ settled_on: '2026-01-01', settled_by: null })
  })

  test('a refund takes waiting credit; beyond it is owed, due that day, before invoices due later', () => {
    const facts: AccountFacts = {
      ...none,
      payments: [payment(1, '2026-01-01', 40), payment(2, '2026-01-10', 70)],
      refunds: [{ id: 3, on: '2026-01-05', amount_minor: 100 }],
      invoices: [invoice(1, '2026-01-06', '2026-02-06', 30)],
    }
    const before = replay(facts, '2026-01-09')
    expect(before.owed_refunds).toEqual([{ refund_id: 3, owed_minor: 60, due_on: '2026-01-05' }])
    expect(before).toMatchObject({ owed_refund_minor: 60, outstanding_minor: 30, credit_minor: 0, balance_minor: 90 })
    const after = replay(facts)
    expect(lines(after.allocations)).toEqual([
      'payment 1 -> refund 3: 40 on 2026-01-05',
      'payment 2 -> refund 3: 60 on 2026-01-10',
      'payment 2 -> invoice 1: 10 on 2026-01-10',
    ])
    expect(after).toMatchObject({ owed_refunds: [], outstanding_minor: 20, balance_minor: 20 })
  })

  test('on one day invoices come before credit notes, write-offs, payments and refunds, whatever their numbers', () => {
    const on = '2026-01-01'
    const result = replay({
      refunds: [{ id: 1, on, amount_minor: 10 }],
      payments: [payment(2, on, 75)],
      write_offs: [adjustment(3, 5, on, 20)],
      credit_notes: [adjustment(4, 5, on, 15)],
      invoices: [invoice(5, on, on, 100)],
    })
    expect(lines(result.allocations)).toEqual([
      `credit_note 4 -> invoice 5: 15 on ${on}`,
      `write_off 3 -> invoice 5: 20 on ${on}`,
      `payment 2 -> invoice 5: 65 on ${on}`,
      `payment 2 -> refund 1: 10 on ${on}`,
    ])
  })
})

const day = fc.integer({ min: 1, max: 12 }).map((d) => `2026-01-${String(d).padStart(2, '0')}`)
const amount = fc.integer({ min: 1, max: 60 })
const invoiceId = fc.integer({ min: 1, max: 9 })
const key = { selector: (fact: { id: number }) => fact.id, maxLength: 9 }
const id = fc.integer({ min: 1, max: 99 })

const facts: fc.Arbitrary<AccountFacts> = fc.record({
  invoices: fc.uniqueArray(fc.record({ id: invoiceId, issued_on: day, due_on: day, amount_minor: amount }), key),
  credit_notes: fc.uniqueArray(fc.record({ id, invoice_id: invoiceId, on: day, amount_minor: amount }), { ...key, maxLength: 4 }),
  write_offs: fc.uniqueArray(fc.record({ id, invoice_id: invoiceId, on: day, amount_minor: amount }), { ...key, maxLength: 3 }),
  payments: fc.uniqueArray(
    fc.record({ id, paid_on: day, amount_minor: fc.integer({ min: 0, max: 99 }), invoice_id: fc.option(invoiceId, { nil: null }) }),
    key,
  ),
  refunds: fc.uniqueArray(fc.record({ id, on: day, amount_minor: amount }), { ...key, maxLength: 4 }),
})

const total = (rows: readonly { amount_minor: number }[]): number => rows.reduce((sum, row) => sum + row.amount_minor, 0)

const upTo = (all: AccountFacts, asOf: string): AccountFacts => ({
  invoices: all.invoices.filter((f) => f.issued_on <= asOf),
  credit_notes: all.credit_notes.filter((f) => f.on <= asOf),
  write_offs: all.write_offs.filter((f) => f.on <= asOf),
  payments: all.payments.filter((f) => f.paid_on <= asOf),
  refunds: all.refunds.filter((f) => f.on <= asOf),
})

describe('any history', () => {
  test('the balance is the sum of the facts and of what is open, on any day', () => {
    fc.assert(
      fc.property(facts, day, (all, asOf) => {
        const now = upTo(all, asOf)
        const result = replay(all, asOf)
        const lowered = total(now.credit_notes) + total(now.write_offs) + total(now.payments)
        expect(result.balance_minor).toBe(total(now.invoices) + total(now.refunds) - lowered)
        expect(result.balance_minor).toBe(result.outstanding_minor + result.owed_refund_minor - result.credit_minor)
        // Credit goes to what is open as soon as there is any.
        expect(Math.min(result.credit_minor, result.outstanding_minor + result.owed_refund_minor)).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('no cent of a source or of an item is lost or used twice', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const result = replay(all)
        const given = (source: string, sourceId: number): number =>
          total(result.allocations.filter((a) => a.source === source && a.source_id === sourceId)) +
          (result.credits.find((c) => c.source === source && c.source_id === sourceId)?.open_minor ?? 0)
        for (const fact of all.payments) expect(given('payment', fact.id)).toBe(fact.amount_minor)
        for (const fact of all.credit_notes) expect(given('credit_note', fact.id)).toBe(fact.amount_minor)
        for (const fact of all.write_offs) expect(given('write_off', fact.id)).toBe(fact.amount_minor)
        const taken = (target: string, targetId: number): number =>
          total(result.allocations.filter((a) => a.target === target && a.target_id === targetId))
        for (const fact of all.invoices) {
          const outcome = result.invoices.get(fact.id)
          if (!outcome) throw new Error('an invoice was lost')
          expect(outcome.outstanding_minor).toBe(fact.amount_minor - taken('invoice', fact.id))
          expect(outcome.outstanding_minor).toBe(
            fact.amount_minor - outcome.paid_minor - outcome.credited_minor - outcome.written_off_minor,
          )
          expect(outcome.settled_on === null).toBe(outcome.outstanding_minor > 0)
        }
        for (const fact of all.refunds) {
          const owed = result.owed_refunds.find((r) => r.refund_id === fact.id)?.owed_minor ?? 0
          expect(owed).toBe(fact.amount_minor - taken('refund', fact.id))
        }
        const pairs = result.allocations.map((a) => `${a.source} ${a.source_id} ${a.target} ${a.target_id}`)
        expect(new Set(pairs).size).toBe(pairs.length)
        expect(
          [...result.allocations, ...result.credits.map((c) => ({ amount_minor: c.open_minor }))].every((a) => a.amount_minor > 0),
        ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('an allocation counts from the later of the two days', () => {
    fc.assert(
      fc.property(facts, (all) => {
        for (const { source, source_id, target, target_id, effective_on } of replay(all).allocations) {
          const came = {
            payment: all.payments.find((f) => f.id === source_id)?.paid_on,
            credit_note: all.credit_notes.find((f) => f.id === source_id)?.on,
            write_off: all.write_offs.find((f) => f.id === source_id)?.on,
          }[source]
          const charged = {
            invoice: all.invoices.find((f) => f.id === target_id)?.issued_on,
            refund: all.refunds.find((f) => f.id === target_id)?.on,
          }
          expect(effective_on).toBe([came, charged[target]].sort().at(-1))
        }
      }),
    )
  })

  test('one payment settles any number of open invoices in order of due day, issue day and number', () => {
    const many = fc.uniqueArray(fc.record({ id, issued_on: day, due_on: day }), { selector: (fact) => fact.id, maxLength: 60 })
    const rank = (f: { due_on: string; issued_on: string; id: number }): string => f.due_on + f.issued_on + String(f.id).padStart(3, '0')
    fc.assert(
      fc.property(many, (open) => {
        const invoices = open.map((fact) => ({ ...fact, amount_minor: 10 }))
        const { allocations } = replay({ ...none, invoices, payments: [payment(1, '2026-02-01', 600)] })
        const sorted = invoices.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
        expect(allocations.map((a) => a.target_id)).toEqual(sorted.map((fact) => fact.id))
      }),
    )
  })

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const reversed = {
          invoices: all.invoices.toReversed(),
          credit_notes: all.credit_notes.toReversed(),
          write_offs: all.write_offs.toReversed(),
          payments: all.payments.toReversed(),
          refunds: all.refunds.toReversed(),
        }
        expect(replay(reversed)).toEqual(replay(all))
      }),
    )
  })

  test('a later fact changes nothing that took effect before it', () => {
    fc.assert(
      fc.property(facts, day, (all, asOf) => {
        const then = replay(all, asOf)
        expect(replay(upTo(all, asOf))).toEqual(then)
        const whole = replay(all)
        expect(then.allocations).toEqual(whole.allocations.filter((a) => a.effective_on <= asOf))
        for (const outcome of then.invoices.values()) {
          const settled = whole.invoices.get(outcome.invoice_id)?.settled_on ?? null
          expect(outcome.settled_on).toBe(settled !== null && settled <= asOf ? settled : null)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test('a hundred thousand facts are replayed without growing slow', () => {
  const count = 50_000
  const dayOf = (n: number): string => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10)
  const many: AccountFacts = {
    ...none,
    invoices: Array.from({ length: count }, (_, n) => invoice(n + 1, dayOf(n % 5000), dayOf((n * 7) % 5000), 100)),
    payments: Array.from({ length: count }, (_, n) => payment(n + 1, dayOf(5000 + (n % 5000)), 99, n % 3 === 0 ? n + 1 : null)),
  }
  const started = performance.now()
  const result = replay(many)
  expect(performance.now() - started).toBeLessThan(3000)
  expect(result.balance_minor).toBe(count)
})
