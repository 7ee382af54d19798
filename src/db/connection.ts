import type { Statement } from 'better-sqlite3'
import { type Compilable, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { isAppError } from '../cli/errors.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'
import { translateSqliteError } from './sqlite-errors.ts'
import type { Tables } from './tables.ts'

/** How long a command waits for another one that is writing, in milliseconds. */
const BUSY_TIMEOUT = 60_000
/** So much of the file a report reads where the system keeps it, without a copy of each page: a tenth of its time over a million invoices. */
const MAPPED_BYTES = 512 * 1024 * 1024

type Value = string | number | bigint | Buffer | null
export type Values = Readonly<Record<string, Value | undefined>>
/** Tables whose rows carry their operation, and so can be undone. */
export type TrackedTable = Exclude<keyof Tables, 'operation' | 'change' | 'allocation'>

/**
 * One open SQLite file. Queries are built and typed by Kysely and run synchronously; a bulk path takes `sqlite` itself.
 * `operationId` is set while an operation is under way: without one nothing can be written.
 */
export class Connection {
  readonly sqlite: Sqlite
  readonly path: string
  readonly build: Kysely<Tables>
  operationId: number | null = null
  private readonly statements = new Map<string, Statement>()
  /** Whether the operation under way has changed anything yet. */
  changed = false
  /** Whether rows that come many at a time are checked by whoever writes them (`db/bulk.ts`), and by SQLite none. */
  isCheckedHere = false

  constructor(path: string, options: { readonly: boolean; nativeBinding: string | undefined }) {
    this.path = path
    this.build = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    })
    this.sqlite = this.guard(() => {
      const sqlite = openSqlite(path, {
        readonly: options.readonly,
        fileMustExist: path !== ':memory:',
        timeout: BUSY_TIMEOUT,
        ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
      })
      sqlite.pragma('foreign_keys = ON')
      return sqlite
    })
  }

  /** A statement for SQL that comes again and again; its mode (`pluck`, `raw`) must not be changed. */
  prepared(sql: string): Statement {
    const known = this.statements.get(sql)
    if (known) return known
    const statement = this.sqlite.prepare(sql)
    this.statements.set(sql, statement)
    return statement
  }

  /**
   * Runs reads that must agree with each other: what another command writes meanwhile is seen by none of them. It waits for them, so they
   * are not to wait for anybody.
   */
  snapshot<T>(work: () => T): T {
    if (this.sqlite.inTransaction) return work()
    this.guard(() => this.sqlite.pragma(`mmap_size = ${MAPPED_BYTES}`))
    this.guard(() => this.sqlite.exec('BEGIN'))
    try {
      return work()
    } finally {
      if (this.sqlite.inTransaction) this.guard(() => this.sqlite.exec('COMMIT'))
    }
  }

  /** Runs `work`, turning SQLite's errors into ones that say what to do. */
  guard<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw translateSqliteError(error, this.path)
    }
  }

  all<O>(query: Compilable<O>): O[] {
    const { sql, parameters } = query.compile()
    return this.guard(() => this.prepared(sql).all(...parameters) as O[])
  }

  get<O>(query: Compilable<O>): O | undefined {
    const { sql, parameters } = query.compile()
    return this.guard(() => this.prepared(sql).get(...parameters) as O | undefined)
  }

  /** One row at a time, for results that may not fit in memory. Nothing else may run on this connection meanwhile. */
  *iterate<O>(query: Compilable<O>): Generator<O> {
    const { sql, parameters } = query.compile()
    try {
      yield* this.sqlite.prepare(sql).iterate(...parameters) as IterableIterator<O>
    } catch (error) {
      throw translateSqliteError(error, this.path)
    }
  }

  /** Inserts a row made by the operation under way; answers its id. */
  insert(table: TrackedTable, values: Values): number {
    const row = Object.entries({ ...values, operation_id: this.currentOperation() }).filter(([, value]) => value !== undefined)
    const names = row.map(([name]) => `"${name}"`).join(', ')
    const sql = `INSERT INTO "${table}" (${names}) VALUES (${row.map(() => '?').join(', ')})`
    this.changed = true
    return this.guard(() => Number(this.prepared(sql).run(...row.map(([, value]) => value)).lastInsertRowid))
  }

  /** Sets what differs in one row and answers the names of the columns that did; a row that is as wanted already is left alone. */
  update(table: TrackedTable, id: number, values: Values): string[] {
    this.currentOperation()
    return this.guard(() => {
      const before = this.prepared(`SELECT * FROM "${table}" WHERE rowid = ?`).get(id) as Record<string, Value> | undefined
      if (!before) throw new Error(`there is no row ${id} in ${table} to update`)
      const different = Object.entries(values).filter(([name, value]) => value !== undefined && value !== before[name])
      if (different.length === 0) return []
      const sets = different.map(([name]) => `"${name}" = ?`).join(', ')
      this.prepared(`UPDATE "${table}" SET ${sets} WHERE rowid = ?`).run(...different.map(([, value]) => value), id)
      this.changed = true
      return different.map(([name]) => name)
    })
  }

  /**
   * Runs writes that are no change of their own, such as what an import remembers of rows that set nothing: an operation that changes
   * nothing else leaves them behind.
   */
  aside<T>(work: () => T): T {
    const { changed } = this
    try {
      return work()
    } finally {
      this.changed = changed
    }
  }

  delete(table: TrackedTable, id: number): void {
    this.currentOperation()
    this.changed = true
    this.guard(() => this.prepared(`DELETE FROM "${table}" WHERE rowid = ?`).run(id))
  }

  currentOperation(): number {
    if (this.operationId === null) throw new Error('a write outside of an operation')
    return this.operationId
  }

  close(): void {
    this.guard(() => this.sqlite.close())
  }
}

/** Opens an existing file: for reading only, or for writing. A reader rolls back what a killed writer left, which needs a writer's rights. */
export function openConnection(path: string, mode: 'read' | 'write', nativeBinding: string | undefined): Connection {
  const connection = new Connection(path, { readonly: mode === 'read', nativeBinding })
  try {
    connection.guard(() => connection.sqlite.pragma('schema_version'))
    return connection
  } catch (error) {
    connection.close()
    if (mode === 'read' && isUnfinishedWrite(error)) return openConnection(path, 'write', nativeBinding)
    throw error
  }
}

function isUnfinishedWrite(error: unknown): boolean {
  const cause = isAppError(error) ? error.cause : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code) === 'SQLITE_READONLY_ROLLBACK'
}
