/** Which records of a table are rows to be imported, and what is to be told of the others. */
import type { LeftOutSoFar } from '../../csv/table.ts'
import type { TableRemark } from '../../csv/vcard.ts'
import { isNamedTotal, isUndatedTotal } from '../../domain/import/dated-totals.ts'
import { moreThanTaken } from '../../domain/import/more-values.ts'
import { leftOut, type NoiseRules } from '../../domain/import/noise.ts'
import { objectionsOf } from '../../domain/import/objections.ts'
import { columnFinder, type RowRules, rowRules } from '../../domain/import/profile-map.ts'
import type { ColumnMap } from '../../domain/mapping.ts'
import type { LinesLeftOut } from '../../domain/table-lines.ts'
import { decodedOnceMore } from '../../domain/twice-encoded.ts'
import { counted } from '../../domain/words.ts'
import type { ImportKind } from './kind.ts'
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

/** How many rows, and the first of their lines. */
export interface SomeRows {
  rows: number
  readonly lines: number[]
}

/** Rows that the profile does not want, by the reason. */
export type Unwanted = Map<string, SomeRows>

/** Lets rows through and the rest not: lines that are no rows, and rows that the profile does not want. */
export class Sieve {
  /** The first of the lines left out, and how many there are. */
  readonly left: LinesLeftOut[] = []
  lines = 0
  readonly unwanted: Unwanted = new Map()
  /** Rows that had fewer cells than the header. */
  readonly filledUp: SomeRows = { rows: 0, lines: [] }
  /** Whether a row that was let through may be a total: its client is called so, or it has no day. */
  mayHaveTotals = false
  /** What is to be said of rows that were let through. */
  readonly remarks: TableRemark[] = []
  /** Rows with cells that were encoded twice, and the first of them in words. */
  readonly twice: { rows: number; cells: number; readonly examples: string[] } = { rows: 0, cells: 0, examples: [] }
  private readonly noise: NoiseRules
  private readonly day: number | undefined
  /** Whether every row is a record whatever its name: programs write no titles among their rows. */
  private readonly isOfProgram: boolean
  private readonly number: number | undefined
  private readonly computed: ColumnMap['computed']
  private readonly rules: RowRules | undefined
  private readonly objections: ReturnType<typeof objectionsOf>
  /** The client of the row above. */
  private above = ''
  private readonly mayBeTwice: () => boolean
  private readonly more: ((cells: readonly string[]) => string[]) | undefined

  constructor(table: OpenedTable, kind: ImportKind) {
    const {
      csv: { header, form, mayBeTwice },
      columns,
      map,
      profile,
    } = table
    const byColumn = new Map([...columns].map(([field, index]) => [index, field]))
    const day = kind.dayInEveryRow ? columns.get(kind.days[0] ?? '') : undefined
    const client = kind.dayInEveryRow ? (columns.get('client') ?? columns.get('last_name')) : columns.get('name')
    this.noise = { kind: kind.kind, header, fields: header.map((_, index) => byColumn.get(index)), day, client }
    this.day = day
    this.isOfProgram = form !== undefined
    this.number = columns.get('client_number')
    this.computed = map.computed
    this.rules = profile && rowRules(profile, header)
    this.objections = objectionsTo(table, kind)
    const made = Object.entries(profile?.fields ?? {}).filter(([field]) => (columns.get(field) ?? 0) >= header.length)
    this.mayBeTwice = mayBeTwice ?? (() => false)
    this.more = moreThanTaken(Object.fromEntries(made), columnFinder(header))
  }

  /** The row with the cells that are made of others behind it; undefined where the line is no row. */
  take(cells: readonly string[], line: number, problem: string | undefined, isFirst: boolean): readonly string[] | undefined {
    const row = this.computed.length === 0 || problem !== undefined ? cells : [...cells, ...this.computed.map(({ read }) => read(cells))]
    const left = this.mayBeNoise(row) ? leftOut(cells, this.noise, isFirst, this.above) : undefined
    if (left !== undefined || this.rules?.leavesOut(cells)) {
      if (this.lines++ < MOST_LEFT_OUT) this.left.push({ what: left ?? 'text', first: line, last: line })
      return undefined
    }
    const isOfProgram = this.isOfProgram || (this.number !== undefined && row[this.number] !== '')
    if (!isOfProgram) this.look(row)
    return row
  }

