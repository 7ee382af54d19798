/** Tables that stand above another in one file: none of them is to be passed over in silence. */
import type { SampleRecord } from './dialect-sample.ts'
import { knownNames } from './header-rows.ts'
import { filledIn, fitOf, isOfNames, kindsOf, sectionsOf, usualWidth } from './table-shape.ts'

/** A header with rows, by positions among the records. */
export interface TablePart {
  readonly header: number
  /** Behind the last record of the part between blank lines in which the header stands. */
  readonly end: number
  /** Whether its header is of names that are known. */
  readonly known: boolean
}

/** So many columns of names that are not known tell a table from words and their values (`Holder;Asha`), which stand above many. */
const UNKNOWN_WIDTH = 3

/** The tables among the first records, which are those above a header that was found. */
export function tablesIn(records: readonly SampleRecord[]): TablePart[] {
  const tables: TablePart[] = []
  const met = new Set<string>()
  let start = 0
  for (const section of sectionsOf(records)) {
    for (const [index, { cells }] of section.entries()) {
      const known = isHeaderOfKnown(section, index)
      const text = cells.join('\0')
      if ((!known && !isHeaderOfValues(section, index)) || met.has(text)) continue
      met.add(text)
      tables.push({ header: start + index, end: start + section.length, known })
      break
    }
    start += section.length
  }
  return tables
}

/** Whether most cells are names of fields, and a row of something else is below. */
function isHeaderOfKnown(section: readonly SampleRecord[], at: number): boolean {
  const [row, below] = [section[at], section[at + 1]]
  if (row === undefined || below === undefined || filledIn(below.cells) < 2) return false
  const names = knownNames(row.cells)
  return names > 1 && names * 2 >= filledIn(row.cells) && isOfNames(row.cells, 2) && knownNames(below.cells) < 2
}

/** Whether words stand above columns of numbers or days. */
function isHeaderOfValues(section: readonly SampleRecord[], at: number): boolean {
  const [row, ...below] = section.slice(at)
  if (row === undefined || below.length === 0 || !isOfNames(row.cells, UNKNOWN_WIDTH)) return false
  const width = usualWidth(below)
  const kinds = kindsOf(below, width)
  return width === row.cells.length && fitOf(row.cells, kinds) === 'no' && below.every(({ cells }) => fitOf(cells, kinds) === 'yes')
}
