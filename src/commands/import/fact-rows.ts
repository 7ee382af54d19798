import { type FactTable, importQueries, type KnownRow } from '../../db/queries/imports.ts'
import type { Read, RowProblem } from '../../domain/import/cells.ts'
import { compareContent } from '../../domain/import/erase.ts'
import { brokenRow, type ImportWork, lineOf, type RowTaker, rejectRow } from './kind.ts'
import type { Owner, OwnerCells, Owners } from './owners.ts'
import { type KeyedRow, type KeyRules, RowKeys } from './row-keys.ts'

/** A row that was read. */
export interface Pending<Cells, Row> extends Readonly<KeyedRow<Cells, Row>> {
  readonly start: number
  readonly line: number
  /** Whose it is, where that is quickly told. */
  readonly owner: number | undefined
}

type Growing<T> = { -readonly [Key in keyof T]: T[Key] }

/** A row that cannot be read. */
interface Unread {
  readonly start: number
  readonly problem: RowProblem
}

/** What payments, invoices and visits do each in their own way. */
export interface FactKind<Cells extends OwnerCells, Row> extends KeyRules<Cells, Row> {
  readonly table: FactTable
  cells(batch: readonly string[], start: number): Cells
  /** Or why the row is not wanted. */
  read(cells: Cells): Read<Row> | string
  /** The name of the client, where the row says one. */
  name(batch: readonly string[], start: number): string
  /** Adds the row, or says why it cannot be the owner's. */
  insert(pending: Pending<Cells, Row>, owner: Owner): Read<true>
  /** Answers whether anything had to be set, or why it cannot be. `onlyErases`: the row is the same but for empty cells that count now. */
  update(pending: Pending<Cells, Row>, known: KnownRow, onlyErases: boolean): Read<boolean>
  finish(): void
}

const RECORD_WORDS = { payment: 'a payment', visit: 'a visit', invoice: 'an invoice', client: 'a client' } as const
/**
 * So few that they are never most of what was made since memory was last cleared: the engine would take them for things that last, and keep all
 * rows of the table, 400 MB of a million.
 */
const ROWS_AT_ONCE = 64
const NONE_KNOWN: ReadonlyMap<string, KnownRow> = new Map()

/**
 * Judges rows that belong to clients: known by their key or not, and whose (PRODUCT.md section 8, "The same file again changes nothing").
 * A key is looked for only where the file holds imported rows.
 */
export class FactRows<Cells extends OwnerCells, Row> implements RowTaker {
  private readonly work: ImportWork
  private readonly kind: FactKind<Cells, Row>
  private readonly owners: Owners
  private readonly queries: ReturnType<typeof importQueries>
  private readonly mayKnow: boolean
  private readonly keys: RowKeys<Cells, Row>

  constructor(work: ImportWork, kind: FactKind<Cells, Row>, owners: Owners) {
    this.work = work
    this.kind = kind
    this.owners = owners
    this.queries = importQueries(work.scope.store.connection)
    this.mayKnow = this.queries.hasImported(kind.table)
    this.keys = new RowKeys(kind, work, this.mayKnow)
  }

  take(batch: readonly string[], width: number): void {
    for (let start = 0; start < batch.length; start += ROWS_AT_ONCE * width) {
      this.takeSome(batch, start, Math.min(batch.length, start + ROWS_AT_ONCE * width), width)
    }
  }

  finish(): void {
    this.kind.finish()
    this.owners.missing?.finish()
  }

  /** Each thing for all rows before the next: what it looks at stays in the processor's cache, which is half of the time it takes. */
  private takeSome(batch: readonly string[], from: number, to: number, width: number): void {
    const rows: (Growing<Pending<Cells, Row>> | Unread)[] = []
    for (let start = from; start < to; start += width) {
      const row = this.read(batch, start)
      if (row) rows.push(row)
    }
    const good = rows.filter((row): row is Growing<Pending<Cells, Row>> => !('problem' in row))
    this.keys.find(good)
    for (const row of good) row.owner = this.owners.findQuickly(row.cells)
    const known = this.mayKnow ? this.queries.known(this.kind.table, good.flatMap(keysOf)) : NONE_KNOWN
    for (const row of rows) {
      const problem = 'problem' in row ? row.problem : this.judge(batch, row, known)
      if (problem) rejectRow(this.work, batch, row.start, problem)
    }
  }

