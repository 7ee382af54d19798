import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountFacts, replay } from '../../src/domain/allocation.ts'
import { accountOverRefunded, salesOverRefunded } from '../../src/domain/refund.ts'

const none: AccountFacts = { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
const payment = (id: number, paid_on: string, amount_minor: number) => ({ id, paid_on, amount_minor, invoice_id: null })
const refund = (id: number, on: string, amount_minor: number) => ({ id, on, amount_minor })

test('a refund within the credit of its day owes nothing', () => {
  const facts = { ...none, payments: [payment(1, '2026-01-01', 100)], refunds: [refund(2, '2026-01-01', 100)] }
  expect(accountOverRefunded(facts)).toBe(0)
})

test('a refund beyond the credit of its day counts, even if money that came later covered it', () => {
  const facts = {
    ...none,
    payments: [payment(1, '2026-01-01', 60), payment(3, '2026-02-01', 500)],
    refunds: [refund(2, '2026-01-05', 100)],
  }
  expect(replay(facts).owed_refund_minor).toBe(0)
  expect(accountOverRefunded(facts)).toBe(40)
})

test('an earlier refund that leaves too little for a later one counts', () => {
  const before = { ...none, payments: [payment(1, '2026-01-01', 100)], refunds: [refund(2, '2026-01-05', 100)] }
  expect(accountOverRefunded(before)).toBe(0)
  expect(accountOverRefunded({ ...before, refunds: [...before.refunds, refund(3, '2026-01-03', 30)] })).toBe(30)
})

test('sales: each day on which refunds are ahead counts', () => {
  expect(salesOverRefunded([{ day: '2026-01-01', net_minor: 100 }])).toBe(0)
  const ahead = [
    { day: '2026-01-03', net_minor: 500 },
    { day: '2026-01-01', net_minor: 100 },
    { day: '2026-01-02', net_minor: -130 },
  ]
  expect(salesOverRefunded(ahead)).toBe(30)
})

test('sales: a refund adds to it exactly when some day from its own on has too little', () => {
  const nets = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -50, max: 100 })), { maxLength: 8 })
  const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}`
  fc.assert(
    fc.property(nets, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 120 }), (facts, on, amount) => {
      const byDay = new Map<number, number>()
      for (const [number, net] of [...facts, [on, 0] as const]) byDay.set(number, (byDay.get(number) ?? 0) + net)
      const rows = [...byDay].map(([number, net_minor]) => ({ day: day(number), net_minor }))
      const after = rows.map((row) => (row.day === day(on) ? { ...row, net_minor: row.net_minor - amount } : row))
      const runningAt = (number: number): number => facts.reduce((sum, [of, net]) => sum + (of <= number ? net : 0), 0)
      const tooLittle = [...byDay.keys()].some((number) => number >= on && runningAt(number) < amount)
      expect(salesOverRefunded(after) > salesOverRefunded(rows)).toBe(tooLittle)
    }),
  )
})
