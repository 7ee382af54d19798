import { BulkInsert, isWorthRebuilding } from '../../db/bulk.ts'
import { importHash, importQueries } from '../../db/queries/imports.ts'
import type { invoiceImportQueries } from '../../db/queries/invoice-imports.ts'
import type { Day } from '../../domain/day.ts'
import { type DisputeColumns, disputeInWords, disputeOf, type ImportedInvoice, type Settlement } from '../../domain/import/invoice.ts'
import type { ImportWork } from './kind.ts'
import type { FieldChange } from './updates.ts'

/** The invoice of a row, as it is now. */
export interface RowInvoice {
  readonly id: number
  readonly client_id: number
  readonly issued: Day
  readonly due: Day
  /** The key of the row, by which its payment and its dispute are found again. */
  readonly key: string
  readonly line: number
}

/** What a row says of them; null where nothing. */
export type PartsSaid = Pick<ImportedInvoice, 'settled' | 'disputed'>

/** The payment and the dispute that a row of an invoice brings with it (PRODUCT.md section 8). */
export class InvoiceParts {
  /** Clients whose payments changed. */
  readonly touched = new Set<number>()
  private readonly work: ImportWork
  private readonly queries: ReturnType<typeof invoiceImportQueries>
  private readonly payments: BulkInsert
  private readonly disputes: BulkInsert
  private readonly restore: (() => void)[] = []
  private readonly isThere: (clientId: number, day: Day, minor: number) => boolean

  /** `flush` writes the invoices first. */
  constructor(work: ImportWork, queries: ReturnType<typeof invoiceImportQueries>, flush: () => void) {
    const { connection } = work.scope.store
    this.work = work
    this.queries = queries
    this.payments = new BulkInsert(
      connection,
      'payment',
      ['client_id', 'paid_on', 'amount_minor', 'kind', 'invoice_id', 'import_key', 'imported_hash'],
      { before: flush },
    )
    this.disputes = new BulkInsert(
      connection,
      'dispute',
      ['invoice_id', 'started_on', 'ended_on', 'takes_days_off', 'import_key', 'imported_hash'],
      { before: flush },
    )
    const paused = this.pauseIndexes(this.payments, 'paid_on', work.rows)
    // How many are in dispute nobody knows yet; a quarter of the rows is many.
    this.pauseIndexes(this.disputes, 'disputed', Math.floor(work.rows / 4))
    this.isThere = importQueries(connection).equalRows('payment', paused)
  }

  /** For a new invoice. */
  add(invoice: RowInvoice, { settled, disputed }: ImportedInvoice): void {
    if (settled !== null && settled !== 'unpaid') {
      this.pay(invoice, settled)
      this.work.tally.settled++
    }
    const dispute = disputed === null ? null : disputeOf(disputed, invoice.issued, invoice.due)
    if (dispute) this.dispute(invoice, dispute)
  }

  /**
   * For an invoice on file whose row changed: what the row says nothing of, or says as it did when it was last imported, stays as it is, whatever
   * was done to it by hand since. Answers whether anything had to be set, and adds what to `told`.
   */
  change(invoice: RowInvoice, said: PartsSaid, told: FieldChange[]): boolean {
    const settled = said.settled !== null && this.settle(invoice, said.settled, told)
    const disputed = said.disputed !== null && this.contest(invoice, said.disputed, told)
    return settled || disputed
  }

  /** An empty cell erases nothing; where the row said more before, that is worth telling. */
  tellCleared({ key, line }: RowInvoice, { settled, disputed }: PartsSaid): void {
    const { tally } = this.work
    const isPaid = settled === null && this.queries.settlement(key)?.voided_on === null
    if (isPaid) tally.remark('with no day of payment any more, whose payment stays (paid_amount 0 takes it out)', `line ${line}`)
    if (disputed === null && this.queries.dispute(key))
      tally.remark('with no dispute any more, whose dispute stays (no takes it out)', `line ${line}`)
  }

  finish(): void {
    this.payments.flush()
    this.disputes.flush()
    for (const restore of this.restore) restore()
  }

