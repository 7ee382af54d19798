import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replay } from '../../src/domain/allocation.ts'
import { balanceByDay, GrowingBalance } from '../../src/domain/balance.ts'

const day = fc.integer({ min: 1, max: 12 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`)
const amount_minor = fc.integer({ min: 1, max: 200 })
const id = fc.constant(1)
const facts = fc.record({
  invoices: fc.array(fc.record({ id, issued_on: day, due_on: day, amount_minor }), { maxLength: 4 }),
  credit_notes: fc.array(fc.record({ id, invoice_id: id, on: day, amount_minor }), { maxLength: 2 }),
  write_offs: fc.array(fc.record({ id, invoice_id: id, on: day, amount_minor }), { maxLength: 2 }),
  payments: fc.array(fc.record({ id, paid_on: day, amount_minor, invoice_id: fc.constant(null) }), { maxLength: 4 }),
  refunds: fc.array(fc.record({ id, on: day, amount_minor }), { maxLength: 2 }),
})

test('nothing is owed before the first fact', () => {
  const none = { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
  expect(balanceByDay(none)('2026-01-01')).toBe(0)
  const one = { ...none, invoices: [{ id: 1, issued_on: '2026-01-05', due_on: '2026-01-05', amount_minor: 100 }] }
  expect(['2026-01-04', '2026-01-05', '2026-03-01'].map(balanceByDay(one))).toEqual([0, 100, 100])
})

test('the balance is that of a replay up to the day, and what is below zero is the credit that waits', () => {
  const numbered = <Fact>(list: readonly Fact[]): Fact[] => list.map((fact, index) => ({ ...fact, id: index + 1 }))
  fc.assert(
    fc.property(facts, day, ({ invoices, credit_notes, write_offs, payments, refunds }, asOf) => {
      const account = {
        ...{ invoices: numbered(invoices), credit_notes: numbered(credit_notes), write_offs: numbered(write_offs) },
        ...{ payments: numbered(payments), refunds: numbered(refunds) },
      }
      const balance = balanceByDay(account)(asOf)
      const { balance_minor, credit_minor } = replay(account, asOf)
      expect(balance).toBe(balance_minor)
      expect(new GrowingBalance(account).on(asOf)).toBe(balance_minor)
      expect(Math.max(0, -balance)).toBe(credit_minor)
    }),
    { numRuns: 2000 },
  )
})
