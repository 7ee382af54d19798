/** Rows of a table that are no records: totals, and headers that go on below the first or come again on each page. */
import { foldName } from '../name.ts'

const WORD = '(?:total|totaux|totals|subtotal|somme|sum|solde|balance|કુલ)'
const BEFORE = '(?:(?:sous|sub|grand|general|montant|solde|balance|nombre) )?'
/** A client may be called Total SA, so that in his column only the word alone, or one of these behind it, tells a total. */
const ALONE = new RegExp(`^${BEFORE}${WORD}(?: (?:general|generale|amount|montant|ttc|eur|des credits))?$`)
const BEGINS = new RegExp(`^${BEFORE}${WORD}(?: |$)`)
const ANY_DIGIT = /\p{Nd}/u
const FIGURES = /^[\p{Nd}\s.,]+$/u

/** What tells such a row from a record. Positions are those of the file's columns. */
export interface NoiseRules {
  readonly header: readonly string[]
  /** The columns that hold a number in every record (days, amounts); none for clients. */
  readonly numeric: readonly number[]
  /** The column that every record has a day in; undefined for clients. */
  readonly day: number | undefined
  /** The column of the client; for clients, of the name. */
  readonly client: number | undefined
}

/**
 * Whether the row is no record: the header once more; without a digit where every record has one and before the first record; or a total,
 * which begins with a word for it and has no day. Among clients, which have neither, a total has nothing beside but its number.
 */
export function isNoise(cells: readonly string[], rules: NoiseRules, isFirst: boolean): boolean {
  const { header, numeric, day } = rules
  if (isFirst && numeric.length > 0 && !cells.some((cell) => ANY_DIGIT.test(cell))) return true
  if (cells[0] === header[0] && cells.every((cell, index) => cell.trim() === header[index])) return true
  return day === undefined || !ANY_DIGIT.test(cells[day] ?? '') ? isTotal(cells, rules) : false
}

function isTotal(cells: readonly string[], { day, client }: NoiseRules): boolean {
  const filled = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]))
  const [first, second] = filled
  if (first === undefined) return false
  if (day === undefined && (filled.length > 2 || (second !== undefined && !FIGURES.test(cells[second] ?? '')))) return false
  const words = foldName((cells[first] ?? '').replaceAll(':', ' '))
  return (day === undefined || first === client ? ALONE : BEGINS).test(words)
}
