/** A single fact behind a score in a few words, for the list of them. */

import { stateOn } from '../invoice-history.ts'
import { outcomeInWords, ratingInWords } from '../visit.ts'
import type { ClientEvidence } from './evidence.ts'
import type { Observation } from './observations.ts'
import { lateness, many } from './words.ts'

/**
 * `settled 12 days late`, `97 days overdue`, `15 minutes late`, `rated 4.7`, `mismanaged`, `severity 2`: an observation of this evidence,
 * made on the day `asOf` with that `ignoreBelow`. Throws where the evidence does not hold the fact.
 */
export function describeObservation(
  { kind, id, sign }: Pick<Observation, 'kind' | 'id' | 'sign'>,
  evidence: ClientEvidence,
  asOf: number,
  ignoreBelow: number,
): string {
  switch (kind) {
    case 'invoice': {
      const invoice = known(evidence.invoices.find(({ invoice_id }) => invoice_id === id))
      const { written_off, settled, late_days } = stateOn(invoice, asOf, ignoreBelow)
      if (written_off !== null) return 'written off'
      return settled === null ? `${many(late_days, 'day')} overdue` : `settled ${lateness(late_days)}`
    }
    case 'visit': {
      const visit = known(evidence.visits.find(({ visit_id }) => visit_id === id))
      return sign === 'behaviour' ? `rated ${ratingInWords(visit)}` : outcomeInWords(visit)
    }
    case 'project': {
      const { outcome } = known(evidence.projects.find(({ project_id }) => project_id === id))
      return outcome === 'agreed' ? 'as agreed' : outcome
    }
    case 'agreement':
      return known(evidence.agreements.find(({ agreement_id }) => agreement_id === id)).outcome
    case 'incident':
      return `severity ${known(evidence.incidents.find(({ incident_id }) => incident_id === id)).severity}`
  }
}

function known<Fact>(fact: Fact | undefined): Fact {
  if (fact === undefined) throw new Error('the observation is of other evidence')
  return fact
}
