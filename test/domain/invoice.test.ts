import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from '../../src/domain/day.ts'
import { dueDay, freeNumber, missingPrepayment, standingInWords, standingOn } from '../../src/domain/invoice.ts'
import type { InvoiceHistory } from '../../src/domain/invoice-history.ts'

test('the due day: as said, else by the terms of the category, else 30 days', () => {
  expect(dueDay('2026-11-22', { day: '2026-12-24' }, 10)).toBe('2026-12-24')
  expect(dueDay('2026-11-22', { days: 0 }, 10)).toBe('2026-11-22')
  expect(dueDay('2026-11-22', undefined, 10)).toBe('2026-12-02')
  expect(dueDay('2026-11-22', undefined, 0)).toBe('2026-11-22')
  expect(dueDay('2026-11-22', undefined, null)).toBe('2026-12-22')
})

test('a prepayment is rounded up to a whole minor unit', () => {
  expect(missingPrepayment(10000, 100, 0)).toBe(10000)
  expect(missingPrepayment(10000, 50, 4999)).toBe(1)
  expect(missingPrepayment(10000, 50, 5000)).toBe(0)
  expect(missingPrepayment(1, 1, 0)).toBe(1)
  expect(missingPrepayment(101, 50, 50)).toBe(1)
  expect(missingPrepayment(101, 50, 51)).toBe(0)
  expect(missingPrepayment(10000, null, 0)).toBe(0)
  expect(missingPrepayment(10000, 0, 0)).toBe(0)
})

test('a prepayment agrees with one computed in exact integers, also for the largest amounts', () => {
  const amounts = fc.oneof(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1e12 - 500, max: 1e12 }))
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1e12 }), (amount, percent, credit) => {
      const needed = (BigInt(amount) * BigInt(percent) + 99n) / 100n
      const missing = needed - BigInt(credit)
      expect(missingPrepayment(amount, percent, credit)).toBe(Number(missing > 0n ? missing : 0n))
    }),
  )
})

test('the number of an invoice is its own, else the next like it', () => {
  const taken = (...numbers: string[]) => freeNumber(12, (number) => numbers.includes(number))
  expect([taken(), taken('12'), taken('12', '12-2', '12-4')]).toEqual(['12', '12-2', '12-3'])
})

const history = (parts: InvoiceHistory['parts'] = [], disputes: InvoiceHistory['disputes'] = []): InvoiceHistory => ({
  invoice_id: 1,
  issued: dayNumber('2026-10-01'),
  due: dayNumber('2026-10-31'),
  amount_minor: 100,
  parts,
  disputes,
})
const part = (day: string, amount_minor: number) => ({ day: dayNumber(day), amount_minor, settles_as: 'payment' as const })
const dispute = (start: string, end: string | null) => ({
  start: dayNumber(start),
  end: end === null ? null : dayNumber(end),
  takes_days_off: true,
})

test('how an invoice stands on either side of its due day, its dispute and its settlement', () => {
  const words = (day: string, it = history()) => standingInWords(standingOn(it, false, day))
  expect([words('2026-10-31'), words('2026-11-01'), words('2026-11-12')]).toEqual(['open', '1 day overdue', '12 days overdue'])
  const disputed = history([], [dispute('2026-11-05', '2026-11-10')])
  expect([words('2026-11-04', disputed), words('2026-11-05', disputed)]).toEqual(['4 days overdue', 'disputed'])
  expect([words('2026-11-09', disputed), words('2026-11-10', disputed)]).toEqual(['disputed', '5 days overdue'])
  const paid = history([part('2026-11-03', 60), part('2026-11-08', 40)])
  expect(standingOn(paid, false, '2026-11-07')).toEqual({ open_minor: 40, state: 'overdue', late_days: 7, settled_on: null })
  expect(standingOn(paid, false, '2026-11-08')).toEqual({ open_minor: 0, state: 'settled', late_days: 8, settled_on: '2026-11-08' })
  expect(standingOn(paid, false, '2026-12-31')).toMatchObject({ late_days: 8, settled_on: '2026-11-08' })
})

test('an invoice that is issued later is open in full; a void one is nothing', () => {
  expect(standingOn(history([part('2026-10-01', 100)]), false, '2026-09-30')).toMatchObject({ open_minor: 100, state: 'open' })
  expect(standingOn(history(), true, '2026-11-12')).toEqual({ open_minor: 0, state: 'void', late_days: null, settled_on: null })
})
