import Database from 'better-sqlite3'

export type Sqlite = Database.Database

/** Every native object of the process: see DECISIONS.md, "Statements are kept until the end". Never read. */
const kept: unknown[] = []

function keep<T>(native: T): T {
  kept.push(native)
  return native
}

/** A database whose native objects are never collected; a bulk path prepares a statement once all the same. */
export function openSqlite(path: string, options: Database.Options = {}): Sqlite {
  const sqlite = keep(new Database(path, options))
  const prepare = sqlite.prepare.bind(sqlite)
  const prepareKept = (sql: string): Database.Statement => {
    const statement = keep(prepare(sql))
    const iterate = statement.iterate.bind(statement)
    statement.iterate = (...parameters: unknown[]) => keep(iterate(...parameters))
    return statement
  }
  sqlite.prepare = prepareKept as typeof sqlite.prepare
  sqlite.pragma = (source: string, { simple = false }: Database.PragmaOptions = {}): unknown => {
    const statement = prepareKept(`PRAGMA ${source}`)
    if (!statement.reader) return statement.run()
    return simple ? statement.pluck().get() : statement.all()
  }
  return sqlite
}
