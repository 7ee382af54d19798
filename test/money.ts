import type { Connection } from '../src/db/connection.ts'
import { openStore, type Store } from '../src/db/store.ts'
import { programFolder } from './support.ts'

const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null } as const

/** The store of a client file, for what no command does yet; close its connection when done. */
export function openFile(path: string, mode: 'write' | 'create' | 'memory' = 'write'): Store {
  return openStore({ path, mode, locale, programFolder, nativeBinding: undefined }).store
}

/** A file in memory with so many clients, `Client 1` and on, in the category `regular`. */
export async function memoryWith(clients: number): Promise<Store> {
  const store = openFile(':memory:', 'memory')
  await write(store, () => {
    for (let number = 1; number <= clients; number++) {
      store.clients.insert({ name: `Client ${number}`, category_id: 1, added_on: '2026-01-01' })
    }
  })
  return store
}

export async function write<T>(store: Store, work: () => T, command = 'test'): Promise<T> {
  return (await store.write(command, '2026-11-22T10:00:00Z', work)).result
}

export interface InvoiceValues {
  readonly client?: number
  readonly number: string
  readonly issued: string
  readonly due?: string
  readonly amount: number
}

/** Inside an operation. */
export function insertInvoice(connection: Connection, { client = 1, number, issued, due = issued, amount }: InvoiceValues): number {
  return connection.insert('invoice', { client_id: client, number, issued_on: issued, due_on: due, amount_minor: amount })
}

/** Invoices in a file that the commands under test work on. */
export async function addInvoices(path: string, invoices: readonly InvoiceValues[]): Promise<void> {
  const store = openFile(path)
  await write(store, () => {
    for (const invoice of invoices) insertInvoice(store.connection, invoice)
    store.payments.refreshAllocations(invoices.map(({ client = 1 }) => client))
  })
  store.connection.close()
}

/** Every row of every table but the log and its images. */
export function dump({ connection }: Store): Record<string, unknown[]> {
  const { sqlite } = connection
  const select = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('operation', 'change')"
  const tables = sqlite.prepare(select).pluck().all() as string[]
  const read = (table: string): unknown[] =>
    table === 'allocation'
      ? sqlite.prepare('SELECT * FROM allocation ORDER BY client_id, invoice_id, part').all()
      : sqlite.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).all()
  return Object.fromEntries(tables.map((table) => [table, read(table)]))
}

/** The dump of a file that is not open. */
export function dumpFile(path: string): Record<string, unknown[]> {
  const store = openFile(path)
  const rows = dump(store)
  store.connection.close()
  return rows
}
