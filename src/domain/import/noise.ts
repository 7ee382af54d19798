/** Rows of a table that are no records: totals, and headers that go on below the first or come again on each page. */
import { foldName } from '../name.ts'

const TOTAL =
  /^(?:(?:sous|sub|grand|general|montant|solde|balance|nombre) )?(?:total|totaux|totals|subtotal|somme|sum|solde|balance|કુલ)(?: |$|:)/
const ANY_DIGIT = /\p{Nd}/u

/** What tells such a row from a record. */
export interface NoiseRules {
  readonly header: readonly string[]
  /** Positions of the columns that hold a number in every record (days, amounts); none for clients. */
  readonly numeric: readonly number[]
  /** Position of the column that every record has a day in; undefined for clients. */
  readonly day: number | undefined
}

/**
 * Whether the row is no record: the header once more; without a digit where every record has one and before the first record; or a total,
 * which begins with a word for it and has no day. Among clients, which have neither, a total has nothing beside but its number.
 */
export function isNoise(cells: readonly string[], rules: NoiseRules, isFirst: boolean): boolean {
  const { header, numeric, day } = rules
  if (isFirst && numeric.length > 0 && !cells.some((cell) => ANY_DIGIT.test(cell))) return true
  if (cells[0] === header[0] && cells.every((cell, index) => cell.trim() === header[index])) return true
  if (day !== undefined && ANY_DIGIT.test(cells[day] ?? '')) return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || (day === undefined && filled.length > 2)) return false
  if (day === undefined && filled.length === 2 && !/^[\p{Nd}\s.,]+$/u.test(filled[1] ?? '')) return false
  return TOTAL.test(foldName(filled[0] ?? '').replace(/\s*:\s*/, ' '))
}
