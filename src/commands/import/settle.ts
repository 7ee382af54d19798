import { AppError } from '../../cli/errors.ts'
import type { ColumnEvidence, Settled } from '../../domain/column.ts'
import { settleDayOrder, settleDecimalMark } from '../../domain/column.ts'
import type { DayOrder } from '../../domain/day.ts'
import type { DecimalMark } from '../../domain/settings.ts'

const ORDER_WORDS: Readonly<Record<DayOrder, string>> = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year-month-day' }

/** How a column is read, and what is said of it: null where every reading comes to the same. */
export interface Choice<Reading> {
  readonly value: Reading | null
  readonly said: string | null
}

/**
 * What a column is read by: what the user says, else what all its cells agree on, else the file's setting (PRODUCT.md section 8).
 * @throws AppError with both readings where none of these decides
 */
function choose<Reading>(
  settled: Settled<Reading>,
  option: Reading | undefined,
  setting: Reading | null,
  name: string,
  words: (reading: Reading) => string,
): Choice<Reading> {
  if (option !== undefined) return { value: option, said: settled.state === 'empty' ? null : `${words(option)} (as you say)` }
  if (settled.state === 'settled') return { value: settled.value, said: settled.evidence }
  if (settled.state === 'any') return { value: settled.value, said: null }
  if (settled.state === 'open' && setting !== null && settled.candidates.includes(setting)) {
    return { value: setting, said: `${words(setting)} (as your settings say)` }
  }
  if (settled.state === 'open' || settled.state === 'mixed') throw new AppError(`${name}: ${settled.reason}`, { hint: settled.hint })
  return { value: setting, said: null }
}

export interface Chosen {
  readonly dateOrder: Choice<DayOrder>
  readonly decimal: Choice<DecimalMark>
}

/** Settles both for the table called `name`. @throws AppError */
export function settleColumns(
  name: string,
  evidence: { readonly days: ColumnEvidence; readonly amounts: ColumnEvidence },
  options: { readonly dateOrder: DayOrder | undefined; readonly decimal: DecimalMark | undefined },
  settings: { readonly dateOrder: DayOrder | null; readonly decimal: DecimalMark | null },
): Chosen {
  return {
    dateOrder: choose(
      settleDayOrder(evidence.days),
      options.dateOrder,
      settings.dateOrder,
      name,
      (order) => `days as ${ORDER_WORDS[order]}`,
    ),
    decimal: choose(settleDecimalMark(evidence.amounts), options.decimal, settings.decimal, name, (mark) => `decimal ${mark}`),
  }
}
