import type { Day } from '../../domain/day.ts'
import type { Period } from '../../domain/period.ts'
import type { Outcome, UndertakingKind } from '../../domain/undertaking.ts'
import type { Connection } from '../connection.ts'
import { firstReference } from './reference.ts'

/** A project or an agreement as stored, with the name of its client. */
export interface UndertakingRow {
  readonly id: number
  readonly client_id: number
  readonly client: string
  /** What the first system that knows the client calls it. */
  readonly ref: string | null
  readonly title: string
  readonly begun_on: Day
  /** Null, as the outcome, while it stands. */
  readonly ended_on: Day | null
  readonly outcome: Outcome | null
}

export interface UndertakingFilter {
  readonly clientId?: number | undefined
  /** Begun in it. */
  readonly period?: Period | undefined
  /** Not ended by that day. */
  readonly openOn?: Day | undefined
}

/** The columns of a kind's days. */
const daysOf = ({ begun, ended }: UndertakingKind) => ({ begun: `${begun}_on`, ended: `${ended}_on` })

function selectOf(kind: UndertakingKind): string {
  const days = daysOf(kind)
  return `SELECT t.id, t.client_id, c.name AS client, ${firstReference('t.client_id')} AS ref, t.title,
      t.${days.begun} AS begun_on, t.${days.ended} AS ended_on, t.outcome
    FROM ${kind.noun} t JOIN client c ON c.id = t.client_id`
}

/** Projects and agreements: two tables of one shape. */
export function undertakingQueries(connection: Connection) {
  const { sqlite } = connection
  return {
    /** Newest first. */
    list(kind: UndertakingKind, { clientId, period, openOn }: UndertakingFilter): UndertakingRow[] {
      const days = daysOf(kind)
      const sql = `${selectOf(kind)}
        WHERE (:clientId IS NULL OR t.client_id = :clientId) AND (:from IS NULL OR t.${days.begun} BETWEEN :from AND :to)
          AND (:openOn IS NULL OR t.${days.ended} IS NULL OR t.${days.ended} > :openOn)
        ORDER BY t.${days.begun} DESC, t.id DESC`
      const values = { clientId: clientId ?? null, from: period?.from ?? null, to: period?.to ?? null, openOn: openOn ?? null }
      return connection.guard(() => sqlite.prepare(sql).all(values)) as UndertakingRow[]
    },

    byId: (kind: UndertakingKind, id: number) =>
      connection.guard(() => sqlite.prepare(`${selectOf(kind)} WHERE t.id = ?`).get(id)) as UndertakingRow | undefined,

    begin: (kind: UndertakingKind, clientId: number, { title, day }: { title: string; day: Day }): number =>
      connection.insert(kind.noun, { client_id: clientId, title, [daysOf(kind).begun]: day }),

    end: (kind: UndertakingKind, id: number, { day, outcome }: { day: Day; outcome: Outcome }): string[] =>
      connection.update(kind.noun, id, { [daysOf(kind).ended]: day, outcome }),
  }
}
