/** JSON documents that are tables: a list of objects, or an object that holds one as `rows`, as clientele's own exports do. */
import { AppError } from '../cli/errors.ts'
import { quoteFormula } from '../domain/formula.ts'
import { currencyOf, formatMinorPlain } from '../domain/money.ts'
import type { CsvRecord } from './table.ts'

export interface JsonTable {
  readonly header: readonly string[]
  /** Each with its number among the rows as line. */
  readonly records: readonly CsvRecord[]
}

export type JsonRow = Readonly<Record<string, unknown>>

const MINOR = '_minor'
const EXPORT_HINT = 'give what clientele export --format json writes, or a CSV file'

/** Whether a text begins like a JSON object or list, and not like a cell in brackets. */
export function beginsLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*["}]|\[\s*(?:[{["\]\d-]|null|true|false))/.test(text)
}

/**
 * The table of a JSON document: keys are the header, and amounts in minor units (`amount_minor`) become decimals. `currency` is that of the
 * client file, if any. @throws AppError where the document is no JSON, holds no rows, or is in another currency
 */
export function jsonTable(text: string, name: string, currency: string | undefined): JsonTable {
  const document = parsed(text, name)
  const rows = rowsOf(document)
  if (rows?.length === 0) throw new AppError(`${name} holds no rows`, { hint: 'there is nothing to import' })
  if (rows === undefined) throw new AppError(`${name} is JSON, but holds no list of rows`, { hint: EXPORT_HINT })
  const said = Array.isArray(document) ? undefined : (document as { currency?: unknown }).currency
  const { keys, header, digits } = jsonHeader(rows, currency)
  const hasAmounts = keys.some((key) => key.endsWith(MINOR))
  if (hasAmounts && typeof said === 'string' && currency !== undefined && said !== currency) {
    throw new AppError(`${name} is in ${said}, but the file's currency is ${currency}`, { hint: 'convert the amounts first' })
  }
  const records = rows.map((row, index) => ({
    line: index + 1,
    cells: keys.map((key) => jsonCell(key, row[key], digits, `${name}:${index + 1}`)),
  }))
  return { header, records }
}

/** The keys of the rows in the order they come, the header that they make, and the decimals of the currency (2 where none is given). */
export function jsonHeader(rows: readonly JsonRow[], currency: string | undefined): { keys: string[]; header: string[]; digits: number } {
  const keys = [...new Set(rows.flatMap(Object.keys))]
  const header = keys.map((key) => (key.endsWith(MINOR) ? key.slice(0, -MINOR.length) : key))
  return { keys, header, digits: currencyOf(currency ?? '')?.digits ?? 2 }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError(`${name} begins like JSON, but cannot be read as such`, {
      hint: `${EXPORT_HINT}; if it is one, say its --delimiter`,
    })
  }
}

function rowsOf(document: unknown): JsonRow[] | undefined {
  const rows = isObject(document) ? document.rows : document
  return Array.isArray(rows) && rows.every(isObject) ? rows : undefined
}

/** Whether a JSON value is an object with keys. */
export function isObject(value: unknown): value is JsonRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as a cell: amounts in minor units as decimals, a list of texts by `; `. `place` is the row's, for messages. @throws AppError at a NUL */
export function jsonCell(key: string, value: unknown, digits: number, place: string): string {
  if (value === null || value === undefined) return ''
  if (key.endsWith(MINOR) && Number.isSafeInteger(value)) return formatMinorPlain(value as number, digits)
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string')
  const text = isTexts ? value.join('; ') : typeof value === 'object' ? jsonText(value, place) : String(value)
  if (text.includes('\0')) throw new AppError(`${place}: holds a NUL, which no text has`, { hint: 'take it out' })
  // As in a CSV file, from whose cells import takes the apostrophe off again.
  return quoteFormula(text)
}

/** A list or an object as text. @throws AppError where it goes deeper than there is room for */
function jsonText(value: object, place: string): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    throw new AppError(`${place}: lists within lists go too deep`, { hint: 'give cells of text and numbers', cause: error })
  }
}
