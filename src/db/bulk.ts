/** Thousands of rows at a time, inside an operation. */
import type { Connection, TrackedTable } from './connection.ts'
import { RowChecks, setChecks } from './row-checks.ts'

export type BulkValue = string | number | null
export type Row = readonly BulkValue[]
type Insert = { run(...values: unknown[]): { readonly lastInsertRowid: number | bigint } }

/** A statement, the columns that are bound once for all of its rows, and those that are bound for each. */
interface Plan {
  readonly statement: Insert
  readonly shared: readonly number[]
  readonly others: readonly number[]
}

/** Rows of one INSERT: 20 cost 1 % more a row than 100, 500 cost 20 % more. They are kept so long, and many would seem to last (see commands/import/fact-rows.ts). */
const ROWS_A_STATEMENT = 50
const CACHE_KILOBYTES = 49_152
/**
 * Sorting for an index goes in runs of this size, which stay in the processor's own cache: 0.6 s for a million payments, against 0.7 s in runs of
 * 4 MB and 1.2 s in one of 64 MB. A second thread sorts while the first one reads: a tenth less time, a quarter more of the processors.
 */
const SORTED_RUN_KILOBYTES = 1024
/** Under this many rows, an index kept up row by row is the cheaper one. */
const WORTH_REBUILDING = 10_000

/** Whether so many rows are worth the ways of this file. */
export function isBulk(rows: number): boolean {
  return rows >= WORTH_REBUILDING
}

interface BulkOptions {
  /** Writes first what the rows refer to. */
  readonly before?: () => void
  /** Whether SQLite numbers the rows, which spares an eighth of the time; nothing else may add rows to the table meanwhile. */
  readonly numbered?: boolean
}

/**
 * What all rows of a statement share, as that they are sales or have no note, is bound once: two of eight columns so spare a sixth of the time. After so
 * many ways of sharing, which are statements kept, everything is bound row by row.
 */
const MOST_PLANS = 16

/** Collects rows of one table, made by the operation under way, and inserts them many at a time. */
export class BulkInsert {
  readonly table: TrackedTable
  private readonly connection: Connection
  private readonly columns: readonly string[]
  private readonly before: () => void
  private following: number | undefined
  private rows: Row[] = []
  private readonly places: readonly number[]
  private readonly plans = new Map<number, Plan>()
  private readonly checks: RowChecks

  constructor(
    connection: Connection,
    table: TrackedTable,
    columns: readonly string[],
    { before = () => undefined, numbered = false }: BulkOptions = {},
  ) {
    this.connection = connection
    this.table = table
    this.columns = columns
    this.places = columns.map((_, at) => at)
    this.checks = new RowChecks(connection, table, columns)
    this.before = before
    this.following = numbered ? nextId(connection, table) : undefined
  }

  /** The number that SQLite gives the next row. @throws Error where it numbers none */
  get next(): number {
    if (this.following === undefined) throw new Error(`the rows of ${this.table} bring their numbers`)
    return this.following
  }

  /** Adds a row: its values in the order of the columns. */
  add(row: Row): void {
    if (this.following !== undefined) this.following++
    if (this.rows.push(row) >= ROWS_A_STATEMENT) this.flush()
  }

  flush(): void {
    const { rows, connection, following } = this
    if (rows.length === 0) return
    this.before()
    this.checks.check(rows)
    const { lastInsertRowid } = connection.guard(() => this.insert(rows))
    if (following !== undefined && Number(lastInsertRowid) !== following - 1) {
      throw new Error(`a row of ${this.table} has the number ${lastInsertRowid} in place of ${following - 1}`)
    }
    connection.changed = true
    this.rows = []
  }

  /**
   * Takes the indexes that have a part in such rows away until the function that it answers is called, in the same transaction: a million payments
   * with them in place take 12 s, and 2.5 s with them made afterwards. `keep` names those that are needed meanwhile.
   */
  withoutIndexes(keep: readonly string[] = []): () => void {
    const { connection, table, columns } = this
    connection.currentOperation()
    return connection.guard(() => {
      const { sqlite } = connection
      const select = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
      const all = sqlite.prepare(select).all(table) as { name: string; sql: string }[]
      const indexes = all.filter(({ name, sql }) => {
        const column = ROWS_WITH.exec(sql)?.[1]
        return !keep.includes(name) && (column === undefined || columns.includes(column))
      })
      for (const { name } of indexes) sqlite.exec(`DROP INDEX "${name}"`)
      return () => connection.guard(() => makeIndexes(sqlite, indexes))
    })
  }

