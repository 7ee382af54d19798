/**
 * Tells the rows of a table from the lines below its header that are none: the header come again, totals, footnotes, a second
 * table. What a line is shows in part by what follows it, so a few lines are held until that is known.
 */
import { cellKind, saysNothing } from './dialect-sample.ts'
import { knownNames } from './header-rows.ts'
import { filledIn, fitOf, isOfNames, isRule, isTotalWord, type TableShape } from './table-shape.ts'

export interface TableLine {
  /** The physical line, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Whether it may be a note as well as a row: it is one text alone below a blank line, where all other rows have all cells. */
  readonly isDoubtful?: boolean
}

/** Lines left out, one after another. */
export interface LinesLeftOut {
  readonly what: string
  readonly first: number
  readonly last: number
}

const FIGURES = /^[-+(\u2013\u2212]?[\p{Sc}\p{Nd}\s.,'’%]+[\p{Sc})-]?$/u
/** How notes below a table begin. */
const MARK =
  /^\s*(?:[*†‡§]|\(\d\)|\(\d+ (?:rows?|lignes?)\)$|\[\d\]|notes?\b|n\.?b\.?\b|source\b|page \d|export[eé]|printed|generated|created (?:on|by)|édité|imprimé|généré|[-=_]{3})/i
/** Several words, as no mistyped day has. */
const WORDS = /\p{L}{2,}\s+\p{L}{2,}/u
type Fit = ReturnType<typeof fitOf>

const MOST_HELD = 200
const MOST_TOLD = 100

/** Sorts the lines of one table as they come. Blank lines are to be given too: what stands below one may be no row. */
export class TableLines<Line extends TableLine> {
  /** The first entries of what was left out so far, and how many there are. */
  readonly leftOut: LinesLeftOut[] = []
  leftOutCount = 0
  private readonly shape: TableShape
  private readonly headers: readonly (readonly string[])[]
  private readonly key: number
  private held: Line[] = []
  /** Whether a blank line stands above those held. */
  private heldAfterGap = false
  private afterGap = false
  /** Whether a row was met: what is above them is no tail. */
  private begun = false
  /** Where the second table begins, while lines are of it; 0 else. */
  private otherFrom = 0
  private otherTo = 0

  constructor(shape: TableShape, headers: readonly (readonly string[])[]) {
    this.shape = shape
    this.headers = headers.map((cells) => cells.map((cell) => cell.trim()))
    const typed = (kind: string) => shape.filled.find((column) => shape.kinds[column] === kind)
    this.key = typed('day') ?? typed('number') ?? -1
  }

  /** A quick look that is true for most rows: nothing is held, and the telling column holds a figure. */
  isPlainRow({ cells }: TableLine): boolean {
    if (this.key < 0 || this.afterGap || this.otherFrom > 0 || !this.begun || cells.length !== this.shape.width) return false
    const code = cells[this.key]?.charCodeAt(0) ?? 0
    return code >= 48 && code <= 57 && this.held.length === 0
  }

  blank(): void {
    this.afterGap = this.begun
  }

  /** The rows that are now known to be such: none, the line, or it with those that were held. */
  take(line: Line): Line[] {
    const { cells } = line
    if (isRule(cells)) return []
    if (this.isHeader(cells)) {
      this.endOther()
      // What stands alone there is the title of the page.
      const rows = this.tailRows(({ cells: tail }) => filledIn(tail) === 1)
      this.tell('header', line.line, line.line)
      this.afterGap = false
      return rows
    }
    if (this.otherFrom > 0) {
      this.otherTo = line.line
      return []
    }
    const fit = fitOf(cells, this.shape.kinds)
    if (this.isTotal(cells)) {
      this.tell('total', line.line, line.line)
      this.afterGap = this.begun
      return []
    }
    const first = this.held[0]
    if (first !== undefined && this.hasBegunTable(fit)) {
      this.otherFrom = first.line
      this.otherTo = line.line
      this.held = []
      return []
    }
    if (this.isStray(cells, fit)) {
      if (this.held.length === 0) this.heldAfterGap = this.afterGap
      this.held.push(line)
      return this.held.length > MOST_HELD ? this.release() : []
    }
    this.begun = true
    return [...this.release(), line]
  }

  /** The rows among what is still held when the table ends. */
  end(): Line[] {
    this.endOther()
    return this.tailRows(() => false)
  }

  /** Of the lines held those that are rows; the others are told. `isTitle`: what else is no row there. */
  private tailRows(isTitle: (line: Line) => boolean): Line[] {
    const rows: Line[] = []
    for (const line of this.release()) {
      if (this.isNote(line) || isTitle(line)) this.tell('note', line.line, line.line)
      else rows.push(this.heldAfterGap && this.shape.even && line.cells.length === 1 ? { ...line, isDoubtful: true } : line)
    }
    return rows
  }

  /** Whether a line below the rows is certainly none: it begins as notes do, lacks the day that all rows have, or is of names for rows that do not come. */
  private isNote({ cells }: Line): boolean {
    return (
      MARK.test(cells.find((cell) => cell.trim() !== '') ?? '') || this.lacksDay(cells) || (knownNames(cells) > 1 && isOfNames(cells, 2))
    )
  }

  private release(): Line[] {
    const rows = this.held
    this.held = []
    this.afterGap = false
    return rows
  }

  private endOther(): void {
    if (this.otherFrom > 0) this.tell('a second table', this.otherFrom, this.otherTo)
    this.otherFrom = 0
  }

  private tell(what: string, first: number, last: number): void {
    this.leftOutCount++
    if (this.leftOut.length < MOST_TOLD) this.leftOut.push({ what, first, last })
  }

  private isHeader(cells: readonly string[]): boolean {
    return this.headers.some(
      (header) =>
        header.some((name, column) => name !== '' && name === cells[column]?.trim()) &&
        cells.every((cell, column) => cell.trim() === (header[column] ?? '')) &&
        header.every((name, column) => name === '' || column < cells.length),
    )
  }

  /** A word for it, figures beside, and nothing in a column that every row fills. */
  private isTotal(cells: readonly string[]): boolean {
    const [word = '', ...others] = cells.filter((cell) => cell.trim() !== '')
    if (others.length === 0 || !isTotalWord(word)) return false
    return others.every((cell) => FIGURES.test(cell.trim())) && this.lacks(cells)
  }

  private lacks(cells: readonly string[]): boolean {
    return this.shape.filled.some((column) => saysNothing(cells[column] ?? ''))
  }

  /** Whether a day that all rows have is not there; words alone are none, wherever they stand. */
  private lacksDay(cells: readonly string[]): boolean {
    const alone = filledIn(cells) === 1
    return this.shape.filled.some((column) => {
      const cell = cells[column] ?? ''
      return this.shape.kinds[column] === 'day' && (saysNothing(cell) || (alone && WORDS.test(cell) && cellKind(cell) === 'text'))
    })
  }

  /**
   * Whether the line, below a gap or alone in being short, may be a note or the beginning of another table. A row that lacks something
   * is a row: only a table whose every row has a day is so sure of its rows that one without is none.
   */
  private isStray(cells: readonly string[], fit: Fit): boolean {
    const filled = cells.filter((cell) => cell.trim() !== '')
    const short = cells.length === 1 && this.shape.width > 1
    const alone = filled.length === 1
    if (alone && MARK.test(filled[0] ?? '') && (this.lacks(cells) || short)) return true
    const apart = this.afterGap || this.held.length > 0 || (this.begun && short && this.shape.even)
    if (!apart || fit === 'yes') return false
    return this.lacksDay(cells) || (alone && short) || this.beginsTable(cells)
  }

  /** Whether the line, below a gap, is another header: names in place of values, or known names where no column holds values. */
  private beginsTable(cells: readonly string[]): boolean {
    if (!isOfNames(cells, 2)) return false
    const fit = fitOf(cells, this.shape.kinds)
    return fit === 'no' || (fit === 'open' && (knownNames(cells) > 1 || cells.length > this.shape.width))
  }

  /** Whether the last line held is the header of another table, of which this is the first row. */
  private hasBegunTable(fit: Fit): boolean {
    const cells = this.held.at(-1)?.cells ?? []
    if (!this.beginsTable(cells)) return false
    // Rows like ours below words may be ours, and the words a row with mistakes, unless they are well known as names.
    return fit !== 'yes' || (knownNames(cells) > 0 && !cells.some((cell) => /\d/.test(cell)))
  }
}
