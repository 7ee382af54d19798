import { type Compilable, type SelectQueryBuilder, sql } from 'kysely'
import type { Period } from '../../domain/period.ts'
import type { Connection } from '../connection.ts'
import type { Tables } from '../tables.ts'
import { firstReferenceOf } from './reference.ts'

/** What narrows an export; void rows are never in one. */
export interface ExportFilter {
  readonly categoryId?: number | undefined
  readonly clientId?: number | undefined
  readonly period?: Period | undefined
}

const CARD = ['client.id as client_number', 'client.name', 'client.kind', 'client.status', 'category.name as category'] as const
const REACH = [
  'client.phone',
  'client.email',
  'client.address',
  'client.postcode',
  'client.city',
  'client.region',
  'client.country',
] as const
const MORE = ['client.card', 'client.birthday', 'client.source', 'operator.name as operator', 'client.attitude'] as const
const REST = ['client.consent_mail', 'client.consent_sms', 'client.avoid', 'client.archived_on as archived', 'client.note'] as const

function clientsQuery({ build }: Connection, { categoryId, clientId }: ExportFilter) {
  let query = build
    .selectFrom('client')
    .innerJoin('category', 'category.id', 'client.category_id')
    .leftJoin('operator', 'operator.id', 'client.operator_id')
    .select([...CARD, ...REACH, ...MORE, ...REST])
    .select(firstReferenceOf('client.id').as('ref'))
    .orderBy('client.id')
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('client.id', '=', clientId)
  return query
}

/** Of an invoice and a payment: that the payment came with the row of the invoice, and has nothing that such a row could not say. */
const IN_INVOICE_ROW = sql<boolean>`payment.import_key = invoice.import_key AND payment.invoice_id = invoice.id
  AND payment.client_id = invoice.client_id AND payment.kind = 'account' AND payment.amount_minor > 0 AND payment.method IS NULL
  AND payment.reference IS NULL AND payment.note IS NULL AND payment.voided_on IS NULL AND invoice.voided_on IS NULL`

/** Of a dispute and its invoice: that the row of the invoice can say it. */
const IS_YES = 'dispute.takes_days_off = 0 AND dispute.started_on = invoice.issued_on AND dispute.ended_on IS NULL'
const IS_DAYS = 'dispute.takes_days_off = 1 AND dispute.started_on = invoice.due_on AND dispute.ended_on > dispute.started_on'
const DISPUTED = sql<'yes' | number | null>`(SELECT CASE WHEN ${sql.raw(IS_YES)} THEN 'yes'
    ELSE CAST(julianday(dispute.ended_on) - julianday(dispute.started_on) AS INTEGER) END
  FROM dispute WHERE dispute.invoice_id = invoice.id AND (${sql.raw(IS_YES)} OR ${sql.raw(IS_DAYS)}) ORDER BY dispute.id LIMIT 1)`
const NOT_IN_ROW = sql<boolean>`invoice.id IN (SELECT invoice_id FROM credit_note UNION SELECT invoice_id FROM write_off
  UNION SELECT dispute.invoice_id FROM dispute JOIN invoice ON invoice.id = dispute.invoice_id
    WHERE (${sql.raw(IS_YES)}) IS NOT TRUE AND (${sql.raw(IS_DAYS)}) IS NOT TRUE)`

function invoicesQuery({ build }: Connection, { categoryId, clientId, period }: ExportFilter) {
  let query = build
    .selectFrom('invoice')
    .innerJoin('client', 'client.id', 'invoice.client_id')
    .leftJoin('payment', (join) => join.on(IN_INVOICE_ROW))
    .select([
      'client.id as client_number',
      'client.name as client',
      'invoice.number',
      'invoice.issued_on as issued',
      'invoice.due_on as due',
    ])
    .select(['invoice.amount_minor', DISPUTED.as('disputed')])
    .select(['payment.paid_on', 'payment.amount_minor as paid_amount_minor', 'invoice.purpose as for'])
    .where('invoice.voided_on', 'is', null)
    .orderBy('invoice.id')
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('invoice.client_id', '=', clientId)
  if (period) query = query.where('invoice.issued_on', '>=', period.from).where('invoice.issued_on', '<=', period.to)
  return query
}

