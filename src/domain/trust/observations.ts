/** The observations behind a score (PRODUCT.md section 7): which facts count, under which sign, on which day. */

import { type InvoiceHistory, type InvoiceState, stateOn } from '../invoice-history.ts'
import type { ClientEvidence } from './evidence.ts'
import { ADVERSE_BELOW, type Sign, WRITTEN_OFF_VALUE } from './rules.ts'
import { agreementValue, behaviourValue, incidentValue, paymentValue, projectValue, timeValue, weightOfAge } from './values.ts'

export type ObservationKind = 'invoice' | 'visit' | 'project' | 'agreement' | 'incident'

/** One fact behind a score. Days are day numbers. */
export interface Observation {
  readonly sign: Sign
  readonly day: number
  /** From 0 to 100; 80 is as agreed. */
  readonly value: number
  /** 1 for a fact of the day itself, half of it a half-life later; an incident's is multiplied by its severity. */
  readonly weight: number
  readonly kind: ObservationKind
  /** The number of the invoice, visit, project, agreement or incident. */
  readonly id: number
  readonly adverse: boolean
  /** The day that must be later than a warning's for the fact to come after it: an invoice's due day, else the fact's own. */
  readonly after: number
}

/**
 * The one observation of an invoice in that state on the day `asOf`; null where it says nothing: in dispute, not yet late, or closed by
 * credit notes alone (so is an invoice of nothing, or of less than what is ignored: nobody had to pay it).
 */
export function invoiceObservation(invoice: InvoiceHistory, state: InvoiceState, asOf: number): Observation | null {
  if (state.disputed) return null
  const { invoice_id, due } = invoice
  if (state.written_off !== null) return observation('payment', state.written_off, asOf, WRITTEN_OFF_VALUE, 'invoice', invoice_id, due)
  if (state.settled === null && state.late_days <= 0) return null
  if (state.settled !== null && state.settled_by !== 'other') return null
  return observation('payment', state.settled ?? asOf, asOf, paymentValue(state.late_days), 'invoice', invoice_id, due)
}

/** Every observation on the day `asOf` (a day number). `ignoreBelow`: an open rest of an invoice under so many minor units counts as settled. */
export function observationsOf(evidence: ClientEvidence, asOf: number, ignoreBelow: number): Observation[] {
  return observationsIn(
    evidence,
    evidence.invoices.map((invoice) => stateOn(invoice, asOf, ignoreBelow)),
    asOf,
  )
}

/** The same where the states of the invoices, in their order, are known already. */
export function observationsIn(evidence: ClientEvidence, states: readonly InvoiceState[], asOf: number): Observation[] {
  const found: Observation[] = []
  for (let at = 0; at < states.length; at++) {
    const seen = invoiceObservation(evidence.invoices[at] as InvoiceHistory, states[at] as InvoiceState, asOf)
    if (seen !== null) found.push(seen)
  }
  for (const visit of evidence.visits) {
    const { visit_id, day } = visit
    const time = timeValue(visit)
    if (time !== null) found.push(observation('time', day, asOf, time, 'visit', visit_id))
    const behaviour = behaviourValue(visit)
    if (behaviour !== null) found.push(observation('behaviour', day, asOf, behaviour, 'visit', visit_id))
  }
  for (const project of evidence.projects) {
    found.push(observation('projects', project.day, asOf, projectValue(project), 'project', project.project_id))
  }
  for (const agreement of evidence.agreements) {
    found.push(observation('honesty', agreement.day, asOf, agreementValue(agreement), 'agreement', agreement.agreement_id))
  }
  for (const incident of evidence.incidents) {
    const value = incidentValue(incident)
    if (value === null) continue
    const { sign, day, incident_id, severity } = incident
    found.push(observation(sign, day, asOf, value, 'incident', incident_id, day, severity))
  }
  return found
}

function observation(
  sign: Sign,
  day: number,
  asOf: number,
  value: number,
  kind: ObservationKind,
  id: number,
  after = day,
  times = 1,
): Observation {
  return { sign, day, value, weight: weightOfAge(asOf - day) * times, kind, id, adverse: value < ADVERSE_BELOW, after }
}
