import type { Context } from '../../cli/context.ts'
import type { CsvRecord } from '../../csv/table.ts'
import type { TableRemark } from '../../csv/vcard.ts'
import { Staging } from '../../db/staging.ts'
import type { Store } from '../../db/store.ts'
import { unquoteFigures, unquoteFormula, unquotePostcode, unquoteText } from '../../domain/formula.ts'
import { OWN_COLUMNS } from '../../domain/headers.ts'
import type { TextCounts } from '../../domain/import/identity.ts'
import { nothingIn } from '../../domain/import/nothing.ts'
import { currencyOf } from '../../domain/money.ts'
import { FIRST_CELL, type ImportKind, markOf, type TableEvidence } from './kind.ts'
import { isOfRejects, isOwnExport, type OpenedTable } from './read-table.ts'
import { SaidByRejects } from './read-with.ts'
import { type LeftOut, leftOutInWords, Sieve, type SomeRows, type Unwanted } from './sieve.ts'
import { StagedColumns } from './staged-columns.ts'

export interface StagedTable {
  readonly staging: Staging
  /** Field to place in a staged row. */
  readonly places: ReadonlyMap<string, number>
  readonly evidence: TableEvidence
  readonly leftOut: LeftOut
  readonly unwanted: Unwanted
  /** Rows that had fewer cells than the header. */
  readonly filledUp: SomeRows
  /** Whether any row may be a total that only the settled amounts can tell. */
  readonly mayHaveTotals: boolean
  readonly references: TextCounts
  /** Whether the kind's column of yes or no, or days, holds days. */
  readonly inDays: boolean
  /** What a file of rejects says of how its rows are read. */
  readonly rejects: SaidByRejects
  /** What is to be said of rows as they were read. */
  readonly remarks: readonly TableRemark[]
  /** Rows with cells that were encoded twice. */
  readonly twice: Sieve['twice']
}

/** Reads all rows into the staging table, gathering what the columns say about themselves; the last cell is the whole row if `withRecords`. `see` is shown each. */
export async function stageTable(
  context: Context,
  store: Store,
  table: OpenedTable,
  kind: ImportKind,
  {
    file,
    withRecords,
    see,
  }: { readonly file: string; readonly withRecords: boolean; readonly see?: (record: CsvRecord, objection: string | undefined) => void },
): Promise<StagedTable> {
  const { csv, columns } = table
  const fields = [...columns.keys()]
  const places = new Map(fields.map((field, index) => [field, FIRST_CELL + index]))
  const staging = new Staging(store.connection, FIRST_CELL + fields.length + (withRecords ? 1 : 0))
  const whole = new StagedColumns(fields, kind, currencyOf(store.settings.currency))
  const write = rowWriter(table, withRecords)
  const sieve = new Sieve(table, kind)
  const rejects = new SaidByRejects()
  const reason = isOfRejects(csv) ? csv.header.indexOf('_reason') : undefined
  const progress = await context.progress('Reading', context.inputSize(file))
  try {
    for await (const batch of csv.records) {
      const staged: string[] = []
      for (const record of batch) {
        const { line, cells, problem, missing } = record
        const row = sieve.take(cells, line, problem, staging.rows === 0 && staged.length === 0)
        if (row === undefined) continue
        if (missing !== undefined) sieve.fills(line)
        const objection = problem === undefined ? sieve.objection(cells) : undefined
        see?.(record, objection)
        if (reason !== undefined) rejects.take(cells[reason] ?? '')
        const start = write(staged, markOf(line, problem ?? objection), row, cells)
        if (problem !== undefined) continue
        // What the profile does not want says all the same how the column is written.
        whole.look(staged, start, line)
        if (sieve.skips(cells, line)) {
          staged.length = start - FIRST_CELL
          continue
        }
        sieve.tells(cells, line)
        whole.keep(staged, start)
      }
      staging.add(staged)
      progress.at(csv.bytesRead())
    }
  } finally {
    progress.stop()
  }
  return {
    staging,
    places,
    evidence: whole.evidence,
    references: whole.references,
    inDays: whole.inDays,
    leftOut: leftOutInWords(csv.leftOut(), sieve),
    unwanted: sieve.unwanted,
    filledUp: sieve.filledUp,
    mayHaveTotals: sieve.mayHaveTotals,
    rejects,
    remarks: [...(csv.vcards?.takeRemarks() ?? []), ...sieve.remarks],
    twice: sieve.twice,
  }
}

/** Writes a row behind those staged before: its mark, its cells, and if `withRecords` all cells of the line; answers where the first cell stands. */
function rowWriter(
  { csv, columns }: OpenedTable,
  withRecords: boolean,
): (staged: string[], mark: string, row: readonly string[], line: readonly string[]) => number {
  const positions = [...columns.values()]
  const clean = [...columns.keys()].map(isOwnExport(csv) ? () => ownText : cleanerOf)
  const kept = csv.header.flatMap((header, index) => (OWN_COLUMNS.includes(header) ? [] : [index]))
  return (staged, mark, row, line) => {
    const start = staged.push(mark)
    for (let index = 0; index < positions.length; index++) {
      const text = row[positions[index] ?? -1]?.trim() ?? ''
      staged.push(text === '' ? text : (clean[index]?.(text) ?? text))
    }
    if (withRecords) staged.push(JSON.stringify(line.length === csv.header.length ? kept.map((index) => line[index]) : line))
    return start
  }
}

/** The text of a cell of clientele's own, which says what it says. */
function ownText(text: string): string {
  const first = text.charCodeAt(0)
  return first === APOSTROPHE ? unquoteFormula(text) : first === EQUALS ? unquoteText(text) : text
}

/** What makes the text of a field's cell: without the apostrophe that keeps a spreadsheet from running or changing it, and empty where it says so. */
function cleanerOf(field: string): (text: string) => string {
  if (field === 'direction') return (text) => text
  const says = nothingIn(field)
  const unquoteNumber = field === 'postcode' ? unquotePostcode : FREE.includes(field) ? String : unquoteFigures
  const clean = (text: string): string => {
    const own = ownText(text)
    if (says(own)) return ''
    return own.charCodeAt(0) === APOSTROPHE ? unquoteNumber(own) : own
  }
  if (!NAMES.includes(field)) return clean
  return (text) => clean(text.includes('\n') || text.includes('\r') ? text.replace(LINE_ENDS, ' ') : text)
}

const [APOSTROPHE, EQUALS] = [39, 61]
/** Names are of one line, also where a bank writes its text over several. */
const NAMES: readonly string[] = ['client', 'name', 'first_name', 'last_name']
/** Of words that may well begin with an apostrophe. */
const FREE: readonly string[] = ['name', 'first_name', 'last_name', 'note', 'for', 'avoid']
const LINE_ENDS = /\s*[\r\n]\s*/g
