import type { Context } from '../../cli/context.ts'
import type { LeftOutSoFar } from '../../csv/table.ts'
import type { TableRemark } from '../../csv/vcard.ts'
import { Staging } from '../../db/staging.ts'
import type { Store } from '../../db/store.ts'
import { addAmountCell, addDayCell, newEvidence } from '../../domain/column.ts'
import { unquoteFormula, unquoteText } from '../../domain/formula.ts'
import { OWN_COLUMNS } from '../../domain/headers.ts'
import { TextCounts } from '../../domain/import/identity.ts'
import { countsDays } from '../../domain/import/invoice.ts'
import { leftOut, type NoiseRules } from '../../domain/import/noise.ts'
import { nothingIn } from '../../domain/import/nothing.ts'
import { type RowRules, rowRules } from '../../domain/import/profile-map.ts'
import type { ColumnMap } from '../../domain/mapping.ts'
import { currencyOf } from '../../domain/money.ts'
import type { LinesLeftOut } from '../../domain/table-lines.ts'
import { FIRST_CELL, type ImportKind, type TableEvidence } from './kind.ts'
import { isOwnExport, type OpenedTable } from './read-table.ts'

/** The lines that are no rows: how many, and the first of them in words. */
export interface LeftOut {
  readonly lines: number
  readonly first: readonly string[]
  /** The same as they stand in the file. */
  readonly places: readonly LinesLeftOut[]
}

const MOST_LEFT_OUT = 10
const MOST_EXAMPLES = 3

/** Rows that the profile does not want, by the reason: how many, and the first lines. */
export type Unwanted = Map<string, { rows: number; readonly lines: number[] }>

export interface StagedTable {
  readonly staging: Staging
  /** Field to place in a staged row. */
  readonly places: ReadonlyMap<string, number>
  readonly evidence: TableEvidence
  readonly leftOut: LeftOut
  readonly unwanted: Unwanted
  readonly references: TextCounts
  /** Whether the kind's column of yes or no, or days, holds days. */
  readonly inDays: boolean
  /** What is to be said of rows as they were read. */
  readonly remarks: readonly TableRemark[]
}

