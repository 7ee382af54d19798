import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOn, usualDaysToPay } from '../../src/domain/account-figures.ts'
import { type AccountFacts, replay } from '../../src/domain/allocation.ts'
import { addDays } from '../../src/domain/day.ts'

const none: AccountFacts = { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
const invoice = (id: number, issued_on: string, due_on: string, amount_minor: number) => ({ id, issued_on, due_on, amount_minor })
const payment = (id: number, paid_on: string, amount_minor: number) => ({ id, paid_on, amount_minor, invoice_id: null })

test('what is past due and not in dispute is overdue, since the oldest due day', () => {
  const facts = {
    ...none,
    invoices: [
      invoice(1, '2026-10-01', '2026-10-31', 5000),
      invoice(2, '2026-10-05', '2026-11-12', 7000),
      invoice(3, '2026-11-01', '2026-12-01', 300),
    ],
  }
  const day = '2026-11-22'
  const account = replay(facts, day)
  expect(figuresOn(day, account, new Set())).toEqual({
    balance_minor: 12300,
    overdue_minor: 12000,
    overdue_since: '2026-10-31',
    disputed_minor: 0,
    credit_minor: 0,
    usual_days_to_pay: null,
  })
  expect(figuresOn(day, account, new Set([1]))).toMatchObject({ overdue_minor: 7000, overdue_since: '2026-11-12', disputed_minor: 5000 })
  // On its due day nothing is overdue yet.
  expect(figuresOn('2026-10-31', replay(facts, '2026-10-31'), new Set())).toMatchObject({ overdue_minor: 0, overdue_since: null })
})

test('a refund beyond the credit is owed since its day', () => {
  const facts = { ...none, payments: [payment(1, '2026-11-01', 1000)], refunds: [{ id: 2, on: '2026-11-10', amount_minor: 1500 }] }
  expect(figuresOn('2026-11-22', replay(facts), new Set())).toMatchObject({
    balance_minor: 500,
    overdue_minor: 500,
    overdue_since: '2026-11-10',
    credit_minor: 0,
  })
})

const settled = (days: number, settled_by: 'payment' | 'write_off' | 'credit_note' | null = 'payment') => ({
  issued_on: '2026-01-01',
  settled_on: settled_by === null ? null : addDays('2026-01-01', days),
  settled_by,
})

test('usual days to pay: the median of three paid invoices or more, a half rounded up', () => {
  expect(usualDaysToPay([settled(10), settled(90)])).toBeNull()
  expect(usualDaysToPay([settled(90), settled(10), settled(26)])).toBe(26)
  expect(usualDaysToPay([settled(10), settled(20), settled(31), settled(90)])).toBe(26)
  expect(usualDaysToPay([settled(10), settled(20), settled(30, 'write_off'), settled(40, 'credit_note'), settled(50, null)])).toBeNull()
})

test('overdue and disputed never come to more than is owed, and the order of the facts does not matter', () => {
  const facts = fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 300 }), due: fc.integer({ min: 0, max: 90 }), amount: fc.integer({ min: 1, max: 9999 }) }),
  )
  const day = '2026-11-22'
  fc.assert(
    fc.property(facts, facts, (invoices, payments) => {
      const on = (age: number): string => addDays(day, -age)
      const made: AccountFacts = {
        ...none,
        invoices: invoices.map((row, id) => invoice(id, on(row.day), addDays(on(row.day), row.due), row.amount)),
        payments: payments.map((row, id) => payment(id, on(row.day), row.amount)),
      }
      const disputed = new Set(invoices.map((_, id) => id).filter((id) => id % 3 === 0))
      const figures = figuresOn(day, replay(made, day), disputed)
      expect(figures.overdue_minor + figures.disputed_minor).toBeLessThanOrEqual(Math.max(0, figures.balance_minor))
      expect(figures.overdue_since === null).toBe(figures.overdue_minor === 0)
      const reversed = { ...made, invoices: made.invoices.toReversed(), payments: made.payments.toReversed() }
      expect(figuresOn(day, replay(reversed, day), disputed)).toEqual(figures)
    }),
  )
})
