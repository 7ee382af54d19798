import { type Compilable, type SelectQueryBuilder, sql } from 'kysely'
import type { SystemReference } from '../../domain/references.ts'
import { BLOCK, type BlockOf, inBlocks, type Numbered } from '../blocks.ts'
import type { Connection } from '../connection.ts'
import type { Tables } from '../tables.ts'
import type { InvoiceFilter } from './invoice-list.ts'
import { narrowedPayments, type PaymentFilter } from './payments.ts'
import { firstReferenceOf } from './reference.ts'

/** What narrows any export; void rows are never in one. */
interface Narrowing {
  readonly categoryId?: number | undefined
  /** Only these numbers. */
  readonly ids?: readonly number[] | undefined
}

export type InvoiceExport = Narrowing & Pick<InvoiceFilter, 'clientId' | 'period'>
export type PaymentExport = Narrowing & Omit<PaymentFilter, 'withVoid' | 'ids'>

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
const REST = ['client.consent_mail', 'client.consent_sms', 'client.avoid', 'client.credit_limit_minor', 'client.note'] as const
const DAYS = ['client.added_on as added', 'client.checked_on as checked', 'client.archived_on as archived'] as const

const isOneOf = (column: `${string}.${string}`, ids: readonly number[]) =>
  sql<boolean>`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`

const isInBlock = (column: `${string}.${string}`, block: BlockOf) =>
  'ids' in block ? isOneOf(column, block.ids) : sql<boolean>`${sql.ref(column)} > ${block.after}`

/** `[["shop","12"],...]` in the order in which they were added; NULL where there are none. */
const REFERENCES = sql<string | null>`(SELECT json_group_array(json_array(s.name, r.reference) ORDER BY r.id) FROM client_reference r
  JOIN import_system s ON s.id = r.system_id WHERE r.client_id = client.id HAVING count(*) > 0)`

function clientsQuery({ build }: Connection, { ids }: Pick<Narrowing, 'ids'>) {
  const query = build
    .selectFrom('client')
    .innerJoin('category', 'category.id', 'client.category_id')
    .leftJoin('operator', 'operator.id', 'client.operator_id')
    .select([...CARD, ...REACH, ...MORE, ...REST, ...DAYS])
    .select(firstReferenceOf('client.id').as('ref'))
    .select(REFERENCES.as('refs'))
    .orderBy('client.id')
  return ids === undefined ? query : query.where(isOneOf('client.id', ids))
}

/**
 * Of an invoice and a payment: that the payment came with the row of the invoice, and has nothing that such a row could not say. The `+` keeps
 * SQLite from looking payments up by their keys, which stand in no order, rather than by their invoices: three times as fast.
 */
