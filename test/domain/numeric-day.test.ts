import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeDayFailure, isDay } from '../../src/domain/day.ts'
import { DMY, MDY, parseNumericDay, parseTime, possibleDayOrders, YMD } from '../../src/domain/numeric-day.ts'
import { someDay } from './some-day.ts'

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
  ['૧૩/૦૧/૨૦૨૬', null, '2026-01-13'],
  ['१३.०१.२०२६ १४:३०', null, '2026-01-13 14:30'],
  ['٢٠٢٦-٠١-١٣', null, '2026-01-13'],
  ['۱۳-۰۱-۲۰۲۶', 'dmy', '2026-01-13'],
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
  expect(possibleDayOrders('26/11/03')).toBe(DMY | YMD)
  expect(possibleDayOrders('6/11/03')).toBe(DMY | MDY)
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
