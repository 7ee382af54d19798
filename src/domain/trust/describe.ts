/** A single fact behind a score in a few words, for the list of them. */

import { stateOn } from '../invoice-history.ts'
import { outcomeInWords, ratingInWords } from '../visit.ts'
import { counted, lateness } from '../words.ts'
import type { ClientEvidence } from './evidence.ts'
import type { Observation } from './observations.ts'

/** Puts one observation in words. Throws where the evidence does not hold the fact. */
export type Describe = (observation: Pick<Observation, 'kind' | 'id' | 'sign'>) => string

/**
 * What says `settled 12 days late`, `97 days overdue`, `15 minutes late`, `rated 4.7`, `mismanaged`, `severity 2` of the observations of this
 * evidence, made on the day `asOf` with that `ignoreBelow`.
 */
export function describer(evidence: ClientEvidence, asOf: number, ignoreBelow: number): Describe {
  const invoices = new Map(evidence.invoices.map((invoice) => [invoice.invoice_id, invoice]))
  const visits = new Map(evidence.visits.map((visit) => [visit.visit_id, visit]))
  const projects = new Map(evidence.projects.map((project) => [project.project_id, project]))
  const agreements = new Map(evidence.agreements.map((agreement) => [agreement.agreement_id, agreement]))
  const incidents = new Map(evidence.incidents.map((incident) => [incident.incident_id, incident]))
  return ({ kind, id, sign }) => {
    switch (kind) {
      case 'invoice': {
        const { written_off, settled, late_days } = stateOn(known(invoices.get(id)), asOf, ignoreBelow)
        if (written_off !== null) return 'written off'
        return settled === null ? `${counted(late_days, 'day')} overdue` : `settled ${lateness(late_days)}`
      }
      case 'visit': {
        const visit = known(visits.get(id))
        return sign === 'behaviour' ? `rated ${ratingInWords(visit)}` : outcomeInWords(visit)
      }
      case 'project': {
        const { outcome } = known(projects.get(id))
        return outcome === 'agreed' ? 'as agreed' : outcome
      }
      case 'agreement':
        return known(agreements.get(id)).outcome
      case 'incident':
        return `severity ${known(incidents.get(id)).severity}`
    }
  }
}

function known<Fact>(fact: Fact | undefined): Fact {
  if (fact === undefined) throw new Error('the observation is of other evidence')
  return fact
}
