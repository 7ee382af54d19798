/** What came after a warning (PRODUCT.md section 7), and which incidents are not made good. */

import type { IncidentEvidence, WarningEvidence } from './evidence.ts'
import type { Observation } from './observations.ts'
import { LET_GO, SIGNS, type Sign, WARNING_DAYS } from './rules.ts'

/** The adverse facts on one sign after a warning on it, at least one. */
export interface FactsAfterWarning {
  readonly sign: Sign
  /** Day number of the earliest warning that counts: what comes after a later one comes after it too. */
  readonly warned: number
  readonly facts: readonly Observation[]
}

/** Whether a warning counts on the day `asOf`: given by then, not withdrawn by then, and not too old. */
export function counts({ day, withdrawn }: Pick<WarningEvidence, 'day' | 'withdrawn'>, asOf: number): boolean {
  return day <= asOf && asOf - day <= WARNING_DAYS && (withdrawn === null || withdrawn > asOf)
}

/** By sign, the adverse facts dated later than a warning that counts (an invoice: due later). */
export function factsAfterWarnings(
  facts: readonly Observation[],
  warnings: readonly WarningEvidence[],
  asOf: number,
): readonly FactsAfterWarning[] {
  if (warnings.length === 0) return []
  const found: FactsAfterWarning[] = []
  for (const sign of SIGNS) {
    const days = warnings.filter((warning) => warning.sign === sign && counts(warning, asOf)).map(({ day }) => day)
    if (days.length === 0) continue
    const warned = Math.min(...days)
    const adverse = facts.filter((fact) => fact.adverse && fact.sign === sign && fact.after > warned)
    if (adverse.length > 0) found.push({ sign, warned, facts: adverse })
  }
  return found
}

/** The incidents for which alone a client is let go: of the gravest kind, not our fault, and not resolved by the day `asOf`. */
export function unforgivenIncidents(incidents: readonly IncidentEvidence[], asOf: number): readonly IncidentEvidence[] {
  return incidents.filter(
    ({ sign, severity, our_fault, resolved }) =>
      sign === LET_GO.sign && severity === LET_GO.severity && !our_fault && (resolved === null || resolved > asOf),
  )
}
