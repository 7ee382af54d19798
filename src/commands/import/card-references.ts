import type { importQueries, KnownReferenceRow } from '../../db/queries/imports.ts'
import { fails, type Read } from '../../domain/import/cells.ts'
import { readReferences, type SystemReference } from '../../domain/references.ts'

/** What other systems call the client of a row. */
export interface RowReferences {
  /** The one that the row is known by; null where it has none. */
  readonly main: SystemReference | null
  /** The others. */
  readonly others: readonly SystemReference[]
}

/** What systems call clients, read a system at a time. */
export class CardReferences {
  private readonly system: string
  private readonly queries: ReturnType<typeof importQueries>
  private readonly systems = new Map<string, Map<string, KnownReferenceRow>>()

  /** `system`: the one that the file comes from. */
  constructor(system: string, queries: ReturnType<typeof importQueries>) {
    this.system = system
    this.queries = queries
  }

  /** The references of a row: `ref` is one of the file's own system, unless it stands in the list `refs` with another. */
  read(ref: string, refs: string): Read<RowReferences> {
    const listed = refs === '' ? [] : readReferences(refs)
    if (listed === undefined) {
      return fails('refs', `refs "${refs}" is no list of references with their systems`, 'write it as system:reference; system:reference')
    }
    const named = listed.find(({ reference }) => reference === ref)
    const main = named ?? (ref === '' ? null : { system: this.system, reference: ref })
    return { ok: true, value: { main, others: listed.filter((each) => each !== named) } }
  }

  find({ system, reference }: SystemReference): KnownReferenceRow | undefined {
    return this.of(system).get(reference)
  }

  /** Remembers a reference that was added just now. */
  added({ system, reference }: SystemReference, clientId: number): void {
    this.of(system).set(reference, { id: null, client_id: clientId, imported_hash: null })
  }

  private of(system: string): Map<string, KnownReferenceRow> {
    const key = system.toLowerCase()
    const known = this.systems.get(key) ?? this.queries.importedReferences(system)
    this.systems.set(key, known)
    return known
  }
}
