/** Checks of rows that come many at a time, by us in place of SQLite. */
import type { BulkValue, Row } from './bulk.ts'
import { columnChecks, type Passes } from './column-checks.ts'
import type { Connection, TrackedTable } from './connection.ts'

interface ColumnCheck {
  readonly column: string
  /** Of its value in a row. */
  readonly at: number
  readonly passes: Passes
}

/** Checks rows while SQLite does not. */
export class RowChecks {
  private readonly connection: Connection
  private readonly table: TrackedTable
  private readonly columns: readonly string[]
  private checks: readonly ColumnCheck[] | undefined

  constructor(connection: Connection, table: TrackedTable, columns: readonly string[]) {
    this.connection = connection
    this.table = table
    this.columns = columns
  }

  /** @throws Error where a row is not what the schema allows, which whoever made it should have told the user */
  check(rows: readonly Row[]): void {
    if (!this.connection.isCheckedHere) return
    this.checks ??= this.read()
    for (const { column, at, passes } of this.checks) {
      let last: BulkValue = null
      for (const row of rows) {
        const value = row[at] ?? null
        if (value === null || value === last) continue
        if (!passes(value)) throw new Error(`CHECK constraint failed: ${this.table}.${column}`)
        last = value
      }
    }
  }

  private read(): ColumnCheck[] {
    const checks = tableChecks(this.connection, this.table)
    if (!checks) throw new Error(`only SQLite can check the rows of ${this.table}`)
    return this.columns.flatMap((column, at) => {
      const passes = checks.get(column)
      return passes ? [{ column, at, passes }] : []
    })
  }
}

function tableChecks(connection: Connection, table: TrackedTable): ReturnType<typeof columnChecks> {
  const select = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"
  return columnChecks(connection.guard(() => connection.sqlite.prepare(select).pluck().get(table) as string))
}

/**
 * From now until the function that it answers is called, rows of a BulkInsert are checked here and no row by SQLite: a twelfth of the time of an
 * import of payments. For work that writes in no other way meanwhile; nothing changes where a table has a check of a form not known here.
 */
export function withoutChecks(connection: Connection, tables: readonly TrackedTable[]): () => void {
  if (tables.some((table) => tableChecks(connection, table) === undefined)) return () => undefined
  setChecks(connection, 'here')
  return () => setChecks(connection, 'in SQLite')
}

export function setChecks(connection: Connection, where: 'here' | 'in SQLite'): void {
  connection.isCheckedHere = where === 'here'
  connection.guard(() => connection.sqlite.pragma(`ignore_check_constraints = ${where === 'here' ? 'ON' : 'OFF'}`))
}