const IN_INVOICE_ROW = sql<boolean>`+payment.import_key = invoice.import_key AND payment.invoice_id = invoice.id
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

function narrowedInvoices({ build }: Connection, { categoryId, clientId, period, ids }: InvoiceExport) {
  let query = build.selectFrom('invoice').innerJoin('client', 'client.id', 'invoice.client_id').where('invoice.voided_on', 'is', null)
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  if (clientId !== undefined) query = query.where('invoice.client_id', '=', clientId)
  if (period) query = query.where('invoice.issued_on', '>=', period.from).where('invoice.issued_on', '<=', period.to)
  return ids === undefined ? query : query.where(isOneOf('invoice.id', ids))
}

function invoicesQuery(connection: Connection, { ids: _, ...filter }: InvoiceExport, block: BlockOf) {
  return narrowedInvoices(connection, filter)
    .where(isInBlock('invoice.id', block))
    .leftJoin('payment', (join) => join.on(IN_INVOICE_ROW))
    .select([
      'invoice.id as row_id',
      'client.id as client_number',
      'client.name as client',
      'invoice.number',
      'invoice.issued_on as issued',
      'invoice.due_on as due',
    ])
    .select(['invoice.amount_minor', DISPUTED.as('disputed')])
    .select(['payment.paid_on', 'payment.amount_minor as paid_amount_minor', 'invoice.purpose as for'])
    .orderBy('invoice.id')
    .limit(BLOCK)
}

/** All payments that stand; those of the rows of invoices are written with these. */
function standingPayments({ build }: Connection, { categoryId, ...filter }: PaymentExport) {
  const query = narrowedPayments(build.selectFrom('payment'), filter)
    .innerJoin('client', 'client.id', 'payment.client_id')
    .leftJoin('invoice', 'invoice.id', 'payment.invoice_id')
  return categoryId === undefined ? query : query.where('client.category_id', '=', categoryId)
}

function tablePayments(connection: Connection, filter: PaymentExport) {
  return standingPayments(connection, filter).where(sql<boolean>`coalesce(${IN_INVOICE_ROW}, 0) = 0`)
}

function paymentsQuery(connection: Connection, { ids: _, ...filter }: PaymentExport, block: BlockOf) {
  return tablePayments(connection, filter)
    .where(isInBlock('payment.id', block))
    .select([
      'payment.id as row_id',
      'client.id as client_number',
      'client.name as client',
      'payment.paid_on as date',
      'payment.amount_minor',
    ])
    .select(['payment.method', 'payment.reference', 'payment.kind', 'payment.kind_guessed'])
    .select(sql<string | null>`CASE WHEN invoice.voided_on IS NULL THEN invoice.number END`.as('invoice'))
    .select('payment.note')
    .orderBy('payment.id')
    .limit(BLOCK)
}

function standingVisits({ build }: Connection, { categoryId, ids }: Narrowing) {
  let query = build.selectFrom('visit').innerJoin('client', 'client.id', 'visit.client_id').where('visit.voided_on', 'is', null)
  if (categoryId !== undefined) query = query.where('client.category_id', '=', categoryId)
  return ids === undefined ? query : query.where(isOneOf('visit.id', ids))
}

function visitsQuery(connection: Connection, { categoryId }: Narrowing, block: BlockOf) {
  return standingVisits(connection, { categoryId })
    .leftJoin('operator', 'operator.id', 'visit.operator_id')
    .where(isInBlock('visit.id', block))
    .select(['visit.id as row_id', 'client.id as client_number', 'client.name as client', 'visit.day', 'visit.time', 'visit.kind'])
    .select(['visit.outcome', 'visit.cancelled_by', 'visit.notice_hours', 'visit.late_minutes'])
    .select(['visit.patience', 'visit.kindness', 'visit.professionalism'])
    .select(['operator.name as operator', 'visit.reference', 'visit.follow_up_on', 'visit.note'])
    .orderBy('visit.id')
    .limit(BLOCK)
}

type RowOf<Query> = Query extends Compilable<infer Row> ? Row : never

/** A card, an invoice, a payment and a contact with the fields that import takes (PRODUCT.md section 8), raw. */
export type ExportedClient = Omit<RowOf<ReturnType<typeof clientsQuery>>, 'refs'> & { readonly refs: readonly SystemReference[] }
export type ExportedPayment = RowOf<ReturnType<typeof paymentsQuery>>
export type ExportedInvoice = RowOf<ReturnType<typeof invoicesQuery>>
export type ExportedVisit = RowOf<ReturnType<typeof visitsQuery>>

/** Read a block at a time, anew each time it is gone through, so that a million rows need no memory. */
function streamed<Row extends Numbered>(
  connection: Connection,
  query: (block: BlockOf) => Compilable<Row>,
  ids: readonly number[] | undefined,
): Iterable<Row> {
  return { [Symbol.iterator]: () => inBlocks(connection, query, ids) }
}

function* withReferences(rows: Iterable<RowOf<ReturnType<typeof clientsQuery>>>): Generator<ExportedClient> {
  for (const row of rows) {
    const listed = row.refs === null ? [] : (JSON.parse(row.refs) as [string, string][])
    yield { ...row, refs: listed.map(([system, reference]) => ({ system, reference })) }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the count of a query does not depend on what it selects.
function counted(connection: Connection, query: SelectQueryBuilder<Tables, any, unknown>): number {
  return connection.get(query.clearSelect().clearOrderBy().select(sql<number>`count(*)`.as('rows')))?.rows ?? 0
}

/**
 * All rows but void ones, in the order of their numbers. How many they are is counted when asked for: among a million it takes as long as a
 * tenth of the export.
 */
export function exportQueries(connection: Connection) {
  return {
    clients: (filter: Pick<Narrowing, 'ids'>) => {
      const query = clientsQuery(connection, filter)
      return { rows: { [Symbol.iterator]: () => withReferences(connection.iterate(query)) }, count: () => counted(connection, query) }
    },
    /** `incomplete`: how many have credit notes, write-offs or disputes that no row can say. */
    invoices: (filter: InvoiceExport) => {
      const narrowed = narrowedInvoices(connection, filter)
      return {
        rows: streamed(connection, (block) => invoicesQuery(connection, filter, block), filter.ids),
        count: () => counted(connection, narrowed),
        incomplete: counted(connection, narrowed.where(NOT_IN_ROW)),
      }
    },
    /** Without those that the rows of invoices bring along, which are `elsewhere`. */
    payments: (filter: PaymentExport) => ({
      rows: streamed(connection, (block) => paymentsQuery(connection, filter, block), filter.ids),
      count: () => counted(connection, tablePayments(connection, filter)),
      elsewhere: counted(
        connection,
        standingPayments(connection, filter).where('payment.invoice_id', 'is not', null).where(IN_INVOICE_ROW),
      ),
    }),
    visits: (filter: Narrowing) => ({
      rows: streamed(connection, (block) => visitsQuery(connection, filter, block), filter.ids),
      count: () => counted(connection, standingVisits(connection, filter)),
    }),
  }
}
