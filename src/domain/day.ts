/** Days as plain text `YYYY-MM-DD`, which sorts with `<`; arithmetic on day numbers, so that no clock or time zone can interfere. */

export type Day = string

export type Result<Value, Failure> = { readonly ok: true; readonly value: Value } | Failure

/** The order of the parts in a day such as `03/04/2026`. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

export type DayFailure =
  | { readonly ok: false; readonly reason: 'not-a-day' }
  | { readonly ok: false; readonly reason: 'ambiguous'; readonly readings: readonly [Day, Day] }

export const FIRST_DAY: Day = '1000-01-01'
export const LAST_DAY: Day = '9999-12-31'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
/** `00` to `59`. */
export const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const yearOf = (day: Day) => Number(day.slice(0, 4))
const monthOf = (day: Day) => Number(day.slice(5, 7))
const dayOfMonth = (day: Day) => Number(day.slice(8, 10))
const monthName = (day: Day) => MONTHS[monthOf(day) - 1] ?? ''
const weekdayName = (day: Day) => WEEKDAYS[weekdayOf(day) - 1] ?? ''

function monthLength(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return MONTH_LENGTHS[month - 1] ?? 0
}

/** Whether the calendar (years 1000 to 9999) has the day made of these integers. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
}

function write(year: number, month: number, day: number): Day {
  return `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`
}

/** The day made of these integers, or undefined where the calendar has none. */
export function fromParts(year: number, month: number, day: number): Day | undefined {
  return isCalendarDay(year, month, day) ? write(year, month, day) : undefined
}

/** Whether `text` is exactly a calendar day `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isCalendarDay(yearOf(text), monthOf(text), dayOfMonth(text))
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
