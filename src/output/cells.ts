import { formatMinorHuman } from '../domain/money.ts'
import { sanitize } from './sanitize.ts'
import type { Column, ColumnKind, Json, Table } from './view.ts'

/** The raw value of a cell: by the column's own function, else the row's property of that name, else the nested one its key names. */
export function rawValue<Row>(column: Column<Row>, row: Row): Json {
  return column.value ? (column.value(row) ?? null) : named(row, column.key)
}

/** As `rawValue`, for a column of many rows. */
export function valueReader<Row>(column: Column<Row>): (row: Row) => Json {
  const { key, value } = column
  if (value) return (row) => value(row) ?? null
  if (key.includes('.')) return (row) => named(row, key)
  return (row) => (row as Readonly<Record<string, Json>>)[key] ?? null
}

function named(row: unknown, key: string): Json {
  const direct = property(row, key)
  if (direct !== undefined || !key.includes('.')) return (direct ?? null) as Json
  let value: unknown = row
  for (const part of key.split('.')) value = property(value, part)
  return (value ?? null) as Json
}

function property(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null && Object.hasOwn(owner, name) ? (owner as Record<string, unknown>)[name] : undefined
}

/** What people read in a cell: one line, safe to print, not yet escaped for markup. `digits` are the currency's decimals. */
export function humanCell<Row>(column: Column<Row>, row: Row, digits: number): string {
  return sanitize(column.human ? column.human(row) : humanForm(rawValue(column, row), column.kind, digits))
}

/** The human form of a raw value by its kind (PRODUCT.md section 2): `1,234.50`, `9.8 %`, `yes`, lists by `, `, nothing for null. */
export function humanForm(value: Json, kind: ColumnKind, digits: number): string {
  if (value === null) return ''
  if (kind === 'money' && typeof value === 'number') return formatMinorHuman(value, digits)
  if (kind === 'share' && typeof value === 'number') return humanShare(value)
  if (typeof value === 'boolean') return value ? 'yes' : ''
  if (Array.isArray(value)) return value.map((item) => humanForm(item, 'text', digits)).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * A share from 0 to 1 as a percentage with one decimal, half away from zero. Fifteen digits are kept before rounding, so that a share
 * which stands exactly on a half in decimals is not pulled under it by its binary form.
 */
export function humanShare(share: number): string {
  if (!Number.isFinite(share)) return ''
  const tenths = Math.round(Number((Math.abs(share) * 1000).toPrecision(15)))
  const sign = share < 0 && tenths > 0 ? '-' : ''
  return `${sign}${(tenths / 10).toFixed(1)} %`
}

/** The columns of formats for people, in order. */
export function peopleColumns<Row>(table: Table<Row>): readonly Column<Row>[] {
  return table.columns.filter((column) => column.show !== 'machine')
}

export function alignment<Row>(column: Column<Row>): 'left' | 'right' | 'center' {
  if (column.align) return column.align
  return column.kind === 'money' || column.kind === 'share' || column.kind === 'count' || column.kind === 'number' ? 'right' : 'left'
}

/** The line of sums for the given columns; the first text column without a sum says `Total`. */
export function totalCells<Row>(columns: readonly Column<Row>[], total: Readonly<Record<string, Json>>, digits: number): string[] {
  const label = columns.findIndex((column) => column.kind === 'text' && (total[column.key] ?? null) === null)
  return columns.map((column, index) => (index === label ? 'Total' : sanitize(humanForm(total[column.key] ?? null, column.kind, digits))))
}