  private read(batch: readonly string[], start: number): Growing<Pending<Cells, Row>> | Unread | undefined {
    const problem = brokenRow(batch, start)
    if (problem) return { start, problem }
    const cells = this.kind.cells(batch, start)
    const read = this.kind.read(cells)
    if (typeof read === 'string') {
      this.work.tally.skip(read)
      return undefined
    }
    if (!read.ok) return { start, problem: read.problem }
    const line = lineOf(batch, start)
    return { start, line, cells, row: read.value, key: '', byReference: false, content: null, otherKey: null, owner: undefined }
  }

  /** Answers why the row cannot be imported. */
  private judge(batch: readonly string[], pending: Pending<Cells, Row>, known: ReadonlyMap<string, KnownRow>): RowProblem | undefined {
    const there = this.mayKnow ? known.get(pending.key) : undefined
    if (there) return this.judgeKnown(batch, pending, there)
    const elsewhere = pending.otherKey === null ? undefined : this.keys.knownElsewhere(pending, known)
    if (elsewhere) return this.leave(pending, elsewhere, 'by another key')
    const result = this.insert(batch, pending)
    if (!result.ok) return result.problem
    this.work.tally.added++
    return undefined
  }

  private judgeKnown(batch: readonly string[], pending: Pending<Cells, Row>, known: KnownRow): RowProblem | undefined {
    const { content, byReference, cells } = pending
    const compared = compareContent(known.imported_hash, content, this.work.erasing.mark)
    if (known.voided === 1 || !byReference || compared === 'same') return this.leave(pending, known)
    const owner = this.owners.find(cells, this.kind.name(batch, pending.start))
    if (owner.ok && owner.value !== known.client_id) {
      const whose = `client ${known.client_id} ${this.queries.nameOf(known.client_id)}`
      const message = `${this.kind.record} "${this.kind.referenceOf(cells)}" is that of ${whose} already`
      return { field: this.work.kind.reference, message }
    }
    const result = owner.ok ? this.kind.update(pending, known, compared === 'erases') : owner
    if (!result.ok) return result.problem
    this.work.tally[result.value ? 'updated' : 'unchanged']++
    return undefined
  }

  /** A known row that is left as it is; where it says something new, that is told. */
  private leave(
    { content, line, byReference }: Pending<Cells, Row>,
    known: KnownRow,
    found: 'by its key' | 'by another key' = 'by its key',
  ): undefined {
    const { tally, kind, mended } = this.work
    tally.unchanged++
    // A row that was left out may have become equal to one that was not, also where a reference that repeated in the table stands alone in its rejects.
    if (mended && (!byReference || found === 'by another key')) {
      tally.remark(
        'equal to one on file, taken for it (if it is another one, mend it in the original file and import that)',
        `line ${line}`,
      )
    }
    const { imported_hash, voided } = known
    if (content === null || imported_hash === null || compareContent(imported_hash, content, '') === 'same') return
    const changed = `that changed in the file, of ${RECORD_WORDS[this.kind.record]}`
    tally.remark(
      `${changed} ${voided === 1 ? 'that is void and stays so' : `without a ${kind.reference} of its own, left as it is`}`,
      `line ${line}`,
    )
  }

  private insert(batch: readonly string[], pending: Pending<Cells, Row>): Read<true> {
    if (pending.owner !== undefined) return this.kind.insert(pending, pending.owner)
    const owner = this.owners.find(pending.cells, this.kind.name(batch, pending.start))
    return owner.ok ? this.kind.insert(pending, owner.value) : owner
  }
}

function keysOf({ key, otherKey }: Pending<unknown, unknown>): string[] {
  return otherKey === null ? [key] : [key, otherKey]
}
