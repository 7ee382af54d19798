import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  DMY,
  daysBetween,
  describeDayFailure,
  FIRST_DAY,
  formatDayHuman,
  formatLong,
  formatWeekday,
  fromParts,
  isDay,
  LAST_DAY,
  MDY,
  parseNumericDay,
  parseTime,
  possibleDayOrders,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  weekdayOf,
  YMD,
} from '../../src/domain/day.ts'

const someDay = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

test('a day is a calendar day written YYYY-MM-DD and nothing around it', () => {
  for (const day of ['2026-11-03', '2024-02-29', '2000-02-29', FIRST_DAY, LAST_DAY]) expect(isDay(day)).toBe(true)
  for (const text of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-1-03', '2026/11/03', ' 2026-11-03', '0999-12-31', '']) {
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

const read = (text: string, order: 'dmy' | 'mdy' | 'ymd' | null) => {
  const result = parseNumericDay(text, order)
  return result.ok ? `${result.value.day}${result.value.time === null ? '' : ` ${result.value.time}`}` : result.reason
}

test.each([
  ['2026-11-03', null, '2026-11-03'],
  ['20261103', 'mdy', '2026-11-03'],
  ['2026/11/03', 'dmy', '2026-11-03'],
  ['2026-1-3', null, '2026-01-03'],
  ['03/04/2026', 'dmy', '2026-04-03'],
  ['03/04/2026', 'mdy', '2026-03-04'],
  ['03/04/2026', 'ymd', 'not-a-day'],
  ['03/03/2026', null, '2026-03-03'],
  ['25/12/2026', null, '2026-12-25'],
  ['25/12/2026', 'mdy', 'not-a-day'],
  ['31/02/2026', 'dmy', 'not-a-day'],
  ['3.4.26', 'dmy', '2026-04-03'],
  ['1.1.68', 'dmy', '2068-01-01'],
  ['1.1.69', 'dmy', '1969-01-01'],
  ['26/11/03', 'ymd', '2026-11-03'],
  ['26-1-3', null, '2026-01-03'],
  ['99/01/02', null, '1999-01-02'],
  ['13/04/26', null, '2026-04-13'],
  ['2026-11-03T10:30:00Z', null, '2026-11-03 10:30'],
  ['2026-11-03T10:30:00.123+02:00', null, '2026-11-03 10:30'],
  ['2026-11-03 00:00:00', null, '2026-11-03 00:00'],
  [' 13/04/2026  14:30 ', null, '2026-04-13 14:30'],
  ['4/13/2026, 2:30\u202fPM', null, '2026-04-13 14:30'],
  ['4/13/2026 12:05 AM', null, '2026-04-13 00:05'],
  ['20261103 9h', null, '2026-11-03 09:00'],
  ['2026-11-03 25:00', null, 'not-a-day'],
  ['2026-11-03 10', null, 'not-a-day'],
  ['2026-11-03x', null, 'not-a-day'],
  ['2026-11/03', null, 'not-a-day'],
  ['03112026', 'dmy', 'not-a-day'],
  ['1/2', 'dmy', 'not-a-day'],
  ['1/2/', 'dmy', 'not-a-day'],
  ['/1/2026', 'dmy', 'not-a-day'],
  ['1//2026', 'dmy', 'not-a-day'],
  ['1/2/226', 'dmy', 'not-a-day'],
  ['001/02/2026', 'dmy', 'not-a-day'],
  ['12.50', null, 'not-a-day'],
  ['', null, 'not-a-day'],
] as const)('the numeric day %j under order %s is %s', (text, order, expected) => {
  expect(read(text, order)).toBe(expected)
})

test('without an order two readings are refused, and named', () => {
  const result = parseNumericDay('03/04/2026', null)
  expect(result).toEqual({ ok: false, reason: 'ambiguous', readings: ['2026-04-03', '2026-03-04'] })
  if (result.ok) return
  expect(describeDayFailure('03/04/2026', result)).toBe('03/04/2026 can be 3 April or 4 March 2026')
  const dashed = parseNumericDay('26-11-03', null)
  expect(dashed).toEqual({ ok: false, reason: 'ambiguous', readings: ['2003-11-26', '2026-11-03'] })
  if (dashed.ok) return
  expect(describeDayFailure('26-11-03', dashed)).toBe('26-11-03 can be 26 November 2003 or 3 November 2026')
  expect(describeDayFailure('31/02/2026', { ok: false, reason: 'not-a-day' })).toBe('"31/02/2026" is not a day')
})

test('the orders of a cell', () => {
  expect(possibleDayOrders('03/04/2026')).toBe(DMY | MDY)
  expect(possibleDayOrders('25/12/2026')).toBe(DMY)
  expect(possibleDayOrders('12/25/2026 10:00')).toBe(MDY)
  expect(possibleDayOrders('2026-11-03')).toBe(YMD)
  expect(possibleDayOrders('26-11-03')).toBe(DMY | YMD)
  expect(possibleDayOrders('26/11/03')).toBe(DMY)
  expect(possibleDayOrders('99-01-02')).toBe(YMD)
  expect(possibleDayOrders('31/02/2026')).toBe(0)
  expect(possibleDayOrders('total')).toBe(0)
})

test('every day is read back from each way of writing it, and an order is never crossed', () => {
  const order = fc.constantFrom('dmy', 'mdy', 'ymd' as const)
  fc.assert(
    fc.property(someDay, order, fc.constantFrom('/', '.', '-'), (day, order, separator) => {
      const [year = '', month = '', ofMonth = ''] = day.split('-')
      const parts = { dmy: [ofMonth, month, year], mdy: [month, ofMonth, year], ymd: [year, month, ofMonth] }[order]
      const written = parts.join(separator)
      expect(read(written, order)).toBe(day)
      expect(possibleDayOrders(written) & { dmy: DMY, mdy: MDY, ymd: YMD }[order]).not.toBe(0)
      expect([day, 'ambiguous']).toContain(read(written, null))
    }),
  )
})

test('any text gets an answer, and a day is a calendar day', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('0', '1', '2', '9', '/', '-', '.', ' ', ':', 'T') }))
  fc.assert(
    fc.property(cell, fc.constantFrom('dmy', 'mdy', 'ymd', null), (text, order) => {
      const result = parseNumericDay(text, order)
      if (result.ok) expect(isDay(result.value.day)).toBe(true)
      if (order === null) expect(!result.ok && result.reason === 'not-a-day').toBe(possibleDayOrders(text) === 0)
    }),
    { numRuns: 1000 },
  )
})

test('times of day', () => {
  expect(parseTime('9:05')).toBe('09:05')
  expect(parseTime('14h30')).toBe('14:30')
  expect(parseTime('2pm')).toBe('14:00')
  expect(parseTime('12 AM')).toBe('00:00')
  for (const text of ['24:00', '10:60', '13 PM', '0 AM', '10', '10:3', 'noon', '']) expect(parseTime(text), text).toBeUndefined()
})

test('days for people', () => {
  expect(formatDayHuman('2026-11-12', '2026-11-22')).toBe('12 Nov')
  expect(formatDayHuman('2025-09-03', '2026-11-22')).toBe('3 Sep 2025')
  expect(formatWeekday('2026-11-27')).toBe('Fri 27 Nov')
  expect(formatLong('2026-11-22')).toBe('Sunday 22 November 2026')
})
