import type { Insertable, Selectable } from 'kysely'
import { type Replay, replay, type SourceKind } from '../../domain/allocation.ts'
import type { Day } from '../../domain/day.ts'
import { accountFacts } from '../allocations.ts'
import { nextId } from '../bulk.ts'
import type { Connection, Values } from '../connection.ts'
import { type SettledBy, settledBy } from '../settled-by.ts'
import type { CreditNoteTable, DisputeTable, InvoiceTable, WriteOffTable } from '../tables.ts'

/** An invoice as stored, with the name of its client. */
export type StoredInvoice = Omit<Selectable<InvoiceTable>, 'operation_id' | 'import_key' | 'imported_hash'> & { readonly client: string }
export type NewInvoice = Pick<Insertable<InvoiceTable>, 'client_id' | 'number' | 'issued_on' | 'due_on' | 'amount_minor' | 'purpose'>

/** A part of what lowered an invoice: `source_id` is the number of a payment, credit note or write-off. Minor units. */
export interface InvoiceLowered {
  readonly effective_on: Day
  readonly source: SourceKind
  readonly source_id: number
  readonly settles_as: SourceKind
  readonly amount_minor: number
}

export type StoredDispute = Pick<Selectable<DisputeTable>, 'started_on' | 'ended_on' | 'takes_days_off'> & { readonly dispute_id: number }

/** A payment that may have been meant for an invoice: nobody said that it was a sale. */
export interface GuessedSale {
  readonly payment_id: number
  readonly paid_on: Day
  readonly amount_minor: number
}

const NUMBERED = `SELECT i.id, i.client_id, i.number, i.issued_on, i.due_on, i.amount_minor, i.purpose, i.voided_on, c.name AS client
  FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.number = ?`
const ADJUSTED = `SELECT (SELECT coalesce(sum(amount_minor), 0) FROM credit_note WHERE invoice_id = :id)
  + (SELECT coalesce(sum(amount_minor), 0) FROM write_off WHERE invoice_id = :id)`
const LOWERED = `SELECT a.effective_on, a.source, a.source_id, a.settles_as, a.amount_minor
  FROM invoice i JOIN allocation a ON a.client_id = i.client_id AND a.invoice_id = i.id WHERE i.id = ? ORDER BY a.part`
const DISPUTES = 'SELECT id AS dispute_id, started_on, ended_on, takes_days_off FROM dispute WHERE invoice_id = ? ORDER BY started_on, id'
const NAMED_BY = `SELECT id AS payment_id, paid_on, amount_minor FROM payment
  WHERE invoice_id = ? AND voided_on IS NULL ORDER BY paid_on, id`
const GUESSED_SALES = `SELECT id AS payment_id, paid_on, amount_minor FROM payment
  WHERE client_id = ? AND paid_on >= ? AND kind = 'sale' AND kind_guessed = 1 AND amount_minor > 0 AND voided_on IS NULL ORDER BY paid_on, id`

/** One invoice at a time. After a change of what is owed the caller refreshes the client's allocations. */
export function invoiceQueries(connection: Connection) {
  const { sqlite } = connection
  const all = <Row>(sql: string, ...values: unknown[]): Row[] => connection.guard(() => connection.prepared(sql).all(...values) as Row[])

  return {
    /** The invoice of that number, void or not. */
    numbered: (number: string): StoredInvoice | undefined => all<StoredInvoice>(NUMBERED, number)[0],

    /** The number on file that the next invoice gets: none is used twice, even after an undo. */
    nextId: (): number => nextId(connection, 'invoice'),

    insert: (invoice: NewInvoice): number => connection.insert('invoice', invoice as Values),

    void: (id: number, day: Day): string[] => connection.update('invoice', id, { voided_on: day }),

    addCreditNote: (note: Omit<Insertable<CreditNoteTable>, 'id' | 'operation_id'>): number =>
      connection.insert('credit_note', note as Values),

    addWriteOff: (writeOff: Omit<Insertable<WriteOffTable>, 'id' | 'operation_id'>): number =>
      connection.insert('write_off', writeOff as Values),

    beginDispute: (invoiceId: number, day: Day): number => connection.insert('dispute', { invoice_id: invoiceId, started_on: day }),

    endDispute: (disputeId: number, day: Day): string[] => connection.update('dispute', disputeId, { ended_on: day }),

    /** Its credit notes and write-offs together, in minor units. */
    adjusted: (id: number): number => connection.guard(() => sqlite.prepare(ADJUSTED).pluck().get({ id }) as number),

    /** What lowered it, on any day, in the order in which it took effect; from the cache of allocations. */
    lowered: (id: number): InvoiceLowered[] => all(LOWERED, id),

    /** In order of their first day. */
    disputes: (id: number): StoredDispute[] => all(DISPUTES, id),

    /** The payments that are to settle it first, whatever they came to. */
    namedBy: (id: number): GuessedSale[] => all(NAMED_BY, id),

    /** A client's account at the end of a day, of all days without one. */
    account: (clientId: number, asOf?: Day): Replay => replay(accountFacts(connection, clientId), asOf),

    /** What a credit note settled by the end of a day. */
    settledByCreditNote: (creditNoteId: number, clientId: number, asOf: Day): SettledBy =>
      settledBy(connection, 'credit_note', creditNoteId, clientId, asOf),

    /** The payments from a day on that were guessed to be sales: they may have paid an invoice issued on it (PRODUCT.md section 4). */
    guessedSales: (clientId: number, from: Day): GuessedSale[] => all(GUESSED_SALES, clientId, from),
  }
}
