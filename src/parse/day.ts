import type { ParsedResult } from 'chrono-node'
import {
  addDays,
  addMonths,
  type Day,
  type DayOrder,
  daysBetween,
  describeDayFailure,
  fromParts,
  type Result,
  startOfWeek,
  weekdayOf,
} from '../domain/day.ts'
import { type DayAndTime, DMY, parseNumericDay, parseTime, possibleDayOrders } from '../domain/numeric-day.ts'

export interface DayTextOptions {
  readonly today: Day
  /** What `03/04/2026` follows; null where no order is set, and it is refused. */
  readonly order: DayOrder | null
  /** `past` for facts, `future` for plans: which way a weekday or a day without a year is looked for. */
  readonly lean: 'past' | 'future'
  /** Whether a time of day is wanted; without it one that stands behind the day is read and dropped. */
  readonly withTime?: boolean
}

export interface DayTextFailure {
  readonly ok: false
  readonly reason: 'not-a-day' | 'ambiguous'
  /** A whole sentence for the user, with what to do where there is something to do. */
  readonly message: string
}

const UNIT_DAYS = { d: 1, w: 7, m: 30, y: 365 } as const
type Unit = keyof typeof UNIT_DAYS

// Every way to write a unit, folded, so that `+3j` and `3 semaines` are understood as well.
const UNITS: Readonly<Record<string, Unit>> = {
  ...{ d: 'd', day: 'd', days: 'd', j: 'd', jour: 'd', jours: 'd' },
  ...{ w: 'w', week: 'w', weeks: 'w', s: 'w', semaine: 'w', semaines: 'w' },
  ...{ m: 'm', month: 'm', months: 'm', mois: 'm' },
  ...{ y: 'y', year: 'y', years: 'y', a: 'y', an: 'y', ans: 'y' },
}

const RELATIVE: Readonly<Record<string, number>> = {
  ...{ today: 0, yesterday: -1, tomorrow: 1 },
  ...{ "aujourd'hui": 0, aujourdhui: 0, hier: -1, demain: 1, 'avant-hier': -2, 'avant hier': -2, 'apres-demain': 2, 'apres demain': 2 },
}

const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 },
  ...{ mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 },
  ...{ lundi: 1, mardi: 2, mercredi: 3, jeudi: 4, vendredi: 5, samedi: 6, dimanche: 7 },
}

/** Lower case, without accents, typographic apostrophes or runs of spaces: the form in which words are compared. */
export function foldWords(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replace(/\s+/g, ' ').trim().toLowerCase()
}

/**
 * Reads a day as people type it: a numeric day (its order strictly as set), `today`, `hier`, `-3d`, `+2w`, `monday`, `next friday
 * 14:30`, `12 novembre 2026`. A weekday alone is the coming one for plans and the last one for facts; typed on that very weekday
 * it is today for facts and a week ahead for plans. A day without a year is the nearest on that side of today, today included.
 */
export async function parseDayText(text: string, options: DayTextOptions): Promise<Result<DayAndTime, DayTextFailure>> {
  const numeric = parseNumericDay(text, options.order)
  if (numeric.ok) return answer(numeric.value, options)
  if (numeric.reason === 'ambiguous') return ambiguous(text, numeric.readings[0], describeDayFailure(text, numeric))
  const [words, time] = splitTime(text.trim())
  const rest = time === null ? numeric : parseNumericDay(words, options.order)
  if (rest.ok) return answer({ day: rest.value.day, time }, options)
  if (rest.reason === 'ambiguous') return ambiguous(words, rest.readings[0], describeDayFailure(words, rest))
  const quick = quickDay(foldWords(words), options)
  if (quick !== undefined) return answer({ day: quick, time }, options)
  // A library must never choose the order of a numeric day, nor take a duration or a span for a day.
  const isOther = /\d\s*[/.-]\s*\d/.test(words) || parseDuration(words) !== undefined || isSpan(foldWords(words))
  const known = isOther ? undefined : await wordedDay(words, options)
  if (known === undefined) return { ok: false, reason: 'not-a-day', message: describeDayFailure(text, numeric) }
  return answer({ day: known.day, time: time ?? known.time }, options)
}

/**
 * Reads a day in one of the forms that have a single reading: a numeric one (its order strictly as set), `today`, `hier`. For places
 * where a day that was guessed would pass for something else.
 */
