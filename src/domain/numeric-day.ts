/** Days and times written in figures, read as strictly as the order of their parts is known. */

import { type Day, type DayFailure, type DayOrder, fromParts, isCalendarDay, type Result, TWO_DIGITS } from './day.ts'
import { latinDigits } from './digits.ts'

export const DMY = 1
export const MDY = 2
export const YMD = 4

export interface DayAndTime {
  readonly day: Day
  /** `HH:MM` as written, whatever its time zone; null where none is given. */
  readonly time: string | null
}

const NOT_A_DAY: DayFailure = { ok: false, reason: 'not-a-day' }

const DASH = 45
const COMMA = 44
const POINT = 46
const SLASH = 47
const LETTER_T = 116

const NO_TIME = -1
const BAD_TIME = -2

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
  if (one === 0) {
    // Perhaps in the digits of another script: no cell in ours pays for the question.
    const latin = latinDigits(text)
    return latin === text ? undefined : scanDay(latin)
  }
  if (one === 8) return scanDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  const separator = text.charCodeAt(one)
  if (separator !== DASH && separator !== SLASH && separator !== POINT) return undefined
  const two = digitsEnd(text, one + 1)
  if (text.charCodeAt(two) !== separator) return undefined
  const three = digitsEnd(text, two + 1)
  const secondLength = two - one - 1
  const thirdLength = three - two - 1
  if (secondLength === 0 || secondLength > 2 || thirdLength === 0) return undefined
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

function ordersOf({ first, second, third, firstLength, thirdLength }: Scan): number {
  if (firstLength === 4) return isCalendarDay(first, second, third) ? YMD : 0
  let orders = 0
  if (thirdLength !== 1) {
    const year = fullYear(third, thirdLength)
    if (isCalendarDay(year, second, first)) orders |= DMY
    if (isCalendarDay(year, first, second)) orders |= MDY
  }
  if (firstLength !== 2 || thirdLength > 2) return orders
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

/** The first and the last number of a day that begins with two figures and may end in a year of two. */
export function outerParts(text: string): { readonly first: number; readonly last: number } {
  const { first = 0, third: last = 0 } = scanDay(text) ?? {}
  return { first, last }
}

/**
 * Reads a numeric day, with or without a time behind it. A year of four digits in front is taken under any order; all else follows
 * `order` strictly. Without an order (null), a text whose possible readings are different days is ambiguous (the first two are given).
 * Such a lone day has a year of two digits in front where it is written with dashes; with strokes or points only where nothing else fits.
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
  const isYearFirst = scan.separator === DASH || (dmy ?? mdy) === undefined
  const ymd = isYearFirst ? readingOf(scan, 'ymd') : undefined
  const day = dmy ?? mdy ?? ymd
  if (day === undefined) return NOT_A_DAY
  const other = mdy !== undefined && mdy !== day ? mdy : ymd
  if (other !== undefined && other !== day) return { ok: false, reason: 'ambiguous', readings: [day, other] }
  return { ok: true, value: { day, time } }
}
