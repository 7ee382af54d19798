import { addDays, type Day, type DayOrder, type Result } from '../domain/day.ts'
import { lastUnits, type Period, type PeriodUnit, parsePeriod, periodOf, rangeOf } from '../domain/period.ts'
import { foldWords, parseStrictDay } from './day.ts'

export interface PeriodTextOptions {
  readonly today: Day
  /** What `03/04/2026` follows; null where no order is set, and it is refused. */
  readonly order: DayOrder | null
}

export interface PeriodTextFailure {
  readonly ok: false
  readonly reason: 'not-a-period' | 'ambiguous'
  /** A whole sentence for the user, with what to do. */
  readonly message: string
}

const UNITS: Readonly<Record<string, PeriodUnit>> = {
  ...{ week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
  ...{ semaine: 'week', mois: 'month', trimestre: 'quarter', an: 'year', annee: 'year' },
}

/**
 * Reads a period as people type it: all that `parsePeriod` takes, `this month`, `last quarter`, `l'an dernier`, `cette semaine`,
 * `last 30 days`, a day with a single reading, and two of these joined by `..`, from the start of the first to the end of the second.
 * `this year` is the whole calendar year; `last 2 weeks` are the 14 days that end today. A day in any other words is refused: what was
 * meant for a span would be reported as one day.
 */
export function parsePeriodText(text: string, options: PeriodTextOptions): Result<Period, PeriodTextFailure> {
  const parts = text.split('..')
  if (parts.length === 1) return parseSide(text, options)
  const [first, last, ...others] = parts
  if (first === undefined || last === undefined || first.trim() === '' || last.trim() === '' || others.length > 0) return notAPeriod(text)
  const start = parseSide(first, options)
  if (!start.ok) return start
  const end = parseSide(last, options)
  if (!end.ok) return end
  const range = rangeOf(start.value.from, end.value.to)
  if (range.ok) return range
  const message = `"${text.trim()}" ends before it starts: say the earlier day first`
  return { ok: false, reason: 'not-a-period', message }
}

function parseSide(text: string, options: PeriodTextOptions): Result<Period, PeriodTextFailure> {
  const plain = parsePeriod(text)
  if (plain.ok) return plain
  const words = foldWords(text)
  const worded = wordedUnit(words, options.today) ?? countedUnits(words, options.today)
  if (worded !== undefined) return { ok: true, value: worded }
  const day = parseStrictDay(text, options)
  if (day.ok) return { ok: true, value: periodOf(day.value, 'day') }
  return day.reason === 'ambiguous' ? { ok: false, reason: 'ambiguous', message: day.message } : notAPeriod(text)
}

/** The calendar unit in `this month` or `le mois dernier` (folded words). */
function wordedUnit(words: string, today: Day): Period | undefined {
  const english = /^(this|last) (\w+)$/.exec(words)
  const french = /^(?:le |la |l')?(?:(ce|cette|cet) )?(\w+)(?: (dernier|derniere))?$/.exec(words)
  const name = english?.[2] ?? french?.[2] ?? ''
  if (!Object.hasOwn(UNITS, name)) return undefined
  const isThis = english?.[1] === 'this' || french?.[1] !== undefined
  const isLast = english?.[1] === 'last' || french?.[3] !== undefined
  const unit = UNITS[name]
  if (unit === undefined || isThis === isLast) return undefined
  const present = periodOf(today, unit)
  return isThis ? present : periodOf(addDays(present.from, -1), unit)
}

/** The span in `last 30 days` or `les 2 dernieres semaines` (folded words). */
function countedUnits(words: string, today: Day): Period | undefined {
  const match = /^(?:last|past) (\d{1,4}) (\w+)$/.exec(words) ?? /^(?:les )?(\d{1,4}) derni(?:er|ere)s? (\w+)$/.exec(words)
  const count = Number(match?.[1] ?? 0)
  // `mois` is the same for one and for many.
  const names = [match?.[2] ?? '', (match?.[2] ?? '').replace(/s$/, '')]
  const name = names.find((candidate) => Object.hasOwn(UNITS, candidate) || candidate === 'day' || candidate === 'jour')
  if (count < 1 || name === undefined) return undefined
  return lastUnits(today, count, UNITS[name] ?? 'day')
}

function notAPeriod(text: string): PeriodTextFailure {
  const message = `"${text.trim()}" is not a period: say 2026, 2026-Q3, 2026-11, 2026-W47, "last month", "last 30 days" or 2026-01-01..2026-03-31`
  return { ok: false, reason: 'not-a-period', message }
}
