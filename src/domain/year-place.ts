/**
 * Where the year of two figures stands in a column of days such as `26/01/02`, which is 26 January 2002 or 2 January 2026. Nearly everybody
 * writes it last; that is taken where the numbers bear it out, and is a question where they do not.
 */
import type { Day } from './day.ts'
import { fullYear } from './numeric-day.ts'

/** The least and the greatest of what stands first and last, as full years. Grows with nothing. */
export interface OuterParts {
  firstFrom: number
  firstTo: number
  lastFrom: number
  lastTo: number
}

/** Days of one month are this far apart sooner or later; years of a table hardly are. */
const FAR_APART = 10

export function newParts(): OuterParts {
  return { firstFrom: 9999, firstTo: 0, lastFrom: 9999, lastTo: 0 }
}

export function addParts(parts: OuterParts, { first, last }: { readonly first: number; readonly last: number }): void {
  const [one, other] = [fullYear(first, 2), fullYear(last, 2)]
  if (one < parts.firstFrom) parts.firstFrom = one
  if (one > parts.firstTo) parts.firstTo = one
  if (other < parts.lastFrom) parts.lastFrom = other
  if (other > parts.lastTo) parts.lastTo = other
}

/**
 * `years 2025 to 2026` where the year stands last: where none of the last numbers is a year after the next one while one of the first would be, or
 * where all of the last are last year, this year or the next while the first are ten or more apart. Undefined leaves it open.
 */
export function yearsLast({ firstFrom, firstTo, lastFrom, lastTo }: OuterParts, today: Day): string | undefined {
  const thisYear = Number(today.slice(0, 4))
  if (lastTo === 0 || lastTo > thisYear + 1) return undefined
  if (firstTo <= thisYear + 1 && !(lastFrom >= thisYear - 1 && firstTo - firstFrom >= FAR_APART)) return undefined
  return lastFrom === lastTo ? `year ${lastTo} last` : `years ${lastFrom} to ${lastTo} last`
}
