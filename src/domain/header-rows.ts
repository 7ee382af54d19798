/** Which lines of a table are its header: the row of names, and those above and below it that belong to the names. */
import { cellKind, type SampleRecord } from './dialect-sample.ts'
import { foldHeader, isKnownHeader } from './headers.ts'
import { filledIn, fitOf, isOfNames, type TableShape } from './table-shape.ts'

export type HeaderRows =
  /** The positions of the first and the last row among the records; none for a table without header, which begins at `body`. */
  | { readonly state: 'found'; readonly first: number; readonly last: number }
  | { readonly state: 'none'; readonly body: number }
  /** The record is a header or a row: nothing tells which. */
  | { readonly state: 'open'; readonly at: number }

const MOST_ROWS = 3
const MOST_SEARCHED = 100

/** Where the header is among the records. `wanted`: names that the user says columns have, folded. */
export function findHeaderRows(
  records: readonly SampleRecord[],
  width: number,
  kinds: TableShape['kinds'],
  wanted: ReadonlySet<string>,
): HeaderRows {
  const anchor = rowOfKnownNames(records, width, kinds, wanted)
  // Names below rows are those of another table.
  const rowsAbove = records.slice(0, anchor ?? 0).filter(({ cells }) => cells.length >= width && fitOf(cells, kinds) === 'yes').length
  if (anchor !== undefined && rowsAbove < 2) return block(records, anchor, kinds)
  const data = records.findIndex(({ cells }) => cells.length <= width && filledIn(cells) > 1 === width > 1 && fitOf(cells, kinds) === 'yes')
  if (data >= 0) {
    const above = records[data - 1]
    const full = above !== undefined && filledIn(above.cells) * 5 >= width * 3
    if (full && isOfNames(above.cells, 1) && fitOf(above.cells, kinds) === 'no') return block(records, data - 1, kinds)
    const named = records.findIndex((record, at) => at < data && isFullOfNames(record, width))
    return named < 0 ? { state: 'none', body: data } : block(records, named, kinds)
  }
  const first = records.findIndex((record) => isFullOfNames(record, width))
  if (first < 0) return { state: 'none', body: 0 }
  const below = records.slice(first + 1).filter(({ cells }) => cells.length === width)
  return below.length === 0 || differs(records[first]?.cells ?? [], below) ? block(records, first, kinds) : { state: 'open', at: first }
}

/** The name of each column out of the rows of a header; of rows above the last, a cell stands for the empty ones after it, too. */
export function joinHeaderRows(rows: readonly (readonly string[])[]): string[] {
  // Not by spreading the lengths as arguments nor by searching for each name: a line may have a hundred thousand cells.
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0)
  const bare = Array.from({ length: width }, (_, column) => (rows.at(-1)?.[column] ?? '').trim())
  if (rows.length === 1) return bare
  const spread = rows.map((cells, index) => (index < rows.length - 1 ? spreadOver(cells, rows.slice(index + 1), width) : bare))
  const parts = bare.map((_, column) => distinct(spread.map((row) => row[column] ?? '').filter((part) => part !== '')))
  const times = new Map<string, number>()
  for (const name of bare) times.set(name, (times.get(name) ?? 0) + 1)
  return parts.map((all, column) => {
    const inOrder = all.join(' ')
    // French says the thing first: `Nom` below `Client` is `Nom client`.
    const reversed = [...all].reverse().join(' ')
    const joined = !isKnownHeader(inOrder) && isKnownHeader(reversed) ? reversed : inOrder
    const name = bare[column] ?? ''
    const alone = name !== '' && times.get(name) === 1
    return alone && !isKnownHeader(joined) && isKnownHeader(name) ? name : joined
  })
}

function spreadOver(cells: readonly string[], below: readonly (readonly string[])[], width: number): string[] {
  const spread: string[] = []
  const groups = isGroups(cells)
  for (let column = 0; column < width; column++) {
    const own = (cells[column] ?? '').trim()
    const named = below.some((row) => (row[column] ?? '').trim() !== '')
    spread.push(own === '' && named && groups ? (spread.at(-1) ?? '') : own)
  }
  return spread
}

function distinct(parts: readonly string[]): string[] {
  return parts.filter((part, index) => part !== parts[index - 1])
}

/** Whether the cells of a row stand over several columns each. */
function isGroups(cells: readonly string[]): boolean {
  return cells.some((cell, column) => cell.trim() === '' && column > 0)
}

