import type { Day } from '../../domain/day.ts'
import type { Connection } from '../connection.ts'
import { firstReference } from './reference.ts'

/** What narrows a list of cards. */
export interface ListFilter {
  readonly category_id?: number | undefined
  readonly status?: string | undefined
  readonly attitude?: string | undefined
  /** Any of these spellings of a region. */
  readonly regions?: readonly string[] | undefined
  readonly operator_id?: number | undefined
  /** Archived cards too. */
  readonly archived: boolean
}

export interface ListRow {
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly category: string
  readonly status: string
  readonly kind: string
  /** E.164, or as typed where that is not understood. */
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  readonly card: string | null
  readonly operator: string | null
  readonly attitude: string | null
  readonly last_contact: string | null
  readonly added_on: string
  readonly checked_on: string | null
  readonly archived_on: string | null
}

const ROWS = `SELECT c.id AS client_id, c.name AS client,
    ${firstReference('c.id')} AS ref,
    g.name AS category, c.status, c.kind, ifnull(c.phone_e164, c.phone) AS phone, c.email, c.address, c.postcode, c.city, c.region,
    c.country, c.card, o.name AS operator, c.attitude,
    (SELECT day FROM visit WHERE client_id = c.id AND day <= @asOf AND outcome = 'kept' AND voided_on IS NULL ORDER BY day DESC LIMIT 1)
      AS last_contact,
    c.added_on, c.checked_on, c.archived_on
  FROM client c JOIN category g ON g.id = c.category_id LEFT JOIN operator o ON o.id = c.operator_id`

export function clientListQueries(connection: Connection) {
  const { sqlite } = connection

  return {
    /** The cards that pass the filter, by name; the last contact is the last one that took place up to `asOf`. */
    list: (filter: ListFilter, asOf: Day): ListRow[] =>
      connection.guard(() => {
        const conditions = filter.archived ? [] : ['c.archived_on IS NULL']
        const values: Record<string, string | number> = { asOf }
        const narrow = (condition: string, name: string, value: string | number | undefined): void => {
          if (value === undefined) return
          conditions.push(condition)
          values[name] = value
        }
        narrow('c.category_id = @category', 'category', filter.category_id)
        narrow('c.status = @status', 'status', filter.status)
        narrow('c.attitude = @attitude', 'attitude', filter.attitude)
        narrow('c.region IN (SELECT value FROM json_each(@regions))', 'regions', filter.regions && JSON.stringify(filter.regions))
        narrow('c.operator_id = @operator', 'operator', filter.operator_id)
        const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
        return sqlite.prepare(`${ROWS} ${where} ORDER BY c.name_folded, c.id`).all(values) as ListRow[]
      }),
  }
}
