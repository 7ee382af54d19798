import type { TextQuery } from '../../domain/text-search.ts'
import type { Connection } from '../connection.ts'
import { CARD_FIELDS, FACT_FIELDS, holdsSql, type SearchField, toldSql } from './search-fields.ts'

/** A place where a text was found. */
export interface Found {
  readonly client_id: number
  readonly client: string
  /** The field: `email`, `payment note`. */
  readonly where: string
  /** The number of the payment, visit, ... whose field it is; null for the card itself. */
  readonly id: number | null
  readonly what: string
  /** Minor units, where the field is an amount. */
  readonly amount_minor: number | null
}

export interface FoundAll {
  readonly count: number
  readonly clients: ReadonlySet<number>
  /** A client at a time, the card's own fields first; looked up as they are drawn. */
  readonly rows: Iterable<Found>
}

/** The rows of one field that hold the text. */
interface Hits {
  readonly field: SearchField
  readonly clients: readonly number[]
  readonly ids: readonly number[]
}

/** Tables whose rows belong to an invoice, and through it to a client. */
const OF_INVOICE: readonly string[] = ['credit_note', 'write_off']

/** Rows looked up at once. */
const BLOCK = 256

export function clientSearchQueries(connection: Connection) {
  const { sqlite } = connection

  /** SQL for the client of a row `t`. */
  const clientOf = ({ table }: SearchField): string => {
    if (table === 'client') return 't.id'
    return OF_INVOICE.includes(table) ? '(SELECT client_id FROM invoice WHERE id = t.invoice_id)' : 't.client_id'
  }

  function* hitsIn(fields: readonly SearchField[], query: TextQuery, digits: number): Generator<Hits> {
    sqlite.function('holds', { deterministic: true }, (text) => Number(typeof text === 'string' && query.matches(text)))
    sqlite.function('holds_phone', { deterministic: true }, (typed, e164) =>
      Number(query.matchesPhone(typed as string | null, e164 as string | null)),
    )
    for (const field of fields) {
      const holds = holdsSql(field, query, digits)
      if (holds === null) continue
      // They cross over as text, which for a million rows takes a tenth of the time.
      const sql = `SELECT json_group_array(${clientOf(field)}), json_group_array(t.id) FROM ${field.table} t WHERE ${holds.sql}`
      const [clients, ids] = sqlite
        .prepare(sql)
        .raw()
        .get(...holds.values) as [string, string]
      yield { field, clients: JSON.parse(clients), ids: JSON.parse(ids) }
    }
  }

  /** What is told of some rows of one field, by row. */
  const told = (field: SearchField, ids: readonly number[], digits: number) => {
    const amount = field.kind === 'amount' ? `t.${field.column}` : 'NULL'
    const sql = `SELECT t.id AS row, c.name AS client, ${toldSql(field, digits)} AS what, ${amount} AS amount_minor
      FROM json_each(?) j CROSS JOIN ${field.table} t ON t.id = j.value JOIN client c ON c.id = ${clientOf(field)}`
    const rows = sqlite.prepare(sql).all(JSON.stringify(ids)) as (Pick<Found, 'client' | 'what' | 'amount_minor'> & { row: number })[]
    return new Map(rows.map(({ row, ...rest }) => [row, rest]))
  }

  function* rowsOf(all: readonly Hits[], count: number, digits: number): Generator<Found> {
    // Sorted as numbers, by client and then by field, a million are in order in a tenth of a second.
    const keys = new Float64Array(count)
    let place = 0
    for (const { clients } of all) for (const client of clients) keys[place] = client * count + place++
    keys.sort()
    const starts = all.map((_, index) => all.slice(0, index).reduce((sum, { ids }) => sum + ids.length, 0))
    for (let start = 0; start < count; start += BLOCK) {
      const block = [...keys.subarray(start, start + BLOCK)].map((key) => {
        const at = key % count
        const index = starts.findLastIndex((first) => first <= at)
        const { field, ids } = all[index] as Hits
        return { client_id: Math.floor(key / count), field, row: ids[at - (starts[index] ?? 0)] as number }
      })
      const details = new Map(
        [...new Set(block.map(({ field }) => field))].map((field) => [
          field,
          told(
            field,
            block.filter((hit) => hit.field === field).map(({ row }) => row),
            digits,
          ),
        ]),
      )
      for (const { client_id, field, row } of block) {
        const found = details.get(field)?.get(row)
        if (found) yield { client_id, where: field.where, id: CARD_FIELDS.includes(field) ? null : row, ...found }
      }
    }
  }

  return {
    /** Every field on file that holds the text. `digits` are the currency's: amounts are looked for as plain decimals. */
    find: (query: TextQuery, digits: number): FoundAll =>
      connection.guard(() => {
        const all = [...hitsIn([...CARD_FIELDS, ...FACT_FIELDS], query, digits)].filter(({ ids }) => ids.length > 0)
        const clients = new Set<number>()
        for (const hits of all) for (const client of hits.clients) clients.add(client)
        const count = all.reduce((sum, { ids }) => sum + ids.length, 0)
        return { count, clients, rows: { [Symbol.iterator]: () => rowsOf(all, count, digits) } }
      }),

    /** The clients whose card or references hold the text. */
    clients: (query: TextQuery, digits: number): Set<number> =>
      connection.guard(() => {
        const clients = new Set<number>()
        for (const hits of hitsIn(CARD_FIELDS, query, digits)) for (const client of hits.clients) clients.add(client)
        return clients
      }),
  }
}
