import { BulkInsert, isWorthRebuilding, nextId, widenCache } from '../../db/bulk.ts'
import type { ClientChange, ImportedClient } from '../../domain/import/client.ts'
import { foldName } from '../../domain/name.ts'
import type { SystemReference } from '../../domain/references.ts'
import { categoryNamed } from '../client/card-values.ts'
import type { ImportWork } from './kind.ts'

const PLAIN = [
  ...(['kind', 'status', 'phone', 'phone_e164', 'email', 'address', 'postcode', 'city', 'region', 'country', 'card', 'birthday'] as const),
  ...(['source', 'attitude', 'consent_mail', 'consent_sms', 'avoid', 'note', 'archived_on', 'credit_limit_minor'] as const),
]

/** The fields of columns that are called otherwise. */
const FIELDS: Readonly<Record<string, string>> = { phone_e164: 'phone', archived_on: 'archived', credit_limit_minor: 'credit_limit' }

/** Writes imported cards, new ones many at a time. */
export class CardWriter {
  private readonly work: ImportWork
  private readonly categories: ReadonlyMap<string, number>
  private readonly defaultCategory: number
  private readonly operators = new Map<string, number>()
  /** The columns that the table may fill; the others have what a new card has. */
  private readonly plain: readonly (typeof PLAIN)[number][]
  private readonly cards: BulkInsert
  private readonly references: BulkInsert
  private readonly restore: (() => void)[] = []
  private next: number
  private readonly systems = new Map<string, number>()

  /** @throws UsageError where there is no such category */
  constructor(work: ImportWork, category: string | undefined) {
    const { store } = work.scope
    const { connection } = store
    this.work = work
    this.categories = new Map(store.categories.all().map(({ name, id }) => [name.toLowerCase(), id]))
    this.defaultCategory = categoryNamed(store, category ?? store.settings.category)
    this.next = nextId(connection, 'client')
    this.plain = PLAIN.filter((column) => work.places.has(FIELDS[column] ?? column))
    const columns = ['id', 'name', 'name_folded', 'category_id', 'operator_id', ...this.plain, 'added_on', 'checked_on', 'import_key']
    this.cards = new BulkInsert(connection, 'client', columns)
    this.references = new BulkInsert(connection, 'client_reference', ['client_id', 'system_id', 'reference', 'imported_hash'], {
      before: () => this.cards.flush(),
    })
    // That no two clients of a system have one reference is looked up row by row.
    widenCache(connection)
    const unfilled = work.places.has('operator') ? [] : ['client_operator']
    for (const inserts of [this.cards, this.references]) {
      if (isWorthRebuilding(connection, inserts.table, work.rows)) this.restore.push(inserts.withoutIndexes(unfilled))
    }
  }

  knowsCategory(name: string): boolean {
    return this.categories.has(name.toLowerCase())
  }

  /** Adds a card, under the given number if there is one; answers its number. `key`: that of a row without a reference. */
  add(row: ImportedClient, number: number | null, key: string | null): number {
    const { today } = this.work.context
    const id = number ?? this.next
    this.next = Math.max(this.next, id + 1)
    // An export that says nothing of it says that the card was never checked.
    const checked = row.checked_on ?? (number !== null && this.work.places.has('checked') ? null : today)
    const plain = this.plain.map((column) => row[column] ?? (column === 'kind' ? 'person' : column === 'status' ? 'active' : null))
    const category = this.categoryId(row.category) ?? this.defaultCategory
    this.cards.add([
      id,
      row.name,
      foldName(row.name),
      category,
      this.operatorId(row.operator),
      ...plain,
      row.added_on ?? today,
      checked,
      key,
    ])
    return id
  }

  /** Sets what a card must be set to; answers whether that was anything. */
  change(id: number, { category, operator, ...columns }: ClientChange): boolean {
    const { store } = this.work.scope
    const wanted = {
      ...columns,
      ...(category ? { category_id: this.categoryId(category) ?? this.defaultCategory } : {}),
      ...(operator === undefined ? {} : { operator_id: this.operatorId(operator) }),
    }
    return store.clients.update(id, wanted as Parameters<typeof store.clients.update>[1]).length > 0
  }

  /** `content`: of the row that the system's files know the card by; null for what was only told of it. */
  addReference(clientId: number, { system, reference }: SystemReference, content: string | null): void {
    const systemId = this.systems.get(system) ?? this.work.scope.store.clients.systemId(system)
    this.systems.set(system, systemId)
    this.references.add([clientId, systemId, reference, content])
  }

  /** Keeps what a card's row said when it was last imported; no change by itself. */
  keepContent(referenceId: number, content: string): void {
    const { connection } = this.work.scope.store
    connection.aside(() => connection.update('client_reference', referenceId, { imported_hash: content }))
  }

  /** Keeps the key of a row without a reference that was about a card on file; no change by itself. */
  keepRow(clientId: number, key: string): void {
    const { connection } = this.work.scope.store
    this.cards.flush()
    connection.aside(() => connection.insert('client_row', { client_id: clientId, import_key: key }))
  }

  flush(): void {
    this.cards.flush()
  }

  finish(): void {
    this.cards.flush()
    this.references.flush()
    for (const restore of this.restore) restore()
  }

  private categoryId(name: string | null): number | undefined {
    return name === null ? undefined : this.categories.get(name.toLowerCase())
  }

  private operatorId(name: string | null): number | null {
    if (name === null) return null
    const id = this.operators.get(name) ?? this.work.scope.store.clients.operatorId(name)
    this.operators.set(name, id)
    return id
  }
}
