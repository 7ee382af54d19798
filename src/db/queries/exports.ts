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

function paymentsQuery({ build }: Connection, { categoryId, clientId, period }: ExportFilter) {
  let query = build
    .selectFrom('payment')
    .innerJoin('client', 'client.id', 'payment.client_id')
    .leftJoin('invoice', 'invoice.id', 'payment.invoice_id')
    .select(['client.id as client_number', 'client.name as client', 'payment.paid_on as date', 'payment.amount_minor'])
    .select(['payment.method', 'payment.reference', 'payment.kind', 'invoice.number as invoice', 'payment.note'])
    .where('payment.voided_on', 'is', null)
    .orderBy('payment.id')
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('payment.client_id', '=', clientId)
  if (period) query = query.where('payment.paid_on', '>=', period.from).where('payment.paid_on', '<=', period.to)
  return query
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

/** A card, a payment and a contact with the fields that import takes (PRODUCT.md section 8), raw. */
export type ExportedClient = RowOf<ReturnType<typeof clientsQuery>>
export type ExportedPayment = RowOf<ReturnType<typeof paymentsQuery>>
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
    payments: (filter: ExportFilter) => {
      const query = paymentsQuery(connection, filter)
      return { rows: streamed(connection, query), count: counted(connection, query) }
    },
    visits: (filter: ExportFilter) => {
      const query = visitsQuery(connection, filter)
      return { rows: streamed(connection, query), count: counted(connection, query) }
    },
  }
}
