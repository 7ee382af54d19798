import type { Connection } from '../connection.ts'
import type { OperationScope } from '../operation.ts'
import { translateSqliteError } from '../sqlite-errors.ts'
import { type Undone, undoNewest } from '../undo.ts'

export interface OperationRow {
  readonly operation: number
  readonly at: string
  readonly command: string
  readonly details: string
  readonly undone_by: number | null
}

export function operationQueries(connection: Connection) {
  const { build } = connection
  return {
    /** Every operation, newest first. */
    list: (): OperationRow[] =>
      connection.all(
        build.selectFrom('operation').select(['id as operation', 'at', 'command', 'details', 'undone_by']).orderBy('id', 'desc'),
      ),

    /**
     * Copies the whole file, as it stands between two operations, into an empty one.
     * @throws AppError for what is wrong with this file; SQLite's own error for what is wrong with the other
     */
    copyTo: (path: string): void => {
      try {
        connection.sqlite.prepare('VACUUM INTO ?').run(path)
      } catch (error) {
        const code = String((error as { code?: unknown }).code)
        throw /^SQLITE_(CORRUPT|NOTADB|BUSY)/.test(code) ? translateSqliteError(error, connection.path) : error
      }
    },

    /** Takes back the newest operation that stands, inside an `undo` operation. @throws AppError when there is none */
    undoNewest: (operation: OperationScope): Undone => undoNewest(connection, operation),
  }
}
