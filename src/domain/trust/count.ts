/** How many facts of a kind there are, and the day (a day number) of the first. */
export interface Count {
  readonly count: number
  readonly since: number
}

/** The count with one more; null is none so far. */
export function withOne(count: Count | null, day: number): Count {
  return count === null ? { count: 1, since: day } : { count: count.count + 1, since: Math.min(count.since, day) }
}

/** Null where there is none. */
export function countOf(facts: readonly { readonly day: number }[]): Count | null {
  let count: Count | null = null
  for (const { day } of facts) count = withOne(count, day)
  return count
}
