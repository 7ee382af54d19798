import type { Selectable } from 'kysely'
import type { Day } from '../../domain/day.ts'
import type { Period } from '../../domain/period.ts'
import type { VisitKind, VisitOutcome } from '../../domain/visit.ts'
import type { Connection, Values } from '../connection.ts'
import type { VisitTable } from '../tables.ts'
import { firstReference } from './reference.ts'

type Stored = Selectable<VisitTable>

/** A contact as stored, with the names of what it refers to. */
export interface VisitRow extends Omit<Stored, 'id' | 'operation_id' | 'operator_id' | 'import_key' | 'imported_hash'> {
  readonly visit_id: number
  readonly client: string
  /** What the first system that knows the client calls it. */
  readonly ref: string | null
  readonly operator: string | null
  /** The client's last contact that took place; looked up for rows with a follow-up only, else null. */
  readonly latest_id: number | null
  readonly latest_day: Day | null
}

/** What can be set on a contact; undefined leaves a column as it is. */
export type VisitPatch = {
  [K in keyof Omit<Stored, 'id' | 'operation_id' | 'client_id' | 'import_key' | 'imported_hash'>]?: Stored[K] | undefined
}

export interface VisitFilter {
  readonly clientId?: number | undefined
  readonly period?: Period | undefined
  readonly kind?: VisitKind | undefined
  readonly outcome?: VisitOutcome | undefined
  readonly operatorId?: number | undefined
  /** Only those with a follow-up, open or closed. */
  readonly withFollowUp?: boolean
  /** Void ones too. */
  readonly withVoid?: boolean
}

const SELECT = `
  SELECT v.id AS visit_id, v.client_id, c.name AS client,
    ${firstReference('v.client_id')} AS ref,
    v.day, v.time, v.kind, v.outcome, v.cancelled_by, v.notice_hours, v.late_minutes, v.patience, v.kindness, v.professionalism,
    o.name AS operator, v.reference, v.note, v.follow_up_on, v.voided_on, latest.id AS latest_id, latest.day AS latest_day
  FROM visit v
  JOIN client c ON c.id = v.client_id
  LEFT JOIN operator o ON o.id = v.operator_id
  LEFT JOIN visit latest ON v.follow_up_on IS NOT NULL AND latest.id = (
    SELECT k.id FROM visit k WHERE k.client_id = v.client_id AND k.outcome = 'kept' AND k.voided_on IS NULL ORDER BY k.day DESC, k.id DESC LIMIT 1)`

// Two searches, so that each goes by its own partial index whatever the size of the file.
const DUE = `${SELECT}
  WHERE c.archived_on IS NULL AND v.voided_on IS NULL AND v.id IN (
    SELECT id FROM visit WHERE outcome = 'planned' AND day <= :today
    UNION ALL SELECT id FROM visit WHERE follow_up_on IS NOT NULL AND follow_up_on <= :today)
  ORDER BY v.day, v.time, v.id`

const NEXT_PLANNED = `${SELECT}
  WHERE c.archived_on IS NULL AND v.voided_on IS NULL AND v.outcome = 'planned' AND v.day > ?
  ORDER BY v.day, v.time, v.id LIMIT 1`

function conditionsOf(filter: VisitFilter): [condition: string, ...values: (string | number)[]][] {
  const { clientId, period, kind, outcome, operatorId } = filter
  const conditions: [string, ...(string | number)[]][] = []
  if (clientId !== undefined) conditions.push(['v.client_id = ?', clientId])
  if (period) conditions.push(['v.day BETWEEN ? AND ?', period.from, period.to])
  if (kind) conditions.push(['v.kind = ?', kind])
  // Literally, as the index of planned ones wants it.
  if (outcome === 'planned') conditions.push([`v.outcome = 'planned'`])
  else if (outcome) conditions.push(['v.outcome = ?', outcome])
  if (operatorId !== undefined) conditions.push(['v.operator_id = ?', operatorId])
  if (filter.withFollowUp) conditions.push(['v.follow_up_on IS NOT NULL'])
  if (!filter.withVoid) conditions.push(['v.voided_on IS NULL'])
  return conditions
}

export function visitQueries(connection: Connection) {
  const { sqlite } = connection
  const rows = (sql: string, ...values: unknown[]): VisitRow[] => connection.guard(() => sqlite.prepare(sql).all(...values) as VisitRow[])

  return {
    /** Newest day first. */
    list: (filter: VisitFilter): VisitRow[] => {
      const conditions = conditionsOf(filter)
      const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(([condition]) => condition).join(' AND ')}`
      return rows(`${SELECT}${where} ORDER BY v.day DESC, v.time DESC, v.id DESC`, ...conditions.flatMap(([, ...values]) => values))
    },

    /** The numbers of those. */
    numbers: (filter: VisitFilter): number[] => {
      const conditions = conditionsOf(filter)
      const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(([condition]) => condition).join(' AND ')}`
      const statement = sqlite.prepare(`SELECT json_group_array(v.id) FROM visit v${where}`).pluck()
      return connection.guard(() => JSON.parse(statement.get(...conditions.flatMap(([, ...values]) => values)) as string) as number[])
    },

    byId: (id: number): VisitRow | undefined => rows(`${SELECT} WHERE v.id = ?`, id)[0],

    /** Planned up to that day, or with a follow-up due by then, open or closed; earliest first, without archived clients. */
    due: (today: Day): VisitRow[] => rows(DUE, { today }),

    /** The first that is planned after that day. */
    nextPlanned: (today: Day): VisitRow | undefined => rows(NEXT_PLANNED, today)[0],

    /** Numbers of the contacts planned with a client on a day. */
    plannedOn: (clientId: number, day: Day): number[] =>
      connection.guard(() =>
        sqlite
          .prepare("SELECT id FROM visit WHERE client_id = ? AND day = ? AND outcome = 'planned' AND voided_on IS NULL ORDER BY id")
          .pluck()
          .all(clientId, day),
      ) as number[],

    insert: (clientId: number, visit: VisitPatch): number => connection.insert('visit', { client_id: clientId, ...visit } as Values),

    /** Sets what differs; answers the columns that did. */
    update: (id: number, patch: VisitPatch): string[] => connection.update('visit', id, patch as Values),

    operators: (): { id: number; name: string }[] =>
      connection.guard(() => sqlite.prepare('SELECT id, name FROM operator ORDER BY name').all()) as { id: number; name: string }[],
  }
}
