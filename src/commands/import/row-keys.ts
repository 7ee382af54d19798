import { importHash, type KnownRow } from '../../db/queries/imports.ts'
import { compareContent } from '../../domain/import/erase.ts'
import { identityPrefix, type RecordKind, TextCounts, withOccurrence } from '../../domain/import/identity.ts'

/** A row, and what it is known by. */
export interface KeyedRow<Cells, Row> {
  readonly cells: Cells
  readonly row: Row
  key: string
  /** Whether that is its reference; else its facts, and how often they came before in the file. */
  byReference: boolean
  /** Of all that the row says; null where its facts are all that counts. */
  content: string | null
  /**
   * Where the row has a reference, the key that it would have in a file where that repeats, or does not: another export of the same rows,
   * over more days or fewer. Null where nothing was imported before.
   */
  otherKey: string | null
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

  /** Finds what rows are known by; they must come in the order of the file. */
  find(rows: readonly KeyedRow<Cells, Row>[]): void {
    for (const row of rows) this.findFirst(row)
    const byFacts = rows.filter(({ byReference }) => !byReference)
    const counts = this.occurrences.addAll(byFacts.map(({ key }) => key))
    for (const [at, row] of byFacts.entries()) {
      const count = counts[at] ?? 1
      if (count > 1) row.key = importHash(withOccurrence(this.factsOf(row), count))
    }
  }

  /** The row on file under the key that this one would have elsewhere; each such row on file stands for one of this file's. */
  knownElsewhere({ byReference, otherKey, cells, row }: KeyedRow<Cells, Row>, known: ReadonlyMap<string, KnownRow>): KnownRow | undefined {
    const there = otherKey === null ? undefined : known.get(otherKey)
    if (!there || this.taken.has(there.id) || !this.rules.isReference(there.reference, this.rules.referenceOf(cells))) return undefined
    if (!byReference && compareContent(there.imported_hash, this.contentOf(cells, row), '') !== 'same') return undefined
    this.taken.add(there.id)
    return there
  }

  /** What the row is known by if it is the first of its kind. */
  private findFirst(row: KeyedRow<Cells, Row>): void {
    const { rules, mayKnow } = this
    const reference = rules.referenceOf(row.cells)
    const byReference = reference !== '' && this.references.of(reference) === 1
    row.byReference = byReference
    if (byReference) {
      row.key = importHash(this.prefix.reference + reference)
      row.otherKey = mayKnow ? importHash(this.factsOf(row)) : null
    } else {
      row.key = importHash(this.factsOf(row))
      row.otherKey = mayKnow && reference !== '' ? importHash(this.prefix.reference + reference) : null
    }
    row.content = byReference || rules.comparesAll ? this.contentOf(row.cells, row.row) : null
  }

  private factsOf({ cells, row }: KeyedRow<Cells, Row>): string {
    return this.prefix.facts + this.rules.facts(cells, row)
  }

  private contentOf(cells: Cells, row: Row): string {
    return importHash(this.rules.content(cells, row))
  }
}
