import { importHash, importQueries, type KnownClientRow, type KnownReferenceRow, skippedKey } from '../../db/queries/imports.ts'
import { isEmail } from '../../domain/email.ts'
import {
  type ClientCells,
  type ClientChange,
  clientChange,
  clientContent,
  clientFacts,
  type ImportedClient,
} from '../../domain/import/client.ts'
import { type Compared, compareContent } from '../../domain/import/erase.ts'
import { identityPrefix, joinParts } from '../../domain/import/identity.ts'
import { formatReference, type SystemReference } from '../../domain/references.ts'
import { CardReferences } from './card-references.ts'
import { CardWriter } from './card-writer.ts'
import type { Duplicates } from './client-duplicates.ts'
import type { ImportWork } from './kind.ts'
import { cardChanges } from './updates.ts'

/** A row that was read. */
export interface ReadRow {
  readonly cells: ClientCells
  readonly row: ImportedClient
  readonly line: number
}

/** What a row is known by: its reference, or else its key. */
export interface RowIdentity {
  readonly reference: SystemReference | null
  readonly key: string | null
}

/** The cards of the file, and the rows that they are known by. */
export class ClientCards {
  readonly writer: CardWriter
  readonly references: CardReferences
  private readonly work: ImportWork
  private readonly duplicates: Duplicates
  private readonly queries: ReturnType<typeof importQueries>
  /** Keys of the rows without a reference that made a card, in this import or another. */
  private readonly keys: Map<string, number>
  /** Keys of the rows without a reference that were last about a card on file. */
  private readonly rowKeys: ReadonlyMap<string, number>
  /** Keys of the rows that were left out as like a card, in this import or another. */
  private readonly skipped: Map<string, number>

  constructor(work: ImportWork, category: string | undefined, duplicates: Duplicates) {
    this.work = work
    this.duplicates = duplicates
    this.queries = importQueries(work.scope.store.connection)
    this.writer = new CardWriter(work, category)
    this.references = new CardReferences(work.system, this.queries)
    this.keys = this.queries.clientKeys()
    this.rowKeys = this.queries.cardRowKeys()
    this.skipped = this.queries.skippedRowKeys()
  }

  of(id: number): KnownClientRow {
    this.writer.flush()
    const card = this.queries.client(id)
    if (!card) throw new Error(`there is no client ${id}`)
    return card
  }

  /** The card of a row without a reference that is known as it stands, whatever became of the card since; `made`: by that row. */
  knownRow(key: string, { cells, row }: ReadRow): { readonly id: number; readonly made: boolean } | undefined {
    const made = this.keys.get(key)
    const id = made ?? this.rowKeys.get(key + this.work.erasing.mark)
    if (id === undefined) return undefined
    // What counts are the rows of the newest operation: this one, if it changes anything.
    if (made === undefined) this.keepRow(id, key)
    if (cells.ref !== '') this.duplicates.index.add(id, { ...row, name: this.duplicates.index.names.get(id) ?? row.name }, cells.ref)
    return { id, made: made !== undefined }
  }

  keepRow(id: number, key: string): void {
    const { mark } = this.work.erasing
    this.writer.keepRow(id, key)
    if (mark !== '') this.writer.keepRow(id, key + mark)
  }

  /** The card that the row was left out for, whatever became of that since. */
  skippedFor(read: ReadRow): number | undefined {
    return this.skipped.get(this.skippedKeyOf(read))
  }

  /** Has a row that is left out as like a card left out again: a row that comes later may yet change that card. */
  keepSkipped(id: number, read: ReadRow): void {
    const key = this.skippedKeyOf(read)
    if (this.skipped.has(key)) return
    this.skipped.set(key, id)
    this.writer.keepRow(id, key)
  }

  private skippedKeyOf({ cells, row }: ReadRow): string {
    const { facts } = identityPrefix(this.work.system, 'client')
    return skippedKey(facts + joinParts([cells.ref, clientFacts(row, cells.client_number)]))
  }

  add({ row, line }: ReadRow, number: number | null, { reference, key }: RowIdentity): number {
    const id = this.writer.add(row, number, key)
    this.doubtEmail(row.email, line)
    if (key !== null) this.keys.set(key, id)
    if (reference !== null) this.addReference(id, reference, row)
    return id
  }

  /** Sets the card that a row names by its number or by what another system calls it. */
  setOwner(id: number, read: ReadRow, identity: RowIdentity): 'updated' | 'unchanged' {
    const compared = identity.key !== null && this.rowKeys.has(identity.key) ? 'erases' : 'differs'
    return this.set(id, read, identity, this.changeOf(id, read, compared))
  }

  /** Sets the card that has a row's reference. */
  setKnown(known: KnownReferenceRow, read: ReadRow): 'updated' | 'unchanged' {
    const content = importHash(clientContent(read.row))
    const { erasing, references } = this.work
    const compared = compareContent(known.imported_hash, content, erasing.mark)
    if (compared === 'same') return 'unchanged'
    const judged = this.set(known.client_id, read, UNKNOWN, this.changeOf(known.client_id, read, compared))
    // Of several rows with one reference, the first is what it was kept as.
    if (known.id !== null && references.of(read.cells.ref) === 1) this.writer.keepContent(known.id, content + erasing.mark)
    return judged
  }

  /** Sets a card on file to what a row says, and has it known by the row's reference or key from then on. */
  set(id: number, { row, line }: ReadRow, { reference, key }: RowIdentity, change: ClientChange): 'updated' | 'unchanged' {
    const { updates } = this.work
    const before = updates && this.of(id)
    const changed = this.writer.change(id, change)
    if (changed) {
      this.duplicates.index.add(id, row)
      this.doubtEmail(change.email, line)
    }
    if (reference !== null) this.addReference(id, reference, row)
    if (key !== null) this.keepRow(id, key)
    if (before && (changed || reference !== null)) {
      const told = cardChanges(before, change)
      updates?.add(line, id, `client ${id} ${before.name}`, reference === null ? told : [...told, ['ref', null, reference.reference]])
    }
    return changed || reference !== null ? 'updated' : 'unchanged'
  }

  /** Adds what further systems call a client; answers whether that was anything. `isTold`: the card was there before. */
  addOthers(id: number, others: readonly SystemReference[], line: number, isTold: boolean): boolean {
    const added = others.filter((each) => {
      if (this.references.find(each)) return false
      this.writer.addReference(id, each, null)
      this.references.added(each, id)
      return true
    })
    const told = isTold ? added.map((each) => ['refs', null, formatReference(each)] as const) : []
    this.work.updates?.add(line, id, `client ${id} ${this.duplicates.index.names.get(id)}`, told)
    return added.length > 0
  }

  private doubtEmail(email: string | null | undefined, line: number): void {
    if (!email || isEmail(email)) return
    this.work.tally.remark('with an email that is none, kept as it stands', `line ${line} "${email}"`)
  }

  /** What a card must be set to, by what the row says and by its empty cells; the latter alone where the rest was set before. */
  private changeOf(id: number, { cells, row }: ReadRow, compared: Compared): ClientChange {
    const card = this.of(id)
    // A birthday without its year is no empty cell.
    const erased: ClientChange = this.work.erasing.columns(cells, card)
    return compared === 'erases' ? erased : { ...clientChange(row, card), ...erased }
  }

  private addReference(id: number, reference: SystemReference, row: ImportedClient): void {
    this.writer.addReference(id, reference, importHash(clientContent(row)) + this.work.erasing.mark)
    this.references.added(reference, id)
  }
}

const UNKNOWN: RowIdentity = { reference: null, key: null }
