import type { Image, StoredRow, TrackedRow } from '../../domain/history.ts'
import type { Connection } from '../connection.ts'

export interface PastOperation {
  readonly at: string
  readonly command: string
  readonly undone_by: number | null
}

/** Tables whose rows name their client, in the order in which the changes of one operation are told. */
const OF_CLIENT = ['client_reference', 'payment', 'invoice', 'visit', 'incident', 'warning', 'project', 'agreement'] as const
const OF_INVOICE = ['credit_note', 'write_off', 'dispute'] as const

/** Where the names behind numbers are found; those of deleted rows in their before-images. */
const NAMES: Readonly<Record<string, readonly [table: string, column: string]>> = {
  category_id: ['category', 'name'],
  operator_id: ['operator', 'name'],
  system_id: ['import_system', 'name'],
  client_id: ['client', 'name'],
  invoice_id: ['invoice', 'number'],
}

export function historyQueries(connection: Connection) {
  const { sqlite } = connection

  /** Numbers of the rows that belong to the client, or did once. */
  const rowIds = (table: string, clientId: number): number[] => {
    if (table === 'client') return [clientId]
    const owned = OF_INVOICE.some((name) => name === table)
      ? [
          'invoice_id IN (SELECT id FROM invoice WHERE client_id = ?)',
          "json_extract(before, '$.invoice_id') IN (SELECT id FROM invoice WHERE client_id = ?)",
        ]
      : ['client_id = ?', "json_extract(before, '$.client_id') = ?"]
    const sql = `SELECT id FROM ${table} WHERE ${owned[0]} UNION SELECT row_id FROM change WHERE table_name = '${table}' AND ${owned[1]}`
    return sqlite.prepare(sql).pluck().all(clientId, clientId) as number[]
  }

  const trackedRows = function* (table: string, clientId: number): Generator<TrackedRow> {
    const images = sqlite.prepare(
      'SELECT operation_id AS operation, action, before FROM change WHERE table_name = ? AND row_id = ? ORDER BY id',
    )
    const now = sqlite.prepare(`SELECT * FROM ${table} WHERE id = ?`)
    for (const id of rowIds(table, clientId)) {
      const stored = images.all(table, id) as (Omit<Image, 'before'> & { before: string })[]
      yield {
        table,
        id,
        images: stored.map((image) => ({ ...image, before: JSON.parse(image.before) as StoredRow })),
        now: (now.get(id) as StoredRow | undefined) ?? null,
      }
    }
  }

  return {
    /** The rows of a client's card and facts with all their before-images. */
    rows: (clientId: number): TrackedRow[] =>
      connection.guard(() => ['client', ...OF_CLIENT, ...OF_INVOICE].flatMap((table) => [...trackedRows(table, clientId)])),

    operation: (id: number): PastOperation =>
      connection.guard(() => sqlite.prepare('SELECT at, command, undone_by FROM operation WHERE id = ?').get(id) as PastOperation),

    /** The name behind the number in a column such as `category_id`; that of a row since deleted as it last was. */
    name: (column: string, id: number): string =>
      connection.guard(() => {
        const [table, name] = NAMES[column] ?? []
        if (table === undefined) return String(id)
        const sql = `SELECT ${name} FROM ${table} WHERE id = @id UNION ALL SELECT * FROM (
          SELECT json_extract(before, '$.${name}') FROM change WHERE table_name = '${table}' AND row_id = @id AND action = 'delete' ORDER BY id DESC)`
        return (sqlite.prepare(sql).pluck().get({ id }) as string | undefined) ?? String(id)
      }),
  }
}
