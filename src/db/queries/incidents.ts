import type { Selectable } from 'kysely'
import type { Day } from '../../domain/day.ts'
import type { Period } from '../../domain/period.ts'
import type { Sign } from '../../domain/trust/rules.ts'
import type { Connection } from '../connection.ts'
import type { IncidentTable } from '../tables.ts'
import { firstReference } from './reference.ts'

/** An incident as stored, with the name of its client. */
export interface IncidentRow extends Omit<Selectable<IncidentTable>, 'id' | 'operation_id'> {
  readonly incident_id: number
  readonly client: string
  /** What the first system that knows the client calls it. */
  readonly ref: string | null
}

export interface NewIncident {
  readonly sign: Sign
  readonly severity: number
  readonly occurred_on: Day
  readonly our_fault: boolean
  readonly note: string | null
}

export interface IncidentFilter {
  readonly clientId?: number | undefined
  readonly period?: Period | undefined
  readonly sign?: Sign | undefined
  /** Not resolved by that day. */
  readonly openOn?: Day | undefined
  /** Only those that were our fault. */
  readonly ourFault: boolean
}

const SELECT = `SELECT i.id AS incident_id, i.occurred_on, i.client_id, c.name AS client, ${firstReference('i.client_id')} AS ref,
    i.sign, i.severity, i.our_fault, i.resolved_on, i.note
  FROM incident i JOIN client c ON c.id = i.client_id`

const LIST = `${SELECT}
  WHERE (:clientId IS NULL OR i.client_id = :clientId) AND (:from IS NULL OR i.occurred_on BETWEEN :from AND :to)
    AND (:sign IS NULL OR i.sign = :sign) AND (:openOn IS NULL OR i.resolved_on IS NULL OR i.resolved_on > :openOn)
    AND (:ourFault = 0 OR i.our_fault = 1)
  ORDER BY i.occurred_on DESC, i.id DESC`

export function incidentQueries(connection: Connection) {
  const { sqlite } = connection
  return {
    /** Newest first. */
    list({ clientId, period, sign, openOn, ourFault }: IncidentFilter): IncidentRow[] {
      const among = { clientId: clientId ?? null, sign: sign ?? null, openOn: openOn ?? null, ourFault: Number(ourFault) }
      const values = { ...among, from: period?.from ?? null, to: period?.to ?? null }
      return connection.guard(() => sqlite.prepare(LIST).all(values)) as IncidentRow[]
    },

    byId: (id: number) => connection.guard(() => sqlite.prepare(`${SELECT} WHERE i.id = ?`).get(id)) as IncidentRow | undefined,

    insert: (clientId: number, incident: NewIncident): number =>
      connection.insert('incident', { ...incident, client_id: clientId, our_fault: Number(incident.our_fault) }),

    resolve: (id: number, day: Day): string[] => connection.update('incident', id, { resolved_on: day }),
  }
}
