import type { AccountFacts, AccountPaymentFact, AccountRefundFact, AdjustmentFact, InvoiceFact } from '../domain/allocation.ts'
import type { Day } from '../domain/day.ts'
import type { Connection } from './connection.ts'

/** So many client numbers at a time: few enough for what is read at once to stay in the processor's cache. */
const CLIENTS_AT_ONCE = 500

// Columns cross over as JSON text: a million rows one by one, client by client, cost three times as much.
const INVOICES = `SELECT json_group_array(client_id), json_group_array(id), json_group_array(issued_on), json_group_array(due_on),
    json_group_array(amount_minor)
  FROM invoice WHERE client_id BETWEEN ? AND ? AND voided_on IS NULL`
const PAYMENTS = `SELECT json_group_array(client_id), json_group_array(id), json_group_array(paid_on), json_group_array(amount_minor),
    json_group_array(invoice_id)
  FROM payment WHERE client_id BETWEEN ? AND ? AND kind = 'account' AND voided_on IS NULL`
const adjustments = (table: string, day: string): string => `SELECT json_group_array(i.client_id), json_group_array(a.id),
    json_group_array(a.invoice_id), json_group_array(a.${day}), json_group_array(a.amount_minor)
  FROM invoice i JOIN ${table} a ON a.invoice_id = i.id WHERE i.client_id BETWEEN ? AND ? AND i.voided_on IS NULL`

type Columns = readonly [clients: number[], ids: number[], third: unknown[], fourth: unknown[], fifth: unknown[]]

interface Facts extends AccountFacts {
  readonly invoices: InvoiceFact[]
  readonly credit_notes: AdjustmentFact[]
  readonly write_offs: AdjustmentFact[]
  readonly payments: AccountPaymentFact[]
  readonly refunds: AccountRefundFact[]
}

/**
 * The account facts of all clients who have invoices, in ranges of client numbers; what is void, and what belongs to a void invoice, is left
 * out. Minor units. For the work on most clients of a file: of a few, `accountReader` is the quicker way.
 */
export function* accountRanges(
  connection: Connection,
): Generator<{ readonly to: number; readonly facts: ReadonlyMap<number, AccountFacts> }> {
  const prepare = (sql: string) => connection.guard(() => connection.sqlite.prepare(sql).raw())
  const statements = [INVOICES, adjustments('credit_note', 'credited_on'), adjustments('write_off', 'written_off_on'), PAYMENTS].map(
    prepare,
  )
  const last = connection.guard(() => connection.sqlite.prepare('SELECT coalesce(max(client_id), 0) FROM invoice').pluck().get() as number)
  for (let from = 1; from <= last; from += CLIENTS_AT_ONCE) {
    const to = from + CLIENTS_AT_ONCE - 1
    const [invoices, creditNotes, writeOffs, payments] = statements.map((statement) => {
      const texts = connection.guard(() => statement.get(from, to) as string[])
      return texts.map((text) => JSON.parse(text)) as unknown as Columns
    }) as [Columns, Columns, Columns, Columns]
    const facts = withInvoices(invoices)
    addAdjustments(facts, creditNotes, 'credit_notes')
    addAdjustments(facts, writeOffs, 'write_offs')
    addPayments(facts, payments)
    yield { to, facts }
  }
}

function withInvoices([clients, ids, issued, due, amounts]: Columns): Map<number, Facts> {
  const facts = new Map<number, Facts>()
  for (const [at, client] of clients.entries()) {
    let own = facts.get(client)
    if (!own) {
      own = { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
      facts.set(client, own)
    }
    const [id, issued_on, due_on, amount_minor] = [ids[at] as number, issued[at] as Day, due[at] as Day, amounts[at] as number]
    own.invoices.push({ id, issued_on, due_on, amount_minor })
  }
  return facts
}

function addAdjustments(facts: ReadonlyMap<number, Facts>, columns: Columns, kind: 'credit_notes' | 'write_offs'): void {
  const [clients, ids, invoices, days, amounts] = columns
  for (const [at, client] of clients.entries()) {
    facts.get(client)?.[kind].push({
      id: ids[at] as number,
      invoice_id: invoices[at] as number,
      on: days[at] as Day,
      amount_minor: amounts[at] as number,
    })
  }
}

function addPayments(facts: ReadonlyMap<number, Facts>, [clients, ids, days, amounts, invoices]: Columns): void {
  for (const [at, client] of clients.entries()) {
    const [id, day, minor] = [ids[at] as number, days[at] as Day, amounts[at] as number]
    const own = facts.get(client)
    if (minor < 0) own?.refunds.push({ id, on: day, amount_minor: -minor })
    else own?.payments.push({ id, paid_on: day, amount_minor: minor, invoice_id: invoices[at] as number | null })
  }
}
