/** What refunds took beyond what there was to refund (PRODUCT.md section 4): by hand none may add to it, an import may. */
import { type AccountFacts, replay } from './allocation.ts'
import type { Day } from './day.ts'

/** What was received less what was refunded on one day, in minor units. */
export type DayNet = { day: Day; net_minor: number }

/**
 * What account refunds were ever owed beyond the credit that waited on their day, in minor units, money that came later left out:
 * a refund that takes what another one paid back on a later day counts as well.
 */
export function accountOverRefunded(facts: AccountFacts): number {
  const { allocations, owed_refund_minor } = replay(facts)
  const days = new Map(facts.refunds.map(({ id, on }) => [id, on]))
  let owed = owed_refund_minor
  for (const { target, target_id, effective_on, amount_minor } of allocations) {
    if (target === 'refund' && effective_on > (days.get(target_id) ?? effective_on)) owed += amount_minor
  }
  return owed
}

/** How far the running sum of sales less their refunds is below zero, in minor units, added up over the given days. */
export function salesOverRefunded(days: readonly DayNet[]): number {
  let running = 0
  let below = 0
  for (const { net_minor } of days.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    running += net_minor
    if (running < 0) below -= running
  }
  return below
}
