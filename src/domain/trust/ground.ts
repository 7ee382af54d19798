/** A reason of a verdict as a value: what it counts, on which days, which amounts; its words are made in `reasons.ts`. */

import type { InvoiceSum, OverdueInvoices, SettledTooLate, WrittenOff } from './account.ts'
import type { Agreements, Appointments, Projects, Ratings, SignIncidents } from './conduct.ts'
import type { Count } from './count.ts'
import type { Sign } from './rules.ts'
import type { FactsAfterWarning } from './warnings.ts'

/** Amounts are minor units, days are day numbers. */
export type Ground =
  /** The first of the incidents for which a client is let go. */
  | {
      readonly kind: 'unresolved'
      readonly incident_id: number
      readonly sign: Sign
      readonly severity: number
      readonly day: number
      readonly incidents: number
    }
  | ({ readonly kind: 'after_warning' } & FactsAfterWarning)
  | ({ readonly kind: 'overdue' } & OverdueInvoices)
  | { readonly kind: 'payment_score'; readonly score: number; readonly observations: number }
  /** `until`: the last day on which this alone asks for prepayment; null where something else does as well. */
  | ({ readonly kind: 'settled_late'; readonly days_ago: number; readonly until: number | null } & SettledTooLate)
  | { readonly kind: 'too_few'; readonly observations: number; readonly needed: number }
  | ({ readonly kind: 'written_off' } & WrittenOff)
  /** Invoices paid so late that the fact is adverse; `since` is the due day of the first. */
  | ({ readonly kind: 'late_payments' } & Count)
  /** `late_days`: the mean, below zero where the client pays early. */
  | { readonly kind: 'punctuality'; readonly invoices: number; readonly on_time: number; readonly late_days: number }
  | ({ readonly kind: 'disputed' } & InvoiceSum)
  | ({ readonly kind: 'no_shows' } & Count)
  | ({ readonly kind: 'short_cancellations' } & Count)
  | ({ readonly kind: 'appointments' } & Pick<Appointments, 'kept' | 'late' | 'late_minutes'>)
  | ({ readonly kind: 'ratings' } & Ratings)
  | ({ readonly kind: 'projects' } & Projects)
  | ({ readonly kind: 'agreements' } & Agreements)
  | ({ readonly kind: 'incidents' } & SignIncidents)
