import type { Day } from '../../domain/day.ts'
import type { DisputeColumns, InvoiceColumns } from '../../domain/import/invoice.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import type { Connection } from '../connection.ts'

/** What the category and the card of a client say of invoices; null and 0 where nothing. */
export interface ClientPolicy {
  readonly terms_days: number | null
  readonly prepay_percent: number
  readonly credit_limit_minor: number | null
}

/** The payment that an imported invoice came with, as it stands now. */
export interface KnownSettlement {
  readonly id: number
  readonly client_id: number
  readonly paid_on: Day
  readonly amount_minor: number
  readonly voided_on: Day | null
  readonly imported_hash: string | null
}

export interface KnownDispute extends DisputeColumns {
  readonly id: number
  readonly imported_hash: string | null
}

const POLICIES = `SELECT c.id, k.terms_days, coalesce(k.prepay_percent, 0) AS prepay_percent, c.credit_limit_minor
  FROM client c JOIN category k ON k.id = c.category_id
  WHERE k.terms_days IS NOT NULL OR k.prepay_percent > 0 OR c.credit_limit_minor IS NOT NULL`
const GUESSED = "kind = 'sale' AND kind_guessed = 1 AND amount_minor > 0 AND voided_on IS NULL"

/** What an import of invoices asks of the file, many thousand times over: a statement is prepared once. */
export function invoiceImportQueries(connection: Connection) {
  const { sqlite } = connection
  const prepare = (sql: string) => connection.guard(() => sqlite.prepare(sql))
  const invoice = prepare('SELECT issued_on, due_on, amount_minor, purpose FROM invoice WHERE id = ?')
  const number = prepare('SELECT number FROM invoice WHERE id = ?').pluck()
  const settlement = prepare('SELECT id, client_id, paid_on, amount_minor, voided_on, imported_hash FROM payment WHERE import_key = ?')
  const dispute = prepare('SELECT id, started_on, ended_on, takes_days_off, imported_hash FROM dispute WHERE import_key = ?')
  const settleSales = prepare(`UPDATE payment SET kind = ?, kind_guessed = 0 WHERE client_id = ? AND paid_on >= ? AND ${GUESSED}`)

  return {
    invoice: (id: number): InvoiceColumns => connection.guard(() => invoice.get(id) as InvoiceColumns),

    numberOf: (id: number): string => connection.guard(() => number.get(id) as string),

    /** The payment of the row with that key; undefined where it has none. */
    settlement: (key: string): KnownSettlement | undefined => connection.guard(() => settlement.get(key) as KnownSettlement | undefined),

    /** The dispute of the row with that key; undefined where it has none. */
    dispute: (key: string): KnownDispute | undefined => connection.guard(() => dispute.get(key) as KnownDispute | undefined),

    /** Tells whether an invoice of that number is on file, void or not. */
    isNumbered: (): ((number: string) => boolean) => {
      if (prepare('SELECT EXISTS (SELECT 1 FROM invoice)').pluck().get() === 0) return () => false
      const found = prepare('SELECT 1 FROM invoice WHERE number = ?').pluck()
      return (number) => connection.guard(() => found.get(number)) !== undefined
    },

    /** The policies of all clients of whom anything is said, by their number. */
    policies: (): Map<number, ClientPolicy> => {
      const rows = connection.guard(() => prepare(POLICIES).all() as (ClientPolicy & { id: number })[])
      return new Map(rows.map(({ id, ...policy }) => [id, policy]))
    },

    /** The last day on which a client has a payment that was guessed to be a sale, by client. */
    lastGuessedSales: (): Map<number, Day> => {
      const sql = `SELECT client_id, max(paid_on) FROM payment WHERE ${GUESSED} GROUP BY client_id`
      return new Map(connection.guard(() => prepare(sql).raw().all() as [number, Day][]))
    },

    clientsWithSaleRefunds: (): Set<number> => {
      const sql = "SELECT DISTINCT client_id FROM payment WHERE kind = 'sale' AND amount_minor < 0 AND voided_on IS NULL"
      return new Set(connection.guard(() => prepare(sql).pluck().all() as number[]))
    },

    /** Makes a client's guessed sales from a day on payments of that kind for good; answers how many. */
    settleGuessedSales: (clientId: number, from: Day, kind: PaymentKind): number => {
      connection.currentOperation()
      connection.changed = true
      return connection.guard(() => settleSales.run(kind, clientId, from).changes)
    },
  }
}
