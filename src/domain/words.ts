/** Counts and days as people say them. */

/** `1 day`, `12 days`, `1 no-show`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** `31`, `31 and 35`, `31, 35 and 36`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** `today`, `1 day`, `12 days`: how old what happened that many days ago is. */
export function age(days: number): string {
  return days === 0 ? 'today' : counted(days, 'day')
}

/** `today`, `yesterday`, `12 days ago`. */
export function ago(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${counted(days, 'day')} ago`
}

/** `12 days late`, `4 days early`, `on the due day`; days past due as a whole number. */
export function lateness(days: number): string {
  if (days === 0) return 'on the due day'
  return days > 0 ? `${counted(days, 'day')} late` : `${counted(-days, 'day')} early`
}

const LONGEST = 400

/** A message of which nobody wants the thousand characters of a cell in the middle: its beginning and its end, where it is longer than that. */
export function cutLong(message: string): string {
  if (message.length <= LONGEST) return message
  const start = message.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '')
  return `${start} … ${message.slice(-LONGEST / 4).replace(/^[\udc00-\udfff]/, '')}`
}
