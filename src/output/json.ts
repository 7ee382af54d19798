import { valueReader } from './cells.ts'
import { machineColumns } from './machine.ts'
import type { Column, Json, Table, View } from './view.ts'

/** One document: the keys of `head`, `rows`, the keys of `foot`, `summary`; or the single answer. One line a key, and one a row. */
export function* drawJson(view: View): Iterable<string> {
  let separator = '{\n'
  for (const [key, value] of members(view)) {
    yield `${separator}  ${encode(key)}: `
    if (typeof value === 'string') yield value
    else yield* listText(value)
    separator = ',\n'
  }
  yield separator === '{\n' ? '{}\n' : '\n}\n'
}

/** A line a row, the objects that json has; of an answer without rows, one line. Under `--summary` the summary only. */
export function* drawNdjson(view: View): Iterable<string> {
  const table = view.summaryOnly && view.summary ? view.summary : view.table
  if (view.record) yield `${encode(view.record)}\n`
  else if (table) for (const text of rowTexts(table)) yield `${text}\n`
  else yield `${encode({ ...view.head, ...view.foot })}\n`
}

/** A member's value: its text, or those of its items for a line each. */
type Value = string | Iterable<string>

function* members(view: View): Iterable<[string, Value]> {
  if (view.record) return yield* plainMembers(view.record)
  yield* plainMembers(view.head ?? {})
  if (view.table) yield [view.table.key ?? 'rows', rowTexts(view.table)]
  yield* plainMembers(view.foot ?? {})
  if (view.summary) yield ['summary', rowTexts(view.summary)]
}

function* plainMembers(record: Readonly<Record<string, Json>>): Iterable<[string, Value]> {
  for (const [key, value] of Object.entries(record)) {
    const holdsObjects = Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)
    yield [key, holdsObjects ? value.map(encode) : encode(value)]
  }
}

function* listText(items: Iterable<string>): Iterable<string> {
  let separator = '[\n    '
  for (const item of items) {
    yield separator + item
    separator = ',\n    '
  }
  yield separator === '[\n    ' ? '[]' : '\n  ]'
}

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* rowTexts(table: Table<any>): Iterable<string> {
  const members = shapeOf(machineColumns(table))
  for (const row of table.rows) yield objectText(members, row)
}

/** A row as the object that JSON has of it, for a command whose document holds it elsewhere than in its table. */
export function rowObject<Row>(columns: readonly Column<Row>[], row: Row): Json {
  return JSON.parse(objectText(shapeOf(machineColumns({ columns, rows: [] })), row))
}

/** A member of every row: its name as it is written, and its value of the row or the members of a nested object. */
interface Member {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly of: ((row: any) => Json) | Member[]
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function shapeOf(columns: readonly Column<any>[]): Member[] {
  const shape: Member[] = []
  for (const column of columns) {
    let at = shape
    const path = column.key.split('.').map(encode)
    for (const name of path.slice(0, -1)) at = nestedIn(at, name)
    at.push({ name: path.at(-1) as string, of: valueReader(column) })
  }
  return shape
}

function nestedIn(members: Member[], name: string): Member[] {
  const known = members.find((member) => member.name === name)?.of
  if (Array.isArray(known)) return known
  const nested: Member[] = []
  members.push({ name, of: nested })
  return nested
}

/** A row as text at once: 100,000 objects made only to be written would take twice as long. */
function objectText(members: readonly Member[], row: unknown): string {
  let text = '{'
  for (const { name, of } of members) {
    const value = Array.isArray(of) ? nestedText(of, row) : encode(of(row))
    text += text === '{' ? `${name}:${value}` : `,${name}:${value}`
  }
  return `${text}}`
}

/** An innermost object with nothing but nulls in it is null: a sign of trust with no observation is absent as a whole (PRODUCT.md 7). */
function nestedText(members: readonly Member[], row: unknown): string {
  const isAbsent = members.every(({ of }) => !Array.isArray(of) && of(row) === null)
  return isAbsent ? 'null' : objectText(members, row)
}

const PLAIN = /^[ !#-[\]-~]*$/

/** `JSON.stringify` leaves DEL, C1 and the marks that reorder text as they are; escaped they mean the same and harm no terminal. */
function encode(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`
  if (value === null) return 'null'
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `[${value.map(encode).join(',')}]`
  return (JSON.stringify(value) ?? 'null').replace(
    /[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