  /** What a column that no field takes says against the row. */
  objection(cells: readonly string[]): string | undefined {
    return this.objections?.(cells)
  }

  /** Notes what of the row is not taken, or not as it was meant. */
  tells(cells: readonly string[], line: number): void {
    if (this.more !== undefined) for (const sentence of this.more(cells)) this.remarks.push({ sentence, line })
    if (this.mayBeTwice()) this.tellsTwice(cells, line)
  }

  private tellsTwice(cells: readonly string[], line: number): void {
    const { twice } = this
    const before = twice.cells
    for (const cell of cells) {
      const meant = decodedOnceMore(cell)
      if (meant === undefined) continue
      if (twice.cells++ === before && twice.rows++ < MOST_EXAMPLES) twice.examples.push(`line ${line} "${cell}" for "${meant}"`)
    }
  }

  /** Keeps whose row it is, and whether it may be a total. */
  private look(row: readonly string[]): void {
    const client = row[this.noise.client ?? -1] ?? ''
    this.above = client
    if (this.mayHaveTotals || this.noise.client === undefined) return
    const isUndated = this.day !== undefined && (row[this.day] ?? '').trim() === ''
    this.mayHaveTotals = isNamedTotal(client) || (isUndated && isUndatedTotal(client.trim()))
  }

  /** Counts a row that was filled up with empty cells. */
  fills(line: number): void {
    if (this.filledUp.rows++ < MOST_EXAMPLES) this.filledUp.lines.push(line)
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

/** Layouts that come with the program say themselves which of their rows count; of a saved profile every column is one that the user named. */
function objectionsTo({ csv, columns, map, profile, values }: OpenedTable, { kind }: ImportKind): ReturnType<typeof objectionsOf> {
  if (isOwnExport(csv) || (profile?.recognised_by.length ?? 0) > 0) return undefined
  const explicit = profile === undefined ? values.map.map(({ field }) => field.trim().toLowerCase()) : columns.keys()
  return objectionsOf(kind, csv.header, map, new Set(explicit))
}

/** What is to be warned of: lines left out, and rows that were filled up. */
export function lineWarnings({ lines, first }: LeftOut, { rows, lines: examples }: SomeRows = { rows: 0, lines: [] }): string[] {
  const more = lines > first.length ? ` and ${lines - first.length} more` : ''
  const [has, of] = rows === 1 ? ['has', 'line'] : ['have', 'lines']
  const others = rows > examples.length ? ', ...' : ''
  return [
    ...(lines > 0 ? [`left out: ${first.join(', ')}${more}`] : []),
    ...(rows > 0
      ? [`${counted(rows, 'row')} ${has} fewer cells than the header, the rest is read as empty: ${of} ${examples.join(', ')}${others}`]
      : []),
  ]
}

/** What the reading and the sieve left out, in the order of the file. */
export function leftOutInWords(read: LeftOutSoFar, { left, lines }: Pick<Sieve, 'left' | 'lines'> = { left: [], lines: 0 }): LeftOut {
  return inWords([...left, ...read.first], lines + read.count)
}

/** The same and more. */
export function addLeftOut({ lines, places }: LeftOut, more: readonly LinesLeftOut[]): LeftOut {
  return inWords([...places, ...more], lines + more.length)
}

function inWords(all: readonly LinesLeftOut[], lines: number): LeftOut {
  const place = ({ first, last }: LinesLeftOut) => (first === last ? `line ${first}` : `lines ${first} to ${last}`)
  const places = [...all].sort((one, other) => one.first - other.first).slice(0, MOST_LEFT_OUT)
  return { lines, first: places.map((each) => `${each.what} ${place(each)}`), places }
}
