import { type Day, dayNumber } from '../domain/day.ts'
import type { DisputeSpan, InvoiceHistory, InvoicePart } from '../domain/invoice-history.ts'
import type { Connection } from './connection.ts'

/** The invoices of a client that stand, in order of issue day. */
export interface ClientInvoices {
  readonly client_id: number
  readonly invoices: readonly InvoiceHistory[]
}

/** So many client numbers at a time: enough to make SQLite's part of the work small a row, few enough for memory not to grow with the file. */
const CLIENTS_AT_ONCE = 20_000

// Columns cross over as JSON text: a million rows one by one cost five times as much.
const INVOICES = `SELECT json_group_array(client_id), json_group_array(id), json_group_array(issued_on), json_group_array(due_on),
    json_group_array(amount_minor)
  FROM (SELECT client_id, id, issued_on, due_on, amount_minor FROM invoice
    WHERE client_id BETWEEN :from AND :to AND issued_on <= :asOf AND voided_on IS NULL ORDER BY client_id, issued_on)`
const PARTS = `SELECT json_group_array(invoice_id), json_group_array(effective_on), json_group_array(amount_minor), json_group_array(settles_as)
  FROM (SELECT invoice_id, effective_on, amount_minor, settles_as FROM allocation
    WHERE client_id BETWEEN :from AND :to AND effective_on <= :asOf ORDER BY client_id, invoice_id, part)`
const DISPUTES = `SELECT d.invoice_id, d.started_on, d.ended_on, d.takes_days_off FROM dispute d JOIN invoice i ON i.id = d.invoice_id
  WHERE i.client_id BETWEEN :from AND :to AND d.started_on <= :asOf`

interface Range {
  readonly from: number
  readonly to: number
  readonly asOf: Day
}

/**
 * The invoices of one client, or of all who have any, in order of client number, with what befell them up to a day (PRODUCT.md section 4).
 * What settled them is read from the cache of allocations. An end of dispute that is dated later is not known yet.
 */
export function* invoiceHistories(connection: Connection, asOf: Day, clientId?: number): Generator<ClientInvoices> {
  if (clientId !== undefined) return yield* histories(connection, { from: clientId, to: clientId, asOf })
  const last = connection.guard(() => connection.sqlite.prepare('SELECT coalesce(max(client_id), 0) FROM invoice').pluck().get() as number)
  for (let from = 1; from <= last; from += CLIENTS_AT_ONCE) {
    yield* histories(connection, { from, to: from + CLIENTS_AT_ONCE - 1, asOf })
  }
}

function columnsOf<Columns extends readonly unknown[][]>(connection: Connection, sql: string, range: Range): Columns {
  const texts = connection.guard(() => connection.sqlite.prepare(sql).raw().get(range) as string[])
  return texts.map((text) => JSON.parse(text)) as unknown as Columns
}

function* histories(connection: Connection, range: Range): Generator<ClientInvoices> {
  const [clients, ids, issued, due, amounts] = columnsOf<[number[], number[], Day[], Day[], number[]]>(connection, INVOICES, range)
  if (ids.length === 0) return
  const parts = partsOf(connection, range)
  const disputes = disputesOf(connection, range)
  let invoices: InvoiceHistory[] = []
  for (let at = 0; at < ids.length; at++) {
    const invoice_id = ids[at] as number
    invoices.push({
      invoice_id,
      issued: dayNumber(issued[at] as Day),
      due: dayNumber(due[at] as Day),
      amount_minor: amounts[at] as number,
      parts: parts.get(invoice_id) ?? NONE,
      disputes: disputes.get(invoice_id) ?? NONE,
    })
    if (clients[at + 1] === clients[at]) continue
    yield { client_id: clients[at] as number, invoices }
    invoices = []
  }
}

const NONE: readonly never[] = []

function partsOf(connection: Connection, range: Range): Map<number, InvoicePart[]> {
  const [ids, days, amounts, kinds] = columnsOf<[number[], Day[], number[], InvoicePart['settles_as'][]]>(connection, PARTS, range)
  const parts = new Map<number, InvoicePart[]>()
  let current: InvoicePart[] = []
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number
    if (at === 0 || id !== ids[at - 1]) {
      current = []
      parts.set(id, current)
    }
    current.push({
      day: dayNumber(days[at] as Day),
      amount_minor: amounts[at] as number,
      settles_as: kinds[at] as InvoicePart['settles_as'],
    })
  }
  return parts
}

function disputesOf(connection: Connection, range: Range): Map<number, DisputeSpan[]> {
  type Row = { invoice_id: number; started_on: Day; ended_on: Day | null; takes_days_off: number }
  const disputes = new Map<number, DisputeSpan[]>()
  for (const row of connection.guard(() => connection.sqlite.prepare(DISPUTES).all(range) as Row[])) {
    const { invoice_id, started_on, ended_on, takes_days_off } = row
    const end = ended_on === null || ended_on > range.asOf ? null : dayNumber(ended_on)
    const span = { start: dayNumber(started_on), end, takes_days_off: takes_days_off === 1 }
    const others = disputes.get(invoice_id)
    if (others) others.push(span)
    else disputes.set(invoice_id, [span])
  }
  return disputes
}
