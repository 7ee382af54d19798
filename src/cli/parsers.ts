import type { Day } from '../domain/day.ts'
import { type Currency, currencyOf, formatMinorPlain, LARGEST_MINOR, parseAmount } from '../domain/money.ts'
import type { Period } from '../domain/period.ts'
import type { Parser } from './define.ts'
import { UsageError } from './errors.ts'

/** Values of options and arguments. Each parser throws a UsageError that says what was wrong and what to say instead. */

/** Any text, without spaces around; not an empty one. */
export const text: Parser<string> = (typed) => {
  const value = typed.trim()
  if (value === '') throw new UsageError('an empty text is no answer here', 'write something, or leave the option out')
  return value
}

/** Any text; an empty one clears (`edit --email ""`). */
export const clearableText: Parser<string | null> = (typed) => typed.trim() || null

/** One of a few words. */
export function choice<const T extends string>(...allowed: readonly T[]): Parser<T> {
  return (typed) => {
    const value = typed.trim().toLowerCase().replace(/_/g, '-')
    const found = allowed.find((word) => word === value || word.replace(/_/g, '-') === value)
    if (found === undefined) throw new UsageError(`"${typed}" is not one of the choices`, `say one of ${allowed.join(', ')}`)
    return found
  }
}

/** What another parser gives, or null for an empty text, which clears. */
export function clearable<T>(parse: Parser<T>): Parser<T | null> {
  return (typed, environment) => (typed.trim() === '' ? null : parse(typed, environment))
}

/** A whole number within bounds. */
export function wholeNumber(name: string, least: number, most: number): Parser<number> {
  return (typed) => {
    const value = typed.trim()
    if (!/^\d{1,15}$/.test(value) || Number(value) < least || Number(value) > most) {
      throw new UsageError(`${name} "${typed}" is not a whole number from ${least} to ${most}`)
    }
    return Number(value)
  }
}

/** A percentage with up to two decimals, as integer ten-thousandths of the whole: `80` is 8000. */
export const percentage: Parser<number> = (typed) => {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed.trim())
  const value = match === null ? Number.NaN : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  if (!(value <= 10_000)) throw new UsageError(`"${typed}" is not a percentage`, 'say a number from 0 to 100, with two decimals at most')
  return value
}

/** `yes` or `no`. */
export const yesNo: Parser<boolean> = (typed) => {
  const value = typed.trim().toLowerCase()
  if (['yes', 'y', 'true', '1', 'oui'].includes(value)) return true
  if (['no', 'n', 'false', '0', 'non'].includes(value)) return false
  throw new UsageError(`"${typed}" is neither yes nor no`)
}

/** `1234.50`, `1234` for a currency without decimals. */
function exampleAmount({ digits }: Currency): string {
  return formatMinorPlain(1234 * 10 ** digits + Math.floor(10 ** digits / 2), digits)
}

/** An amount in minor units, read by the file's currency and decimal mark (PRODUCT.md section 2). Negative ones are refused. */
export const amount: Parser<number> = async (typed, environment) => {
  const settings = await environment.settings()
  const currency = currencyOf(settings.currency)
  if (!currency) throw new Error(`unknown currency ${settings.currency}`)
  const read = parseAmount(typed, { currency, decimal: settings.decimal, mode: 'typed' })
  if (!read.ok) {
    if (read.reason === 'too-large') throw new UsageError(read.message, `the most is ${formatMinorPlain(LARGEST_MINOR, currency.digits)}`)
    if (read.reason !== 'ambiguous') throw new UsageError(read.message, `write it as ${exampleAmount(currency)}`)
    throw new UsageError(`${read.message}: say ${typed.trim().replace(/[.,]/, '')}, or set the mark once: clientele settings decimal point`)
  }
  if (read.value.minor < 0)
    throw new UsageError(
      `"${typed}" is below zero`,
      'money given back is clientele refund, an invoice is lowered by clientele invoices credit',
    )
  return read.value.minor
}

/** A day and perhaps a time (`next friday 14:30`). */
export interface Moment {
  readonly day: Day
  readonly time: string | null
}

const DAY_FORMS = 'write it as 2026-11-22, yesterday, -3d, monday or "12 nov"'

function moment(lean: 'past' | 'future', withTime: boolean): Parser<Moment> {
  return async (typed, environment) => {
    const { parseDayText } = await import('../parse/day.ts')
    const { dateOrder } = await environment.settings()
    const read = await parseDayText(typed, { today: environment.today, order: dateOrder, lean, withTime })
    if (!read.ok) throw new UsageError(read.message, read.reason === 'not-a-day' ? DAY_FORMS : undefined)
    return read.value
  }
}

/** The day of something that happened: a bare weekday is the last one. */
export const pastDay: Parser<Day> = async (typed, environment) => (await moment('past', false)(typed, environment)).day

/** The day of something planned: a bare weekday is the coming one. */
export const futureDay: Parser<Day> = async (typed, environment) => (await moment('future', false)(typed, environment)).day

/** A day with or without a time. */
export const pastMoment = moment('past', true)
export const futureMoment = moment('future', true)

/** A day read both ways, for options of a command that takes facts and plans. */
export interface EitherMoment {
  readonly past: Moment
  readonly future: Moment
}

/** The day of a fact or of a plan, where another option says which it is. */
export const eitherMoment: Parser<EitherMoment> = async (typed, environment) => ({
  past: await pastMoment(typed, environment),
  future: await futureMoment(typed, environment),
})

export const time: Parser<string> = async (typed) => {
  const { parseTime } = await import('../domain/numeric-day.ts')
  const value = parseTime(typed.trim())
  if (value === undefined) throw new UsageError(`"${typed}" is not a time of day`, 'write it as 14:30')
  return value
}

export const period: Parser<Period> = async (typed, environment) => {
  const { parsePeriodText } = await import('../parse/period.ts')
  const { dateOrder } = await environment.settings()
  const read = await parsePeriodText(typed, { today: environment.today, order: dateOrder })
  if (!read.ok) throw new UsageError(read.message)
  return read.value
}