function rowOfKnownNames(
  records: readonly SampleRecord[],
  width: number,
  kinds: TableShape['kinds'],
  wanted: ReadonlySet<string>,
): number | undefined {
  let best: { at: number; names: number } | undefined
  for (const [at, { cells }] of records.slice(0, MOST_SEARCHED).entries()) {
    const values = cells.filter((cell) => isValue(cell)).length
    const said = new Set(cells.map(foldHeader).filter((cell) => wanted.has(cell))).size
    const names = knownNames(cells) + said * 10
    const enough = names > 1 || cells.length === 1 || width <= 2
    if (names > (best?.names ?? 0) && enough && values * 3 <= cells.length && fitOf(cells, kinds) !== 'yes') best = { at, names }
  }
  return best?.at
}

/** How many cells are names of fields, each name once. */
export function knownNames(cells: readonly string[]): number {
  return new Set(cells.filter((cell) => cell.length < 60 && cell.trim() !== '' && isKnownHeader(cell))).size
}

function isValue(cell: string): boolean {
  const kind = cellKind(cell)
  return kind === 'number' || kind === 'day'
}

function isFullOfNames({ cells }: SampleRecord, width: number): boolean {
  return cells.length >= width && filledIn(cells) * 5 >= width * 3 && !cells.some(isValue)
}

function block(records: readonly SampleRecord[], anchor: number, kinds: TableShape['kinds']): HeaderRows {
  let first = anchor
  let last = anchor
  while (last - first + 1 < MOST_ROWS && goesOnBelow(records, last, kinds)) last++
  while (last - first + 1 < MOST_ROWS && beginsAbove(records, first)) first--
  return { state: 'found', first, last }
}

/** Whether the row below the names is of names still, or of units. A row of data says `yes` or `open`. */
function goesOnBelow(records: readonly SampleRecord[], at: number, kinds: TableShape['kinds']): boolean {
  const [above, row] = [records[at], records[at + 1]]
  if (above === undefined || row === undefined || row.afterBlank || row.cells.length > Math.max(above.cells.length, kinds.length))
    return false
  if (!isOfNames(row.cells, 1)) return false
  if (row.cells.every((cell) => cell.trim() === '' || /^\s*[([].*[)\]]\s*$/.test(cell))) return true
  const fills = row.cells.filter((cell, column) => cell.trim() !== '' && (above.cells[column] ?? '').trim() === '').length
  if (fills > 0 && knownNames(row.cells) > 0 && isGroups(above.cells)) return true
  const typed = kinds.flatMap((kind, column) => (kind === undefined ? [] : [column]))
  const named = typed.filter((column) => (row.cells[column] ?? '').trim() !== '')
  // Below names that are whole, words are a row with mistakes, or the header once more.
  if (named.length === 0 || above.cells.every((cell) => isKnownHeader(cell))) return false
  if (fills > 0 || knownNames(row.cells) > 1) return true
  return named.length > 1 && named.length * 2 >= typed.length && row.cells.every((cell) => !/^\s*(?:\p{Lu}|\p{Nd})/u.test(cell))
}

/** Whether the row above is one of groups, or of the names' first halves, and no title. */
function beginsAbove(records: readonly SampleRecord[], at: number): boolean {
  const [row, names] = [records[at - 1], records[at]]
  if (row === undefined || names === undefined || names.afterBlank || row.cells.length > names.cells.length) return false
  const places = row.cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  // A word and its value (`Devise;EUR`) stand in the first two columns.
  return isOfNames(row.cells, 2) && (places.at(-1) ?? 0) >= 2 && places.length <= filledIn(names.cells)
}

/** Whether a row of words is unlike those below it: in the way words of a column are written, or in what comes again and again. */
function differs(cells: readonly string[], below: readonly SampleRecord[]): boolean {
  return cells.some((cell, column) => {
    const others = below.map((record) => (record.cells[column] ?? '').trim()).filter((other) => other !== '')
    if (cell.trim() === '' || others.length < 2) return false
    const forms = new Set(others.map(formOf))
    const distinctOthers = new Set(others)
    return (
      (forms.size === 1 && !forms.has(formOf(cell.trim()))) ||
      (distinctOthers.size * 3 <= others.length && !distinctOthers.has(cell.trim()))
    )
  })
}

function formOf(text: string): string {
  if (text.includes('@')) return 'address'
  if (/\d/.test(text)) return 'figures'
  const letters = text.replace(/\P{L}/gu, '')
  if (letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'capitals'
  return letters === letters.toLowerCase() && letters !== letters.toUpperCase() ? 'small' : 'mixed'
}
