/** What the rows of a table have in common, by which a line that is none of them can be told. */
import { cellKind, type SampleRecord, saysNothing } from './dialect-sample.ts'
import { foldName } from './name.ts'

export interface TableShape {
  /** How many cells most rows have. */
  readonly width: number
  /** What each column holds, where nearly all its cells are numbers or days. */
  readonly kinds: readonly ('number' | 'day' | undefined)[]
  /** The columns that are filled in nearly every row. */
  readonly filled: readonly number[]
  /** Whether every row seen has all its cells, so that a line with one cell alone is conspicuous. */
  readonly even: boolean
  /** Whether rows end in empty cells, so that whatever wrote the table writes all cells of a row. */
  readonly padded: boolean
}

/** Texts among the values of a column that still leave it one of values. */
const TEXTS_A_VALUE = 0.25

/** A line of more cells than this is seldom a row: a run of delimiters in a broken file outweighs no table. */
const WIDEST = 250

const WORD = '(?:total|totaux|totals|subtotal|somme|sum|solde|balance|summe|gesamt|suma|કુલ)'
const TOTAL = new RegExp(`^(?:(?:sous|sub|grand|general|montant|solde|balance) )?${WORD}(?: (?:general|generale|amount|montant|ttc|eur))?$`)

/**
 * The width of most rows, wider ones weighing more, so that title lines cannot outnumber a short table. A row with empty cells too many
 * is of the smaller width as well.
 */
export function usualWidth(records: readonly SampleRecord[]): number {
  const rows = new Map<number, number>()
  const sizes = records.map(({ cells }) => ({ width: cells.length, filled: cells.findLastIndex((cell) => cell.trim() !== '') + 1 }))
  for (const { width } of sizes) rows.set(width, 0)
  for (const width of rows.keys()) {
    rows.set(width, sizes.filter((size) => size.width === width || (size.width > width && size.filled <= width && size.filled > 1)).length)
  }
  let best: readonly [number, number] = [1, 0]
  for (const [width, count] of rows) {
    const weight = count * ((width > WIDEST ? Math.min(WIDEST, widestFilled(sizes, width)) : width) - 1)
    if (weight > best[1] || (weight === best[1] && width > best[0])) best = [width, weight]
  }
  return best[0]
}

function widestFilled(sizes: readonly { readonly width: number; readonly filled: number }[], width: number): number {
  return Math.max(...sizes.map((size) => (size.width === width ? size.filled : 0)))
}

/** Records between blank lines. */
export function sectionsOf(records: readonly SampleRecord[]): SampleRecord[][] {
  const sections: SampleRecord[][] = []
  for (const record of records) {
    const last = sections.at(-1)
    if (last === undefined || record.afterBlank) sections.push([record])
    else last.push(record)
  }
  return sections
}

/** The kinds of the columns. A header above the values, whatever it takes, does not count against them. */
export function kindsOf(records: readonly SampleRecord[], width: number): TableShape['kinds'] {
  const rows = records.filter(({ cells }) => cells.length > 1 || width === 1)
  return Array.from({ length: width }, (_, column) => kindOfColumn(rows.map(({ cells }) => cells[column] ?? '')))
}

function kindOfColumn(cells: readonly string[]): 'number' | 'day' | undefined {
  const kinds = cells.map(cellKind)
  const countOf = (kind: string) => kinds.filter((each) => each === kind).length
  const usual = countOf('day') > countOf('number') ? 'day' : 'number'
  const values = countOf(usual)
  if (values === 0) return undefined
  const first = kinds.indexOf(usual)
  const strangers = kinds.filter((kind, index) => index > first && kind !== usual && kind !== 'empty' && !saysNothing(cells[index] ?? ''))
  return strangers.length <= values * TEXTS_A_VALUE ? usual : undefined
}

/** The shape of a table with these rows; those of `width` cells with totals and the like among them. */
export function shapeOf(rows: readonly SampleRecord[], width: number): TableShape {
  const own = rows.filter(({ cells }) => (filledIn(cells) > 1 || width === 1) && !isTotalWord(firstFilled(cells)))
  const columns = Array.from({ length: width }, (_, column) => own.map(({ cells }) => cells[column] ?? ''))
  const kinds = columns.map(kindOfRows)
  const most = own.length * 0.95
  const isFilled = (cells: readonly string[]) => filledIn(cells) >= most
  return {
    width,
    kinds,
    filled: own.length < 2 ? [] : columns.flatMap((cells, column) => (isFilled(cells) ? [column] : [])),
    even: width > 1 && own.length > 1 && own.every(({ cells }) => cells.length >= width),
    padded: own.some(({ cells }) => saysNothing(cells.at(-1) ?? '')),
  }
}

/** Nearly all cells of a column that say something are of the kind. */
function kindOfRows(cells: readonly string[]): 'number' | 'day' | undefined {
  const said = cells.filter((cell) => !saysNothing(cell)).map(cellKind)
  const isOf = (kind: string) => said.length > 0 && said.filter((each) => each === kind).length >= said.length * 0.75
  return isOf('number') ? 'number' : isOf('day') ? 'day' : undefined
}

/** Whether a cell alone says that its row is a total. */
export function isTotalWord(cell: string): boolean {
  return cell.length < 40 && TOTAL.test(foldName(cell.replaceAll(':', ' ')))
}

function firstFilled(cells: readonly string[]): string {
  return cells.find((cell) => cell.trim() !== '') ?? ''
}

const DRAWN = /^[-=+|:_\s\u2500-\u257f]*$/
const LINE = /[-=_]{3}|[\u2500-\u257f]{2}/

/** Whether a line is drawn and says nothing: `+-----+----+`, `|:---|---:|`, `------  ----`. */
export function isRule(cells: readonly string[]): boolean {
  return cells.every((cell) => DRAWN.test(cell)) && cells.some((cell) => LINE.test(cell))
}

export function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

/** Whether the cells in columns of values are such values: nearly all (`yes`), none (`no`), or a few, or there are no such cells (`open`). */
export function fitOf(cells: readonly string[], kinds: TableShape['kinds']): 'yes' | 'no' | 'open' {
  let fitting = 0
  let strange = 0
  for (const [column, kind] of kinds.entries()) {
    const cell = cells[column] ?? ''
    if (kind === undefined || saysNothing(cell)) continue
    if (cellKind(cell) === kind) fitting++
    else strange++
  }
  if (fitting + strange === 0) return 'open'
  if (fitting === 0) return 'no'
  return fitting >= (fitting + strange) * 0.7 ? 'yes' : 'open'
}

/** Whether a line may be part of a header: at least `least` short texts and no values. */
export function isOfNames(cells: readonly string[], least: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length >= least && filled.every((cell) => cell.length < 80 && cellKind(cell) === 'text' && !saysNothing(cell))
}
