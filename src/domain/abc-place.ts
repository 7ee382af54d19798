/** ABC without a row a client: what `classify` says of all of them together or of a single one, for files of many thousands. */

import { type AbcClass, type AbcLines, type AbcSummaryRow, firstSumAtLine } from './abc.ts'

/** Sums amounts into the four classes, as the summary of `classify` for the same amounts. Throws RangeError where a sum passes 2^53. */
export function summariseAmounts(amounts: readonly number[], lines: AbcLines): AbcSummaryRow[] {
  const largestFirst = Float64Array.from(amounts).sort().reverse()
  const ranked = largestFirst.findIndex((amount) => amount <= 0)
  const count = ranked < 0 ? largestFirst.length : ranked
  const total = exact(largestFirst.subarray(0, count))
  const ends = [firstSumAtLine(total, lines.a), firstSumAtLine(total, lines.b), Number.POSITIVE_INFINITY]
  const classes = (['A', 'B', 'C'] as const).map((cls) => ({ class: cls, clients: 0, amount: 0 }))
  let before = 0
  for (const amount of largestFirst.subarray(0, count)) {
    const sums = classes[ends.findIndex((end) => before < end)]
    if (sums) {
      sums.clients += 1
      sums.amount += amount
    }
    before += amount
  }
  const rows = classes.map((row) => ({
    ...row,
    client_share: count === 0 ? 0 : row.clients / count,
    amount_share: total === 0 ? 0 : row.amount / total,
  }))
  const others = largestFirst.subarray(count)
  return [...rows, { class: '-', clients: others.length, client_share: null, amount: exact(others), amount_share: null }]
}

function exact(amounts: Float64Array): number {
  const sum = amounts.reduce((all, amount) => all + amount, 0)
  if (!Number.isSafeInteger(sum)) throw new RangeError('the amounts to rank must be whole minor units whose sum stays under 2^53')
  return sum
}

export interface Place {
  readonly class: AbcClass
  /** From 1; null for class `-`. */
  readonly rank: number | null
  /** How many clients have a rank at all. */
  readonly ranked: number
}

/** The class of every client with a rank, as `classify` has it: `amounts` by client number, in minor units. Whoever is not in the answer has class `-`. */
export function classesIn(amounts: ReadonlyMap<number, number>, lines: AbcLines): Map<number, AbcClass> {
  const largestFirst = Float64Array.from(amounts.values())
    .filter((amount) => amount > 0)
    .sort()
    .reverse()
  const total = exact(largestFirst)
  const classes = new Map<number, AbcClass>()
  for (const [client, amount] of amounts) if (amount > 0) classes.set(client, 'C')
  // From the lower line up, so that a client above both ends in A. Only those who share the amount at a line need to be put in order of number.
  for (const [cls, end] of [['B', firstSumAtLine(total, lines.b)] as const, ['A', firstSumAtLine(total, lines.a)] as const]) {
    const above = clientsBelowSum(largestFirst, end)
    const least = largestFirst[above - 1] ?? Number.POSITIVE_INFINITY
    const tied: number[] = []
    for (const [client, amount] of amounts) {
      if (amount > least) classes.set(client, cls)
      else if (amount === least) tied.push(client)
    }
    const room = above - largestFirst.indexOf(least)
    for (const client of tied.sort((one, other) => one - other).slice(0, room)) classes.set(client, cls)
  }
  return classes
}

/** How many there are before whom the sum is under `end`. */
function clientsBelowSum(largestFirst: Float64Array, end: number): number {
  let before = 0
  let count = 0
  while (count < largestFirst.length && before < end) before += largestFirst[count++] as number
  return count
}

/** Where `classify` puts one client: `amounts` are those of every client by number, in minor units. */
export function placeOf(amounts: ReadonlyMap<number, number>, clientId: number, lines: AbcLines): Place {
  const own = amounts.get(clientId) ?? 0
  let total = 0
  let before = 0
  let ahead = 0
  let ranked = 0
  for (const [client, amount] of amounts) {
    if (amount <= 0) continue
    total += amount
    ranked += 1
    if (amount > own || (amount === own && client < clientId)) {
      before += amount
      ahead += 1
    }
  }
  if (own <= 0) return { class: '-', rank: null, ranked }
  const cls = before < firstSumAtLine(total, lines.a) ? 'A' : before < firstSumAtLine(total, lines.b) ? 'B' : 'C'
  return { class: cls, rank: ahead + 1, ranked }
}