  /** Makes the indexes of a table afterwards, where that is the quicker way. */
  private pauseIndexes(inserts: BulkInsert, field: string, rows: number): boolean {
    const { scope, places } = this.work
    const { connection } = scope.store
    if (!places.has(field) || !isWorthRebuilding(connection, inserts.table, rows)) return false
    const hasImported = importQueries(connection).hasImported('invoice')
    this.restore.push(inserts.withoutIndexes(hasImported ? [`${inserts.table}_import`] : []))
    return true
  }

  private pay({ id, client_id, key, line }: RowInvoice, { paid_on, minor }: Settlement): void {
    const { tally, context } = this.work
    if (paid_on > context.today) tally.remark('paid after today', `line ${line} ${paid_on}`)
    if (this.isThere(client_id, paid_on, minor)) {
      tally.remark('paid like a payment of the client, day and amount that is there already', `line ${line}`, 'added beside it')
    }
    this.payments.add([client_id, paid_on, minor, 'account', id, key, settlementHash({ paid_on, minor })])
  }

  private dispute({ id, key }: RowInvoice, dispute: DisputeColumns): void {
    const { started_on, ended_on, takes_days_off } = dispute
    this.disputes.add([id, started_on, ended_on, takes_days_off, key, disputeHash(dispute)])
  }

  private settle(invoice: RowInvoice, said: Settlement | 'unpaid', told: FieldChange[]): boolean {
    const { connection } = this.work.scope.store
    const known = this.queries.settlement(invoice.key)
    if (!known) {
      if (said === 'unpaid') return false
      this.pay(invoice, said)
      told.push(['paid_on', null, said.paid_on], ['paid_amount', null, said.minor])
      return true
    }
    if (said !== 'unpaid' && known.imported_hash === settlementHash(said)) return false
    if (known.voided_on !== null) {
      if (said !== 'unpaid') this.work.tally.remark('that changed in the file, whose payment is void and stays so', `line ${invoice.line}`)
      return false
    }
    this.touched.add(known.client_id)
    if (said === 'unpaid') {
      connection.delete('payment', known.id)
      told.push(['paid_on', known.paid_on, null], ['paid_amount', known.amount_minor, null])
      return true
    }
    const { client_id, id: invoice_id } = invoice
    const wanted = {
      client_id,
      invoice_id,
      paid_on: said.paid_on,
      amount_minor: said.minor,
      kind: 'account',
      kind_guessed: 0,
    }
    if (known.paid_on !== said.paid_on) told.push(['paid_on', known.paid_on, said.paid_on])
    if (known.amount_minor !== said.minor) told.push(['paid_amount', known.amount_minor, said.minor])
    connection.aside(() => connection.update('payment', known.id, { imported_hash: settlementHash(said) }))
    return connection.update('payment', known.id, wanted).length > 0
  }

  private contest(invoice: RowInvoice, said: 'yes' | 'no' | number, told: FieldChange[]): boolean {
    const { connection } = this.work.scope.store
    const known = this.queries.dispute(invoice.key)
    const wanted = disputeOf(said, invoice.issued, invoice.due)
    if (known && wanted) {
      if (known.imported_hash === disputeHash(wanted)) return false
      connection.aside(() => connection.update('dispute', known.id, { imported_hash: disputeHash(wanted) }))
      const changed = connection.update('dispute', known.id, { ...wanted }).length > 0
      if (changed) told.push(['disputed', disputeInWords(known), disputeInWords(wanted)])
      return changed
    }
    if (known || wanted) told.push(['disputed', known ? disputeInWords(known) : null, wanted ? disputeInWords(wanted) : null])
    if (known) connection.delete('dispute', known.id)
    if (wanted) this.dispute(invoice, wanted)
    return known !== undefined || wanted !== null
  }
}

/** What a row said of its payment, short. */
function settlementHash({ paid_on, minor }: Settlement): string {
  return importHash(`${paid_on} ${minor}`)
}

/** What a row said of its dispute, short. */
function disputeHash({ started_on, ended_on, takes_days_off }: DisputeColumns): string {
  return importHash(`${started_on} ${ended_on} ${takes_days_off}`)
}
