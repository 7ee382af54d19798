import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InvoiceHistory } from '../../../src/domain/invoice-history.ts'
import { limitAction, mostPaidOnTime, suggestedLimit } from '../../../src/domain/trust/limit.ts'
import { VERDICTS } from '../../../src/domain/trust/rules.ts'
import { IGNORED, open, settled, TODAY } from './evidence.ts'

const most = (...invoices: InvoiceHistory[]) => mostPaidOnTime(invoices, TODAY, IGNORED)

/** Issued and paid so many days before today, on terms of 30 days. */
function issued(ago: number, paidAgo: number, amount_minor: number): InvoiceHistory {
  const day = TODAY - ago
  const parts = [{ day: TODAY - paidAgo, amount_minor, settles_as: 'payment' as const }]
  return { invoice_id: 1, issued: day, due: day + 30, amount_minor, parts, disputes: [] }
}

test('the most that was open at once, not the sum of all: 300 + 500, and later 400 + 300', () => {
  // 300.00 open from day 100 to 80 ago, 500.00 from 90 to 60, 400.00 from 80 to 50 (issued when the first was paid):
  // 300, 800, 900 (500 + 400), 400.
  expect(most(issued(100, 80, 30_000), issued(90, 60, 50_000), issued(80, 50, 40_000))).toBe(90_000)
  expect(most(issued(100, 80, 30_000), issued(90, 60, 50_000), issued(60, 50, 40_000))).toBe(80_000)
})

test('what is paid on the day of its invoice was not open at the end of it', () => {
  expect(most(issued(10, 10, 30_000))).toBe(0)
  expect(most(issued(10, 9, 30_000))).toBe(30_000)
})

test('paid up to 15 days after terms it counts, later not', () => {
  expect(most(settled(5, 15, { amount: 20_000 }))).toBe(20_000)
  expect(most(settled(5, 16, { amount: 20_000 }))).toBe(0)
  expect(most(settled(5, 15, { amount: 20_000 }), settled(5, 16, { amount: 70_000 }))).toBe(20_000)
})

test('what is still open, written off, credited or paid tomorrow was not paid', () => {
  const writtenOff: InvoiceHistory = {
    ...open(5),
    parts: [
      { day: TODAY - 4, amount_minor: 60_000, settles_as: 'payment' },
      { day: TODAY - 3, amount_minor: 1000, settles_as: 'write_off' },
    ],
  }
  expect(most(open(5), settled(1, 0, { as: 'credit_note' }), settled(-1, 0), writtenOff)).toBe(0)
})

test('of an invoice paid in parts and lowered by a credit note, each payment counts until its day', () => {
  // 610.00: credited 110.00, then paid 200.00 and 300.00, so 500.00 was open and paid later.
  const invoice: InvoiceHistory = {
    ...open(10),
    parts: [
      { day: TODAY - 30, amount_minor: 20_000, settles_as: 'payment' },
      { day: TODAY - 20, amount_minor: 11_000, settles_as: 'credit_note' },
      { day: TODAY - 10, amount_minor: 30_000, settles_as: 'payment' },
    ],
  }
  expect(most(invoice)).toBe(50_000)
  // With another of 250.00 open from the day of the first payment: 300.00 + 250.00.
  expect(most(invoice, issued(30, 20, 25_000))).toBe(55_000)
})

test('x 1.5 if trusted, x 1 if fair, x 0.5 if watched, else 0; half a minor unit goes up', () => {
  expect(VERDICTS.map((verdict) => [verdict, suggestedLimit(10_001, verdict)])).toEqual([
    ['let go', 0],
    ['prepay', 0],
    ['unknown', 0],
    ['watch', 5001], // 5000.5
    ['trusted', 15_002], // 15001.5
    ['fair', 10_001],
  ])
})

test('raise, hold or cut; no limit is as good as 0', () => {
  expect([limitAction(5, 4), limitAction(5, 5), limitAction(5, 6)]).toEqual(['raise', 'hold', 'cut'])
  expect([limitAction(5, null), limitAction(0, null)]).toEqual(['raise', 'hold'])
})

const anyInvoice = fc
  .record({ from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 0, max: 60 }), amount: fc.integer({ min: 100, max: 9999 }) })
  .map(({ from, days, amount }) => issued(60 + from, Math.max(0, 60 + from - days), amount))

test('it is what a look at every single day would find', () => {
  fc.assert(
    fc.property(fc.array(anyInvoice, { maxLength: 12 }), (invoices) => {
      const inTime = invoices.filter(({ due, parts }) => (parts[0]?.day ?? 0) - due <= 15)
      const openOn = (day: number) => inTime.filter(({ issued: from, parts }) => from <= day && (parts[0]?.day ?? 0) > day)
      const sums = Array.from({ length: 121 }, (_, ago) => openOn(TODAY - ago).reduce((sum, { amount_minor }) => sum + amount_minor, 0))
      expect(most(...invoices)).toBe(Math.max(...sums))
      expect(most(...invoices.toReversed())).toBe(Math.max(...sums))
    }),
  )
})
