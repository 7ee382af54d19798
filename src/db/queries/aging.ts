import type { AgingAccount } from '../../domain/aging.ts'
import { replay } from '../../domain/allocation.ts'
import { type Day, dayNumber } from '../../domain/day.ts'
import type { InvoiceHistory } from '../../domain/invoice-history.ts'
import { accountReader } from '../allocations.ts'
import type { Connection } from '../connection.ts'
import { invoiceHistories } from '../invoice-histories.ts'
import { firstReference } from './reference.ts'

/** What a row of the report shows of its client. */
export interface OwingClient {
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly phone: string | null
}

// What lowers accounts: payments less refunds, credit notes, write-offs. The first is one pass over a covering index in the order of the groups.
const LOWERED = [
  `SELECT client_id, sum(amount_minor) AS amount FROM payment WHERE kind = 'account' AND voided_on IS NULL AND paid_on <= :asOf
    GROUP BY client_id`,
  `SELECT i.client_id AS client_id, sum(n.amount_minor) AS amount FROM credit_note n CROSS JOIN invoice i ON i.id = n.invoice_id
    WHERE i.voided_on IS NULL AND n.credited_on <= :asOf GROUP BY i.client_id`,
  `SELECT i.client_id AS client_id, sum(w.amount_minor) AS amount FROM write_off w CROSS JOIN invoice i ON i.id = w.invoice_id
    WHERE i.voided_on IS NULL AND w.written_off_on <= :asOf GROUP BY i.client_id`,
] as const

const CLIENTS = `SELECT c.id AS client_id, c.name AS client, ${firstReference('c.id')} AS ref, c.phone
  FROM client c WHERE c.id IN (SELECT value FROM json_each(?))`

/** What lowered the account of each client up to a day, in minor units. Columns cross over as text, as in `purchaseQueries`. */
function loweredUpTo(connection: Connection, asOf: Day): Map<number, number> {
  const lowered = new Map<number, number>()
  for (const sums of LOWERED) {
    const sql = `SELECT json_group_array(client_id), json_group_array(amount) FROM (${sums})`
    const texts = connection.guard(() => connection.sqlite.prepare(sql).raw().get({ asOf }) as string[])
    const [clients, amounts]: number[][] = texts.map((text) => JSON.parse(text))
    clients?.forEach((client, at) => {
      lowered.set(client, (lowered.get(client) ?? 0) + (amounts?.[at] ?? 0))
    })
  }
  return lowered
}

export function agingQueries(connection: Connection) {
  return {
    /**
     * The account of every client with invoices or account money dated up to a day, or of those in `only`, as `ageAccounts` takes them
     * (PRODUCT.md section 9). What is void never was.
     */
    *accounts(asOf: Day, only?: ReadonlySet<number>): Generator<AgingAccount> {
      const lowered = loweredUpTo(connection, asOf)
      const factsOf = accountReader(connection)
      const account = (client_id: number, invoices: readonly InvoiceHistory[]): AgingAccount => ({
        client_id,
        invoices,
        lowered_minor: lowered.get(client_id) ?? 0,
        owedRefunds: () =>
          replay(factsOf(client_id), asOf).owed_refunds.map(({ due_on, owed_minor }) => ({ due: dayNumber(due_on), owed_minor })),
      })
      for (const { client_id, invoices } of invoiceHistories(connection, asOf)) {
        if (!only || only.has(client_id)) yield account(client_id, invoices)
        lowered.delete(client_id)
      }
      for (const client_id of lowered.keys()) if (!only || only.has(client_id)) yield account(client_id, [])
    },

    /** Some clients, by number. */
    clients: (ids: readonly number[]): Map<number, OwingClient> =>
      connection.guard(() => {
        const rows = connection.sqlite.prepare(CLIENTS).all(JSON.stringify(ids)) as OwingClient[]
        return new Map(rows.map((row) => [row.client_id, row]))
      }),
  }
}