  private insert(rows: readonly Row[]): ReturnType<Insert['run']> {
    const { statement, shared, others } = this.planFor(rows)
    const once: Record<string, BulkValue> = {}
    for (const at of shared) once[this.columns[at] ?? ''] = rows[0]?.[at] ?? null
    const each = new Array<BulkValue>(rows.length * others.length)
    let place = 0
    for (const row of rows) for (const at of others) each[place++] = row[at] ?? null
    return statement.run(each, once)
  }

  private planFor(rows: readonly Row[]): Plan {
    const { places, plans } = this
    const known = plans.get(keyOf(rows, places))
    if (known) return known
    const shared = plans.size < MOST_PLANS ? places.filter((at) => isShared(rows, at)) : []
    const key = keyOf(rows, shared)
    const plan = plans.get(key) ?? this.plan(rows.length, shared)
    plans.set(key, plan)
    return plan
  }

  private plan(rows: number, shared: readonly number[]): Plan {
    const { columns, table, connection } = this
    const values = columns.map((column, at) => (shared.includes(at) ? `@${column}` : '?'))
    const row = `(${[connection.currentOperation(), ...values].join(', ')})`
    const names = ['operation_id', ...columns].join(', ')
    const statement = connection.sqlite.prepare(`INSERT INTO "${table}" (${names}) VALUES ${Array(rows).fill(row).join(', ')}`)
    return { statement, shared, others: this.places.filter((at) => !shared.includes(at)) }
  }
}

/** A number for how many rows there are, and which of the columns at these places they share. */
function keyOf(rows: readonly Row[], places: readonly number[]): number {
  let key = rows.length
  for (const at of places) if (isShared(rows, at)) key += (ROWS_A_STATEMENT + 1) * 2 ** at
  return key
}

/** Whether all rows say the same in the column at this place. */
function isShared(rows: readonly Row[], at: number): boolean {
  const first = rows[0]?.[at]
  for (const row of rows) if (row[at] !== first) return false
  return true
}

/** What an index has rows of, where that is not all. */
const ROWS_WITH = /\bWHERE (\w+) IS NOT NULL$/

function makeIndexes(sqlite: Connection['sqlite'], indexes: readonly { readonly sql: string }[]): void {
  const cache = sqlite.pragma('cache_size', { simple: true })
  sqlite.pragma(`cache_size = -${SORTED_RUN_KILOBYTES}`)
  sqlite.pragma('threads = 1')
  for (const { sql } of indexes) sqlite.exec(sql)
  sqlite.pragma('threads = 0')
  sqlite.pragma(`cache_size = ${cache}`)
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
 * Runs work on many rows without looking up what each of them refers to: a million look-ups in the order of the rows take 0.6 s, `checkOwners`
 * in the order of the index 0.1 s. For work whose numbers come from the file itself, and which checks them.
 */
export async function withoutForeignKeys<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  connection.guard(() => connection.sqlite.pragma('foreign_keys = OFF'))
  try {
    return await work()
  } finally {
    connection.guard(() => connection.sqlite.pragma('foreign_keys = ON'))
    setChecks(connection, 'in SQLite')
  }
}

/** A table whose rows belong to clients. */
export type OwnedTable = 'payment' | 'visit' | 'invoice' | 'client_reference'

/** Checks that every row of a table belongs to a client: at a glance where no number is missing among those of clients, else each client's. */
export function checkOwners(connection: Connection, table: OwnedTable): void {
  const range = `(SELECT (SELECT min(client_id) FROM "${table}") AS lowest, (SELECT max(client_id) FROM "${table}") AS highest)`
  const whole = `SELECT (SELECT count(*) FROM client WHERE id BETWEEN lowest AND highest) = highest - lowest + 1 FROM ${range}`
  const sql = `SELECT o.client_id FROM (SELECT DISTINCT client_id FROM "${table}") o WHERE NOT EXISTS (SELECT 1 FROM client c WHERE c.id = o.client_id) LIMIT 1`
  const one = (query: string) => connection.guard(() => connection.sqlite.prepare(query).pluck().get())
  if (one(whole) === 1) return
  const stray = one(sql)
  if (stray !== undefined) throw new Error(`a row of ${table} belongs to client ${stray}, who is not there`)
}

/** Checks that what a table's rows say of an invoice is one on file. */
export function checkInvoices(connection: Connection, table: 'payment' | 'dispute'): void {
  const sql = `SELECT o.invoice_id FROM "${table}" o WHERE o.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = o.invoice_id) LIMIT 1`
  const stray = connection.guard(() => connection.sqlite.prepare(sql).pluck().get())
  if (stray !== undefined) throw new Error(`a row of ${table} is about invoice ${stray}, which is not there`)
}
