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
 * Machine text of a raw value (PRODUCT.md section 2): money as plain decimals with the currency's `digits`, lists of plain values by
 * `; `, a list of objects as compact JSON, nothing for null. Text that a spreadsheet would take for a formula is quoted.
 */
export function machineText(value: Json, kind: ColumnKind, digits: number): string {
  if (value === null) return ''
  if (typeof value === 'number') return kind === 'money' ? formatMinorPlain(value, digits) : plainNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoteFormula(value)
  if (Array.isArray(value)) return quoteFormula(listText(value))
  return JSON.stringify(value)
}

function listText(items: readonly Json[]): string {
  if (items.some((item) => typeof item === 'object' && item !== null)) return JSON.stringify(items)
  return items.map((item) => (typeof item === 'number' ? plainNumber(item) : String(item ?? ''))).join('; ')
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
