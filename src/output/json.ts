import { rawValue } from './cells.ts'
import { machineColumns } from './machine.ts'
import type { Column, Json, Table, View } from './view.ts'

/** One document: the keys of `head`, `rows`, the keys of `foot`, `summary`; or the single answer. One line a key, and one a row. */
export function* drawJson(view: View): Iterable<string> {
  let separator = '{\n'
  for (const [key, value] of members(view)) {
    yield `${separator}  ${encode(key)}: `
    if (Symbol.iterator in value) yield* listText(value)
    else yield value.text
    separator = ',\n'
  }
  yield separator === '{\n' ? '{}\n' : '\n}\n'
}

/** A member's value: its text, or items for a line each. */
type Value = { readonly text: string } | Iterable<unknown>

function* members(view: View): Iterable<[string, Value]> {
  if (view.record) return yield* plainMembers(view.record)
  yield* plainMembers(view.head ?? {})
  if (view.table) yield ['rows', rowObjects(view.table)]
  yield* plainMembers(view.foot ?? {})
  if (view.summary) yield ['summary', rowObjects(view.summary)]
}

function* plainMembers(record: Readonly<Record<string, Json>>): Iterable<[string, Value]> {
  for (const [key, value] of Object.entries(record)) {
    const holdsObjects = Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)
    yield [key, holdsObjects ? value : { text: encode(value) }]
  }
}

function* listText(items: Iterable<unknown>): Iterable<string> {
  let separator = '[\n    '
  for (const item of items) {
    yield separator + encode(item)
    separator = ',\n    '
  }
  yield separator === '[\n    ' ? '[]' : '\n  ]'
}

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* rowObjects(table: Table<any>): Iterable<unknown> {
  const shape = shapeOf(machineColumns(table))
  for (const row of table.rows) yield Object.fromEntries(shapedEntries(shape, row))
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
type Shape = Map<string, Column<any> | Shape>

// biome-ignore lint/suspicious/noExplicitAny: as above.
function shapeOf(columns: readonly Column<any>[]): Shape {
  const shape: Shape = new Map()
  for (const column of columns) {
    const path = column.key.split('.')
    let at = shape
    for (const part of path.slice(0, -1)) {
      const inner = at.get(part)
      const next: Shape = inner instanceof Map ? inner : new Map()
      at.set(part, next)
      at = next
    }
    at.set(path.at(-1) ?? column.key, column)
  }
  return shape
}

function shapedEntries(shape: Shape, row: unknown): [string, unknown][] {
  return [...shape].map(([name, inner]) => [name, inner instanceof Map ? nestedObject(inner, row) : rawValue(inner, row)])
}

/** A nested object with nothing but nulls in it is null: a sign of trust with no observation is absent as a whole (PRODUCT.md 7). */
function nestedObject(shape: Shape, row: unknown): unknown {
  const entries = shapedEntries(shape, row)
  return entries.every(([, value]) => value === null) ? null : Object.fromEntries(entries)
}

/** `JSON.stringify` leaves DEL, C1 and the marks that reorder text as they are; escaped they mean the same and harm no terminal. */
function encode(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(
    /[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
