/** What a single fact is worth, from 0 to 100, and how that fades (PRODUCT.md section 7, the table). */

import { isInPerson, type Rating, ratingMean } from '../visit.ts'
import type { AgreementEvidence, IncidentEvidence, ProjectEvidence, VisitEvidence } from './evidence.ts'
import { AGREEMENT_VALUES, APPOINTMENT, HALF_LIFE_DAYS, INCIDENT_VALUES, PAYDEX, PROJECT_VALUES, RATING_STEP } from './rules.ts'

// Both are asked for a million times in a report, and a look into a table costs a tenth of the computation.
const WEIGHTS = Float64Array.from({ length: 20 * HALF_LIFE_DAYS }, (_, age) => 0.5 ** (age / HALF_LIFE_DAYS))

/** How much a fact of that age in days weighs: 1 today, 0.5 after a half-life. */
export function weightOfAge(age: number): number {
  return WEIGHTS[age] ?? 0.5 ** (age / HALF_LIFE_DAYS)
}

const [EARLIEST_DAYS] = PAYDEX[0] as readonly [number, number]
const [LATEST_DAYS] = PAYDEX.at(-1) as readonly [number, number]
const PAYMENT_VALUES = Float64Array.from({ length: LATEST_DAYS - EARLIEST_DAYS + 1 }, (_, at) => onStraightLines(EARLIEST_DAYS + at))

function onStraightLines(daysLate: number): number {
  const next = PAYDEX.findIndex(([days]) => days >= daysLate)
  const [nextDays, nextValue] = PAYDEX[next] as readonly [number, number]
  const [days, value] = PAYDEX[Math.max(0, next - 1)] as readonly [number, number]
  return daysLate === nextDays ? nextValue : value + ((nextValue - value) * (daysLate - days)) / (nextDays - days)
}

/** What an invoice settled (or still open) so many whole days after its due day is worth: the PAYDEX key, straight lines between its points. */
export function paymentValue(daysLate: number): number {
  return PAYMENT_VALUES[Math.min(Math.max(daysLate, EARLIEST_DAYS), LATEST_DAYS) - EARLIEST_DAYS] as number
}

/** What an appointment says of the client's respect for our time; null where it says nothing: met nobody, or cancelled in time or by us. */
export function timeValue(
  visit: Pick<VisitEvidence, 'kind' | 'outcome' | 'cancelled_by' | 'notice_hours' | 'late_minutes'>,
): number | null {
  if (!isInPerson(visit.kind)) return null
  if (visit.outcome === 'no_show') return APPOINTMENT.no_show
  if (visit.outcome === 'cancelled') {
    const isShort = visit.cancelled_by === 'client' && (visit.notice_hours === null || visit.notice_hours < APPOINTMENT.notice_hours)
    return isShort ? APPOINTMENT.short_notice : null
  }
  const minutesBeyond = Math.max(0, (visit.late_minutes ?? 0) - APPOINTMENT.grace_minutes)
  return Math.max(0, APPOINTMENT.as_agreed - APPOINTMENT.per_minute * minutesBeyond)
}

/** What the ratings of a contact that took place are worth; null where there are none. */
export function behaviourValue(visit: Rating & Pick<VisitEvidence, 'outcome'>): number | null {
  if (visit.outcome !== 'kept') return null
  const mean = ratingMean(visit)
  return mean === null ? null : mean * RATING_STEP
}

export function projectValue({ outcome }: Pick<ProjectEvidence, 'outcome'>): number {
  return PROJECT_VALUES[outcome]
}

export function agreementValue({ outcome }: Pick<AgreementEvidence, 'outcome'>): number {
  return AGREEMENT_VALUES[outcome]
}

/** Null where it was our fault: then it says nothing of the client. */
export function incidentValue({ severity, our_fault }: Pick<IncidentEvidence, 'severity' | 'our_fault'>): number | null {
  return our_fault ? null : INCIDENT_VALUES[severity]
}
