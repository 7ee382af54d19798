import type { CsvRecord } from '../../csv/table.ts'
import { addAmountCell, addDayCell, type ColumnEvidence, newEvidence } from '../../domain/column-evidence.ts'
import type { Day } from '../../domain/day.ts'
import { unquoteFormula, unquoteText } from '../../domain/formula.ts'
import { describeAmounts, describeDays, isReadable } from '../../domain/import/column-words.ts'
import { ownText } from '../../domain/import/identity.ts'
import type { Currency } from '../../domain/money.ts'
import { counted } from '../../domain/words.ts'

/** How a column is to be looked at: as days or amounts where its field says so, as either where it has no field. */
export type ColumnRole = 'day' | 'amount' | 'text' | 'any'

export interface FirstRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows of which the same is to be said. */
export interface Problem {
  rows: number
  /** The first lines. */
  readonly lines: number[]
  /** The header of the column to blame; null for the row as a whole. */
  readonly column: string | null
  readonly message: string
}

/** A cell as an import takes it: without what keeps a spreadsheet from running or changing it. */
export function asRead(cell: string): string {
  const text = unquoteText(cell)
  return text === cell ? unquoteFormula(cell) : text
}

const MOST_ROWS = 10
const MOST_LINES = 5

/** Problems by what they are about, each told by its first rows. */
export class Problems {
  private readonly known = new Map<string, Problem>()

  add(about: string, line: number, column: string | null, message: string): void {
    const problem = this.known.get(about) ?? { rows: 0, lines: [], column, message: ownText(message) }
    problem.rows++
    if (problem.lines.length < MOST_LINES) problem.lines.push(line)
    this.known.set(about, problem)
  }

  get all(): readonly Problem[] {
    return [...this.known.values()]
  }
}

/** Looks at rows as they pass: counts cells, keeps the first rows, and notes what is odd about a row's length. */
export class TableWatch {
  first: readonly FirstRow[] = []
  readonly filled: number[]
  rows = 0
  /** The cells of the longest row. */
  width: number
  private readonly days: readonly (ColumnEvidence | undefined)[]
  private readonly amounts: readonly (ColumnEvidence | undefined)[]
  private readonly roles: readonly ColumnRole[]
  private readonly currency: Currency | undefined
  private readonly today: Day
  private readonly problems: Problems

  constructor(
    roles: readonly ColumnRole[],
    { currency, today }: { readonly currency: Currency | undefined; readonly today: Day },
    problems: Problems,
  ) {
    this.roles = roles
    this.today = today
    this.currency = currency
    this.problems = problems
    this.width = roles.length
    this.filled = roles.map(() => 0)
    this.days = roles.map((role) => (role === 'day' || role === 'any' ? newEvidence() : undefined))
    this.amounts = roles.map((role) => (role === 'amount' || role === 'any' ? newEvidence() : undefined))
  }

  /** Rows, by their lines, turned out to be none. */
  forget(lines: ReadonlySet<number>): void {
    this.rows -= lines.size
    this.first = this.first.filter(({ line }) => !lines.has(line))
  }

  /** What the cells of a column say of how it is written; null where they say nothing. */
  evidenceOf(column: number): string | null {
    const days = this.days[column]
    const amounts = this.amounts[column]
    if (this.roles[column] === 'day') return days ? describeDays(days, this.today) : null
    if (this.roles[column] === 'amount') return amounts ? describeAmounts(amounts) : null
    if (days && isReadable(days)) return describeDays(days, this.today)
    return amounts && isReadable(amounts) ? describeAmounts(amounts) : null
  }

  /** `objection`: what a column that no field takes says against the row. */
  see({ line, cells, problem, missing }: CsvRecord, objection?: string): void {
    this.rows++
    this.width = Math.max(this.width, cells.length)
    if (this.first.length < MOST_ROWS) this.first = [...this.first, { line, cells: cells.map((cell) => ownText(asRead(cell))) }]
    if (problem !== undefined) {
      this.problems.add('length', line, null, `the row ${problem}`)
      return
    }
    if (missing !== undefined) {
      const has = cells.length - missing
      const said = `the row has ${counted(has, 'cell')}, the header has ${cells.length}; what is missing is read as empty`
      this.problems.add('missing', line, null, said)
    }
    // One problem whatever the cell says, so that a column of amounts is not one for each.
    if (objection !== undefined) this.problems.add(objection.replace(/"[^"]*"/, ''), line, null, `the row ${objection}`)
    for (let column = 0; column < this.roles.length; column++) this.count(column, cells[column] ?? '', line)
  }

  private count(column: number, cell: string, line: number): void {
    if (cell === '' || cell.trim() === '') return
    this.filled[column] = (this.filled[column] ?? 0) + 1
    const role = this.roles[column]
    if (role === 'text') return
    const days = this.days[column]
    const amounts = this.amounts[column]
    const text = asRead(cell)
    // A column without a field is of neither once a cell cannot be read.
    if (days && (role === 'day' || days.counts[0] === 0)) addDayCell(days, text, line)
    if (amounts && (role === 'amount' || amounts.counts[0] === 0)) addAmountCell(amounts, text, line, this.currency)
  }
}
