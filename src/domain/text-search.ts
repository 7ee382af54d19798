/** Whether a text holds what is looked for, however it is written (PRODUCT.md section 3, `find` and `list --search`). */

import { foldName } from './name.ts'

const FEWEST_PHONE_DIGITS = 3
const FEWEST_AMOUNT_DIGITS = 2
const PHONE_PART = /^[\d\s()./+\p{Pd}]+$/u

export interface TextQuery {
  /** Whether the text holds the query, without regard to case, Latin accents and punctuation. */
  matches(text: string): boolean
  /** Whether the query, as a part of a telephone number, stands in a phone as typed or as E.164: `06 12` is in `+33612345678`. */
  matchesPhone(typed: string | null, e164: string | null): boolean
  /** Whether it may be a part of a telephone number at all. */
  readonly mayBePhone: boolean
  /** Its folded words, each of which is in every text that holds it; none where it is punctuation alone. */
  readonly words: readonly string[]
  /** The query as it stands, without spaces around. */
  readonly plain: string
  /** The query where it may be a part of a day: `2026-11`, `11-22`. Under four characters would be in every year. */
  readonly dayPart: string | null
  /** The query where it may be a part of an amount as plain decimals: two figures or more, with a comma or a point. */
  readonly amountPart: string | null
}

/** Prepares a query for use on many texts. A query of punctuation alone is looked for as it stands. */
export function textQuery(query: string): TextQuery {
  const folded = foldName(query)
  const plain = query.trim()
  const digits = PHONE_PART.test(query) ? digitsOf(query) : ''
  const phoneLike = digits.length >= FEWEST_PHONE_DIGITS
  return {
    mayBePhone: phoneLike,
    words: folded === '' ? [] : folded.split(' '),
    plain,
    dayPart: /^[\d-]{4,10}$/.test(plain) ? plain : null,
    amountPart: /^-?\d+(?:[.,]\d*)?$/.test(plain) && digitsOf(plain).length >= FEWEST_AMOUNT_DIGITS ? plain.replace(',', '.') : null,
    matches: folded === '' ? (text) => text.includes(plain) : (text) => foldName(text).includes(folded),
    matchesPhone(typed, e164) {
      if (!phoneLike) return false
      const inE164 = (part: string): boolean => e164 !== null && part !== '' && digitsOf(e164).includes(part)
      // The zero that is dialled at home is not in the international number.
      return (typed !== null && digitsOf(typed).includes(digits)) || inE164(digits) || (digits.startsWith('0') && inE164(digits.slice(1)))
    },
  }
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/**
 * The part of a text around what was found in it, at most about `length` characters, with `…` where something is left out. Where the
 * place cannot be told (the text holds the query only when folded), its beginning.
 */
export function excerpt(text: string, query: string, length: number): string {
  if (text.length <= length) return text
  const at = Math.max(0, text.toLowerCase().indexOf(query.trim().toLowerCase()))
  const slack = Math.floor(length / 4)
  const start = at < length / 2 ? 0 : Math.min(at - slack, text.length - length)
  // Whole words at both ends, unless they are very long.
  const from = start === 0 ? 0 : Math.max(text.lastIndexOf(' ', start) + 1, start - slack)
  const end = from + length
  const to = end + slack >= text.length ? text.length : Math.max(text.lastIndexOf(' ', end), end - slack)
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
