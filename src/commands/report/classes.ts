import type { Store } from '../../db/store.ts'
import { type AbcClass, type AbcLines, classify } from '../../domain/abc.ts'
import type { Day } from '../../domain/day.ts'
import { last365Days } from '../../domain/period.ts'

/** Where classes end when nobody says otherwise (PRODUCT.md section 6). */
export const DEFAULT_LINES: AbcLines = { a: 8000, b: 9500 }

export interface ClassOnCard {
  readonly class: AbcClass
  /** From 1; null for class `-`. */
  readonly rank: number | null
  /** How many clients have a rank at all. */
  readonly ranked: number
}

/**
 * The class that cards show: of all clients, by purchases in the 365 days that end with `asOf` (PRODUCT.md section 6). A client that is
 * not in the map bought nothing then, and has class `-`.
 */
export function classesOf(store: Store, asOf: Day): Map<number, ClassOnCard> {
  const sums = store.purchases.sums('purchases', last365Days(asOf))
  const facts = Array.from(sums, ([client_id, amount]) => ({ client_id, amount }))
  const { rows, others } = classify(facts, DEFAULT_LINES)
  const ranked = rows.length
  const classes = new Map<number, ClassOnCard>()
  for (const row of rows) classes.set(row.client_id, { class: row.class, rank: row.rank, ranked })
  for (const row of others) classes.set(row.client_id, { class: '-', rank: null, ranked })
  return classes
}