export function parseStrictDay(text: string, { today, order }: Pick<DayTextOptions, 'today' | 'order'>): Result<Day, DayTextFailure> {
  const words = foldWords(text)
  if (Object.hasOwn(RELATIVE, words)) return { ok: true, value: addDays(today, RELATIVE[words] ?? 0) }
  const numeric = parseNumericDay(text, order)
  if (numeric.ok) return { ok: true, value: numeric.value.day }
  if (numeric.reason === 'ambiguous') return ambiguous(text, numeric.readings[0], describeDayFailure(text, numeric))
  return { ok: false, reason: 'not-a-day', message: describeDayFailure(text, numeric) }
}

function answer({ day, time }: DayAndTime, { withTime }: DayTextOptions): Result<DayAndTime, never> {
  return { ok: true, value: { day, time: withTime === true ? time : null } }
}

function ambiguous(text: string, first: Day, readings: string): DayTextFailure {
  const order = (possibleDayOrders(text) & DMY) !== 0 ? 'dmy' : 'mdy'
  const message = `${readings}: say ${first}, or set the order once: clientele settings date-order ${order}`
  return { ok: false, reason: 'ambiguous', message }
}

/** What stands before a time at the end, and that time (null: none): `next friday` and `14:30`. */
function splitTime(text: string): [string, string | null] {
  const match = /(?:\s*,\s*|\s+)(?:(?:at|à|a)\s+)?(\d{1,2}(?:[:h][\d:]*)?(?:\s?[ap]m)?)$/i.exec(text)
  const time = match?.[1] === undefined ? undefined : parseTime(match[1])
  return match === null || time === undefined ? [text, null] : [text.slice(0, match.index), time]
}

const NEXT_OR_LAST = /^(?:(next|last) ([a-z]+)|([a-z]+) (prochain|dernier))$/

/** `next friday` is that of the next week, which begins on Monday; `last friday` the latest before today. The library says the same, 150 ms later. */
function whichWeekday(words: string, today: Day): Day | undefined {
  const match = NEXT_OR_LAST.exec(words)
  const name = match?.[2] ?? match?.[3] ?? ''
  if (match === null || !Object.hasOwn(WEEKDAYS, name)) return undefined
  const weekday = WEEKDAYS[name] ?? 0
  if ((match[1] ?? match[4])?.match(/^(?:next|prochain)$/)) return addDays(startOfWeek(today), 6 + weekday)
  const behind = (weekdayOf(today) - weekday + 7) % 7
  return addDays(today, behind === 0 ? -7 : -behind)
}

function quickDay(words: string, options: DayTextOptions): Day | undefined {
  const { today } = options
  if (Object.hasOwn(RELATIVE, words)) return addDays(today, RELATIVE[words] ?? 0)
  if (Object.hasOwn(WEEKDAYS, words)) return weekdayNear(WEEKDAYS[words] ?? 0, options)
  const which = whichWeekday(words, today)
  if (which !== undefined) return which
  const match = /^([-+\u2212]) ?(\d{1,5}) ?([a-z]+)$/.exec(words)
  const unit = match === null ? undefined : unitOf(match[3] ?? '')
  if (match === null || unit === undefined) return undefined
  return shift(today, match[1] === '+' ? Number(match[2]) : -Number(match[2]), unit)
}

/** The weekday (7 or 0 for Sunday) that is meant where nothing else is said: see `parseDayText`. */
function weekdayNear(weekday: number, { today, lean }: DayTextOptions): Day {
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  if (lean === 'future') return addDays(today, ahead === 0 ? 7 : ahead)
  return addDays(today, ahead === 0 ? 0 : ahead - 7)
}

function unitOf(word: string): Unit | undefined {
  return Object.hasOwn(UNITS, word) ? UNITS[word] : undefined
}

/** The day so many units away, undefined where that leaves the calendar. */
function shift(today: Day, count: number, unit: Unit): Day | undefined {
  const months = unit === 'm' ? count : unit === 'y' ? count * 12 : 0
  const day = months !== 0 ? addMonths(today, months) : addDays(today, count * UNIT_DAYS[unit])
  const reached = months !== 0 ? monthOf(day) - monthOf(today) === months : daysBetween(today, day) === count * UNIT_DAYS[unit]
  return reached ? day : undefined
}