/** Reads all rows into the staging table, gathering what the columns say about themselves; the last cell is the whole row if `withRecords`. */
export async function stageTable(
  context: Context,
  store: Store,
  table: OpenedTable,
  kind: ImportKind,
  { file, withRecords }: { readonly file: string; readonly withRecords: boolean },
): Promise<StagedTable> {
  const { csv, columns } = table
  const fields = [...columns.keys()]
  const positions = [...columns.values()]
  const clean = fields.map(isOwnExport(csv) ? () => ownText : cleanerOf)
  const places = new Map(fields.map((field, index) => [field, FIRST_CELL + index]))
  const staging = new Staging(store.connection, FIRST_CELL + fields.length + (withRecords ? 1 : 0))
  const at = (names: readonly string[]) => names.flatMap((name) => (columns.has(name) ? [fields.indexOf(name)] : []))
  const days = at(kind.days)
  const amounts = at(kind.amounts)
  const [reference] = at([kind.reference])
  const [yesOrDays] = at([kind.yesOrDays ?? ''])
  let inDays = false
  const evidence = { days: newEvidence(), amounts: newEvidence() }
  const references = new TextCounts()
  const currency = currencyOf(store.settings.currency)
  const kept = csv.header.flatMap((header, index) => (OWN_COLUMNS.includes(header) ? [] : [index]))
  const sieve = new Sieve(table, kind)
  const progress = await context.progress('Reading', context.inputSize(file))
  try {
    for await (const batch of csv.records) {
      const staged: string[] = []
      for (const { line, cells, problem } of batch) {
        const row = sieve.take(cells, line, problem, staging.rows === 0 && staged.length === 0)
        if (row === undefined) continue
        const start = staged.push(String(line), problem ?? '')
        for (let index = 0; index < positions.length; index++) {
          const text = row[positions[index] ?? -1]?.trim() ?? ''
          staged.push(text === '' ? text : (clean[index]?.(text) ?? text))
        }
        if (withRecords) staged.push(JSON.stringify(cells.length === csv.header.length ? kept.map((index) => cells[index]) : cells))
        if (problem !== undefined) continue
        // What the profile does not want says all the same how the column is written.
        for (const index of days) addDayCell(evidence.days, staged[start + index] ?? '', line)
        for (const index of amounts) addAmountCell(evidence.amounts, staged[start + index] ?? '', line, currency)
        if (sieve.skips(cells, line)) {
          staged.length = start - FIRST_CELL
          continue
        }
        if (reference !== undefined && staged[start + reference] !== '') references.add(staged[start + reference] ?? '')
        inDays ||= yesOrDays !== undefined && countsDays(staged[start + yesOrDays] ?? '')
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
    evidence,
    references,
    inDays,
    leftOut: leftOutInWords(sieve.left, sieve.lines, csv.leftOut()),
    unwanted: sieve.unwanted,
    remarks: csv.vcards?.takeRemarks() ?? [],
  }
}

/** Lets rows through and the rest not: lines that are no rows, and rows that the profile does not want. */
class Sieve {
  /** The first of the lines left out, and how many there are. */
  readonly left: LinesLeftOut[] = []
  lines = 0
  readonly unwanted: Unwanted = new Map()
  private readonly noise: NoiseRules
  private readonly day: number | undefined
  /** Whether every row is a record whatever its name: programs write no titles among their rows. */
  private readonly isOfProgram: boolean
  private readonly number: number | undefined
  private readonly computed: ColumnMap['computed']
  private readonly rules: RowRules | undefined

  constructor({ csv: { header, form }, columns, map, profile }: OpenedTable, kind: ImportKind) {
    const byColumn = new Map([...columns].map(([field, index]) => [index, field]))
    const day = kind.dayInEveryRow ? columns.get(kind.days[0] ?? '') : undefined
    const client = kind.dayInEveryRow ? (columns.get('client') ?? columns.get('last_name')) : columns.get('name')
    this.noise = { kind: kind.kind, header, fields: header.map((_, index) => byColumn.get(index)), day, client }
    this.day = day
    this.isOfProgram = form !== undefined
    this.number = columns.get('client_number')
    this.computed = map.computed
    this.rules = profile && rowRules(profile, header)
  }

  /** The row with the cells that are made of others behind it; undefined where the line is no row. */
  take(cells: readonly string[], line: number, problem: string | undefined, isFirst: boolean): readonly string[] | undefined {
    const row = this.computed.length === 0 || problem !== undefined ? cells : [...cells, ...this.computed.map(({ read }) => read(cells))]
    const left = this.mayBeNoise(row) ? leftOut(cells, this.noise, isFirst) : undefined
    if (left !== undefined || this.rules?.leavesOut(cells)) {
      if (this.lines++ < MOST_LEFT_OUT) this.left.push({ what: left ?? 'text', first: line, last: line })
      return undefined
    }
    return row
  }

  /** Whether the profile does not want the row; if so, it is counted. */
  skips(cells: readonly string[], line: number): boolean {
    const why = this.rules?.skips(cells)
    if (why === undefined) return false
    const unwanted = this.unwanted.get(why) ?? { rows: 0, lines: [] }
    if (unwanted.rows++ < MOST_EXAMPLES) unwanted.lines.push(line)
    this.unwanted.set(why, unwanted)
    return true
  }

  /** A quick look that lets most records by: one whose day begins with a digit is a record. */
  private mayBeNoise(row: readonly string[]): boolean {
    if (this.isOfProgram || (this.number !== undefined && row[this.number] !== '')) return false
    if (this.day === undefined) return true
    const text = row[this.day] ?? ''
    // A day that is made of several columns stands in none of them.
    if (this.day >= this.noise.header.length) return text.trim() === ''
    const first = text.charCodeAt(0)
    return !(first >= 48 && first <= 57)
  }
}

/** What the reading and the sieve left out, in the order of the file. */
function leftOutInWords(left: readonly LinesLeftOut[], lines: number, read: LeftOutSoFar): LeftOut {
  const inOrder = [...left, ...read.first].sort((one, other) => one.first - other.first)
  const place = ({ first, last }: LinesLeftOut) => (first === last ? `line ${first}` : `lines ${first} to ${last}`)
  const places = inOrder.slice(0, MOST_LEFT_OUT)
  return { lines: lines + read.count, first: places.map((each) => `${each.what} ${place(each)}`), places }
}

/** The text of a cell of clientele's own, which says what it says. */
function ownText(text: string): string {
  const first = text.charCodeAt(0)
  return first === APOSTROPHE ? unquoteFormula(text) : first === EQUALS ? unquoteText(text) : text
}

/** What makes the text of a field's cell: without the apostrophe that keeps a spreadsheet from running it, and empty where it says so. */
function cleanerOf(field: string): (text: string) => string {
  if (field === 'direction') return (text) => text
  const says = nothingIn(field)
  const clean = (text: string): string => {
    const own = ownText(text)
    return says(own) ? '' : own
  }
  if (!NAMES.includes(field)) return clean
  return (text) => clean(text.includes('\n') || text.includes('\r') ? text.replace(LINE_ENDS, ' ') : text)
}

const [APOSTROPHE, EQUALS] = [39, 61]
/** Names are of one line, also where a bank writes its text over several. */
const NAMES: readonly string[] = ['client', 'name', 'first_name', 'last_name']
const LINE_ENDS = /\s*[\r\n]\s*/g
