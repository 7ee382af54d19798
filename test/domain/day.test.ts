import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  daysBetween,
  FIRST_DAY,
  formatDayHuman,
  formatLong,
  formatWeekday,
  fromParts,
  isDay,
  LAST_DAY,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from '../../src/domain/day.ts'
import { someDay } from './some-day.ts'

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

test('a day is a calendar day written YYYY-MM-DD and nothing around it', () => {
  for (const day of ['2026-11-03', '2024-02-29', '2000-02-29', FIRST_DAY, LAST_DAY]) expect(isDay(day)).toBe(true)
  for (const text of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-03',
    '2026/11/03',
    ' 2026-11-03',
    '2026-11-3 ',
    '0999-12-31',
    '',
  ]) {
    expect(isDay(text), text).toBe(false)
  }
})

test('parts make a day only where the calendar has it', () => {
  expect(fromParts(2026, 3, 4)).toBe('2026-03-04')
  for (const [year, month, day] of [
    [2026, 2, 31],
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [999, 1, 1],
    [10000, 1, 1],
    [2026, 1.5, 1],
  ] as const) {
    expect(fromParts(year, month, day)).toBeUndefined()
  }
})

test('arithmetic agrees with the proleptic Gregorian calendar', () => {
  fc.assert(
    fc.property(someDay, someDay, (from, to) => {
      expect(daysBetween(from, to)).toBe(utc(to) - utc(from))
      expect(addDays(from, daysBetween(from, to))).toBe(to)
      expect(weekdayOf(from)).toBe(new Date(`${from}T00:00:00Z`).getUTCDay() || 7)
    }),
  )
})

test('arithmetic stops at the first and the last day, and refuses what is no day', () => {
  expect(addDays('9999-12-31', 30)).toBe(LAST_DAY)
  expect(addDays('1000-01-02', -5)).toBe(FIRST_DAY)
  expect(addMonths('9999-12-01', 1)).toBe(LAST_DAY)
  expect(addMonths('1000-01-05', -1)).toBe(FIRST_DAY)
  expect(() => addDays('nonsense', 1)).toThrow(RangeError)
  expect(() => addMonths('nonsense', 1)).toThrow(RangeError)
})

test('months keep the day of the month, or end with a shorter one', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonths('2026-03-15', -3)).toBe('2025-12-15')
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  expect(addMonths('2026-11-22', 0)).toBe('2026-11-22')
})

test('starts of week, month, quarter and year', () => {
  expect(startOfWeek('2026-11-22')).toBe('2026-11-16')
  expect(startOfWeek('2026-11-16')).toBe('2026-11-16')
  expect(startOfMonth('2026-11-22')).toBe('2026-11-01')
  expect(startOfQuarter('2026-11-22')).toBe('2026-10-01')
  expect(startOfQuarter('2026-03-31')).toBe('2026-01-01')
  expect(startOfYear('2026-11-22')).toBe('2026-01-01')
})

test('days for people', () => {
  expect(formatDayHuman('2026-11-12', '2026-11-22')).toBe('12 Nov')
  expect(formatDayHuman('2025-09-03', '2026-11-22')).toBe('3 Sep 2025')
  expect(formatWeekday('2026-11-27')).toBe('Fri 27 Nov')
  expect(formatLong('2026-11-22')).toBe('Sunday 22 November 2026')
})
