/** The verdict on a client: the first rule that holds (PRODUCT.md section 7). */

import type { AccountRecord } from './account.ts'
import type { IncidentEvidence } from './evidence.ts'
import type { Ground } from './ground.ts'
import { FEWEST_OBSERVATIONS, LET_GO, PREPAY, TRUSTED_FROM, type Verdict, WATCH } from './rules.ts'
import type { SignScores } from './score.ts'
import type { FactsAfterWarning } from './warnings.ts'

/** All that the rules look at. */
export interface Findings {
  readonly as_of: number
  readonly observations: number
  readonly signs: SignScores
  readonly score: number | null
  readonly account: AccountRecord
  readonly after_warnings: readonly FactsAfterWarning[]
  readonly unforgiven: readonly IncidentEvidence[]
}

/** A verdict, and every part of its rule that holds; of a verdict by score there is none. */
export interface Decision {
  readonly verdict: Verdict
  readonly grounds: readonly Ground[]
}

/** The first rule that holds. Total: whatever was found, there is one verdict. */
export function decide(findings: Findings): Decision {
  const letGo = groundsToLetGo(findings)
  if (letGo.length > 0) return { verdict: 'let go', grounds: letGo }
  const prepay = groundsToPrepay(findings)
  if (prepay.length > 0) return { verdict: 'prepay', grounds: prepay }
  const { observations, score } = findings
  if (score === null || observations < FEWEST_OBSERVATIONS) {
    return { verdict: 'unknown', grounds: [{ kind: 'too_few', observations, needed: FEWEST_OBSERVATIONS }] }
  }
  const warned = groundsAfterWarning(findings, WATCH.facts_after_warning)
  if (score < WATCH.score_below || warned.length > 0) return { verdict: 'watch', grounds: warned }
  return { verdict: score >= TRUSTED_FROM ? 'trusted' : 'fair', grounds: [] }
}

/** One a sign with so many adverse facts after a warning on it, or more. */
export function groundsAfterWarning({ after_warnings }: Findings, fewest: number): Ground[] {
  return after_warnings.filter(({ facts }) => facts.length >= fewest).map((after) => ({ kind: 'after_warning', ...after }))
}

function groundsToLetGo(findings: Findings): Ground[] {
  const grounds = groundsAfterWarning(findings, LET_GO.facts_after_warning)
  const { unforgiven } = findings
  if (unforgiven.length > 0) {
    const first = unforgiven.reduce((one, other) => (other.day < one.day ? other : one))
    const { incident_id, sign, severity, day } = first
    grounds.unshift({ kind: 'unresolved', incident_id, sign, severity, day, incidents: unforgiven.length })
  }
  return grounds
}

function groundsToPrepay({ account, signs, as_of }: Findings): Ground[] {
  const grounds: Ground[] = []
  const { overdue, settled_too_late } = account
  if (overdue !== null && overdue.late_days > PREPAY.late_days) grounds.push({ kind: 'overdue', ...overdue })
  if (signs.payment !== null && signs.payment.score < PREPAY.payment_score_below) grounds.push({ kind: 'payment_score', ...signs.payment })
  if (settled_too_late !== null) {
    const until = grounds.length > 0 ? null : settled_too_late.day + PREPAY.settled_within_days
    grounds.push({ kind: 'settled_late', days_ago: as_of - settled_too_late.day, until, ...settled_too_late })
  }
  return grounds
}
