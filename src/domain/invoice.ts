/** Invoices: terms, prepayment, and how one stands on a day (PRODUCT.md section 4). */

import { addDays, type Day, dayNumber, dayOfNumber } from './day.ts'
import { type InvoiceHistory, stateOn } from './invoice-history.ts'
import { counted } from './words.ts'

/** Days to pay where neither the invoice nor the client's category says how many. */
export const USUAL_TERMS_DAYS = 30

/** When an invoice is to be paid, as it was said: so many days after its issue, or on a day. */
export type DueTerm = { readonly days: number } | { readonly day: Day }

/** The due day of an invoice. `termsDays` are those of the client's category; null where it has none. */
export function dueDay(issuedOn: Day, said: DueTerm | undefined, termsDays: number | null): Day {
  if (said && 'day' in said) return said.day
  return addDays(issuedOn, said?.days ?? termsDays ?? USUAL_TERMS_DAYS)
}

/**
 * What of a prepayment is missing, in minor units; 0 where nothing is. `percent` of the amount, rounded up to a whole minor unit, must
 * wait as credit (null: none).
 */
export function missingPrepayment(amountMinor: number, percent: number | null, creditMinor: number): number {
  const hundredfold = amountMinor * (percent ?? 0)
  const rest = hundredfold % 100
  const needed = (hundredfold - rest) / 100 + (rest > 0 ? 1 : 0)
  return Math.max(0, needed - creditMinor)
}

/** The first of `44`, `44-2`, `44-3`, ... that is not taken: an invoice's own number is its number on file. */
export function freeNumber(id: number, isTaken: (number: string) => boolean): string {
  let number = String(id)
  for (let next = 2; isTaken(number); next++) number = `${id}-${next}`
  return number
}

/** `overdue`: open after its due day and not in dispute. */
export type InvoiceCondition = 'open' | 'overdue' | 'disputed' | 'settled' | 'void'

/** How an invoice stands on a day. */
export interface InvoiceStanding {
  readonly open_minor: number
  readonly state: InvoiceCondition
  /** Days past due on the day, or when it was settled; below zero before it is due; days in dispute left out. Null where it is void. */
  readonly late_days: number | null
  readonly settled_on: Day | null
}

const VOID: InvoiceStanding = { open_minor: 0, state: 'void', late_days: null, settled_on: null }

/** How an invoice stands at the end of a day; one that is issued later is open in full. */
export function standingOn(history: InvoiceHistory, isVoid: boolean, day: Day): InvoiceStanding {
  if (isVoid) return VOID
  const { outstanding_minor, settled, disputed, late_days } = stateOn(history, dayNumber(day))
  const unsettled = disputed ? 'disputed' : late_days > 0 ? 'overdue' : 'open'
  return {
    open_minor: outstanding_minor,
    state: settled === null ? unsettled : 'settled',
    late_days,
    settled_on: settled === null ? null : dayOfNumber(settled),
  }
}

/** `12 days overdue`, `open`, `disputed`, `settled`, `void`. */
export function standingInWords({ state, late_days }: Pick<InvoiceStanding, 'state' | 'late_days'>): string {
  return state === 'overdue' ? `${counted(late_days ?? 0, 'day')} overdue` : state
}
