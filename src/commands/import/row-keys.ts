import { importHash, type KnownRow } from '../../db/queries/imports.ts'
import { compareContent } from '../../domain/import/erase.ts'
import { identityPrefix, type RecordKind, TextCounts, withOccurrence } from '../../domain/import/identity.ts'

/** What a row is known by. */
export interface RowKey {
  readonly key: string
  /** Whether that is its reference; else its facts, and how often they came before in the file. */
  readonly byReference: boolean
  /** Of all that the row says; null where its facts are all that counts. */
  readonly content: string | null
  /**
   * Where the row has a reference, the key that it would have in a file where that repeats, or does not: another export of the same rows,
   * over more days or fewer. Null where nothing was imported before.
   */
  readonly otherKey: string | null
}

/** How one kind of rows is known. */
export interface KeyRules<Cells, Row> {
  readonly record: RecordKind
  /** Whether a row that is known by its facts is compared as a whole nevertheless. */
  readonly comparesAll: boolean
  referenceOf(cells: Cells): string
  facts(cells: Cells, row: Row): string
  content(cells: Cells, row: Row): string
  /** Whether the reference kept on file is what a row's was kept as. */
  isReference(stored: string | null, said: string): boolean
}

/** Gives the rows of a file the keys that they are known by (PRODUCT.md section 8, "The same file again changes nothing"). */
export class RowKeys<Cells, Row> {
  private readonly rules: KeyRules<Cells, Row>
  private readonly references: TextCounts
  private readonly mayKnow: boolean
  private readonly prefix: ReturnType<typeof identityPrefix>
  private readonly occurrences: TextCounts
  /** Rows on file that a row of this file stands on under another key. */
  private readonly taken = new Set<number>()

  /** `references`: how often each comes in the file; `rows`: how many there are. `mayKnow`: whether any row was imported before. */
  constructor(
    rules: KeyRules<Cells, Row>,
    { system, references, rows }: { system: string; references: TextCounts; rows: number },
    mayKnow: boolean,
  ) {
    this.rules = rules
    this.references = references
    this.occurrences = new TextCounts(rows)
    this.mayKnow = mayKnow
    this.prefix = identityPrefix(system, rules.record)
  }

  /** Rows must come in the order of the file. */
  of(cells: Cells, row: Row): RowKey {
    const { rules, prefix, mayKnow } = this
    const reference = rules.referenceOf(cells)
    const facts = prefix.facts + rules.facts(cells, row)
    if (reference !== '' && this.references.of(reference) === 1) {
      const key = importHash(prefix.reference + reference)
      return { key, byReference: true, content: this.contentOf(cells, row), otherKey: mayKnow ? importHash(facts) : null }
    }
    const first = importHash(facts)
    const occurrence = this.occurrences.add(first)
    return {
      key: occurrence === 1 ? first : importHash(withOccurrence(facts, occurrence)),
      byReference: false,
      content: rules.comparesAll ? this.contentOf(cells, row) : null,
      otherKey: mayKnow && reference !== '' ? importHash(prefix.reference + reference) : null,
    }
  }

  /** The row on file under the key that this one would have elsewhere; each such row on file stands for one of this file's. */
  knownElsewhere({ byReference, otherKey }: RowKey, cells: Cells, row: Row, known: ReadonlyMap<string, KnownRow>): KnownRow | undefined {
    const there = otherKey === null ? undefined : known.get(otherKey)
    if (!there || this.taken.has(there.id) || !this.rules.isReference(there.reference, this.rules.referenceOf(cells))) return undefined
    if (!byReference && compareContent(there.imported_hash, this.contentOf(cells, row), '') !== 'same') return undefined
    this.taken.add(there.id)
    return there
  }

  private contentOf(cells: Cells, row: Row): string {
    return importHash(this.rules.content(cells, row))
  }
}
