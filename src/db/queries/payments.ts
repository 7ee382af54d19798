import { type Insertable, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { replay } from '../../domain/allocation.ts'
import type { Day } from '../../domain/day.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import type { Period } from '../../domain/period.ts'
import { accountOverRefunded, type DayNet, salesOverRefunded } from '../../domain/refund.ts'
import { accountFacts, accountReader, refreshAllocations } from '../allocations.ts'
import type { Connection, Values } from '../connection.ts'
import { type SettledBy, settledBy } from '../settled-by.ts'
import { standingReader } from '../standing.ts'
import type { PaymentTable, Tables } from '../tables.ts'
import { firstReferenceOf } from './reference.ts'

export type StoredPayment = Omit<Selectable<PaymentTable>, 'operation_id' | 'import_key' | 'imported_hash'>
export type NewPayment = Omit<Insertable<PaymentTable>, 'id' | 'operation_id'>
/** Columns to set; one that is undefined stays as it is. */
export type PaymentPatch = { readonly [K in keyof Omit<StoredPayment, 'id'>]?: StoredPayment[K] | undefined }

export interface PaymentRow {
  readonly payment_id: number
  readonly paid_on: Day
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly kind: PaymentKind
  readonly amount_minor: number
  readonly method: string | null
  readonly reference: string | null
  readonly invoice_id: number | null
  readonly invoice_number: string | null
  readonly note: string | null
  readonly voided_on: Day | null
}

/** What narrows a list of payments. `ids`: only these. Void ones are left out unless asked for. */
export interface PaymentFilter {
  readonly clientId?: number | undefined
  readonly period?: Period | undefined
  readonly kind?: PaymentKind | undefined
  readonly method?: string | undefined
  readonly ids?: readonly number[] | undefined
  readonly withVoid?: boolean
}

/** `rows` counts all that are listed; the others leave void payments out. Minor units. */
export interface PaymentTotals {
  readonly rows: number
  readonly payments: number
  readonly amount_minor: number
  readonly sale_minor: number
  readonly account_minor: number
}

/** The rows that a table shows come by a short query; sorting a million of them for that would take seconds. */
const FIRST_ROWS = 200

const DAY_NETS = `SELECT paid_on AS day, sum(amount_minor) AS net_minor FROM payment
  WHERE client_id = ? AND kind = 'sale' AND voided_on IS NULL GROUP BY paid_on`

type PaymentQuery<O> = SelectQueryBuilder<Tables, 'payment', O>

/** The query with the conditions of the filter. */
export function narrowedPayments<O>(
  query: PaymentQuery<O>,
  { clientId, period, kind, method, ids, withVoid }: PaymentFilter,
): PaymentQuery<O> {
  let narrow = query
  if (!withVoid) narrow = narrow.where('payment.voided_on', 'is', null)
  if (clientId !== undefined) narrow = narrow.where('payment.client_id', '=', clientId)
  if (period) narrow = narrow.where('payment.paid_on', '>=', period.from).where('payment.paid_on', '<=', period.to)
  if (kind) narrow = narrow.where('payment.kind', '=', kind)
  if (method !== undefined) narrow = narrow.where(sql<boolean>`payment.method = ${method} COLLATE NOCASE`)
  if (ids) narrow = narrow.where(sql<boolean>`payment.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return narrow
}

function listQuery(connection: Connection, filter: PaymentFilter, after: PaymentRow | undefined) {
  let query = narrowedPayments(connection.build.selectFrom('payment'), filter)
  if (after) {
    const { paid_on, payment_id } = after
    query = query.where(sql<boolean>`(payment.paid_on, payment.id) < (${paid_on}, ${payment_id})`)
  }
  return query
    .innerJoin('client', 'client.id', 'payment.client_id')
    .leftJoin('invoice', 'invoice.id', 'payment.invoice_id')
    .select(['payment.id as payment_id', 'payment.paid_on', 'payment.client_id', 'client.name as client'])
    .select(firstReferenceOf('payment.client_id').as('ref'))
    .select(['payment.kind', 'payment.amount_minor', 'payment.method', 'payment.reference', 'payment.invoice_id'])
    .select(['invoice.number as invoice_number', 'payment.note', 'payment.voided_on'])
    .orderBy('payment.paid_on', 'desc')
    .orderBy('payment.id', 'desc')
}

function* newestFirst(connection: Connection, filter: PaymentFilter): Generator<PaymentRow> {
  const first = connection.all(listQuery(connection, filter, undefined).limit(FIRST_ROWS))
  yield* first
  if (first.length === FIRST_ROWS) yield* connection.iterate(listQuery(connection, filter, first.at(-1)))
}

export function paymentQueries(connection: Connection) {
  const { build } = connection
  const statement = (text: string) => connection.sqlite.prepare(text)
  let standing: ReturnType<typeof standingReader> | undefined
  return {
    insert: (payment: NewPayment): number => connection.insert('payment', payment as Values),

    /** Sets what differs; answers the columns that did. */
    update: (id: number, patch: PaymentPatch): string[] => connection.update('payment', id, patch as Values),

    byId: (id: number): StoredPayment | undefined =>
      connection.get(
        build
          .selectFrom('payment')
          .select(['id', 'client_id', 'paid_on', 'amount_minor', 'kind', 'kind_guessed'])
          .select(['method', 'reference', 'invoice_id', 'note', 'voided_on'])
          .where('id', '=', id),
      ),

    /** Newest day first, then the highest number; read as it is drawn. */
    list: (filter: PaymentFilter): Iterable<PaymentRow> => ({ [Symbol.iterator]: () => newestFirst(connection, filter) }),

    totals: (filter: PaymentFilter): PaymentTotals =>
      connection.get(
        narrowedPayments(build.selectFrom('payment'), filter).select([
          sql<number>`count(*)`.as('rows'),
          sql<number>`count(*) FILTER (WHERE voided_on IS NULL)`.as('payments'),
          sql<number>`coalesce(sum(amount_minor) FILTER (WHERE voided_on IS NULL), 0)`.as('amount_minor'),
          sql<number>`coalesce(sum(amount_minor) FILTER (WHERE voided_on IS NULL AND kind = 'sale'), 0)`.as('sale_minor'),
          sql<number>`coalesce(sum(amount_minor) FILTER (WHERE voided_on IS NULL AND kind = 'account'), 0)`.as('account_minor'),
        ]),
      ) as PaymentTotals,

    /** How a client stands at the end of a day: for the guess of a payment's kind, also in bulk. */
    standing: (clientId: number, day: Day) => {
      standing ??= standingReader(connection)
      return standing(clientId, day)
    },

    /** The payments of which something still waits as credit on a day, and how much, by payment; of one client or of all. */
    waiting: (clientId: number | undefined, asOf: Day): Map<number, number> => {
      const select = "SELECT DISTINCT client_id FROM payment WHERE kind = 'account' AND voided_on IS NULL"
      const clients = clientId === undefined ? connection.guard(() => statement(select).pluck().all() as number[]) : [clientId]
      const factsOf = accountReader(connection)
      const credits = clients.flatMap((id) => replay(factsOf(id), asOf).credits)
      return new Map(credits.filter(({ source }) => source === 'payment').map((credit) => [credit.source_id, credit.open_minor]))
    },

    /** What a payment settled by the end of a day, what of it waits then, and what waits of the client in all. */
    settledBy: (paymentId: number, clientId: number, asOf: Day): SettledBy => settledBy(connection, 'payment', paymentId, clientId, asOf),

    /** What there is to refund at the end of a day: sales less their refunds, and waiting credit. Minor units. */
    refundable: (clientId: number, day: Day): Record<PaymentKind, number> => ({
      sale: connection.guard(
        () => statement(`SELECT coalesce(sum(net_minor), 0) FROM (${DAY_NETS}) WHERE day <= ?`).pluck().get(clientId, day) as number,
      ),
      account: replay(accountFacts(connection, clientId), day).credit_minor,
    }),

    /** What refunds took beyond what there was on their days, by kind; see domain/refund.ts. Minor units. */
    overRefunded: (clientId: number): Record<PaymentKind, number> => ({
      sale: salesOverRefunded(connection.guard(() => statement(DAY_NETS).all(clientId) as DayNet[])),
      account: accountOverRefunded(accountFacts(connection, clientId)),
    }),

    /** The refunds of a client and kind from a day on, in order of day. */
    refundsFrom: (clientId: number, kind: PaymentKind, day: Day): Pick<StoredPayment, 'id' | 'paid_on' | 'amount_minor'>[] =>
      connection.all(
        build
          .selectFrom('payment')
          .select(['id', 'paid_on', 'amount_minor'])
          .where('client_id', '=', clientId)
          .where('kind', '=', kind)
          .where('paid_on', '>=', day)
          .where('amount_minor', '<', 0)
          .where('voided_on', 'is', null)
          .orderBy('paid_on')
          .orderBy('id'),
      ),

    /** Writes the cache of these clients' allocations anew: after every change of their payments. */
    refreshAllocations: (clientIds: Iterable<number>): void => refreshAllocations(connection, clientIds),
  }
}
