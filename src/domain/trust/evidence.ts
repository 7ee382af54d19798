/** What is known of a client that bears on trust (PRODUCT.md section 7): facts dated up to a day. Days are day numbers (`dayNumber`). */

import type { InvoiceHistory } from '../invoice-history.ts'
import type { VisitKind, VisitState } from '../visit.ts'
import type { Sign } from './rules.ts'

/** Everything that a client is judged by. What is void is not among it. */
export interface ClientEvidence {
  readonly client_id: number
  readonly invoices: readonly InvoiceHistory[]
  readonly visits: readonly VisitEvidence[]
  readonly projects: readonly ProjectEvidence[]
  readonly agreements: readonly AgreementEvidence[]
  readonly incidents: readonly IncidentEvidence[]
  readonly warnings: readonly WarningEvidence[]
}

/** A contact that is over: kept, missed or cancelled. */
export interface VisitEvidence extends VisitState {
  readonly visit_id: number
  readonly day: number
  readonly kind: VisitKind
  readonly outcome: 'kept' | 'no_show' | 'cancelled'
}

export interface ProjectEvidence {
  readonly project_id: number
  /** When it was closed. */
  readonly day: number
  readonly outcome: 'agreed' | 'exemplary' | 'mismanaged'
}

export interface AgreementEvidence {
  readonly agreement_id: number
  /** When it ended. */
  readonly day: number
  readonly outcome: 'kept' | 'breached'
}

export interface IncidentEvidence {
  readonly incident_id: number
  readonly sign: Sign
  readonly severity: 1 | 2 | 3
  readonly day: number
  readonly our_fault: boolean
  /** The day on which it was resolved, which may be after the day of judgement; null while it is not. */
  readonly resolved: number | null
}

export interface WarningEvidence {
  readonly warning_id: number
  readonly sign: Sign
  readonly day: number
  /** The day on which it was withdrawn, which may be after the day of judgement; null while it is not. */
  readonly withdrawn: number | null
}
