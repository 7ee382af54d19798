/** The judgement of a client on a day (PRODUCT.md section 7): scores, verdict, and the reasons for it. */

import { stateOn } from '../invoice-history.ts'
import { accountOf } from './account.ts'
import { conductOf } from './conduct.ts'
import type { ClientEvidence } from './evidence.ts'
import type { Ground } from './ground.ts'
import { groundsOf } from './grounds.ts'
import { observationsIn } from './observations.ts'
import type { Verdict } from './rules.ts'
import { overallScore, type SignScores, signScores } from './score.ts'
import { decide, type Findings } from './verdict.ts'
import { factsAfterWarnings, unforgivenIncidents } from './warnings.ts'

export interface Judgement {
  readonly client_id: number
  readonly verdict: Verdict
  /** From 0 to 100, unrounded; null where nothing was observed. */
  readonly score: number | null
  readonly signs: SignScores
  /** How many there are in all. */
  readonly observations: number
  /** What is open of all invoices, due or not, in minor units. */
  readonly outstanding_minor: number
  /** Open, late and not in dispute, in minor units. */
  readonly overdue_minor: number
  readonly oldest_overdue_days: number | null
  /** Why, the main reason first; one to four. */
  readonly grounds: readonly Ground[]
}

/**
 * Judges a client on the day `asOf` (a day number) by facts dated up to it. `ignoreBelow`: an open rest of an invoice under so many minor
 * units counts as settled; at least 1. The order of the evidence does not matter.
 */
export function judge(evidence: ClientEvidence, asOf: number, ignoreBelow: number): Judgement {
  const { invoices, incidents, warnings } = evidence
  const states = invoices.map((invoice) => stateOn(invoice, asOf, ignoreBelow))
  const facts = observationsIn(evidence, states, asOf)
  const signs = signScores(facts)
  const account = accountOf(invoices, states, asOf)
  const findings: Findings = {
    as_of: asOf,
    observations: facts.length,
    signs,
    score: overallScore(signs),
    account,
    after_warnings: factsAfterWarnings(facts, warnings, asOf),
    unforgiven: unforgivenIncidents(incidents, asOf),
  }
  const decision = decide(findings)
  return {
    client_id: evidence.client_id,
    verdict: decision.verdict,
    score: findings.score,
    signs,
    observations: facts.length,
    outstanding_minor: account.outstanding_minor,
    overdue_minor: account.overdue?.total_minor ?? 0,
    oldest_overdue_days: account.overdue?.late_days ?? null,
    grounds: groundsOf(decision, findings, conductOf(evidence, findings.unforgiven)),
  }
}
