import type { invoiceImportQueries } from '../../db/queries/invoice-imports.ts'
import type { Day } from '../../domain/day.ts'
import { fails, type Read } from '../../domain/import/cells.ts'
import type { SalesChoice } from '../invoice/guessed-sales.ts'
import type { ImportWork } from './kind.ts'

const DONE: Read<true> = { ok: true, value: true }

/**
 * Payments on file that were guessed to be sales, and may have paid an invoice of the import issued on their day or before (PRODUCT.md
 * section 4). The clients who have any are read at once; what was chosen is set at the end.
 */
export class GuessedSales {
  private readonly work: ImportWork
  private readonly queries: ReturnType<typeof invoiceImportQueries>
  private readonly choice: SalesChoice | undefined
  private readonly last: ReadonlyMap<number, Day>
  /** The first issue day of the import's invoices, by client who has guessed sales since. */
  private readonly since = new Map<number, Day>()

  constructor(work: ImportWork, queries: ReturnType<typeof invoiceImportQueries>, choice: SalesChoice | undefined) {
    this.work = work
    this.queries = queries
    this.choice = choice
    this.last = queries.lastGuessedSales()
  }

  /** Whether an invoice of that day may come in; its client's guessed sales are then settled at the end. */
  take(clientId: number, issued: Day): Read<true> {
    const last = this.last.get(clientId)
    if (last === undefined || last < issued) return DONE
    if (this.choice === undefined) {
      const name = this.work.scope.store.clients.nameOf(clientId)
      return fails(
        null,
        `${name} (${clientId}) has payments since ${issued}, taken for sales, that may have paid this invoice`,
        'say --reclassify-sales if so, --keep-sales if something else was bought',
      )
    }
    const before = this.since.get(clientId)
    if (before === undefined || issued < before) this.since.set(clientId, issued)
    return DONE
  }

  finish(): void {
    if (this.choice === undefined || this.since.size === 0) return
    const { store } = this.work.scope
    const isReclassified = this.choice === 'reclassify'
    const refunded = isReclassified ? this.queries.clientsWithSaleRefunds() : new Set<number>()
    let sales = 0
    let uncovered = 0
    for (const [clientId, day] of this.since) {
      const overRefunded = (): number => (refunded.has(clientId) ? store.payments.overRefunded(clientId).sale : 0)
      const before = overRefunded()
      sales += this.queries.settleGuessedSales(clientId, day, isReclassified ? 'account' : 'sale')
      if (overRefunded() > before) uncovered++
    }
    if (sales === 0) return
    const they = sales === 1 ? '1 payment that was taken for a sale' : `${sales} payments that were taken for sales`
    const are = isReclassified ? (sales === 1 ? 'is on account now' : 'are on account now') : sales === 1 ? 'stays one' : 'stay sales'
    this.work.context.warn(`${they} ${are}`)
    if (uncovered > 0) {
      const who = uncovered === 1 ? '1 client has' : `${uncovered} clients have`
      this.work.context.warn(`${who} refunds of sales that are on account now: see clientele payments --kind sale`)
    }
  }
}
