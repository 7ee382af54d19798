import type { DayOrder } from './day.ts'
import { currencyOf } from './money.ts'

export type DecimalMark = 'comma' | 'point'

/** What a file remembers of its owner's ways. `digits` are the currency's decimals (ISO 4217). */
export interface Settings {
  readonly currency: string
  readonly digits: number
  readonly country: string
  readonly decimal: DecimalMark | null
  readonly dateOrder: DayOrder | null
  /** Name of the category of cards for which none is given. */
  readonly category: string
  /** An outstanding rest under this, in minor units, counts as settled. */
  readonly trustIgnoreBelowMinor: number
}

/** What a new file starts from: the four that depend on where the owner lives. */
export interface Locale {
  readonly currency: string
  readonly country: string
  readonly decimal: DecimalMark | null
  readonly dateOrder: DayOrder | null
}

export interface SettingSpec {
  readonly key: string
  readonly meaning: string
  /** Allowed values in words, for messages and the README. */
  readonly values: string
  /** The stored text for what was typed, or undefined if it is not allowed. An empty stored text means "none". */
  readonly accept: (typed: string) => string | undefined
  /** An amount: typed and shown as money, stored as minor units. */
  readonly isAmount?: true
}

const oneOf =
  (...allowed: string[]) =>
  (typed: string): string | undefined => {
    const value = typed.trim().toLowerCase()
    if (value === '' || value === 'none') return ''
    return allowed.includes(value) ? value : undefined
  }

/** Every setting there is, in the order they are shown. */
export const settingSpecs: readonly SettingSpec[] = [
  {
    key: 'currency',
    meaning: 'the one currency of all amounts; fixed once money is recorded',
    values: 'an ISO 4217 code such as EUR',
    accept: (typed) => currencyOf(typed.trim().toUpperCase())?.code,
  },
  {
    key: 'country',
    meaning: 'whose phone numbers are meant when they have no + in front',
    values: 'a two-letter country code such as FR',
    accept: (typed) => (/^[A-Za-z]{2}$/.test(typed.trim()) ? typed.trim().toUpperCase() : undefined),
  },
  {
    key: 'decimal',
    meaning: 'the decimal mark where an amount can be read two ways (1,234)',
    values: 'comma, point or none (then such amounts are refused)',
    accept: oneOf('comma', 'point'),
  },
  {
    key: 'date-order',
    meaning: 'the order of day, month and year where a date can be read two ways (03/04/2026)',
    values: 'dmy, mdy, ymd or none (then such dates are refused)',
    accept: oneOf('dmy', 'mdy', 'ymd'),
  },
  {
    key: 'category',
    meaning: 'the category of new cards for which none is given',
    values: 'the name of a category',
    accept: (typed) => typed.trim() || undefined,
  },
  {
    key: 'trust.ignore-below',
    meaning: 'an open rest of an invoice under this counts as settled',
    values: 'an amount, or none for one unit of the currency',
    isAmount: true,
    accept: (typed) => {
      const value = typed.trim().toLowerCase()
      if (value === '' || value === 'none') return ''
      return /^\d{1,9}$/.test(value) ? String(Number(value)) : undefined
    },
  },
]

/**
 * Settings from their stored texts.
 * @throws Error when a stored text is not one that `accept` could have stored: the file was altered by something else.
 */
export function readSettings(stored: ReadonlyMap<string, string>): Settings {
  const text = (key: string): string => {
    const value = stored.get(key)
    if (value === undefined) throw new Error(`the setting "${key}" is missing from the file`)
    return value
  }
  const currency = currencyOf(text('currency'))
  if (!currency) throw new Error(`the file's currency "${text('currency')}" is not known`)
  return {
    currency: currency.code,
    digits: currency.digits,
    country: text('country'),
    decimal: (text('decimal') || null) as DecimalMark | null,
    dateOrder: (text('date-order') || null) as DayOrder | null,
    category: text('category'),
    trustIgnoreBelowMinor: text('trust.ignore-below') === '' ? 10 ** currency.digits : Number(text('trust.ignore-below')),
  }
}

/** The stored texts of a new file's settings. */
export function newSettings(locale: Locale): Map<string, string> {
  return new Map([
    ['currency', locale.currency],
    ['country', locale.country],
    ['decimal', locale.decimal ?? ''],
    ['date-order', locale.dateOrder ?? ''],
    ['category', 'regular'],
    ['trust.ignore-below', ''],
  ])
}
