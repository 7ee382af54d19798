import { readSettings, type Settings } from '../../domain/settings.ts'
import type { Connection } from '../connection.ts'

export function settingQueries(connection: Connection) {
  const stored = (): Map<string, string> => {
    const rows = connection.guard(() => connection.sqlite.prepare('SELECT key, value FROM setting').all()) as {
      key: string
      value: string
    }[]
    return new Map(rows.map(({ key, value }) => [key, value]))
  }
  return {
    stored,
    read: (): Settings => readSettings(stored()),
    /** Whether any amount is recorded: from then on the currency is fixed. */
    hasMoney: (): boolean =>
      connection.guard(() =>
        Boolean(
          connection.sqlite
            .prepare(
              'SELECT EXISTS (SELECT 1 FROM payment) OR EXISTS (SELECT 1 FROM invoice) OR EXISTS (SELECT 1 FROM client WHERE credit_limit_minor IS NOT NULL)',
            )
            .pluck()
            .get(),
        ),
      ),
    /** Sets one setting; answers whether that changed anything. */
    set: (key: string, value: string): boolean => {
      const rowid = connection.sqlite.prepare('SELECT rowid FROM setting WHERE key = ?').pluck().get(key) as number
      return connection.update('setting', rowid, { value }).length > 0
    },
  }
}
