import { AppError } from '../cli/errors.ts'
import { clientsWithAccountTouchedBy, refreshAllocations } from './allocations.ts'
import type { Connection, TrackedTable } from './connection.ts'
import type { OperationScope } from './operation.ts'

/** Before-images read at once: an operation may have a million. */
const CHANGES_AT_ONCE = 10_000

interface ChangeRow {
  id: number
  table_name: TrackedTable
  row_id: number
  action: 'update' | 'delete'
  before: string
}

export interface Undone {
  readonly id: number
  readonly command: string
  readonly at: string
  /** What the log keeps of it, JSON. */
  readonly details: string
  /** Rows taken out, set back and brought back, in all tables. */
  readonly removed: number
  readonly restored: number
}

/** Every table whose rows carry their operation. */
function trackedTables(connection: Connection): TrackedTable[] {
  const sql =
    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'operation_id' WHERE m.type = 'table' AND m.name <> 'change' ORDER BY m.name"
  return connection.sqlite.prepare(sql).pluck().all() as TrackedTable[]
}

/** Before-images of an operation, the newest first, from those before a given one. */
function changesBefore(connection: Connection, operationId: number, id: number): ChangeRow[] {
  const sql = 'SELECT id, table_name, row_id, action, before FROM change WHERE operation_id = ? AND id < ? ORDER BY id DESC LIMIT ?'
  return connection.prepared(sql).all(operationId, id, CHANGES_AT_ONCE) as ChangeRow[]
}

function setBack(connection: Connection, { table_name, row_id, action, before }: ChangeRow): void {
  const columns = Object.entries(JSON.parse(before) as Record<string, string | number | null>)
  const names = columns.map(([name]) => `"${name}"`)
  const values = columns.map(([, value]) => value)
  if (action === 'update') {
    const sets = names.map((name) => `${name} = ?`).join(', ')
    connection.prepared(`UPDATE "${table_name}" SET ${sets} WHERE rowid = ?`).run(...values, row_id)
  } else {
    const holes = names.map(() => '?').join(', ')
    connection.prepared(`INSERT INTO "${table_name}" (rowid, ${names.join(', ')}) VALUES (?, ${holes})`).run(row_id, ...values)
  }
}

/**
 * Takes back the newest operation that stands: what it changed or deleted is set back from its before-images, newest first, and what it
 * made is deleted. Call it inside an operation whose command is `undo`.
 * @throws AppError when nothing is left to undo
 */
export function undoNewest(connection: Connection, operation: OperationScope): Undone {
  const { sqlite } = connection
  const target = sqlite
    .prepare(
      "SELECT id, command, at, details FROM operation WHERE undone_by IS NULL AND command <> 'undo' AND id < ? ORDER BY id DESC LIMIT 1",
    )
    .get(operation.id) as Pick<Undone, 'id' | 'command' | 'at' | 'details'> | undefined
  if (!target) throw new AppError('there is nothing left to undo')
  return connection.guard(() => {
    sqlite.pragma('defer_foreign_keys = ON')
    const touched = clientsWithAccountTouchedBy(connection, target.id)
    let restored = 0
    for (let last = Number.MAX_SAFE_INTEGER; ; ) {
      const changes = changesBefore(connection, target.id, last)
      for (const change of changes) setBack(connection, change)
      restored += changes.length
      if (changes.length < CHANGES_AT_ONCE) break
      last = (changes.at(-1) as ChangeRow).id
    }
    let removed = 0
    for (const table of trackedTables(connection)) {
      removed += sqlite.prepare(`DELETE FROM "${table}" WHERE operation_id = ?`).run(target.id).changes
    }
    sqlite.prepare('UPDATE operation SET undone_by = ? WHERE id = ?').run(operation.id, target.id)
    refreshAllocations(connection, touched)
    connection.changed = true
    operation.note({ undone: target.id, removed, restored })
    return { ...target, removed, restored }
  })
}
