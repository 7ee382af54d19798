/** Days as plain text `YYYY-MM-DD`, which sorts with `<`; arithmetic on day numbers, so that no clock or time zone can interfere. */

export type Day = string

export type Result<Value, Failure> = { readonly ok: true; readonly value: Value } | Failure

/** The order of the parts in a day such as `03/04/2026`. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

export const DMY = 1
export const MDY = 2
export const YMD = 4

export interface DayAndTime {
  readonly day: Day
  /** `HH:MM` as written, whatever its time zone; null where none is given. */
  readonly time: string | null
}

export type DayFailure =
  | { readonly ok: false; readonly reason: 'not-a-day' }
  | { readonly ok: false; readonly reason: 'ambiguous'; readonly readings: readonly [Day, Day] }

export const FIRST_DAY: Day = '1000-01-01'
export const LAST_DAY: Day = '9999-12-31'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const NOT_A_DAY: DayFailure = { ok: false, reason: 'not-a-day' }

const DASH = 45
const COMMA = 44
const POINT = 46
const SLASH = 47
const LETTER_T = 116

const NO_TIME = -1
const BAD_TIME = -2

const yearOf = (day: Day) => Number(day.slice(0, 4))
const monthOf = (day: Day) => Number(day.slice(5, 7))
const dayOfMonth = (day: Day) => Number(day.slice(8, 10))
const monthName = (day: Day) => MONTHS[monthOf(day) - 1] ?? ''
const weekdayName = (day: Day) => WEEKDAYS[weekdayOf(day) - 1] ?? ''

function monthLength(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return MONTH_LENGTHS[month - 1] ?? 0
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
}

function write(year: number, month: number, day: number): Day {
  return `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`
}

/** The day made of these integers, or undefined where the calendar (years 1000 to 9999) has none. */
export function fromParts(year: number, month: number, day: number): Day | undefined {
  return isCalendarDay(year, month, day) ? write(year, month, day) : undefined
}

/** Whether `text` is exactly a calendar day `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return text.length === 10 && text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && possibleDayOrders(text) === YMD
}

/**
 * The number of a day; that of 1970-01-01 is 0. Numbers and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * days_from_civil.
 */
export function dayNumber(day: Day): number {
  const month = monthOf(day)
  const year = month <= 2 ? yearOf(day) - 1 : yearOf(day)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth(day) - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

const FIRST_NUMBER = dayNumber(FIRST_DAY)
const LAST_NUMBER = dayNumber(LAST_DAY)

/** The day of that number; stops at 1000-01-01 and 9999-12-31. */
export function dayOfNumber(number: number): Day {
  if (Number.isNaN(number)) throw new RangeError('Not a day, or not a number of days')
  if (number <= FIRST_NUMBER) return FIRST_DAY
  if (number >= LAST_NUMBER) return LAST_DAY
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return write(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)
}

/** The day `days` (an integer) later, or earlier if negative; stops at 1000-01-01 and 9999-12-31. Throws RangeError if `day` is no day. */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days)
}

/** The same day of the month `months` (an integer) later, or its last day where it is shorter; stops at 1000-01-01 and 9999-12-31. */
export function addMonths(day: Day, months: number): Day {
  const total = yearOf(day) * 12 + monthOf(day) - 1 + months
  if (Number.isNaN(total)) throw new RangeError('Not a day, or not a number of months')
  const year = Math.floor(total / 12)
  if (year < 1000) return FIRST_DAY
  if (year > 9999) return LAST_DAY
  const month = total - year * 12 + 1
  return write(year, month, Math.min(dayOfMonth(day), monthLength(year, month)))
}

