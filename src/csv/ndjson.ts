/** JSON objects, one a line (NDJSON, JSON Lines), as a table: read line by line, so that a million rows need no memory. */
import { AppError } from '../cli/errors.ts'
import { isObject, type JsonRow, jsonCell, jsonHeader } from './json.ts'
import type { CsvRecord } from './table.ts'

/** The keys of so many rows are the header. */
const HEADER_ROWS = 1000
const BATCH = 1000
const LONGEST_LINE = 1_048_576

interface NdjsonTable {
  readonly header: readonly string[]
  /** The rows in batches with their physical lines; once. */
  readonly records: AsyncGenerator<readonly CsvRecord[]>
}

interface Line {
  readonly line: number
  readonly text: string
}

type Row = { readonly line: number; readonly row: JsonRow } | { readonly line: number; readonly problem: string }

/** Whether a text begins with an object on a line of its own that is a row, and no document of rows. */
export function beginsLikeNdjson(text: string): boolean {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1)
  const row = parsed(first)
  return row !== undefined && !(Array.isArray(row.rows) && row.rows.every(isObject))
}

/** The table of the rows; see `jsonTable` for `currency`. @throws AppError where there are no rows, or a line has no end */
export async function ndjsonTable(text: AsyncIterable<string>, name: string, currency: string | undefined): Promise<NdjsonTable> {
  const rows = readRows(text, name)
  const first: Row[] = []
  while (first.length < HEADER_ROWS) {
    const next = await rows.next()
    if (next.done === true) break
    first.push(next.value)
  }
  const { keys, header, digits } = jsonHeader(
    first.flatMap((each) => ('row' in each ? [each.row] : [])),
    currency,
  )
  if (keys.length === 0) throw new AppError(`${name} holds no rows`, { hint: 'there is nothing to import' })
  const known = new Set(keys)
  const record = (each: Row): CsvRecord => {
    const { line } = each
    if ('problem' in each) return { line, cells: keys.map(() => ''), problem: each.problem }
    const cells = keys.map((key) => jsonCell(key, each.row[key], digits, `${name}:${line}`))
    const other = Object.keys(each.row).find((key) => !known.has(key) && each.row[key] !== null)
    return other === undefined ? { line, cells } : { line, cells, problem: `has a key that no row before has: "${other}"` }
  }
  async function* records(): AsyncGenerator<readonly CsvRecord[]> {
    let batch = first.map(record)
    for await (const row of rows) {
      if (batch.length >= BATCH) {
        yield batch
        batch = []
      }
      batch.push(record(row))
    }
    if (batch.length > 0) yield batch
  }
  return { header, records: records() }
}

async function* readRows(text: AsyncIterable<string>, name: string): AsyncGenerator<Row> {
  for await (const { line, text: raw } of readLines(text, name)) {
    if (raw.trim() === '') continue
    const row = parsed(raw)
    yield row === undefined ? { line, problem: 'is no JSON object' } : { line, row }
  }
}

async function* readLines(text: AsyncIterable<string>, name: string): AsyncGenerator<Line> {
  let line = 1
  let waiting = ''
  for await (const chunk of text) {
    const pieces = (waiting + chunk).split('\n')
    waiting = pieces.pop() ?? ''
    for (const piece of pieces) yield { line: line++, text: piece }
    if (waiting.length > LONGEST_LINE) {
      throw new AppError(`${name}:${line}: the row is longer than ${LONGEST_LINE} characters`, { hint: 'write one object a line' })
    }
  }
  yield { line, text: waiting }
}

function parsed(text: string): JsonRow | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
