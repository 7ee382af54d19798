import type { Context } from '../../cli/context.ts'
import { opt } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { pastDay, period } from '../../cli/parsers.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { describePeriod, last365Days, type Period } from '../../domain/period.ts'

/** The options of every report over a period. */
export const scopeOptions = {
  period: opt('--period <period>', 'facts of this period (the 365 days that end with --as-of)', period),
  asOf: opt('--as-of <day>', 'count facts dated up to this day (today)', pastDay),
} as const

/** Which facts a report counts (PRODUCT.md sections 2 and 6). */
export interface Scope {
  readonly asOf: Day
  /** The period as it was asked for. */
  readonly asked: Period
  /** The same, ended with `asOf` at the latest; it keeps its unit. */
  readonly counted: Period
  /** `2026 (to 22 Nov)`. */
  readonly words: string
}

/** @throws UsageError where the whole period lies after `asOf` */
export function scopeOf(context: Context, values: { readonly period: Period | undefined; readonly asOf: Day | undefined }): Scope {
  const asOf = values.asOf ?? context.today
  const asked = values.period ?? last365Days(asOf)
  if (asked.from > asOf) {
    throw new UsageError(`the period begins on ${asked.from}, after ${asOf}`, 'say an earlier --period, or a later --as-of')
  }
  if (asked.to <= asOf) return { asOf, asked, counted: asked, words: describePeriod(asked) }
  const counted: Period = { ...asked, to: asOf }
  const words = asked.unit === null ? describePeriod(counted) : `${describePeriod(asked)} (to ${formatDayHuman(asOf, asked.from)})`
  return { asOf, asked, counted, words }
}

/** The JSON keys that say what a report counted. */
export function scopeHead(currency: string, { counted, asOf }: Scope) {
  return { currency, period: { from: counted.from, to: counted.to }, as_of: asOf }
}
