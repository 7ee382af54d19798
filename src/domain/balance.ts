/** A client's balance day by day (PRODUCT.md section 4). */
import type { AccountFacts } from './allocation.ts'
import type { Day } from './day.ts'

/**
 * A function that answers the balance at the end of a day, in minor units. Credit never waits beside an open item (domain/allocation.ts), so
 * that what is above 0 is open, and what is below waits. The facts are gone through once, a day is found in log n.
 */
export function balanceByDay(facts: AccountFacts): (day: Day) => number {
  const changes: (readonly [Day, number])[] = [
    ...facts.invoices.map(({ issued_on, amount_minor }) => [issued_on, amount_minor] as const),
    ...facts.refunds.map(({ on, amount_minor }) => [on, amount_minor] as const),
    ...[...facts.credit_notes, ...facts.write_offs].map(({ on, amount_minor }) => [on, -amount_minor] as const),
    ...facts.payments.map(({ paid_on, amount_minor }) => [paid_on, -amount_minor] as const),
  ]
  changes.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  const days: Day[] = []
  const balances: number[] = []
  let balance = 0
  for (const [day, change] of changes) {
    balance += change
    if (days.at(-1) === day) balances[days.length - 1] = balance
    else balances[days.push(day) - 1] = balance
  }
  return (day) => balances[countUpTo(days, day) - 1] ?? 0
}

/** How many of the days, in order and each once, are not after the last one. */
function countUpTo(days: readonly Day[], last: Day): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as Day) <= last) low = middle + 1
    else high = middle
  }
  return low
}
