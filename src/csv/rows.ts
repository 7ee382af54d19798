/** Records to the rows of a table: as wide as its header, without the lines that are no rows. */
import { CutRows } from '../domain/cut-rows.ts'
import { isOfSpaces } from '../domain/dialect-sample.ts'
import type { Dialect } from '../domain/layout.ts'
import type { TableLine, TableLines } from '../domain/table-lines.ts'
import { counted } from '../domain/words.ts'
import type { RawRecord } from './records.ts'
import type { CsvRecord } from './table.ts'

interface RowRules {
  readonly lines: TableLines<RawRecord>
  readonly width: number
  readonly byRuns: boolean
  /** Whether clientele wrote it, so that all lines are rows. */
  readonly isOwn: boolean
  /** Looks for rows cut by line breaks, where they can be told. */
  readonly cut: CutRows<CsvRecord> | undefined
  /** Whether quotes are taken for text only because none was closed. */
  readonly isQuoteless: boolean
  /** Whether every row so far had all its cells. */
  whole: boolean
  /** The last row so far, where more of it may come in the next batch. */
  readonly kept: CsvRecord[]
}

/** `isOwn`: whether clientele wrote it; `isTold`: whether the user says what quotes are. */
export function rulesOf(
  { delimiter, quote, shape: { padded } }: Dialect,
  width: number,
  lines: TableLines<RawRecord>,
  { isOwn, isTold }: { readonly isOwn: boolean; readonly isTold: boolean },
): RowRules {
  const byRuns = isOfSpaces(delimiter)
  return {
    lines,
    width,
    byRuns,
    isOwn,
    isQuoteless: quote === null && !isTold,
    cut: padded && !byRuns && !isOwn ? new CutRows(width) : undefined,
    whole: true,
    kept: [],
  }
}

export async function* readRows(
  first: RawRecord[],
  batches: AsyncIterable<RawRecord[]>,
  rules: RowRules,
  close: () => Promise<void>,
): AsyncGenerator<CsvRecord[]> {
  try {
    if (first.length > 0) yield shape(first, rules)
    for await (const batch of batches) {
      const rows = shape(batch, rules)
      if (rows.length > 0) yield rows
    }
    const tail = rules.lines.end().map((row) => asWide(row, rules))
    const rest = [...rules.kept, ...(rules.cut?.end() ?? []), ...tail]
    if (rest.length > 0) yield rest
  } finally {
    await close()
  }
}

/** The rows among the records, as wide as the header. */
function shape(records: readonly RawRecord[], rules: RowRules): CsvRecord[] {
  const { lines, width, isOwn, cut, kept } = rules
  const rows = kept.splice(0)
  const add = (row: CsvRecord): void => {
    if (cut === undefined) rows.push(row)
    else cut.add(row, rows)
  }
  for (const record of records) {
    if (lines.isPlainRow(record) && record.cells.length === width && record.unended === undefined) add(record)
    else if (isBlank(record.cells)) lines.blank()
    else if (isOwn) add(asWide(record, rules))
    else for (const row of lines.take(record)) add(asWide(row, rules))
  }
  if (cut !== undefined) kept.push(...rows.splice(-1))
  return rows
}

/** Among runs of spaces nobody can tell which cell is missing, so a short row is a problem there. */
function asWide({ line, cells, unended, isDoubtful }: RawRecord & TableLine, rules: RowRules): CsvRecord {
  const { width, byRuns } = rules
  if (unended && rules.isQuoteless && OPENED.test(cells.at(-1) ?? '')) return { line, cells, problem: CUT_OFF }
  const excess = cells.length - width
  if (excess === 0) return { line, cells }
  if (excess > 0 && isBlank(cells.slice(width))) return { line, cells: cells.slice(0, width) }
  if (excess < 0 && unended && rules.whole) return { line, cells, problem: brokenOff(cells.length, width) }
  if (isDoubtful) return { line, cells, problem: ALONE }
  if (excess < 0 && !byRuns) {
    rules.whole = false
    return { line, cells: [...cells, ...Array<string>(-excess).fill('')], missing: -excess }
  }
  return { line, cells, problem: `has ${counted(cells.length, 'cell')}, the header has ${width}` }
}

/** A quote before a cell that is not closed. */
const OPENED = /^\s*"[^"]*$/
const CUT_OFF =
  'breaks off inside a quoted cell: it is the last, without a line end - get the whole file, close the quote, or say --quote none if it is text'

const ALONE = 'is one text alone below a blank line, and may be a note - write all its delimiters if it is a row, or take it out'

/** Where all other rows are whole, a short last one without line end is what a broken transfer leaves. */
function brokenOff(cells: number, width: number): string {
  return `breaks off the table: it is the last, without a line end, and has ${counted(cells, 'cell')} of ${width} - get the whole file, or end the line if that is all`
}

export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}
