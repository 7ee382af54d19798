/** Which reasons to give for a verdict, the main one first. */

import type { AccountRecord } from './account.ts'
import type { ConductRecord } from './conduct.ts'
import type { Ground } from './ground.ts'
import { SIGN_WEIGHTS, SIGNS, type Sign, TRUSTED_FROM } from './rules.ts'
import { type Decision, type Findings, groundsAfterWarning } from './verdict.ts'

/** More reasons than this would not be read. */
const MOST_GROUNDS = 4

/**
 * The reasons of a decision, at least one: what decided it, then what drags the score down (for a trusted client what lifts it), then
 * what else is worth knowing.
 */
export function groundsOf(decision: Decision, findings: Findings, conduct: ConductRecord): Ground[] {
  const { account, signs } = findings
  const [main, ...others] = signsByPull(findings, decision.verdict === 'trusted')
  const grounds = [...decision.grounds]
  const add = (ground: Ground): void => {
    if (!grounds.some((given) => given.kind === ground.kind && signOf(given) === signOf(ground))) grounds.push(ground)
  }
  const addSign = (sign: Sign): void => groundsOfSign(sign, (signs[sign]?.score ?? 0) < TRUSTED_FROM, account, conduct).forEach(add)
  groundsAfterWarning(findings, 1).forEach(add)
  if (main !== undefined) addSign(main)
  if (account.overdue !== null) add({ kind: 'overdue', ...account.overdue })
  if (account.disputed !== null) add({ kind: 'disputed', ...account.disputed })
  others.forEach(addSign)
  return grounds.slice(0, MOST_GROUNDS)
}

const signOf = (ground: Ground): Sign | null => ('sign' in ground ? ground.sign : null)

/** The signs that were observed, by how far they pull the score from the line of trust: downwards first, or upwards first. */
function signsByPull({ signs }: Findings, isUpFirst: boolean): Sign[] {
  const pull = (sign: Sign): number => SIGN_WEIGHTS[sign] * ((signs[sign]?.score ?? TRUSTED_FROM) - TRUSTED_FROM)
  const observed = SIGNS.filter((sign) => signs[sign] !== null)
  return observed.sort((one, other) => (isUpFirst ? pull(other) - pull(one) : pull(one) - pull(other)))
}

/** What can be said of a sign: if it is weak, its failures first. */
function groundsOfSign(sign: Sign, isWeak: boolean, account: AccountRecord, conduct: ConductRecord): Ground[] {
  const grounds = isWeak ? failuresIn(sign, account, conduct) : []
  const { paid } = account
  const { appointments, ratings, projects, agreements } = conduct
  if (sign === 'payment' && paid !== null) {
    grounds.push({ kind: 'punctuality', invoices: paid.invoices, on_time: paid.on_time, late_days: paid.late_days / paid.invoices })
  }
  if (sign === 'time' && appointments.kept > 0) {
    grounds.push({ kind: 'appointments', kept: appointments.kept, late: appointments.late, late_minutes: appointments.late_minutes })
  }
  if (sign === 'behaviour' && ratings !== null) grounds.push({ kind: 'ratings', ...ratings })
  if (sign === 'projects' && projects !== null) grounds.push({ kind: 'projects', ...projects })
  if (sign === 'honesty' && agreements !== null) grounds.push({ kind: 'agreements', ...agreements })
  return grounds
}

function failuresIn(sign: Sign, account: AccountRecord, conduct: ConductRecord): Ground[] {
  const grounds: Ground[] = []
  const { overdue, written_off, paid } = account
  const { no_shows, short_cancellations } = conduct.appointments
  if (sign === 'payment' && overdue !== null) grounds.push({ kind: 'overdue', ...overdue })
  if (sign === 'payment' && written_off !== null) grounds.push({ kind: 'written_off', ...written_off })
  if (sign === 'payment' && paid?.adverse) grounds.push({ kind: 'late_payments', ...paid.adverse })
  if (sign === 'time' && no_shows !== null) grounds.push({ kind: 'no_shows', ...no_shows })
  if (sign === 'time' && short_cancellations !== null) grounds.push({ kind: 'short_cancellations', ...short_cancellations })
  for (const incidents of conduct.incidents) if (incidents.sign === sign) grounds.push({ kind: 'incidents', ...incidents })
  return grounds
}
