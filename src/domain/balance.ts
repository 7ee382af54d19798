/** A client's balance day by day (PRODUCT.md section 4). */
import type { AccountFacts } from './allocation.ts'
import type { Day } from './day.ts'

/**
 * A function that answers the balance at the end of a day, in minor units. Credit never waits beside an open item (domain/allocation.ts), so
 * that what is above 0 is open, and what is below waits. The facts are gone through once, a day is found in log n.
 */
export function balanceByDay(facts: AccountFacts): (day: Day) => number {
  const changes = changesOf(facts)
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

/** The balance of a client whose facts are still coming in: a day costs as many steps as there are days with facts. */
export class GrowingBalance {
  private readonly changes = new Map<Day, number>()

  constructor(facts: AccountFacts) {
    for (const [day, change] of changesOf(facts)) this.add(day, change)
  }

  /** `change` in minor units: below 0 for what lowers the balance. */
  add(day: Day, change: number): void {
    this.changes.set(day, (this.changes.get(day) ?? 0) + change)
  }

  /** The balance at the end of a day, in minor units. */
  on(day: Day): number {
    let balance = 0
    for (const [other, change] of this.changes) if (other <= day) balance += change
    return balance
  }
}

function changesOf({ invoices, refunds, credit_notes, write_offs, payments }: AccountFacts): [Day, number][] {
  return [
    ...invoices.map(({ issued_on, amount_minor }): [Day, number] => [issued_on, amount_minor]),
    ...refunds.map(({ on, amount_minor }): [Day, number] => [on, amount_minor]),
    ...[...credit_notes, ...write_offs].map(({ on, amount_minor }): [Day, number] => [on, -amount_minor]),
    ...payments.map(({ paid_on, amount_minor }): [Day, number] => [paid_on, -amount_minor]),
  ]
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
