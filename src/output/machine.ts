import { quoteFormula } from '../domain/formula.ts'
import { formatMinorPlain } from '../domain/money.ts'
import type { Column, ColumnKind, Json, Table } from './view.ts'

/** The columns of json, csv and tsv, in order. */
export function machineColumns<Row>(table: Table<Row>): readonly Column<Row>[] {
  return table.columns.filter((column) => column.show !== 'people')
}

/** A JSON key as a csv header: nested keys joined by `_`, `_minor` dropped since amounts are plain decimals there. */
export function headerOf(key: string): string {
  return key
    .split('.')
    .map((part) => part.replace(/_minor$/, ''))
    .join('_')
}

/**
 * Machine text of a raw value (PRODUCT.md section 2): money as plain decimals with the currency's `digits`, lists by `; `, an object
 * as names and values, an object in a list as its values with spaces between, nothing for null. Text that a spreadsheet would take for a formula is quoted.
 */
export function machineText(value: Json, kind: ColumnKind, digits: number): string {
  if (value === null) return ''
  if (typeof value === 'number') return kind === 'money' ? formatMinorPlain(value, digits) : plainNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoteFormula(value)
  if (Array.isArray(value)) return quoteFormula(value.map((item) => itemText(item, digits)).join('; '))
  return quoteFormula(
    Object.entries(value)
      .map(([key, part]) => `${key.replace(/_minor$/, '')} ${partText(key, part, digits)}`)
      .join('; '),
  )
}

/** A named value: by its name it is money. */
function partText(key: string, part: Json, digits: number): string {
  return typeof part === 'number' && key.endsWith('_minor') ? formatMinorPlain(part, digits) : itemText(part, digits)
}

/** A value within a list or an object; only the whole cell is looked at for a formula. */
function itemText(value: Json, digits: number): string {
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const parts = Object.entries(value).map(([key, part]: [string, Json]) => partText(key, part, digits))
  return parts.filter((part) => part !== '').join(' ')
}

/** A number without an exponent, as spreadsheets and SQL shells read it. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  const text = String(value)
  if (!text.includes('e')) return text
  return Math.abs(value) < 1 ? trimZeros(value.toFixed(20)) : BigInt(value).toString()
}

function trimZeros(text: string): string {
  const trimmed = text.replace(/\.?0+$/, '')
  return trimmed === '-0' ? '0' : trimmed
}

/** A single answer as one csv row: nested objects flattened, amounts told by their `_minor`. */
export function flatten(record: Readonly<Record<string, Json>>, prefix = ''): { key: string; value: Json; kind: ColumnKind }[] {
  return Object.entries(record).flatMap(([name, value = null]) => {
    const key = `${prefix}${name}`
    if (isObject(value)) return flatten(value, `${key}.`)
    return [{ key, value, kind: name.endsWith('_minor') ? ('money' as const) : ('text' as const) }]
  })
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
