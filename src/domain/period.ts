/** Spans of days: calendar units and ranges from one day to another, both included. */

import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  FIRST_DAY,
  formatDayHuman,
  fromParts,
  isDay,
  LAST_DAY,
  type Result,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
} from './day.ts'

export type PeriodUnit = 'year' | 'quarter' | 'month' | 'week' | 'day'

export interface Period {
  readonly from: Day
  /** The last day, included. */
  readonly to: Day
  /** The calendar unit that the period is, as it was asked for; null for a range. */
  readonly unit: PeriodUnit | null
}

export interface PeriodFailure {
  readonly ok: false
  readonly reason: 'not-a-period' | 'ends-before-it-starts'
}

const NOT_A_PERIOD: PeriodFailure = { ok: false, reason: 'not-a-period' }
const MONTHS_IN = { year: 12, quarter: 3, month: 1 } as const

/** The calendar unit that holds `day`; weeks begin on Monday. */
export function periodOf(day: Day, unit: PeriodUnit): Period {
  if (unit === 'day') return { from: day, to: day, unit }
  if (unit === 'week') {
    const from = startOfWeek(day)
    return { from, to: addDays(from, 6), unit }
  }
  const from = unit === 'year' ? startOfYear(day) : unit === 'quarter' ? startOfQuarter(day) : startOfMonth(day)
  const next = addMonths(from, MONTHS_IN[unit])
  return { from, to: next === LAST_DAY ? LAST_DAY : addDays(next, -1), unit }
}

/** The days from `from` to `to`, both included; refused where it would end before it starts. */
export function rangeOf(from: Day, to: Day): Result<Period, PeriodFailure> {
  return from <= to ? { ok: true, value: { from, to, unit: null } } : { ok: false, reason: 'ends-before-it-starts' }
}

/**
 * Reads `2026`, `2026-Q3`, `2026-11`, `2026-W47` (ISO 8601 week), a day, or two of these joined by `..`: from the start of the
 * first to the end of the second. A side left open is refused.
 */
export function parsePeriod(text: string): Result<Period, PeriodFailure> {
  const trimmed = text.trim()
  const dots = trimmed.indexOf('..')
  if (dots < 0) {
    const unit = parseUnit(trimmed)
    return unit === undefined ? NOT_A_PERIOD : { ok: true, value: unit }
  }
  const first = parseUnit(trimmed.slice(0, dots).trim())
  const last = parseUnit(trimmed.slice(dots + 2).trim())
  return first === undefined || last === undefined ? NOT_A_PERIOD : rangeOf(first.from, last.to)
}

const UNIT = /^(\d{4})(?:-(?:([Qq])([1-4])|([Ww])(\d{1,2})|(\d{1,2})))?$/

function parseUnit(text: string): Period | undefined {
  if (isDay(text)) return periodOf(text, 'day')
  const match = UNIT.exec(text)
  if (match === null) return undefined
  const [, yearText, quarterMark, quarter, weekMark, week, month] = match
  const year = Number(yearText)
  if (weekMark !== undefined) return isoWeek(year, Number(week))
  const first = fromParts(year, quarterMark !== undefined ? Number(quarter) * 3 - 2 : Number(month ?? 1), 1)
  return first === undefined ? undefined : periodOf(first, quarterMark !== undefined ? 'quarter' : month !== undefined ? 'month' : 'year')
}

/** Week `week` of an ISO year, whose first week is the one that holds 4 January; undefined where the year has no such week. */
function isoWeek(year: number, week: number): Period | undefined {
  const fourth = fromParts(year, 1, 4)
  if (fourth === undefined || week < 1 || week > 53) return undefined
  const from = addDays(startOfWeek(fourth), (week - 1) * 7)
  const period = periodOf(from, 'week')
  const whole = daysBetween(period.from, period.to) === 6 && startOfWeek(from) === from
  return whole && weekName(from) === `${year}-W${String(week).padStart(2, '0')}` ? period : undefined
}

/** `2026-W47` for the week that begins on `monday`: an ISO week belongs to the year of its Thursday. */
function weekName(monday: Day): string {
  const year = addDays(monday, 3).slice(0, 4)
  const weeks = Math.floor(daysBetween(startOfWeek(`${year}-01-04`), monday) / 7) + 1
  return `${year}-W${String(weeks).padStart(2, '0')}`
}

/**
 * The period to compare with: the calendar unit before, else as many days immediately before. A period whose end was cut off
 * (at an `as of` day) but that kept its unit is compared with the whole unit before. Nothing goes back beyond 1000-01-01.
 */
export function previousPeriod(period: Period): Period {
  const to = addDays(period.from, -1)
  if (period.unit !== null) return periodOf(to, period.unit)
  return { from: addDays(to, -daysBetween(period.from, period.to)), to, unit: null }
}

/** The 365 days that end with `asOf`, the default of reports (PRODUCT.md section 6). */
export function last365Days(asOf: Day): Period {
  return { from: addDays(asOf, -364), to: asOf, unit: null }
}

/** So many units that end with `day`: 2 weeks are the 14 days, 3 months begin the day after the same day of the month three months before. */
export function lastUnits(day: Day, count: number, unit: PeriodUnit): Period {
  const from =
    unit === 'day' || unit === 'week' ? addDays(day, -count * (unit === 'week' ? 7 : 1)) : addMonths(day, -count * MONTHS_IN[unit])
  return { from: from === FIRST_DAY ? FIRST_DAY : addDays(from, 1), to: day, unit: null }
}

/** For titles: `2026`, `2026-Q3`, `2026-11`, `2026-W47`, `22 Nov 2026`, `1 Jan 2026 to 31 Mar 2026`. */
export function describePeriod(period: Period): string {
  const { from, to, unit } = period
  if (unit === 'year') return from.slice(0, 4)
  if (unit === 'quarter') return `${from.slice(0, 4)}-Q${(Number(from.slice(5, 7)) + 2) / 3}`
  if (unit === 'month') return from.slice(0, 7)
  if (unit === 'week') return weekName(from)
  return unit === 'day' || from === to ? withYear(from) : `${withYear(from)} to ${withYear(to)}`
}

function withYear(day: Day): string {
  // Seen from no year at all, so that the year is always written.
  return formatDayHuman(day, '')
}
