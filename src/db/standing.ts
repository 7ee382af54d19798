import { replay } from '../domain/allocation.ts'
import type { Day } from '../domain/day.ts'
import type { AccountStanding } from '../domain/payment-kind.ts'
import { accountReader } from './allocations.ts'
import type { Connection } from './connection.ts'

const POLICY = `SELECT k.prepay_percent, EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = c.id)
    OR EXISTS (SELECT 1 FROM payment p WHERE p.client_id = c.id AND p.kind = 'account') AS has_account
  FROM client c JOIN category k ON k.id = c.category_id WHERE c.id = ?`

/**
 * A function that says how one client after another stands at the end of a day, by what is recorded now (PRODUCT.md section 4): what the
 * guess of a payment's kind needs. Its statements are prepared once; a client who never had an account costs one of them.
 */
export function standingReader(connection: Connection): (clientId: number, day: Day) => AccountStanding {
  const factsOf = accountReader(connection)
  const policy = connection.guard(() => connection.sqlite.prepare(POLICY))
  return (clientId, day) => {
    const row = connection.guard(() => policy.get(clientId)) as { prepay_percent: number | null; has_account: number } | undefined
    if (!row) throw new Error(`there is no client ${clientId}`)
    const { prepay_percent } = row
    if (!row.has_account) return { has_open_invoice: false, credit_minor: 0, prepay_percent }
    const { outstanding_minor, credit_minor } = replay(factsOf(clientId), day)
    return { has_open_invoice: outstanding_minor > 0, credit_minor, prepay_percent }
  }
}
