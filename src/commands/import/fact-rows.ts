import { importHash, importQueries, type KnownRow } from '../../db/queries/imports.ts'
import type { Read, RowProblem } from '../../domain/import/cells.ts'
import { identityPrefix, type RecordKind, TextCounts, withOccurrence } from '../../domain/import/identity.ts'
import { brokenRow, type ImportWork, LINE, type RowTaker, rejectRow } from './kind.ts'
import type { Owner, OwnerCells, Owners } from './owners.ts'

/** A row that was read, and what it is known by. */
export interface Pending<Cells, Row> {
  readonly start: number
  readonly line: number
  readonly cells: Cells
  readonly row: Row
  readonly key: string
  /** Of all that the row says, where it is known by its reference; else null. */
  readonly content: string | null
  /**
   * Where the row has a reference, the key that it would have in a file where that repeats, or does not: another export of the same rows,
   * over more days or fewer. Null where nothing was imported before.
   */
  readonly otherKey: string | null
}

/** A row that cannot be read. */
interface Unread {
  readonly start: number
  readonly problem: RowProblem
}

/** What payments and visits do each in their own way. */
export interface FactKind<Cells extends OwnerCells & { readonly reference: string }, Row> {
  readonly record: RecordKind
  readonly table: 'payment' | 'visit'
  cells(batch: readonly string[], start: number): Cells
  /** `skip`: a row that is not wanted. */
  read(cells: Cells): Read<Row> | 'skip'
  facts(cells: Cells, row: Row): string
  content(cells: Cells, row: Row): string
  /** The name of the client, where the row says one. */
  name(batch: readonly string[], start: number): string
  /** Adds the row, or says why it cannot be the owner's. */
  insert(pending: Pending<Cells, Row>, owner: Owner): Read<true>
  /** Answers whether anything had to be set, or why it cannot be. */
  update(pending: Pending<Cells, Row>, known: KnownRow): Read<boolean>
  finish(): void
}

/**
 * Judges rows that belong to clients: known by their key or not, and whose (PRODUCT.md section 8, "The same file again changes nothing").
 * A key is looked for only where the file holds imported rows.
 */
export function factTaker<Cells extends OwnerCells & { readonly reference: string }, Row>(
  work: ImportWork,
  kind: FactKind<Cells, Row>,
  owners: Owners,
): RowTaker {
  const { tally, references, scope } = work
  const queries = importQueries(scope.store.connection)
  const prefix = identityPrefix(work.system, kind.record)
  const occurrences = new TextCounts()
  const mayKnow = queries.hasImported(kind.table)
  const taken = new Set<number>()
  const noneKnown = new Map<string, KnownRow>()

  const pendingOf = (start: number, line: number, cells: Cells, row: Row): Pending<Cells, Row> => {
    const { reference } = cells
    const facts = prefix.facts + kind.facts(cells, row)
    if (reference !== '' && references.of(reference) === 1) {
      const content = importHash(kind.content(cells, row))
      return {
        start,
        line,
        cells,
        row,
        key: importHash(prefix.reference + reference),
        content,
        otherKey: mayKnow ? importHash(facts) : null,
      }
    }
    const first = importHash(facts)
    const occurrence = occurrences.add(first)
    const key = occurrence === 1 ? first : importHash(withOccurrence(facts, occurrence))
    const otherKey = mayKnow && reference !== '' ? importHash(prefix.reference + reference) : null
    return { start, line, cells, row, key, content: null, otherKey }
  }

  /** Whether the row stands on file under the key it would have elsewhere; each such row on file stands for one of this file's. */
  const isKnownElsewhere = ({ cells, row, content, otherKey }: Pending<Cells, Row>, known: ReadonlyMap<string, KnownRow>): boolean => {
    const there = otherKey === null ? undefined : known.get(otherKey)
    if (!there || there.reference !== cells.reference || taken.has(there.id)) return false
    if (content === null && there.imported_hash !== importHash(kind.content(cells, row))) return false
    taken.add(there.id)
    return true
  }

  const read = (batch: readonly string[], start: number): Pending<Cells, Row> | Unread | undefined => {
    const problem = brokenRow(batch, start)
    if (problem) return { start, problem }
    const cells = kind.cells(batch, start)
    const result = kind.read(cells)
    if (result === 'skip') {
      tally.skipped++
      return undefined
    }
    return result.ok ? pendingOf(start, Number(batch[start + LINE]), cells, result.value) : { start, problem: result.problem }
  }

  const judgeKnown = (batch: readonly string[], pending: Pending<Cells, Row>, known: KnownRow): void => {
    if (known.voided === 1 && pending.content !== null && pending.content !== known.imported_hash) {
      tally.remark(`that changed in the file, of a ${kind.record} that is void and stays so`, `line ${pending.line}`)
    }
    if (known.voided === 1 || pending.content === null || pending.content === known.imported_hash) {
      tally.unchanged++
      return
    }
    const owner = owners.find(pending.cells, kind.name(batch, pending.start))
    if (owner.ok && owner.value !== known.client_id) {
      const message = `${kind.record} "${pending.cells.reference}" is that of client ${known.client_id} ${queries.nameOf(known.client_id)} already`
      rejectRow(work, batch, pending.start, { field: 'reference', message })
      return
    }
    const result = owner.ok ? kind.update(pending, known) : owner
    if (!result.ok) rejectRow(work, batch, pending.start, result.problem)
    else if (result.value) tally.updated++
    else tally.unchanged++
  }

  const insert = (batch: readonly string[], pending: Pending<Cells, Row>): Read<true> => {
    const quick = owners.findQuickly(pending.cells)
    if (quick !== undefined) return kind.insert(pending, quick)
    const owner = owners.find(pending.cells, kind.name(batch, pending.start))
    return owner.ok ? kind.insert(pending, owner.value) : owner
  }

  const judgeNew = (batch: readonly string[], pending: Pending<Cells, Row>): void => {
    const result = insert(batch, pending)
    if (result.ok) tally.added++
    else rejectRow(work, batch, pending.start, result.problem)
  }

  return {
    take(batch, width) {
      const rows: (Pending<Cells, Row> | Unread)[] = []
      for (let start = 0; start < batch.length; start += width) {
        const row = read(batch, start)
        if (row) rows.push(row)
      }
      const known = mayKnow ? queries.known(kind.table, rows.flatMap(keysOf)) : noneKnown
      for (const pending of rows) {
        if ('problem' in pending) {
          rejectRow(work, batch, pending.start, pending.problem)
          continue
        }
        const there = known.get(pending.key)
        if (there) judgeKnown(batch, pending, there)
        else if (pending.otherKey !== null && isKnownElsewhere(pending, known)) tally.unchanged++
        else judgeNew(batch, pending)
      }
    },
    finish() {
      kind.finish()
      owners.missing?.finish()
    },
  }
}

function keysOf(row: Pending<unknown, unknown> | Unread): string[] {
  if ('problem' in row) return []
  return row.otherKey === null ? [row.key] : [row.key, row.otherKey]
}
