/** What a client's visits, projects, agreements and incidents come to, for the reasons of a verdict. */

import { isInPerson, ratingMean } from '../visit.ts'
import { type Count, countOf } from './count.ts'
import type { ClientEvidence, IncidentEvidence, VisitEvidence } from './evidence.ts'
import { APPOINTMENT, SIGNS, type Sign } from './rules.ts'
import { timeValue } from './values.ts'

/** Days are day numbers. What the client has none of is null. */
export interface ConductRecord {
  readonly appointments: Appointments
  readonly ratings: Ratings | null
  readonly projects: Projects | null
  readonly agreements: Agreements | null
  /** One a sign, those that were our fault left out. */
  readonly incidents: readonly SignIncidents[]
}

export interface Appointments {
  readonly kept: number
  /** Kept, but late by more than the grace, and by how many minutes together. */
  readonly late: number
  readonly late_minutes: number
  readonly no_shows: Count | null
  /** Cancelled by the client with short notice. */
  readonly short_cancellations: Count | null
}

export interface Ratings {
  readonly contacts: number
  /** From 1 to 5. */
  readonly mean: number
}

export interface Projects {
  readonly closed: number
  readonly mismanaged: number
  readonly exemplary: number
}

export interface Agreements {
  readonly ended: number
  readonly breached: Count | null
}

export interface SignIncidents extends Count {
  readonly sign: Sign
  /** Of the gravest. */
  readonly severity: number
}

/** Of many clients there are invoices and nothing else. */
const NOTHING_SEEN: ConductRecord = { appointments: appointmentsIn([]), ratings: null, projects: null, agreements: null, incidents: [] }

/** The record of what is on file; `apart` are incidents that are named elsewhere. */
export function conductOf(evidence: ClientEvidence, apart: readonly IncidentEvidence[]): ConductRecord {
  const { visits, projects, agreements, incidents } = evidence
  if (visits.length + projects.length + agreements.length + incidents.length === 0) return NOTHING_SEEN
  const breached = agreements.filter(({ outcome }) => outcome === 'breached')
  const outcomes = (outcome: string) => projects.filter((project) => project.outcome === outcome).length
  return {
    appointments: appointmentsIn(visits),
    ratings: ratingsIn(visits),
    projects:
      projects.length === 0 ? null : { closed: projects.length, mismanaged: outcomes('mismanaged'), exemplary: outcomes('exemplary') },
    agreements: agreements.length === 0 ? null : { ended: agreements.length, breached: countOf(breached) },
    incidents:
      incidents.length === 0 ? [] : incidentsBySign(incidents.filter((incident) => !incident.our_fault && !apart.includes(incident))),
  }
}

function appointmentsIn(visits: readonly VisitEvidence[]): Appointments {
  const met = visits.filter((visit) => visit.outcome === 'kept' && isInPerson(visit.kind))
  const late = met.filter((visit) => (visit.late_minutes ?? 0) > APPOINTMENT.grace_minutes)
  return {
    kept: met.length,
    late: late.length,
    late_minutes: late.reduce((sum, visit) => sum + (visit.late_minutes ?? 0), 0),
    no_shows: countOf(visits.filter((visit) => visit.outcome === 'no_show' && timeValue(visit) !== null)),
    short_cancellations: countOf(visits.filter((visit) => visit.outcome === 'cancelled' && timeValue(visit) !== null)),
  }
}

function ratingsIn(visits: readonly VisitEvidence[]): Ratings | null {
  const means = visits.flatMap((visit) => (visit.outcome === 'kept' ? (ratingMean(visit) ?? []) : []))
  return means.length === 0 ? null : { contacts: means.length, mean: means.reduce((sum, mean) => sum + mean, 0) / means.length }
}

function incidentsBySign(incidents: readonly IncidentEvidence[]): readonly SignIncidents[] {
  return SIGNS.flatMap((sign) => {
    const ofSign = incidents.filter((incident) => incident.sign === sign)
    const count = countOf(ofSign)
    return count === null ? [] : { sign, ...count, severity: Math.max(...ofSign.map(({ severity }) => severity)) }
  })
}
