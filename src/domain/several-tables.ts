/** Tables that stand above another in one file: none of them is to be passed over in silence. */
import { cellKind, type SampleRecord } from './dialect-sample.ts'
import { knownNames } from './header-rows.ts'
import { filledIn, fitOf, isOfNames, kindsOf, sectionsOf, usualWidth } from './table-shape.ts'

/** Rows above those that were found, by positions among the records. */
export interface TablePart {
  /** The header; the first row where there is none. */
  readonly header: number
  /** Behind the last record of the part between blank lines in which they stand. */
  readonly end: number
  /** `names`: those of fields that are known; `words`: others, which may be said to be such; `none`: it can only be told. */
  readonly by: 'names' | 'words' | 'none'
}

/** So many columns of names that are not known tell a table from words and their values (`Holder;Asha`), which stand above many. */
const UNKNOWN_WIDTH = 3

/** The tables among the first records, which are those above a header that was found. */
export function tablesIn(records: readonly SampleRecord[]): TablePart[] {
  const tables: TablePart[] = []
  const met = new Set<string>()
  let start = 0
  for (const section of sectionsOf(records)) {
    const end = start + section.length
    // A blank line may stand between a header and its rows.
    const withNext = [...section, ...records.slice(end, end + 1)]
    for (const [index, { cells }] of section.entries()) {
      const by = beginsTable(section, withNext, index)
      const text = cells.join('\0')
      if (by === undefined || met.has(text)) continue
      met.add(text)
      tables.push({ header: start + index, end, by })
      break
    }
    start = end
  }
  return tables
}

function beginsTable(section: readonly SampleRecord[], withNext: readonly SampleRecord[], at: number): TablePart['by'] | undefined {
  if (isHeaderOfKnown(withNext, at)) return 'names'
  if (isHeaderOfValues(section, at)) return 'words'
  return isList(section, at) || areRows(section, at) ? 'none' : undefined
}

/** Whether most cells are names of fields, and a row of something else is below, as wide where a blank line is between. */
function isHeaderOfKnown(records: readonly SampleRecord[], at: number): boolean {
  const [row, below] = [records[at], records[at + 1]]
  if (row === undefined || below === undefined || filledIn(below.cells) < 2) return false
  if (below.afterBlank && below.cells.length !== row.cells.length) return false
  const names = knownNames(row.cells)
  return names > 1 && names * 2 >= filledIn(row.cells) && isOfNames(row.cells, 2) && knownNames(below.cells) < 2
}

/** Whether texts stand below the name of their one column. */
function isList(section: readonly SampleRecord[], at: number): boolean {
  const [name, ...texts] = section.slice(at)
  return texts.length > 1 && knownNames(name?.cells ?? []) === 1 && [name, ...texts].every((each) => each?.cells.length === 1)
}

/** Whether two rows alike, with a day, a number and more in each, stand there without a header. */
function areRows(section: readonly SampleRecord[], at: number): boolean {
  const rows = section.slice(at, at + 2)
  const kinds = rows.map(({ cells }) => cells.map(cellKind))
  const isRow = (of: readonly string[]): boolean =>
    of.includes('day') && of.includes('number') && of.filter((kind) => kind !== 'empty').length > 2
  return rows.length === 2 && kinds.every(isRow) && kinds[0]?.join() === kinds[1]?.join()
}

/** Whether words stand above columns of numbers or days. */
function isHeaderOfValues(section: readonly SampleRecord[], at: number): boolean {
  const [row, ...below] = section.slice(at)
  if (row === undefined || below.length === 0 || !isOfNames(row.cells, UNKNOWN_WIDTH)) return false
  const width = usualWidth(below)
  const kinds = kindsOf(below, width)
  return width === row.cells.length && fitOf(row.cells, kinds) === 'no' && below.every(({ cells }) => fitOf(cells, kinds) === 'yes')
}