/** All payments that stand; those of the rows of invoices are written with these. */
function standingPayments({ build }: Connection, { categoryId, clientId, period }: ExportFilter) {
  let query = build
    .selectFrom('payment')
    .innerJoin('client', 'client.id', 'payment.client_id')
    .leftJoin('invoice', 'invoice.id', 'payment.invoice_id')
    .where('payment.voided_on', 'is', null)
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('payment.client_id', '=', clientId)
  if (period) query = query.where('payment.paid_on', '>=', period.from).where('payment.paid_on', '<=', period.to)
  return query
}

function paymentsQuery(connection: Connection, filter: ExportFilter) {
  return standingPayments(connection, filter)
    .select(['client.id as client_number', 'client.name as client', 'payment.paid_on as date', 'payment.amount_minor'])
    .select(['payment.method', 'payment.reference', 'payment.kind'])
    .select(sql<string | null>`CASE WHEN invoice.voided_on IS NULL THEN invoice.number END`.as('invoice'))
    .select('payment.note')
    .where(sql<boolean>`coalesce(${IN_INVOICE_ROW}, 0) = 0`)
    .orderBy('payment.id')
}

function visitsQuery({ build }: Connection, { categoryId, clientId, period }: ExportFilter) {
  let query = build
    .selectFrom('visit')
    .innerJoin('client', 'client.id', 'visit.client_id')
    .leftJoin('operator', 'operator.id', 'visit.operator_id')
    .select(['client.id as client_number', 'client.name as client', 'visit.day', 'visit.time', 'visit.kind', 'visit.outcome'])
    .select(['visit.cancelled_by', 'visit.notice_hours', 'visit.late_minutes'])
    .select(['visit.patience', 'visit.kindness', 'visit.professionalism'])
    .select(['operator.name as operator', 'visit.reference', 'visit.follow_up_on', 'visit.note'])
    .where('visit.voided_on', 'is', null)
    .orderBy('visit.id')
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('visit.client_id', '=', clientId)
  if (period) query = query.where('visit.day', '>=', period.from).where('visit.day', '<=', period.to)
  return query
}

type RowOf<Query> = Query extends Compilable<infer Row> ? Row : never

/** A card, an invoice, a payment and a contact with the fields that import takes (PRODUCT.md section 8), raw. */
export type ExportedClient = RowOf<ReturnType<typeof clientsQuery>>
export type ExportedPayment = RowOf<ReturnType<typeof paymentsQuery>>
export type ExportedInvoice = RowOf<ReturnType<typeof invoicesQuery>>
export type ExportedVisit = RowOf<ReturnType<typeof visitsQuery>>

/** Read a row at a time, anew each time it is gone through, so that a million rows need no memory. */
function streamed<Row>(connection: Connection, query: Compilable<Row>): Iterable<Row> {
  return { [Symbol.iterator]: () => connection.iterate(query) }
}

// biome-ignore lint/suspicious/noExplicitAny: the count of a query does not depend on what it selects.
function counted(connection: Connection, query: SelectQueryBuilder<Tables, any, unknown>): number {
  return connection.get(query.clearSelect().clearOrderBy().select(sql<number>`count(*)`.as('rows')))?.rows ?? 0
}

/** All rows but void ones, in the order of their numbers, with how many they are. */
export function exportQueries(connection: Connection) {
  return {
    clients: (filter: ExportFilter) => {
      const query = clientsQuery(connection, filter)
      return { rows: streamed(connection, query), count: counted(connection, query) }
    },
    /** `incomplete`: how many have credit notes, write-offs or disputes that no row can say. */
    invoices: (filter: ExportFilter) => {
      const query = invoicesQuery(connection, filter)
      return {
        rows: streamed(connection, query),
        count: counted(connection, query),
        incomplete: counted(connection, query.where(NOT_IN_ROW)),
      }
    },
    /** Without those that the rows of invoices bring along, which are `elsewhere`. */
    payments: (filter: ExportFilter) => {
      const query = paymentsQuery(connection, filter)
      const count = counted(connection, query)
      return { rows: streamed(connection, query), count, elsewhere: counted(connection, standingPayments(connection, filter)) - count }
    },
    visits: (filter: ExportFilter) => {
      const query = visitsQuery(connection, filter)
      return { rows: streamed(connection, query), count: counted(connection, query) }
    },
  }
}
