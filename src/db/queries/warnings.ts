import type { Day } from '../../domain/day.ts'
import type { Sign } from '../../domain/trust/rules.ts'
import type { Connection } from '../connection.ts'

/** A warning given to a client on one sign. */
export interface WarningRow {
  readonly warning_id: number
  readonly warned_on: Day
  readonly withdrawn_on: Day | null
}

const OF_SIGN = `SELECT id AS warning_id, warned_on, withdrawn_on FROM warning
  WHERE client_id = ? AND sign = ? ORDER BY warned_on DESC, id DESC`

export function warningQueries(connection: Connection) {
  return {
    /** All that a client was given on a sign, withdrawn ones too, newest first. */
    ofSign: (clientId: number, sign: Sign) =>
      connection.guard(() => connection.sqlite.prepare(OF_SIGN).all(clientId, sign)) as WarningRow[],

    insert: (clientId: number, sign: Sign, day: Day): number => connection.insert('warning', { client_id: clientId, sign, warned_on: day }),

    withdraw: (id: number, day: Day): string[] => connection.update('warning', id, { withdrawn_on: day }),
  }
}