/** Months since the year 0. */
function monthOf(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
}

/** Days in `30d`, `2w`, `1m` (a month counts 30 days, a year 365), also in words (`2 weeks`, `30 jours`); undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,5}) ?([a-z]+)$/.exec(foldWords(text))
  const unit = match === null ? undefined : unitOf(match[2] ?? '')
  return match === null || unit === undefined ? undefined : Number(match[1]) * UNIT_DAYS[unit]
}

const SPAN = /\b(?:days?|weeks?|week-?ends?|fortnights?|months?|quarters?|years?|jours?|semaines?|mois|trimestres?|ans?|annees?)\b/
const WHICH_SPAN = /\b(?:next|last|past|previous|this|prochaine?s?|derni(?:er|ere)s?|cet?|cette)\b/
const DISTANCE = /^(?:in|dans|il y a) |\b(?:ago|from now)$|^(?:the )?day (?:before|after) /

/** Whether folded words name a span (`last week`, `les 30 derniers jours`) rather than a distance from today (`in 3 weeks`). */
function isSpan(words: string): boolean {
  return SPAN.test(words) && (!DISTANCE.test(words) || WHICH_SPAN.test(words))
}

/** What the library for worded days makes of the whole text, in English, then in French. */
async function wordedDay(words: string, options: DayTextOptions): Promise<DayAndTime | undefined> {
  if (!/\p{L}{3}/u.test(words)) return undefined
  const text = words.replaceAll('’', "'").replace(/^(?:on|le)\s+/i, '')
  const [year, month, day] = options.today.split('-').map(Number)
  // Noon keeps clear of the hour that a change to summer time takes away.
  const reference = new Date(year ?? 0, (month ?? 1) - 1, day, 12)
  const english = await import('chrono-node/en')
  const inEnglish = wholeResult(english.casual.parse(text, reference), text)
  if (inEnglish !== undefined) return dayOf(inEnglish, options)
  const french = await import('chrono-node/fr')
  const inFrench = wholeResult(french.casual.parse(text, reference), text)
  return inFrench && dayOf(inFrench, options)
}

/** The one result that covers the whole text, and is no span. */
function wholeResult(results: readonly ParsedResult[], text: string): ParsedResult | undefined {
  const [result] = results
  return result?.text.length === text.length && !result.end ? result : undefined
}

// With one of these the library's weekday stands; without, it would be the nearest on either side.
const WHICH_WEEKDAY = /\b(?:next|last|past|this|prochain|dernier|ce)\b/i

/** The day of a result, if it is one day rather than a month or a moment, and agrees with the weekday that is named beside it. */
function dayOf({ text, start }: ParsedResult, options: DayTextOptions): DayAndTime | undefined {
  if (start.isCertain('second') || !(start.isCertain('day') || start.isCertain('weekday'))) return undefined
  const month = start.get('month') ?? 0
  const dayOfMonth = start.get('day') ?? 0
  const weekday = start.isCertain('weekday') ? start.get('weekday') : null
  let day = fromParts(start.get('year') ?? 0, month, dayOfMonth)
  if (start.isCertain('month') && !start.isCertain('year')) day = nearest(month, dayOfMonth, options)
  else if (weekday !== null && !start.isCertain('day') && !WHICH_WEEKDAY.test(text)) day = weekdayNear(weekday, options)
  if (day === undefined || (weekday !== null && weekdayOf(day) % 7 !== weekday)) return undefined
  const time = start.isCertain('hour') ? parseTime(`${start.get('hour')}:${String(start.get('minute') ?? 0).padStart(2, '0')}`) : undefined
  return { day, time: time ?? null }
}

/** The nearest such day of any year on the side that is leant to, today included. */
function nearest(month: number, dayOfMonth: number, { today, lean }: DayTextOptions): Day | undefined {
  const step = lean === 'past' ? -1 : 1
  // Eight years are the longest that 29 February stays away.
  for (let away = 0; away <= 8; away++) {
    const day = fromParts(Number(today.slice(0, 4)) + step * away, month, dayOfMonth)
    if (day !== undefined && (lean === 'past' ? day <= today : day >= today)) return day
  }
  return undefined
}
