import { AppError } from '../../cli/errors.ts'
import type { Settled } from '../../domain/column.ts'
import { settleDayOrder, settleDecimalMark } from '../../domain/column.ts'
import { someDaysIn } from '../../domain/column-evidence.ts'
import type { Day, DayOrder } from '../../domain/day.ts'
import type { DayForm } from '../../domain/day-cell.ts'
import type { DecimalMark } from '../../domain/settings.ts'
import type { TableEvidence } from './kind.ts'
import type { SaidByRejects } from './read-with.ts'

const ORDER_WORDS: Readonly<Record<DayOrder, string>> = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year-month-day' }

/** How a column is read, and what is said of it: null where every reading comes to the same. */
export interface Choice<Reading> {
  readonly value: Reading | null
  readonly said: string | null
  /** Whether the column or an option decided, which a part of the table's rows does not bring along. */
  readonly ofWhole: boolean
}

/** What decides where the column does not. */
export interface Preference<Reading> {
  readonly option: Reading | undefined
  /** How the table was read of which these are rejects. */
  readonly table: Reading | undefined
  /** The way of the program that wrote the table, where it is known: clientele itself, or that of a profile. */
  readonly own: Reading | null
  readonly setting: Reading | null
}

/**
 * What a column is read by: what the user says, or rejects of their table, else what all its cells agree on, else the way of the program that wrote the table,
 * else the file's setting (PRODUCT.md section 8).
 * @throws AppError with both readings where none of these decides
 */
function choose<Reading>(
  settled: Settled<Reading>,
  { option, table, own, setting }: Preference<Reading>,
  { name, by }: { readonly name: string; readonly by: string },
  words: (reading: Reading) => string,
): Choice<Reading> {
  if (option !== undefined)
    return { value: option, said: settled.state === 'empty' ? null : `${words(option)} (as you say)`, ofWhole: true }
  if (table !== undefined) return { value: table, said: `${words(table)} (as in the table they come from)`, ofWhole: true }
  if (settled.state === 'settled') return { value: settled.value, said: settled.evidence, ofWhole: true }
  if (settled.state === 'any') return { value: settled.value, said: null, ofWhole: false }
  if (settled.state === 'open' && own !== null && settled.candidates.includes(own)) {
    return { value: own, said: `${words(own)} (as ${by})`, ofWhole: false }
  }
  if (settled.state === 'open' && setting !== null && settled.candidates.includes(setting)) {
    return { value: setting, said: `${words(setting)} (as your settings say)`, ofWhole: false }
  }
  if (settled.state === 'open' || settled.state === 'mixed') throw new AppError(`${name}: ${settled.reason}`, { hint: settled.hint })
  return { value: setting, said: null, ofWhole: false }
}

export interface Preferences {
  /** Who writes as `own` says, in words. */
  readonly by: string
  readonly today: Day
  readonly dateOrder: Preference<DayOrder>
  readonly decimal: Preference<DecimalMark>
}

export interface Chosen {
  readonly dateOrder: Choice<DayForm>
  readonly decimal: Choice<DecimalMark>
}

/** How the program that wrote a table writes days and amounts; null for what it leaves to the user's settings. */
export interface Ways {
  readonly by: string
  readonly dateOrder: DayOrder | null
  readonly decimal: DecimalMark | null
}

/**
 * What decides for a table: the options, what rejects say of the table they come from, the ways of the program that wrote it, and the file's settings.
 * @throws AppError
 */
export function preferencesFor(
  options: { readonly dateOrder: DayOrder | undefined; readonly decimal: DecimalMark | undefined },
  ways: Ways,
  settings: { readonly dateOrder: DayOrder | null; readonly decimal: DecimalMark | null; readonly today: Day },
  rejects: SaidByRejects,
): Preferences {
  const { dateOrder, decimal } = options
  return {
    by: ways.by,
    today: settings.today,
    dateOrder: {
      option: dateOrder,
      table: dateOrder === undefined ? rejects.dateOrder() : undefined,
      own: ways.dateOrder,
      setting: settings.dateOrder,
    },
    decimal: {
      option: decimal,
      table: decimal === undefined ? rejects.decimal() : undefined,
      own: ways.decimal,
      setting: settings.decimal,
    },
  }
}

/** Settles both for the table called `name`. @throws AppError */
export function settleColumns(name: string, evidence: TableEvidence, { by, today, dateOrder, decimal }: Preferences): Chosen {
  const days = settleDayOrder(evidence.days, today)
  // Numbers of days have no order, whatever the user says of others.
  const isSerial = days.state === 'settled' && days.value === 'serial'
  const order: Preference<DayForm> = isSerial ? { ...dateOrder, option: undefined, table: undefined } : dateOrder
  return {
    dateOrder: choose<DayForm>(days, order, { name, by }, (form) => `days as ${form === 'serial' ? 'numbers' : ORDER_WORDS[form]}`),
    decimal: choose(settleDecimalMark(evidence.amounts), decimal, { name, by }, (mark) => `decimal ${mark}`),
  }
}

/** A doubt worth a warning: one mistyped cell (12/13/1980, 52/01/26) is enough to turn all days of a column against the order of the file's settings. */
export function doubtOf(
  name: string,
  { dateOrder }: Chosen,
  { days }: TableEvidence,
  { option, setting }: Preference<DayOrder>,
): string | null {
  const { value, said, ofWhole } = dateOrder
  if (option !== undefined || !ofWhole || setting === null) return null
  const turned = (setting === 'dmy' && value === 'mdy') || (setting === 'mdy' && value === 'dmy')
  if (!turned && !(value === 'ymd' && setting !== 'ymd' && someDaysIn(days, setting))) return null
  return `${name}: ${said}, against your setting; if those cells are mistyped, say --date-order ${setting}`
}
