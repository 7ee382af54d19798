/** `1 day`, `12 days`, `1 no-show`. */
export function many(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** `31`, `31 and 35`, `31, 35 and 36`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** `12 days late`, `4 days early`, `on the due day`; days past due as a whole number. */
export function lateness(days: number): string {
  if (days === 0) return 'on the due day'
  return days > 0 ? `${many(days, 'day')} late` : `${many(-days, 'day')} early`
}
