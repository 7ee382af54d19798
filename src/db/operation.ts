import type { Connection } from './connection.ts'

export interface Operation<T> {
  /** The operation's number; null when nothing changed, and so nothing was logged. */
  readonly id: number | null
  readonly result: T
}

/** What a command may say of its operation for the log: ids and counts, never personal values. */
export type Details = Record<string, number | string | boolean | null>

export interface OperationScope {
  readonly id: number
  /** Adds to what the log keeps of this operation. */
  note(details: Details): void
}

/**
 * Runs `work` as one operation: one transaction that waits for its turn, one line in the log. All of it is kept or, when `work` throws
 * or nothing changed or `dryRun` is set, none.
 */
export async function runOperation<T>(
  connection: Connection,
  command: string,
  at: string,
  work: (operation: OperationScope) => T | Promise<T>,
  options: { dryRun?: boolean } = {},
): Promise<Operation<T>> {
  const { sqlite } = connection
  connection.guard(() => sqlite.exec('BEGIN IMMEDIATE'))
  try {
    const id = connection.guard(() =>
      Number(sqlite.prepare('INSERT INTO operation (at, command) VALUES (?, ?)').run(at, command).lastInsertRowid),
    )
    const details: Details = {}
    connection.operationId = id
    connection.changed = false
    const result = await work({ id, note: (more) => Object.assign(details, more) })
    if (!connection.changed || options.dryRun) {
      sqlite.exec('ROLLBACK')
      return { id: null, result }
    }
    connection.guard(() => {
      sqlite.prepare('UPDATE operation SET details = ? WHERE id = ?').run(JSON.stringify(details), id)
      sqlite.exec('COMMIT')
    })
    return { id, result }
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  } finally {
    connection.operationId = null
  }
}
