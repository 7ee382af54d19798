import { type RawBuilder, sql } from 'kysely'

/** SQL for what the first system that knows a client calls him; NULL where none does. `clientId` names the column with his number. */
export function firstReference(clientId: `${string}.${string}`): string {
  return `(SELECT r.reference FROM client_reference r WHERE r.client_id = ${clientId} ORDER BY r.id LIMIT 1)`
}

/** The same, to select in a built query. */
export function firstReferenceOf(clientId: `${string}.${string}`): RawBuilder<string | null> {
  return sql<string | null>`${sql.raw(firstReference(clientId))}`
}
