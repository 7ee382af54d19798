import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, fromParts } from '../../src/domain/day.ts'
import { describePeriod, last365Days, type Period, parsePeriod, periodOf, previousPeriod, rangeOf } from '../../src/domain/period.ts'

const read = (text: string): Period => {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`${text}: ${result.reason}`)
  return result.value
}

test.each([
  ['2026', '2026-01-01', '2026-12-31', 'year'],
  ['2026-Q3', '2026-07-01', '2026-09-30', 'quarter'],
  ['2026-q4', '2026-10-01', '2026-12-31', 'quarter'],
  ['2024-02', '2024-02-01', '2024-02-29', 'month'],
  ['2026-W47', '2026-11-16', '2026-11-22', 'week'],
  ['2026-W01', '2025-12-29', '2026-01-04', 'week'],
  ['2020-W53', '2020-12-28', '2021-01-03', 'week'],
  ['2026-11-03', '2026-11-03', '2026-11-03', 'day'],
  ['9999', '9999-01-01', '9999-12-31', 'year'],
  ['9999-12', '9999-12-01', '9999-12-31', 'month'],
  ['2026-01-01..2026-03-31', '2026-01-01', '2026-03-31', null],
  [' 2026-01 .. 2026-Q2 ', '2026-01-01', '2026-06-30', null],
])('%s is from %s to %s', (text, from, to, unit) => {
  expect(parsePeriod(text)).toEqual({ ok: true, value: { from, to, unit } })
})

test('what is no period is refused', () => {
  for (const text of [
    '',
    '26',
    '2026-Q5',
    '2026-13',
    '2026-00',
    '2026-W54',
    '2025-W53',
    '2026-W00',
    '0999',
    '2026-02-30',
    '..2026',
    '2026..',
    '2026...2027',
  ]) {
    expect(parsePeriod(text), text).toEqual({ ok: false, reason: 'not-a-period' })
  }
  expect(parsePeriod('2026..2025')).toEqual({ ok: false, reason: 'ends-before-it-starts' })
  expect(rangeOf('2026-01-02', '2026-01-01')).toEqual({ ok: false, reason: 'ends-before-it-starts' })
})

test('the period before is the calendar unit before, else as many days', () => {
  const before = (text: string) => describePeriod(previousPeriod(read(text)))
  expect(before('2026')).toBe('2025')
  expect(before('2026-Q1')).toBe('2025-Q4')
  expect(before('2026-03')).toBe('2026-02')
  expect(before('2026-W01')).toBe('2025-W52')
  expect(before('2026-03-01')).toBe('28 Feb 2026')
  expect(before('2026-01-01..2026-03-31')).toBe('3 Oct 2025 to 31 Dec 2025')
  expect(previousPeriod({ ...read('2026'), to: '2026-11-22' })).toEqual(read('2025'))
})

test('the last 365 days end with the day itself', () => {
  expect(last365Days('2026-11-22')).toEqual({ from: '2025-11-23', to: '2026-11-22', unit: null })
})

test('titles', () => {
  for (const text of ['2026', '2026-Q3', '2026-11', '2026-W47']) expect(describePeriod(read(text))).toBe(text)
  expect(describePeriod(read('2026-11-22'))).toBe('22 Nov 2026')
  expect(describePeriod(read('2026-01..2026-03'))).toBe('1 Jan 2026 to 31 Mar 2026')
})

const someDay = fc
  .tuple(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => fromParts(year, month, day) ?? '')

test('units hold their day, follow each other without a gap, and are read back from their title', () => {
  fc.assert(
    fc.property(someDay, fc.constantFrom('year', 'quarter', 'month', 'week' as const), (day, unit) => {
      const period = periodOf(day, unit)
      expect(period.from <= day && day <= period.to).toBe(true)
      expect(read(describePeriod(period))).toEqual(period)
      expect(addDays(previousPeriod(period).to, 1)).toBe(period.from)
    }),
  )
})

test('the range before is as long and ends the day before', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 0, max: 900 }), (from, days) => {
      const period: Period = { from, to: addDays(from, days), unit: null }
      const before = previousPeriod(period)
      expect(daysBetween(before.from, before.to)).toBe(days)
      expect(addDays(before.to, 1)).toBe(from)
    }),
  )
})
