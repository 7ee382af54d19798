import {
  type AccountFacts,
  type AccountPaymentFact,
  type AdjustmentFact,
  type Allocation,
  type InvoiceFact,
  replay,
} from '../domain/allocation.ts'
import { accountRanges } from './account-ranges.ts'
import type { Connection } from './connection.ts'

const INVOICES = 'SELECT id, issued_on, due_on, amount_minor FROM invoice WHERE client_id = ? AND voided_on IS NULL'
const CREDIT_NOTES = `SELECT n.id, n.invoice_id, n.credited_on AS "on", n.amount_minor FROM invoice i JOIN credit_note n ON n.invoice_id = i.id
  WHERE i.client_id = ? AND i.voided_on IS NULL`
const WRITE_OFFS = `SELECT w.id, w.invoice_id, w.written_off_on AS "on", w.amount_minor FROM invoice i JOIN write_off w ON w.invoice_id = i.id
  WHERE i.client_id = ? AND i.voided_on IS NULL`
const PAYMENTS = "SELECT id, paid_on, amount_minor, invoice_id FROM payment WHERE client_id = ? AND kind = 'account' AND voided_on IS NULL"

/** A function that reads the account facts of one client after another, its statements prepared once. */
export function accountReader(connection: Connection): (clientId: number) => AccountFacts {
  const { sqlite } = connection
  return connection.guard(() => {
    const invoices = sqlite.prepare(INVOICES)
    const creditNotes = sqlite.prepare(CREDIT_NOTES)
    const writeOffs = sqlite.prepare(WRITE_OFFS)
    const payments = sqlite.prepare(PAYMENTS)
    return (clientId) =>
      connection.guard(() => {
        const money = payments.all(clientId) as AccountPaymentFact[]
        return {
          invoices: invoices.all(clientId) as InvoiceFact[],
          credit_notes: creditNotes.all(clientId) as AdjustmentFact[],
          write_offs: writeOffs.all(clientId) as AdjustmentFact[],
          payments: money.filter((payment) => payment.amount_minor >= 0),
          refunds: money
            .filter((payment) => payment.amount_minor < 0)
            .map(({ id, paid_on, amount_minor }) => ({ id, on: paid_on, amount_minor: -amount_minor })),
        }
      })
  })
}

/** The account facts of one client for `replay`; what is void, and what belongs to a void invoice, is left out. Minor units. */
export function accountFacts(connection: Connection, clientId: number): AccountFacts {
  return accountReader(connection)(clientId)
}

/** Rows of the cache that one INSERT writes. */
const ROWS_A_STATEMENT = 50
const COLUMNS = 8
/** Under one client in so many, facts are read client by client. */
const FEW_OF = 6

/**
 * Writes the cache of these clients' allocations anew, inside the operation that changed their facts (PRODUCT.md section 4). A client
 * without invoices has none and costs two looks at an index.
 */
export function refreshAllocations(connection: Connection, clientIds: Iterable<number>): void {
  const { sqlite } = connection
  connection.currentOperation()
  const wanted = [...new Set(clientIds)].sort((one, other) => one - other)
  connection.guard(() => {
    const clear = sqlite.prepare('DELETE FROM allocation WHERE client_id = ?')
    const writer = allocationWriter(connection)
    for (const { clientId, facts } of factsOf(connection, wanted)) {
      clear.run(clientId)
      if (facts) for (const part of invoiceParts(facts)) writer.add(clientId, part)
    }
    writer.flush()
  })
}

/** The account facts of these clients, in order of number; undefined for one without invoices. */
function* factsOf(connection: Connection, clientIds: readonly number[]): Generator<{ clientId: number; facts: AccountFacts | undefined }> {
  const { sqlite } = connection
  const clients = sqlite.prepare('SELECT coalesce(max(id), 0) FROM client').pluck().get() as number
  if (clientIds.length * FEW_OF > clients) return yield* factsInRanges(connection, clientIds)
  const read = accountReader(connection)
  const hasInvoice = sqlite.prepare('SELECT EXISTS (SELECT 1 FROM invoice WHERE client_id = ?)').pluck()
  for (const clientId of clientIds) yield { clientId, facts: hasInvoice.get(clientId) ? read(clientId) : undefined }
}

function* factsInRanges(connection: Connection, clientIds: readonly number[]): ReturnType<typeof factsOf> {
  let at = 0
  for (const { to, facts } of accountRanges(connection)) {
    for (; at < clientIds.length && (clientIds[at] as number) <= to; at++) {
      const clientId = clientIds[at] as number
      yield { clientId, facts: facts.get(clientId) }
    }
  }
  for (const clientId of clientIds.slice(at)) yield { clientId, facts: undefined }
}

/** The parts that lower invoices, each with its number among those of its invoice. */
function* invoiceParts(facts: AccountFacts): Generator<readonly [Allocation, number]> {
  const parts = new Map<number, number>()
  for (const allocation of replay(facts).allocations) {
    if (allocation.target !== 'invoice') continue
    const part = (parts.get(allocation.target_id) ?? 0) + 1
    parts.set(allocation.target_id, part)
    yield [allocation, part]
  }
}

function allocationWriter({ sqlite }: Connection) {
  const statement = (rows: number) =>
    sqlite.prepare(`INSERT INTO allocation VALUES ${Array(rows).fill('(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`)
  let values: (string | number)[] = []
  let full: ReturnType<typeof statement> | undefined
  return {
    add(clientId: number, [allocation, part]: readonly [Allocation, number]): void {
      const { source, source_id, target_id, settles_as, amount_minor, effective_on } = allocation
      values.push(clientId, target_id, part, source, source_id, settles_as, amount_minor, effective_on)
      if (values.length < ROWS_A_STATEMENT * COLUMNS) return
      full ??= statement(ROWS_A_STATEMENT)
      full.run(values)
      values = []
    },
    flush(): void {
      if (values.length > 0) statement(values.length / COLUMNS).run(values)
      values = []
    },
  }
}

// Of the rows an import made only those of clients with invoices are looked at, so that a million sales cost nothing.
const TOUCHED = `
  SELECT client_id FROM payment WHERE operation_id = :operation AND client_id IN (SELECT client_id FROM invoice)
  UNION SELECT client_id FROM invoice WHERE operation_id = :operation
  UNION SELECT i.client_id FROM credit_note n JOIN invoice i ON i.id = n.invoice_id WHERE n.operation_id = :operation
  UNION SELECT i.client_id FROM write_off w JOIN invoice i ON i.id = w.invoice_id WHERE w.operation_id = :operation
  UNION SELECT json_extract(before, '$.client_id') FROM change WHERE operation_id = :operation AND table_name IN ('payment', 'invoice')
  UNION SELECT p.client_id FROM change c JOIN payment p ON p.id = c.row_id WHERE c.operation_id = :operation AND c.table_name = 'payment'
  UNION SELECT i.client_id FROM change c JOIN invoice i ON i.id = c.row_id WHERE c.operation_id = :operation AND c.table_name = 'invoice'
  UNION SELECT i.client_id FROM change c JOIN invoice i ON i.id = json_extract(c.before, '$.invoice_id')
    WHERE c.operation_id = :operation AND c.table_name IN ('credit_note', 'write_off')`

/** The clients whose allocations may be others once an operation is taken back; ask before it is. */
export function clientsWithAccountTouchedBy(connection: Connection, operationId: number): number[] {
  return connection.guard(() => {
    if (!connection.sqlite.prepare('SELECT EXISTS (SELECT 1 FROM invoice)').pluck().get()) return []
    return connection.sqlite.prepare(TOUCHED).pluck().all({ operation: operationId }) as number[]
  })
}
