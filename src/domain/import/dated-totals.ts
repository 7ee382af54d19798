/**
 * Totals that only the amounts can tell: those that carry a day, by the client's name and by what the rows above add up to, and those without
 * a day whose client is nobody, or nobody known (`Total Dupont`), by their sum alone.
 */
import { isTotalWord } from '../table-shape.ts'

/** What any such word has in it, for a quick look at most rows. */
const QUICK = /tot|som|sum|sold|bal|gesam|કુલ/i

/** Whether a row of this client, without a day and all else that records have, may be a total: nobody's, or one of words such as `Total Dupont`. */
export function isUndatedTotal(client: string): boolean {
  return client === '' || (QUICK.test(client) && isTotalWord(client.trim().split(/\s+/, 1)[0] ?? ''))
}

/** Whether a row of this client may be a total. */
export function isNamedTotal(client: string): boolean {
  return QUICK.test(client) && isTotalWord(client.trim())
}

export interface AmountRow {
  /** Whether its client is called like a total. */
  readonly isNamed: boolean
  /** Whether it has nothing beside client, days and amounts. */
  readonly isBare: boolean
  /** Whether it has nothing but amounts, and perhaps a total's words. */
  readonly isAlone?: boolean
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

  add({ isNamed, isBare, isAlone = false, minor }: AmountRow): void {
    const at = this.rows++
    this.last = undefined
    if (isNamed || isAlone) {
      const isBelowRows = at > this.totals.size
      if (isBelowRows && (minor === this.sum || minor === this.sumSinceTotal)) {
        this.totals.add(at)
        this.sumSinceTotal = 0
        return
      }
      if (isNamed) this.doubtful.add(at)
      if (isNamed && isBelowRows && isBare) this.last = at
    }
    this.sum += minor ?? Number.NaN
    this.sumSinceTotal += minor ?? Number.NaN
  }

  end(): this {
    if (this.last !== undefined && this.doubtful.delete(this.last)) this.totals.add(this.last)
    return this
  }
}
