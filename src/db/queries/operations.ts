import type { Connection } from '../connection.ts'
import type { OperationScope } from '../operation.ts'
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

    /** Copies the whole file, as it stands between two operations, into an empty one. @throws SQLite's error, which may be of either file */
    copyTo: (path: string): void => {
      connection.sqlite.prepare('VACUUM INTO ?').run(path)
    },

    /** Takes back the newest operation that stands, inside an `undo` operation. @throws AppError when there is none */
    undoNewest: (operation: OperationScope): Undone => undoNewest(connection, operation),
  }
}
