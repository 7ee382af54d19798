/** Totals that carry a day, as some programs write them: by the client's name, and by what the rows above add up to. */
import { isTotalWord } from '../table-shape.ts'

/** What any such word has in it, for a quick look at most rows. */
const QUICK = /tot|som|sum|sold|bal|gesam|કુલ/i

/** Whether a row of this client may be a total. */
export function isNamedTotal(client: string): boolean {
  return QUICK.test(client) && isTotalWord(client.trim())
}

export interface AmountRow {
  /** Whether its client is called like a total. */
  readonly isNamed: boolean
  /** Whether it has nothing beside client, days and amounts. */
  readonly isBare: boolean
  /** Undefined where the amount cannot be read. */
  readonly minor: number | undefined
}

/** Takes the rows of a table one after another, and tells which are totals. */
export class DatedTotals {
  /** The positions of those whose amount is the sum of the rows above (or since the total before), and of a bare one that ends the table. */
  readonly totals = new Set<number>()
  /** The positions of rows that are only called so. */
  readonly doubtful = new Set<number>()
  private rows = 0
  private sum = 0
  private sumSinceTotal = 0
  private last: number | undefined

  add({ isNamed, isBare, minor }: AmountRow): void {
    const at = this.rows++
    this.last = undefined
    if (isNamed) {
      const isBelowRows = at > this.totals.size
      if (isBelowRows && (minor === this.sum || minor === this.sumSinceTotal)) {
        this.totals.add(at)
        this.sumSinceTotal = 0
        return
      }
      this.doubtful.add(at)
      if (isBelowRows && isBare) this.last = at
    }
    this.sum += minor ?? Number.NaN
    this.sumSinceTotal += minor ?? Number.NaN
  }

  end(): this {
    if (this.last !== undefined && this.doubtful.delete(this.last)) this.totals.add(this.last)
    return this
  }
}
