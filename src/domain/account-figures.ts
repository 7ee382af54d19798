/** How an account stands on a day, in the few figures a card shows (PRODUCT.md sections 3 and 9). */

import type { InvoiceOutcome, Replay } from './allocation.ts'
import type { Day } from './day.ts'
import { daysBetween } from './day.ts'

/** Amounts in minor units. */
export interface AccountFigures {
  readonly balance_minor: number
  /** Open past its due day and not in dispute. */
  readonly overdue_minor: number
  /** The oldest due day of what is overdue. */
  readonly overdue_since: Day | null
  /** Open and in dispute, whether due or not. */
  readonly disputed_minor: number
  readonly credit_minor: number
  /** Median days from issue to settlement; null under 3 settled invoices. */
  readonly usual_days_to_pay: number | null
}

const FEWEST_SETTLED = 3

/** The figures of an account on `day`, after a replay up to that day. `disputed` are the invoices in dispute on it. */
export function figuresOn(day: Day, account: Replay, disputed: ReadonlySet<number>): AccountFigures {
  const open = [...account.invoices.values()].filter((invoice) => invoice.outstanding_minor > 0)
  const owed = [
    ...open.map((invoice) => ({ due_on: invoice.due_on, minor: invoice.outstanding_minor, disputed: disputed.has(invoice.invoice_id) })),
    ...account.owed_refunds.map((refund) => ({ due_on: refund.due_on, minor: refund.owed_minor, disputed: false })),
  ]
  const overdue = owed.filter((item) => item.due_on < day && !item.disputed)
  const sum = (items: typeof owed): number => items.reduce((total, item) => total + item.minor, 0)
  return {
    balance_minor: account.balance_minor,
    overdue_minor: sum(overdue),
    overdue_since: overdue.reduce<Day | null>((oldest, { due_on }) => (oldest === null || due_on < oldest ? due_on : oldest), null),
    disputed_minor: sum(owed.filter((item) => item.disputed)),
    credit_minor: account.credit_minor,
    usual_days_to_pay: usualDaysToPay(account.invoices.values()),
  }
}

/**
 * Median days from issue to settlement of the invoices that were paid, a half rounded up; null under 3 of them (PRODUCT.md section 9).
 * What was settled by a credit note alone or in part written off was not paid, and says nothing.
 */
export function usualDaysToPay(invoices: Iterable<Pick<InvoiceOutcome, 'issued_on' | 'settled_on' | 'settled_by'>>): number | null {
  const days: number[] = []
  for (const { issued_on, settled_on, settled_by } of invoices) {
    if (settled_on !== null && settled_by === 'payment') days.push(daysBetween(issued_on, settled_on))
  }
  return usualDays(days)
}

/** The same, of the days that each paid invoice took; sorts them. */
export function usualDays(days: number[]): number | null {
  if (days.length < FEWEST_SETTLED) return null
  days.sort((one, other) => one - other)
  const middle = days.length >> 1
  const upper = days[middle] as number
  return days.length % 2 === 1 ? upper : Math.round(((days[middle - 1] as number) + upper) / 2)
}
