import type { Statement } from 'better-sqlite3'
import { type Day, dayNumber } from '../domain/day.ts'
import type { DisputeSpan, InvoiceHistory, InvoicePart } from '../domain/invoice-history.ts'
import type { Connection } from './connection.ts'

/** The invoices of a client that stand, in order of issue day. */
export interface ClientInvoices {
  readonly client_id: number
  readonly invoices: readonly InvoiceHistory[]
}

/** So many client numbers at a time: few enough for what is read at once to stay in the processor's cache. 20,000 took twice as long. */
const CLIENTS_AT_ONCE = 200

// Columns cross over as text, amounts and numbers as JSON, days one behind another: a million rows one by one cost five times as much. Rows
// come in the order of the index or key named here, which a sorted subquery would say aloud at the price of a fourth of the time.
const INVOICES = `SELECT json_group_array(client_id), json_group_array(id), group_concat(issued_on, ''), group_concat(due_on, ''),
    json_group_array(amount_minor)
  FROM invoice INDEXED BY invoice_client -- by client, by issue day
  WHERE client_id BETWEEN :from AND :to AND issued_on <= :asOf AND voided_on IS NULL`
const PARTS = `SELECT json_group_array(invoice_id), group_concat(effective_on, ''), json_group_array(amount_minor), group_concat(substr(settles_as, 1, 1), '')
  FROM allocation -- by client, invoice and part: its primary key, and all there is to find it by
  WHERE client_id BETWEEN :from AND :to AND effective_on <= :asOf`
const DISPUTES = 'SELECT invoice_id, started_on, ended_on, takes_days_off FROM dispute WHERE started_on <= :asOf'
const OF_CLIENT = 'AND invoice_id IN (SELECT id FROM invoice WHERE client_id = :client)'

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
  const { sqlite } = connection
  const [invoices, parts] = connection.guard(() => [sqlite.prepare(INVOICES).raw(), sqlite.prepare(PARTS).raw()])
  const disputes = disputesOf(connection, asOf, clientId)
  const dayAt = dayNumberReader()
  const histories = (range: Range) => historiesIn({ invoices: read(invoices, range), parts: read(parts, range), disputes, dayAt })
  const read = <Texts>(statement: Statement, range: Range): Texts => connection.guard(() => statement.get(range) as Texts)
  if (clientId !== undefined) return yield* histories({ from: clientId, to: clientId, asOf })
  const last = connection.guard(() => sqlite.prepare('SELECT coalesce(max(client_id), 0) FROM invoice').pluck().get() as number)
  for (let from = 1; from <= last; from += CLIENTS_AT_ONCE) yield* histories({ from, to: from + CLIENTS_AT_ONCE - 1, asOf })
}

/** The number of the day at an index of a text of days. Few of millions are different: each is worked out once. */
type DayReader = (days: string, index: number) => number

function dayNumberReader(): DayReader {
  const known = new Map<number, number>()
  return (days, index) => {
    const at = index * 10
    const code = (offset: number): number => days.charCodeAt(at + offset)
    // Another for each day; what the codes of figures have above 0 to 9 is the same in all.
    const year = ((code(0) * 10 + code(1)) * 10 + code(2)) * 10 + code(3)
    const key = (year * 20 + code(5) * 10 + code(6)) * 40 + code(8) * 10 + code(9)
    const before = known.get(key)
    if (before !== undefined) return before
    const number = dayNumber(days.slice(at, at + 10))
    known.set(key, number)
    return number
  }
}

interface Texts {
  readonly invoices: readonly [clients: string, ids: string, issued: string, due: string, amounts: string]
  readonly parts: readonly [invoices: string, days: string, amounts: string, kinds: string]
  readonly disputes: ReadonlyMap<number, readonly DisputeSpan[]>
  readonly dayAt: DayReader
}

const NONE: readonly never[] = []
/** What a part settles as, by the code of its first letter. */
const KINDS: Readonly<Record<number, InvoicePart['settles_as']>> = { 112: 'payment', 99: 'credit_note', 119: 'write_off' }

function* historiesIn({ invoices, parts, disputes, dayAt }: Texts): Generator<ClientInvoices> {
  const [, , issued, due] = invoices
  const clients = JSON.parse(invoices[0]) as number[]
  const ids = JSON.parse(invoices[1]) as number[]
  const amounts = JSON.parse(invoices[4]) as number[]
  const partsOf = partsByInvoice(parts, dayAt)
  let own: InvoiceHistory[] = []
  for (let at = 0; at < ids.length; at++) {
    const invoice_id = ids[at] as number
    own.push({
      invoice_id,
      issued: dayAt(issued, at),
      due: dayAt(due, at),
      amount_minor: amounts[at] as number,
      parts: partsOf(invoice_id),
      disputes: disputes.get(invoice_id) ?? NONE,
    })
    if (clients[at + 1] === clients[at]) continue
    yield { client_id: clients[at] as number, invoices: own }
    own = []
  }
}

/** The parts of one invoice after another; those of each stand together in the columns. */
function partsByInvoice(texts: Texts['parts'], dayAt: DayReader): (invoiceId: number) => readonly InvoicePart[] {
  const days = texts[1]
  const invoices = JSON.parse(texts[0]) as number[]
  const amounts = JSON.parse(texts[2]) as number[]
  const kinds = texts[3]
  const first = new Map<number, number>()
  for (let at = 0; at < invoices.length; at++) if (invoices[at] !== invoices[at - 1]) first.set(invoices[at] as number, at)
  return (invoiceId) => {
    const start = first.get(invoiceId)
    if (start === undefined) return NONE
    const parts: InvoicePart[] = []
    for (let at = start; invoices[at] === invoiceId; at++) {
      parts.push({
        day: dayAt(days, at),
        amount_minor: amounts[at] as number,
        settles_as: KINDS[kinds.charCodeAt(at)] as InvoicePart['settles_as'],
      })
    }
    return parts
  }
}

function disputesOf(connection: Connection, asOf: Day, clientId: number | undefined): Map<number, DisputeSpan[]> {
  type Row = { invoice_id: number; started_on: Day; ended_on: Day | null; takes_days_off: number }
  const disputes = new Map<number, DisputeSpan[]>()
  const [sql, values] = clientId === undefined ? [DISPUTES, { asOf }] : [`${DISPUTES} ${OF_CLIENT}`, { asOf, client: clientId }]
  for (const row of connection.guard(() => connection.sqlite.prepare(sql).all(values) as Row[])) {
    const { invoice_id, started_on, ended_on, takes_days_off } = row
    const end = ended_on === null || ended_on > asOf ? null : dayNumber(ended_on)
    const span = { start: dayNumber(started_on), end, takes_days_off: takes_days_off === 1 }
    const others = disputes.get(invoice_id)
    if (others) others.push(span)
    else disputes.set(invoice_id, [span])
  }
  return disputes
}
