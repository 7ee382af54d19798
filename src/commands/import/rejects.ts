import type { Context } from '../../cli/context.ts'
import type { FileInProgress } from '../../cli/files.ts'
import { quoteFormula, unquoteFormula, unquoteText } from '../../domain/formula.ts'
import { OWN_COLUMNS } from '../../domain/headers.ts'
import type { OpenedTable } from './read-table.ts'
import type { Tally } from './tally.ts'

export const REJECTS = 'the file of rejects'

/** Rows that could not be imported, with their line and the reason last; begun with the first of them, whole or not at all. */
export class RejectsFile {
  private readonly context: Context
  private readonly path: string
  private readonly header: readonly string[]
  private readonly delimiter: string
  /** How the rows are to be read, behind the reason of each. */
  private readonly readWith: string
  private file: FileInProgress | undefined

  constructor(context: Context, path: string, { csv, columns }: OpenedTable, readWith: string) {
    const { delimiter, header_row } = csv.detected
    const fields = new Map([...columns].map(([field, index]) => [index, field]))
    this.context = context
    this.path = path
    this.readWith = readWith
    // Without a header of its own, the file could not be imported by itself.
    this.header = header_row === 0 ? csv.header.map((place, index) => fields.get(index) ?? place) : csv.header
    this.delimiter = delimiter.trim().length === 1 ? delimiter.trim() : delimiter === '\t' ? '\t' : ','
  }

  /** Writes the rows that the tally holds. */
  async take(tally: Tally): Promise<void> {
    const held = tally.takeHeld()
    if (held.length === 0) return
    const width = this.columns().length
    const lines = held.map(([record, line, reason]) =>
      this.line([...asWide(JSON.parse(record), width), String(line), `${reason}${this.readWith}`]),
    )
    if (!this.file) {
      this.file = await this.context.beginFile(this.path, REJECTS)
      lines.unshift(this.line([...this.columns(), ...OWN_COLUMNS]))
    }
    this.file.write(lines.join(''))
  }

  finish(): void {
    this.file?.finish()
  }

  abandon(): void {
    this.file?.abandon()
  }

  /** Positions of the columns that a rejects file brings along, to be left out of the next one. */
  private columns(): readonly string[] {
    return this.header.filter((name) => !OWN_COLUMNS.includes(name))
  }

  private line(cells: readonly string[]): string {
    const { delimiter } = this
    return `${cells.map((cell) => quoted(safe(cell), delimiter)).join(delimiter)}\n`
  }
}

/** A short row with empty cells behind it, so that line and reason stand in their columns. */
function asWide(cells: readonly string[], width: number): readonly string[] {
  return cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells
}

/** A formula that is nothing but a text is as safe as that text. */
function safe(cell: string): string {
  return unquoteText(cell) === cell ? quoteFormula(unquoteFormula(cell)) : cell
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
