import type { RowProblem } from '../../domain/import/cells.ts'
import { ownText } from '../../domain/import/identity.ts'
import { counted, cutLong } from '../../domain/words.ts'

export interface RowError {
  readonly line: number
  /** The header of the column to blame; null where it is the row as a whole. */
  readonly column: string | null
  readonly message: string
}

/** More errors than this are counted and not kept. */
const MOST_KEPT = 1000
const MOST_EXAMPLES = 3
const MOST_NAMED = 8

/** Counts what becomes of the rows, and keeps what is to be told of them. */
export class Tally {
  read = 0
  added = 0
  updated = 0
  unchanged = 0
  skipped = 0
  rejected = 0
  clientsCreated = 0
  rounded = 0
  /** How many of the added rows brought a payment with them. */
  settled = 0
  /** Why rows were skipped, and how many for each reason, where nothing else tells. */
  readonly skippedFor = new Map<string, number>()
  /** The first of the clients that were created. */
  readonly createdNames: string[] = []
  /** The category of the clients that were created. */
  category = ''
  readonly errors: RowError[] = []
  private readonly headers: ReadonlyMap<string, string>
  private readonly remarks = new Map<string, { rows: number; examples: string[]; readonly done: string | undefined }>()
  /** Rows left out, for the rejects file: the row as it stands, its line and the reason. */
  private held: [record: string, line: number, reason: string][] = []

  /** `headers`: the header of each field's column. */
  constructor(headers: ReadonlyMap<string, string>) {
    this.headers = headers
  }

  /** Counts rows that are not wanted. */
  skip(why: string, rows = 1): void {
    this.skipped += rows
    this.skippedFor.set(why, (this.skippedFor.get(why) ?? 0) + rows)
  }

  created(name: string): void {
    this.clientsCreated++
    if (this.createdNames.length < MOST_NAMED) this.createdNames.push(ownText(name))
  }

  /** Counts a row that cannot be imported. `record` is the row as staged for a rejects file, if there is to be one. */
  reject(line: number, problem: RowProblem, record: string | undefined): void {
    this.rejected++
    const said = cutLong(problem.message)
    const message = ownText(problem.hint === undefined ? said : `${said} - ${problem.hint}`)
    const column = problem.field === null ? null : (this.headers.get(problem.field) ?? problem.field)
    if (this.errors.length < MOST_KEPT) this.errors.push({ line, column, message })
    if (record !== undefined) this.held.push([record, line, message])
  }

  /** The rows left out since this was last asked. */
  takeHeld(): readonly [record: string, line: number, reason: string][] {
    const { held } = this
    this.held = []
    return held
  }

  /** Counts a row of which something is to be said: one sentence for all such rows, which names the first few. `done`: what became of them. */
  remark(sentence: string, example: string, done?: string): void {
    const remark = this.remarks.get(sentence) ?? { rows: 0, examples: [], done }
    remark.rows++
    if (remark.examples.length < MOST_EXAMPLES) remark.examples.push(ownText(cutLong(example)))
    this.remarks.set(sentence, remark)
  }

  /** `2 rows <sentence>, <done>: <example>; <example>`; `isDone`: whether anything became of the rows, or the import was refused. */
  warnings(isDone: boolean): string[] {
    return [...this.remarks].map(([sentence, { rows, examples, done }]) => {
      const more = rows > examples.length ? '; ...' : ''
      const became = done === undefined || !isDone ? '' : `, ${done}`
      return `${counted(rows, 'row')} ${sentence}${became}: ${examples.join('; ')}${more}`
    })
  }
}
