import type { Store } from '../../db/store.ts'
import type { AbcClass, AbcLines } from '../../domain/abc.ts'
import { classesIn, type Place, placeOf } from '../../domain/abc-place.ts'
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
export function classesOf(store: Store, asOf: Day): Map<number, AbcClass> {
  return classesIn(exactSums(store.purchases.sums('purchases', last365Days(asOf)), store.settings), DEFAULT_LINES)
}

/** The class of one client, as `classesOf` has it, in one pass over the sums: for a single card of a large file. */
export function classOf(store: Store, clientId: number, asOf: Day): Place {
  return placeOf(store.purchases.sums('purchases', last365Days(asOf)), clientId, DEFAULT_LINES)
}
