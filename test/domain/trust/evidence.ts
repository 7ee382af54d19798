/** Evidence in few words for the tests of trust. The day of judgement is TODAY; everything else is told in days before it. */

import type { InvoiceHistory, InvoicePart } from '../../../src/domain/invoice-history.ts'
import type {
  AgreementEvidence,
  ClientEvidence,
  IncidentEvidence,
  ProjectEvidence,
  VisitEvidence,
  WarningEvidence,
} from '../../../src/domain/trust/evidence.ts'
import type { ReasonWords } from '../../../src/domain/trust/reasons.ts'
import type { Sign } from '../../../src/domain/trust/rules.ts'

export const TODAY = 20_000
/** One unit of a currency with two decimals. */
export const IGNORED = 100

export function client(evidence: Partial<ClientEvidence> = {}): ClientEvidence {
  return { client_id: 1, invoices: [], visits: [], projects: [], agreements: [], incidents: [], warnings: [], ...evidence }
}

interface InvoiceOptions {
  readonly id?: number
  readonly amount?: number
  readonly as?: InvoicePart['settles_as']
  readonly disputes?: InvoiceHistory['disputes']
}

/** Due so many days before today, with 30 days of terms. */
export function open(dueAgo: number, { id = 1, amount = 61_000, disputes = [] }: InvoiceOptions = {}): InvoiceHistory {
  const due = TODAY - dueAgo
  return { invoice_id: id, issued: due - 30, due, amount_minor: amount, parts: [], disputes }
}

/** Settled in full so many days before today, so many days late. */
export function settled(ago: number, late: number, options: InvoiceOptions = {}): InvoiceHistory {
  const invoice = open(ago + late, options)
  return { ...invoice, parts: [{ day: TODAY - ago, amount_minor: invoice.amount_minor, settles_as: options.as ?? 'payment' }] }
}

export function visit(ago: number, told: Partial<VisitEvidence> = {}): VisitEvidence {
  return {
    visit_id: 1,
    day: TODAY - ago,
    kind: 'visit',
    outcome: 'kept',
    cancelled_by: null,
    notice_hours: null,
    late_minutes: null,
    patience: null,
    kindness: null,
    professionalism: null,
    ...told,
  }
}

export const rated = (patience: number, kindness: number, professionalism: number) => ({ patience, kindness, professionalism })

export function project(ago: number, outcome: ProjectEvidence['outcome'], id = 1): ProjectEvidence {
  return { project_id: id, day: TODAY - ago, outcome }
}

export function agreement(ago: number, outcome: AgreementEvidence['outcome'], id = 1): AgreementEvidence {
  return { agreement_id: id, day: TODAY - ago, outcome }
}

export function incident(ago: number, sign: Sign, severity: 1 | 2 | 3, told: Partial<IncidentEvidence> = {}): IncidentEvidence {
  return { incident_id: 1, sign, severity, day: TODAY - ago, our_fault: false, resolved: null, ...told }
}

export function warning(ago: number, sign: Sign, withdrawnAgo: number | null = null): WarningEvidence {
  return { warning_id: 1, sign, day: TODAY - ago, withdrawn: withdrawnAgo === null ? null : TODAY - withdrawnAgo }
}

/** Amounts as `610.00`; days as `d97`, 97 days before today, or `d+3`, three after. */
export const words: ReasonWords = {
  invoiceNumber: (id) => `F${id}`,
  money: (minor) => (minor / 100).toFixed(2),
  day: (day) => (day > TODAY ? `d+${day - TODAY}` : `d${TODAY - day}`),
}
