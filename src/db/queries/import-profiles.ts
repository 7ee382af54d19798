import type { TableKind } from '../../domain/headers.ts'
import type { Connection } from '../connection.ts'

export interface SavedProfile {
  readonly id: number
  readonly name: string
  readonly kind: TableKind
  /** JSON, as domain/import/profile.ts has it. */
  readonly definition: string
}

const COLUMNS = ['id', 'name', 'kind', 'definition'] as const

export function importProfileQueries(connection: Connection) {
  const { build } = connection
  const byName = (name: string): SavedProfile | undefined =>
    connection.get(build.selectFrom('import_profile').select(COLUMNS).where('name', '=', name))
  return {
    all: (): SavedProfile[] => connection.all(build.selectFrom('import_profile').select(COLUMNS).orderBy('id')),
    byName,
    /** Saves a profile, over the one of that name if there is one. */
    save: (name: string, kind: TableKind, definition: string): void => {
      const there = byName(name)
      if (there) connection.update('import_profile', there.id, { name, kind, definition })
      else connection.insert('import_profile', { name, kind, definition })
    },
  }
}
