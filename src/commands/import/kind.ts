import type { Context } from '../../cli/context.ts'
import type { OwnedTable } from '../../db/bulk.ts'
import type { WriteScope } from '../../db/store.ts'
import type { ColumnEvidence } from '../../domain/column-evidence.ts'
import type { TableKind } from '../../domain/headers.ts'
import type { CellRules, RowProblem } from '../../domain/import/cells.ts'
import type { Erasable, Erasing } from '../../domain/import/erase.ts'
import type { TextCounts } from '../../domain/import/identity.ts'
import { joinNames } from '../../domain/mapping.ts'
import type { Tally } from './tally.ts'
import type { Updates } from './updates.ts'

/** What the rows of a staged batch look like: a mark with their line, their mapped cells, perhaps the row as it stands. */
export const FIRST_CELL = 1

/** The line of a row, and behind a space why it cannot be right. */
export function markOf(line: number, problem: string | undefined): string {
  return problem === undefined ? String(line) : `${line} ${problem}`
}

export function lineOf(cells: readonly string[], start: number): number {
  return Number.parseInt(cells[start] ?? '', 10)
}

/** What the cells of days and of amounts say of how they are written. */
export interface TableEvidence {
  readonly days: ColumnEvidence
  readonly amounts: ColumnEvidence
}

/** What an import has to work with once the table is read and its columns are settled. */
export interface ImportWork {
  readonly context: Context
  readonly scope: WriteScope
  readonly rules: CellRules
  /** The name of the system that the file comes from. */
  readonly system: string
  /** Fields to the place of their cell in a staged row. */
  readonly places: ReadonlyMap<string, number>
  /** How many rows there are. */
  readonly rows: number
  /** How often each reference comes in the file. */
  readonly references: TextCounts
  /** Whether the column that may hold yes or no, or days, holds days. */
  readonly inDays: boolean
  /** Whether the last cell of a staged row is the whole row, for a rejects file. */
  readonly withRecords: boolean
  readonly kind: ImportKind
  readonly tally: Tally
  /** What empty cells take out. */
  readonly erasing: Erasing
  /** Where each update is told, if that is wanted. */
  readonly updates: Updates | undefined
  /** Whether the table is one of rejects that an import left out. */
  readonly mended: boolean
}

/** Judges and writes rows, a batch at a time, inside the operation. */
export interface RowTaker {
  /** `cells` are those of a batch, one row after another, `width` a row. */
  take(cells: readonly string[], width: number): void
  /** Writes what is still held back. */
  finish(): void
}

/** One kind of table that can be imported. */
export interface ImportKind {
  readonly kind: TableKind
  /** The fields that are days, and those that are amounts; the first day is one that every record has, if `dayInEveryRow`. */
  readonly days: readonly string[]
  readonly amounts: readonly string[]
  readonly dayInEveryRow: boolean
  /** The field that is yes or no, or a number of days, if it has one: what a 1 means, the whole column tells. */
  readonly yesOrDays?: string
  /** The tables whose rows belong to clients that it fills, the largest first. */
  readonly tables: readonly OwnedTable[]
  /** The field whose repetition within the file takes its worth as a key. */
  readonly reference: string
  /** What empty cells may take out. */
  readonly erasable: Erasable
  begin(work: ImportWork): RowTaker | Promise<RowTaker>
}

/** A function that reads the cell of a field from a batch, '' where the table has no such column. */
export function cellOf(work: ImportWork, field: string): (cells: readonly string[], start: number) => string {
  const place = work.places.get(field)
  return place === undefined ? () => '' : (cells, start) => cells[start + place] ?? ''
}

/** As `cellOf`, for the name of a client: without a column of that field, its halves. */
export function nameOf(work: ImportWork, field: 'client' | 'name'): (cells: readonly string[], start: number) => string {
  if (work.places.has(field) || !work.places.has('last_name')) return cellOf(work, field)
  const first = cellOf(work, 'first_name')
  const last = cellOf(work, 'last_name')
  return (cells, start) => joinNames(first(cells, start), last(cells, start))
}

/** Counts a row that cannot be imported. */
export function rejectRow(work: ImportWork, cells: readonly string[], start: number, problem: RowProblem): void {
  const { tally, places, withRecords } = work
  const line = lineOf(cells, start)
  tally.reject(line, problem, withRecords ? cells[start + FIRST_CELL + places.size] : undefined)
}

/** Why a row is broken as it stands in the table; undefined where it is not. */
export function brokenRow(cells: readonly string[], start: number): RowProblem | undefined {
  const mark = cells[start] ?? ''
  const space = mark.indexOf(' ')
  return space < 0 ? undefined : { field: null, message: `the row${mark.slice(space)}` }
}
