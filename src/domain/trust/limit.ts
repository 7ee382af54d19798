/** A credit limit from behaviour (document 002; PRODUCT.md section 7): what the client has carried and paid in time, times what the verdict allows. */

import { type InvoiceHistory, stateOn } from '../invoice-history.ts'
import { CREDIT_LIMIT, type Verdict } from './rules.ts'

export type LimitAction = 'raise' | 'hold' | 'cut'

/** The limit to suggest to whom `mostPaidOnTime` is so much, in minor units, a half rounded up. */
export function suggestedLimit(paidOnTime: number, verdict: Verdict): number {
  return Math.round(paidOnTime * CREDIT_LIMIT.factors[verdict])
}

/** What to do with the present limit (null: none is set, which is as good as 0); both in minor units. */
export function limitAction(suggested: number, present: number | null): LimitAction {
  const limit = present ?? 0
  return suggested > limit ? 'raise' : suggested < limit ? 'cut' : 'hold'
}

/**
 * The most that was open at the end of any day and paid on a later one, in minor units, over the invoices that were settled within the
 * days of `CREDIT_LIMIT` beyond their terms, up to the day `asOf`; what credit notes or write-offs closed was not paid. `ignoreBelow` as in `judge`.
 */
export function mostPaidOnTime(invoices: readonly InvoiceHistory[], asOf: number, ignoreBelow: number): number {
  const changes = new Map<number, number>()
  const change = (day: number, minor: number): void => void changes.set(day, (changes.get(day) ?? 0) + minor)
  for (const invoice of invoices) {
    const { settled_by, written_off, late_days } = stateOn(invoice, asOf, ignoreBelow)
    if (settled_by !== 'other' || written_off !== null || late_days > CREDIT_LIMIT.within_days) continue
    for (const { day, amount_minor, settles_as } of invoice.parts) {
      if (settles_as !== 'payment' || day > asOf) continue
      change(invoice.issued, amount_minor)
      change(day, -amount_minor)
    }
  }
  let open = 0
  let most = 0
  for (const day of [...changes.keys()].sort((one, other) => one - other)) {
    open += changes.get(day) as number
    most = Math.max(most, open)
  }
  return most
}