/** Days from `from` to `to`: positive where `to` is later. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day))
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

export function startOfQuarter(day: Day): Day {
  return write(yearOf(day), monthOf(day) - ((monthOf(day) - 1) % 3), 1)
}

export function startOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-01-01`
}

/** `12 Nov`, or `12 Nov 2025` where its year is not today's. */
export function formatDayHuman(day: Day, today: Day): string {
  const short = `${dayOfMonth(day)} ${monthName(day).slice(0, 3)}`
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${short} ${day.slice(0, 4)}`
}

/** `Fri 27 Nov`. */
export function formatWeekday(day: Day): string {
  return `${weekdayName(day).slice(0, 3)} ${dayOfMonth(day)} ${monthName(day).slice(0, 3)}`
}

/** `Sunday 22 November 2026`. */
export function formatLong(day: Day): string {
  return `${weekdayName(day)} ${dayOfMonth(day)} ${monthName(day)} ${day.slice(0, 4)}`
}

/** What is wrong with a day: `"31/02/2026" is not a day`, or `03/04/2026 can be 3 April or 4 March 2026`. */
export function describeDayFailure(text: string, failure: DayFailure): string {
  if (failure.reason === 'not-a-day') return `"${text}" is not a day`
  const [one, other] = failure.readings
  const first = `${dayOfMonth(one)} ${monthName(one)}${yearOf(one) === yearOf(other) ? '' : ` ${yearOf(one)}`}`
  return `${text.trim()} can be ${first} or ${dayOfMonth(other)} ${monthName(other)} ${yearOf(other)}`
}

interface Scan {
  readonly first: number
  readonly second: number
  readonly third: number
  readonly firstLength: number
  readonly thirdLength: number
  readonly separator: number
  /** Minutes since midnight, or NO_TIME. */
  readonly time: number
}

/** The number written in `text[from..to)`, which is known to be digits. */
function numberIn(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48
  return number
}

/** Where the run of digits that begins at `from` ends. */
function digitsEnd(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at
}

const isSpace = (code: number) => code === 32 || code === 9 || code === 0xa0 || code === 0x202f

/** Splits a numeric day, and the time behind it, into numbers; whether the calendar has such a day is not looked at. */
function scanDay(untrimmed: string): Scan | undefined {
  const text = untrimmed.trim()
  const one = digitsEnd(text, 0)
  if (one === 8) return scanDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  const separator = text.charCodeAt(one)
  if (separator !== DASH && separator !== SLASH && separator !== POINT) return undefined
  const two = digitsEnd(text, one + 1)
  if (text.charCodeAt(two) !== separator) return undefined
  const three = digitsEnd(text, two + 1)
  const secondLength = two - one - 1
  const thirdLength = three - two - 1
  if (one === 0 || secondLength === 0 || secondLength > 2 || thirdLength === 0) return undefined
  if (one === 4 ? thirdLength > 2 : one > 2 || (thirdLength > 2 && thirdLength !== 4)) return undefined
  const time = timeBehind(text, three)
  if (time === BAD_TIME) return undefined
  const second = numberIn(text, one + 1, two)
  return { first: numberIn(text, 0, one), second, third: numberIn(text, two + 1, three), firstLength: one, thirdLength, separator, time }
}

function timeBehind(text: string, from: number): number {
  if (from === text.length) return NO_TIME
  let at = text.charCodeAt(from) === COMMA ? from + 1 : from
  if ((text.charCodeAt(from) | 32) === LETTER_T) at++
  else if (!isSpace(text.charCodeAt(at))) return BAD_TIME
  else while (isSpace(text.charCodeAt(at))) at++
  return minutesOf(text.slice(at))
}

// Patterns, since few days carry a time; every part is bounded, so that none can backtrack far.
const CLOCK_24 = /^(\d{1,2})(?:[:hH](\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?|[hH])(?: ?(?:[zZ]|[A-Z]{3,5}|[+-]\d\d(?::?\d\d)?)){0,2}$/
const CLOCK_12 = /^(\d{1,2})(?::(\d\d)(?::(\d\d))?)?[ \u00a0\u202f]?([aApP])\.?[mM]\.?(?: [A-Z]{3,5})?$/

function minutesOf(text: string): number {
  const match = CLOCK_24.exec(text) ?? CLOCK_12.exec(text)
  if (match === null) return BAD_TIME
  const [, hour, minute = '0', second = '0', half] = match
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' || half === 'P' ? 12 : 0)
  const onDial = half === undefined ? hours <= 23 : Number(hour) >= 1 && Number(hour) <= 12
  return onDial && Number(minute) <= 59 && Number(second) <= 59 ? hours * 60 + Number(minute) : BAD_TIME
}

const writeTime = (minutes: number) => `${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}`

/** `14:30`, `2:30 PM`, `14h30`, `9h` or `10:30:00Z` as `HH:MM`; undefined where it is no time of day. */
export function parseTime(text: string): string | undefined {
  const minutes = minutesOf(text.trim())
  return minutes === BAD_TIME ? undefined : writeTime(minutes)
}

/** The full year of one written with two digits is in 1969 to 2068. */
export const fullYear = (year: number, length: number) => (length !== 2 ? year : year < 69 ? 2000 + year : 1900 + year)

function readingOf(scan: Scan, order: DayOrder): Day | undefined {
  if (scan.firstLength === 4) return fromParts(scan.first, scan.second, scan.third)
  if (order === 'ymd') {
    return scan.firstLength === 2 && scan.thirdLength <= 2 ? fromParts(fullYear(scan.first, 2), scan.second, scan.third) : undefined
  }
  if (scan.thirdLength === 1) return undefined
  const year = fullYear(scan.third, scan.thirdLength)
  return order === 'dmy' ? fromParts(year, scan.second, scan.first) : fromParts(year, scan.first, scan.second)
}

function ordersOf({ first, second, third, firstLength, thirdLength, separator }: Scan): number {
  if (firstLength === 4) return isCalendarDay(first, second, third) ? YMD : 0
  let orders = 0
  if (thirdLength !== 1) {
    const year = fullYear(third, thirdLength)
    if (isCalendarDay(year, second, first)) orders |= DMY
    if (isCalendarDay(year, first, second)) orders |= MDY
  }
  // A year of two digits in front is written with dashes; with strokes or points it is thought of only where nothing else fits.
  if (firstLength !== 2 || thirdLength > 2 || (separator !== DASH && orders !== 0)) return orders
  return isCalendarDay(fullYear(first, 2), second, third) ? orders | YMD : orders
}

/**
 * The orders in which a cell is a day, as a sum of DMY, MDY and YMD; 0 where it is none. A cell that begins with a year of four
 * digits is YMD alone, although `parseNumericDay` takes it under any order.
 */
export function possibleDayOrders(text: string): number {
  const scan = scanDay(text)
  return scan === undefined ? 0 : ordersOf(scan)
}

/**
 * Reads a numeric day, with or without a time behind it. A year of four digits in front is taken under any order; all else follows
 * `order` strictly. Without an order (null), a text whose possible readings are different days is ambiguous (the first two are given).
 */
export function parseNumericDay(text: string, order: DayOrder | null): Result<DayAndTime, DayFailure> {
  const scan = scanDay(text)
  if (scan === undefined) return NOT_A_DAY
  const time = scan.time === NO_TIME ? null : writeTime(scan.time)
  if (order !== null || scan.firstLength === 4) {
    const day = readingOf(scan, order ?? 'ymd')
    return day === undefined ? NOT_A_DAY : { ok: true, value: { day, time } }
  }
  const dmy = readingOf(scan, 'dmy')
  const mdy = readingOf(scan, 'mdy')
  const ymd = (ordersOf(scan) & YMD) !== 0 ? readingOf(scan, 'ymd') : undefined
  const day = dmy ?? mdy ?? ymd
  if (day === undefined) return NOT_A_DAY
  const other = mdy !== undefined && mdy !== day ? mdy : ymd
  if (other !== undefined && other !== day) return { ok: false, reason: 'ambiguous', readings: [day, other] }
  return { ok: true, value: { day, time } }
}
