/** How often a client wants to be seen (PRODUCT.md sections 5 and 6). */

import type { AbcClass } from './abc.ts'
import { type Day, daysBetween } from './day.ts'

const DAYS_BY_CLASS: Readonly<Record<AbcClass, number>> = { A: 30, B: 90, C: 180, '-': 180 }

export interface Contact {
  readonly class: AbcClass
  /** The day of the last contact that took place, null where there was none. */
  readonly last_contact: Day | null
  /** The category's `visit-every` in days, null where it sets none. */
  readonly visit_every: number | null
}

/** Days within which a client should be contacted: the category's own rule, else 30 for A, 90 for B, 180 for C and `-`. */
export function cadenceDays(client: Pick<Contact, 'class' | 'visit_every'>): number {
  return client.visit_every ?? DAYS_BY_CLASS[client.class]
}

/**
 * Whether a client of class A had no contact within its cadence on day `as_of` (`report abc --neglected`). A contact exactly
 * as many days ago as the cadence is within it; no contact at all is neglect. Other classes are never neglected.
 */
export function isNeglected(client: Contact & { readonly as_of: Day }): boolean {
  if (client.class !== 'A') return false
  return client.last_contact === null || daysBetween(client.last_contact, client.as_of) > cadenceDays(client)
}
