import { expect, test } from 'vitest'
import { type DisputeSpan, type InvoiceHistory, type InvoicePart, stateOn } from '../../src/domain/invoice-history.ts'

/** Issued on day 0, due on day 30, of 100.00. */
const invoice = (parts: readonly InvoicePart[] = [], disputes: readonly DisputeSpan[] = []): InvoiceHistory => ({
  invoice_id: 1,
  issued: 0,
  due: 30,
  amount_minor: 10_000,
  parts,
  disputes,
})
const paid = (day: number, amount_minor = 10_000): InvoicePart => ({ day, amount_minor, settles_as: 'payment' })
const dispute = (start: number, end: number | null, takes_days_off = true): DisputeSpan => ({ start, end, takes_days_off })
const lateOn = (day: number, parts: readonly InvoicePart[], ...disputes: DisputeSpan[]): number =>
  stateOn(invoice(parts, disputes), day).late_days

test('late days count from the due day, to the day or to that of settling', () => {
  expect(lateOn(30, [])).toBe(0)
  expect(lateOn(31, [])).toBe(1)
  expect(lateOn(10, [])).toBe(-20)
  expect(lateOn(99, [paid(20)])).toBe(-10)
  expect(lateOn(99, [paid(40, 4000), paid(50, 6000)])).toBe(20)
})

test('days in dispute after the due day are none, the day it ends counts, and days in two disputes are taken off once', () => {
  expect(lateOn(50, [], dispute(35, 40))).toBe(15)
  expect(lateOn(50, [], dispute(20, 40))).toBe(11)
  expect(lateOn(50, [], dispute(20, 25))).toBe(20)
  expect(lateOn(50, [], dispute(35, 40), dispute(38, 45))).toBe(10)
  expect(lateOn(50, [], dispute(38, 45), dispute(35, 48))).toBe(7)
  expect(lateOn(50, [], dispute(35, 40, false))).toBe(20)
  expect(lateOn(50, [], dispute(45, null))).toBe(14)
})

test('payment in full ends a dispute: the day of settling is not in dispute, whoever ended it', () => {
  expect(lateOn(99, [paid(50)], dispute(20, null))).toBe(1)
  expect(lateOn(99, [paid(50)], dispute(20, 50))).toBe(1)
  expect(lateOn(99, [paid(50)], dispute(45, 60))).toBe(15)
  expect(stateOn(invoice([paid(50)], [dispute(20, null)]), 50).disputed).toBe(false)
  expect(stateOn(invoice([paid(50)], [dispute(20, null)]), 49).disputed).toBe(true)
})

test('a rest under what is ignored counts as settled on the day it fell under it; what came later is unknown before', () => {
  const parts = [paid(35, 9901), paid(60, 99)]
  expect(stateOn(invoice(parts), 40, 100)).toMatchObject({ outstanding_minor: 99, settled: 35, late_days: 5 })
  expect(stateOn(invoice(parts), 40, 99)).toMatchObject({ outstanding_minor: 99, settled: null, late_days: 10 })
  expect(stateOn(invoice(parts), 34, 100)).toMatchObject({ outstanding_minor: 10_000, settled: null })
})

test('what settled it: credit notes alone, or anything else; a write-off is known from its first day', () => {
  const part = (day: number, amount_minor: number, settles_as: InvoicePart['settles_as']): InvoicePart => ({
    day,
    amount_minor,
    settles_as,
  })
  const credited = invoice([part(5, 6000, 'credit_note'), part(6, 4000, 'credit_note')])
  expect(stateOn(credited, 9)).toMatchObject({ settled: 6, settled_by: 'credit_notes', written_off: null })
  const given = invoice([part(5, 6000, 'credit_note'), part(40, 1000, 'write_off'), part(50, 3000, 'write_off')])
  expect(stateOn(given, 45)).toMatchObject({ settled: null, settled_by: null, written_off: 40, outstanding_minor: 3000 })
  expect(stateOn(given, 50)).toMatchObject({ settled: 50, settled_by: 'other', written_off: 40 })
})
