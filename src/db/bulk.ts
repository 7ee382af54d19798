/** Thousands of rows at a time, inside an operation. */
import type { Connection, TrackedTable } from './connection.ts'

export type BulkValue = string | number | null

/** Rows of one INSERT: 20 cost 1 % more a row than 100, 500 cost 20 % more. */
const ROWS_A_STATEMENT = 100
const CACHE_KILOBYTES = 49_152
/**
 * Sorting for an index goes in runs of this size, which stay in the processor's own cache: 0.6 s for a million payments, against 0.7 s in runs of
 * 4 MB and 1.2 s in one of 64 MB. A second thread takes as long and half as much of the processor again.
 */
const SORTED_RUN_KILOBYTES = 1024
/** Under this many rows, an index kept up row by row is the cheaper one. */
const WORTH_REBUILDING = 10_000

/** Whether so many rows are worth the ways of this file. */
export function isBulk(rows: number): boolean {
  return rows >= WORTH_REBUILDING
}

/** Collects rows of one table, made by the operation under way, and inserts them many at a time. */
export class BulkInsert {
  private readonly connection: Connection
  private readonly table: TrackedTable
  private readonly columns: readonly string[]
  /** Writes first what the rows refer to. */
  private readonly before: () => void
  private values: BulkValue[] = []
  private readonly full: number
  private readonly statements = new Map<number, { run(...values: unknown[]): unknown }>()

  constructor(connection: Connection, table: TrackedTable, columns: readonly string[], before: () => void = () => undefined) {
    this.connection = connection
    this.table = table
    this.columns = columns
    this.before = before
    this.full = columns.length * ROWS_A_STATEMENT
  }

  /** Adds a row: its values in the order of the columns. */
  add(row: readonly BulkValue[]): void {
    for (const value of row) this.values.push(value)
    if (this.values.length >= this.full) this.flush()
  }

  flush(): void {
    if (this.values.length === 0) return
    this.before()
    const rows = this.values.length / this.columns.length
    this.connection.guard(() => this.statement(rows).run(this.values))
    this.connection.changed = true
    this.values = []
  }

  private statement(rows: number): { run(...values: unknown[]): unknown } {
    const known = this.statements.get(rows)
    if (known) return known
    const row = `(${this.connection.currentOperation()}${', ?'.repeat(this.columns.length)})`
    const names = ['operation_id', ...this.columns].join(', ')
    const sql = `INSERT INTO "${this.table}" (${names}) VALUES ${Array(rows).fill(row).join(', ')}`
    const statement = this.connection.sqlite.prepare(sql)
    this.statements.set(rows, statement)
    return statement
  }
}

/** The number that the next row of a table with numbers never used twice will get. */
export function nextId(connection: Connection, table: TrackedTable): number {
  const used = 'SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), coalesce((SELECT max(id) FROM "'
  return connection.guard(() => connection.sqlite.prepare(`${used}${table}"), 0))`).pluck().get(table) as number) + 1
}

/** Gives SQLite room for an import that keeps indexes up; adding rows at the end needs none. */
export function widenCache(connection: Connection): void {
  connection.guard(() => connection.sqlite.pragma(`cache_size = -${CACHE_KILOBYTES}`))
}

/** Whether adding so many rows is quicker with the indexes of the table made afterwards: if they are many, and more than are there. */
export function isWorthRebuilding(connection: Connection, table: TrackedTable, rows: number): boolean {
  if (!isBulk(rows)) return false
  const more = `SELECT count(*) FROM (SELECT 1 FROM "${table}" LIMIT ${rows})`
  return connection.guard(() => connection.sqlite.prepare(more).pluck().get() as number) < rows
}

/**
 * Takes the indexes of a table away until the function that it answers is called, in the same transaction: a million payments with them in
 * place take 12 s, and 2.5 s with them made afterwards. `keep` names those that are needed meanwhile.
 */
export function withoutIndexes(connection: Connection, table: TrackedTable, keep: readonly string[] = []): () => void {
  connection.currentOperation()
  const indexes = connection
    .guard(
      () =>
        connection.sqlite
          .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
          .all(table) as {
          name: string
          sql: string
        }[],
    )
    .filter(({ name }) => !keep.includes(name))
  connection.guard(() => {
    for (const { name } of indexes) connection.sqlite.exec(`DROP INDEX "${name}"`)
  })
  return () => {
    connection.guard(() => {
      const { sqlite } = connection
      const cache = sqlite.pragma('cache_size', { simple: true })
      sqlite.pragma(`cache_size = -${SORTED_RUN_KILOBYTES}`)
      for (const { sql } of indexes) sqlite.exec(sql)
      sqlite.pragma(`cache_size = ${cache}`)
    })
  }
}

/**
 * Runs work on many rows without looking up what each of them refers to: a million look-ups in the order of the rows take 0.6 s, `checkOwners`
 * in the order of the index 0.1 s. For work whose numbers come from the file itself, and which checks them.
 */
export async function withoutForeignKeys<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  connection.guard(() => connection.sqlite.pragma('foreign_keys = OFF'))
  try {
    return await work()
  } finally {
    connection.guard(() => connection.sqlite.pragma('foreign_keys = ON'))
  }
}

/** A table whose rows belong to clients. */
export type OwnedTable = 'payment' | 'visit' | 'invoice' | 'client_reference'

/** Checks that every row of a table belongs to a client. */
export function checkOwners(connection: Connection, table: OwnedTable): void {
  const sql = `SELECT o.client_id FROM (SELECT DISTINCT client_id FROM "${table}") o WHERE NOT EXISTS (SELECT 1 FROM client c WHERE c.id = o.client_id) LIMIT 1`
  const stray = connection.guard(() => connection.sqlite.prepare(sql).pluck().get())
  if (stray !== undefined) throw new Error(`a row of ${table} belongs to client ${stray}, who is not there`)
}

/** Checks that what a table's rows say of an invoice is one on file. */
export function checkInvoices(connection: Connection, table: 'payment' | 'dispute'): void {
  const sql = `SELECT o.invoice_id FROM "${table}" o WHERE o.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = o.invoice_id) LIMIT 1`
  const stray = connection.guard(() => connection.sqlite.prepare(sql).pluck().get())
  if (stray !== undefined) throw new Error(`a row of ${table} is about invoice ${stray}, which is not there`)
}
