/**
 * A line break in a cell that no quotes hold cuts its row: the pieces are short, and together as wide as the header. Filled up with empty
 * cells, each would be taken for a row of its own. Nobody can tell them for certain from rows that somebody left unfinished, so they become
 * one bad row, with its cells put together again. Only for tables whose program writes empty cells at the end of a row: elsewhere short rows
 * are common.
 */

export interface CutRow {
  readonly line: number
  /** As many as the header has, where there is no `problem`. */
  readonly cells: readonly string[]
  readonly problem?: string
  /** How many cells at its end were missing. */
  readonly missing?: number
}

/** No cell goes on over more lines. */
const MOST_LINES = 200

export class CutRows<Row extends CutRow> {
  private readonly width: number
  /** Short rows, one below another, that are not yet a whole one; and how many cells they have. */
  private held: Row[] = []
  private cells = 0
  /** Over how many lines the last cell of the row above goes on so far. */
  private goesOn = 0

  constructor(width: number) {
    this.width = width
  }

  /** Puts the row behind those that are known already, of which the last may change. */
  add(row: Row, rows: (Row | CutRow)[]): void {
    if (row.missing === undefined) {
      if (this.held.length > 0) rows.push(...this.end())
      rows.push(row)
      this.goesOn = 0
      return
    }
    const above = this.held.length > 0 ? undefined : rows.at(-1)
    if (above !== undefined && this.isRest(row, above)) {
      rows[rows.length - 1] = joined([above, { line: row.line, cells: this.piece(row) }])
      this.goesOn++
      return
    }
    this.held.push(row)
    this.cells += this.written(row)
    while (this.together() > this.width || this.held.length > MOST_LINES) rows.push(...this.releaseFirst())
    if (this.held.length < 2 || this.together() < this.width) return
    rows.push(joined(this.end().map((each) => ({ line: each.line, cells: this.piece(each) }))))
  }

  /** What is still held: rows that are just short. */
  end(): Row[] {
    const rows = this.held
    this.held = []
    this.cells = 0
    this.goesOn = 0
    return rows
  }

  private releaseFirst(): Row[] {
    const first = this.held.splice(0, 1)
    for (const row of first) this.cells -= this.written(row)
    return first
  }

  /** Whether a row of one cell is the rest of the last cell of the row above. */
  private isRest(row: Row, { cells, missing, problem }: CutRow): boolean {
    const mayGoOn = missing === undefined && (problem === undefined || problem.startsWith(CUT)) && cells.at(-1)?.trim() !== ''
    return mayGoOn && this.goesOn < MOST_LINES && this.width > 2 && this.written(row) === 1
  }

  /** How many cells those held would be as one row. */
  private together(): number {
    return this.cells + 1 - this.held.length
  }

  private piece(row: Row): readonly string[] {
    return row.cells.slice(0, this.written(row))
  }

  /** How many cells the row had before it was filled up. */
  private written({ missing = 0 }: Row): number {
    return this.width - missing
  }
}

const CUT = 'is cut by a line break in a cell that should be in quotes'

function joined(pieces: readonly CutRow[]): CutRow {
  const cells: string[] = []
  for (const piece of pieces) {
    const [first = '', ...others] = piece.cells
    const last = cells.pop()
    cells.push(last === undefined ? first : `${last}\n${first}`, ...others)
  }
  return { line: pieces[0]?.line ?? 0, cells, problem: `${CUT} (it goes on in line ${pieces.at(-1)?.line})` }
}
