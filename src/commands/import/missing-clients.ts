import { BulkInsert, isWorthRebuilding, nextId } from '../../db/bulk.ts'
import { foldName } from '../../domain/name.ts'
import type { ImportWork } from './kind.ts'

/**
 * Makes cards for clients that are not on file (PRODUCT.md section 8, --create-missing): the cell's text as the system's reference, and as
 * name where the row has none.
 */
export class MissingClients {
  private readonly work: ImportWork
  private readonly category: { readonly id: number }
  private readonly clients: BulkInsert
  private readonly references: BulkInsert
  private readonly restore: (() => void)[] = []
  private next: number
  private systemId: number | undefined

  constructor(work: ImportWork, category: { readonly id: number; readonly name: string }) {
    const { connection } = work.scope.store
    this.work = work
    this.category = category
    work.tally.category = category.name
    this.next = nextId(connection, 'client')
    this.clients = new BulkInsert(connection, 'client', ['id', 'name', 'name_folded', 'category_id', 'added_on'])
    this.references = new BulkInsert(connection, 'client_reference', ['client_id', 'system_id', 'reference'], {
      before: () => this.clients.flush(),
    })
    // How many will be made nobody knows yet; a quarter of the rows is many.
    for (const inserts of [this.clients, this.references]) {
      if (isWorthRebuilding(connection, inserts.table, Math.floor(work.rows / 4))) this.restore.push(inserts.withoutIndexes())
    }
  }

  /** What is told of the rows. */
  get tally(): ImportWork['tally'] {
    return this.work.tally
  }

  /** The number of a new client. */
  create(reference: string, name: string): number {
    const { scope, context, system, tally } = this.work
    this.systemId ??= scope.store.clients.systemId(system)
    const id = this.next++
    this.clients.add([id, name, foldName(name), this.category.id, context.today])
    this.references.add([id, this.systemId, reference])
    tally.created(name)
    return id
  }

  flush(): void {
    this.references.flush()
  }

  finish(): void {
    this.flush()
    for (const restore of this.restore) restore()
  }
}
