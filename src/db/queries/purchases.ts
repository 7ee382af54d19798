import type { Period } from '../../domain/period.ts'
import type { Connection } from '../connection.ts'
import { firstReference } from './reference.ts'

/** What a report sums up for each client. */
export type Measure = 'purchases' | 'payments' | 'visits'

/** Which cards a report is about; an archived card belongs to it only with facts. */
export interface CardFilter {
  readonly category?: number | undefined
  readonly operator?: number | undefined
  /** Any of these spellings of a region. */
  readonly regions?: readonly string[] | undefined
}

/** Cards by number, in order. */
export interface CardsInReport {
  readonly open: readonly number[]
  readonly archived: readonly number[]
}

/** What a ranked row shows beside its numbers. */
export interface ClientDetails {
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly category: string
  readonly visit_every: number | null
  readonly last_purchase: string | null
  readonly last_contact: string | null
}

// Each is one pass over a covering index that is in the order of the groups: no sorting, no look into the table. Credit notes are few: from them to
// their invoices, not the other way round (CROSS JOIN keeps SQLite from it).
const SALES =
  "SELECT client_id, sum(amount_minor) AS amount FROM payment WHERE kind = 'sale' AND voided_on IS NULL AND paid_on BETWEEN ? AND ? GROUP BY client_id"
const INVOICES =
  'SELECT client_id, sum(amount_minor) AS amount FROM invoice WHERE voided_on IS NULL AND issued_on BETWEEN ? AND ? GROUP BY client_id'
const CREDIT_NOTES = `SELECT i.client_id AS client_id, -sum(n.amount_minor) AS amount FROM credit_note n CROSS JOIN invoice i ON i.id = n.invoice_id
  WHERE i.voided_on IS NULL AND n.credited_on BETWEEN ? AND ? GROUP BY i.client_id`
const PAYMENTS =
  'SELECT client_id, sum(amount_minor) AS amount FROM payment WHERE voided_on IS NULL AND paid_on BETWEEN ? AND ? GROUP BY client_id'
const VISITS = `SELECT client_id, count(*) AS amount FROM visit
  WHERE outcome = 'kept' AND kind IN ('visit', 'reception', 'meeting') AND voided_on IS NULL AND day BETWEEN ? AND ? GROUP BY client_id`

const SUMS: Readonly<Record<Measure, readonly string[]>> = {
  purchases: [SALES, INVOICES, CREDIT_NOTES],
  payments: [PAYMENTS],
  visits: [VISITS],
}

const DETAILS = `SELECT c.id AS client_id, c.name AS client, g.name AS category, g.visit_every_days AS visit_every,
    ${firstReference('c.id')} AS ref,
    (SELECT paid_on FROM payment WHERE client_id = c.id AND paid_on <= @asOf AND kind = 'sale' AND voided_on IS NULL AND amount_minor > 0
      ORDER BY paid_on DESC LIMIT 1) AS last_sale,
    (SELECT issued_on FROM invoice WHERE client_id = c.id AND issued_on <= @asOf AND voided_on IS NULL AND amount_minor > 0
      ORDER BY issued_on DESC LIMIT 1) AS last_invoice,
    (SELECT day FROM visit WHERE client_id = c.id AND day <= @asOf AND outcome = 'kept' AND voided_on IS NULL
      ORDER BY day DESC LIMIT 1) AS last_contact
  FROM json_each(@ids) j CROSS JOIN client c ON c.id = j.value JOIN category g ON g.id = c.category_id`

type DetailsRow = Omit<ClientDetails, 'last_purchase'> & { readonly last_sale: string | null; readonly last_invoice: string | null }

/** Two columns as two arrays. They cross over as text: 100,000 rows one by one cost half as much again as the sums themselves. */
function columnsOf(sqlite: Connection['sqlite'], sums: string, from: string, to: string): [ids: number[], amounts: number[]] {
  const sql = `SELECT json_group_array(client_id), json_group_array(amount) FROM (${sums})`
  const [ids, amounts] = sqlite.prepare(sql).raw().get(from, to) as [string, string]
  return [JSON.parse(ids), JSON.parse(amounts)]
}

export function purchaseQueries(connection: Connection) {
  const { sqlite } = connection
  return {
    /**
     * What each client with facts of that measure comes to in a period: `purchases` and `payments` in minor units (PRODUCT.md section 4),
     * `visits` as the number of visits, receptions and meetings that took place. What is void does not count.
     */
    sums: (measure: Measure, { from, to }: Period): Map<number, number> =>
      connection.guard(() => {
        const sums = new Map<number, number>()
        for (const sql of SUMS[measure]) {
          const [ids, amounts] = columnsOf(sqlite, sql, from, to)
          ids.forEach((id, index) => {
            sums.set(id, (sums.get(id) ?? 0) + (amounts[index] ?? 0))
          })
        }
        return sums
      }),

    /** The cards a report is about. */
    cards: ({ category, operator, regions }: CardFilter): CardsInReport =>
      connection.guard(() => {
        const conditions: string[] = []
        const values: (string | number)[] = []
        const narrow = (condition: string, value: string | number): void => {
          conditions.push(condition)
          values.push(value)
        }
        if (category !== undefined) narrow('category_id = ?', category)
        if (operator !== undefined) narrow('operator_id = ?', operator)
        if (regions !== undefined) narrow('region IN (SELECT value FROM json_each(?))', JSON.stringify(regions))
        const ids = (state: string): number[] => {
          const sql = `SELECT id FROM client WHERE ${[state, ...conditions].join(' AND ')} ORDER BY id`
          return sqlite
            .prepare(sql)
            .pluck()
            .all(...values) as number[]
        }
        return { open: ids('archived_on IS NULL'), archived: ids('archived_on IS NOT NULL') }
      }),

    /** Every spelling of a region that stands on a card. */
    regions: (): string[] =>
      connection.guard(() => sqlite.prepare('SELECT DISTINCT region FROM client WHERE region IS NOT NULL').pluck().all() as string[]),

    /** What to show of some clients: last purchase (sale or invoice above zero) and last contact of any kind, both up to `asOf`. */
    details: (ids: readonly number[], asOf: string): Map<number, ClientDetails> =>
      connection.guard(() => {
        const rows = sqlite.prepare(DETAILS).all({ ids: JSON.stringify(ids), asOf }) as DetailsRow[]
        return new Map(
          rows.map(({ last_sale, last_invoice, ...row }) => [row.client_id, { ...row, last_purchase: later(last_sale, last_invoice) }]),
        )
      }),
  }
}

function later(one: string | null, other: string | null): string | null {
  return (one ?? '') > (other ?? '') ? one : other
}
