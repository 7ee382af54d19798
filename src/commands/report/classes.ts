import type { Store } from '../../db/store.ts'
import { type AbcLines, classify } from '../../domain/abc.ts'
import { type Place, placeOf } from '../../domain/abc-place.ts'
import type { Day } from '../../domain/day.ts'
import { last365Days } from '../../domain/period.ts'
import { exactSums } from './exact.ts'

/** Where classes end when nobody says otherwise (PRODUCT.md section 6). */
export const DEFAULT_LINES: AbcLines = { a: 8000, b: 9500 }

/**
 * The class that cards show: of all clients, by purchases in the 365 days that end with `asOf` (PRODUCT.md section 6). A client that is
 * not in the map bought nothing then, and has class `-`.
 * @throws AppError where the sums no longer count exactly
 */
export function classesOf(store: Store, asOf: Day): Map<number, Place> {
  const sums = exactSums(store.purchases.sums('purchases', last365Days(asOf)), store.settings)
  const facts = Array.from(sums, ([client_id, amount]) => ({ client_id, amount }))
  const { rows, others } = classify(facts, DEFAULT_LINES)
  const ranked = rows.length
  const classes = new Map<number, Place>()
  for (const row of rows) classes.set(row.client_id, { class: row.class, rank: row.rank, ranked })
  for (const row of others) classes.set(row.client_id, { class: '-', rank: null, ranked })
  return classes
}

/** The class of one client, as `classesOf` has it, in one pass over the sums: for a single card of a large file. */
export function classOf(store: Store, clientId: number, asOf: Day): Place {
  return placeOf(store.purchases.sums('purchases', last365Days(asOf)), clientId, DEFAULT_LINES)
}
