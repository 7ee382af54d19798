import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import type { PastOperation } from '../../db/queries/history.ts'
import type { Store } from '../../db/store.ts'
import { entriesOf, type HistoryEntry } from '../../domain/history.ts'
import { formatMinorPlain } from '../../domain/money.ts'
import { type Column, table } from '../../output/view.ts'
import { resolveClient } from './resolve.ts'

/** `name`: what the record is called, an invoice by its number. */
type Row = HistoryEntry & PastOperation & { readonly name: string }

/** Every change of a client's card and facts, the newest operation first. */
function rowsOf(store: Store, clientId: number): Row[] {
  const names = new Map<string, string>()
  const { digits } = store.settings
  const words = {
    money: (minor: number) => formatMinorPlain(minor, digits),
    name(column: string, id: number): string {
      const key = `${column} ${id}`
      const known = names.get(key) ?? store.history.name(column, id)
      names.set(key, known)
      return known
    },
  }
  const operations = new Map<number, PastOperation>()
  const operationOf = (id: number): PastOperation => {
    const found = operations.get(id) ?? store.history.operation(id)
    operations.set(id, found)
    return found
  }
  return store.history
    .rows(clientId)
    .flatMap((row) => entriesOf(row, words))
    .sort((one, other) => other.operation - one.operation)
    .map((entry) => {
      const name = entry.record === 'invoice' ? words.name('invoice_id', entry.id) : String(entry.id)
      return { ...entry, ...operationOf(entry.operation), name }
    })
}

/** `card`, `card city`, `payment 31 amount`. */
function subject({ record, name, field }: Row): string {
  const what =
    record === 'client' ? 'card' : record === 'reference' ? record : `${record === 'credit-note' ? 'credit note' : record} ${name}`
  return field === null ? what : `${what} ${field.replace(/_/g, ' ')}`
}

function change({ action, before, after }: Row): string {
  if (action === 'added') return `added: ${after}`
  if (action === 'removed') return `removed: ${before}`
  return `${before ?? 'none'} -> ${after ?? 'none'}`
}

/** Whether the field is money, which programs take from the two amounts alone. */
function isMoney({ field, amount_before_minor, amount_after_minor }: Row): boolean {
  return field !== null && (amount_before_minor !== null || amount_after_minor !== null)
}

const columns: readonly Column<Row>[] = [
  { key: 'at', title: 'When (UTC)', kind: 'text', human: ({ at }) => at.slice(0, 16).replace('T', ' ') },
  { key: 'operation', title: 'Op.', kind: 'count' },
  { key: 'command', title: 'Command', kind: 'text', show: 'secondary' },
  { key: 'record', title: 'Record', kind: 'text', show: 'machine' },
  { key: 'id', title: 'Number', kind: 'count', show: 'machine' },
  { key: 'action', title: 'Action', kind: 'text', show: 'machine' },
  { key: 'field', title: 'Field', kind: 'text', show: 'machine' },
  { key: 'before', title: 'Before', kind: 'text', show: 'machine', value: (row) => (isMoney(row) ? null : row.before) },
  { key: 'after', title: 'After', kind: 'text', show: 'machine', value: (row) => (isMoney(row) ? null : row.after) },
  { key: 'amount_before_minor', title: 'Amount before', kind: 'money', show: 'machine' },
  { key: 'amount_after_minor', title: 'Amount after', kind: 'money', show: 'machine' },
  { key: 'subject', title: 'What', kind: 'text', show: 'people', value: subject },
  { key: 'change', title: 'Change', kind: 'text', show: 'people', value: change },
  { key: 'undone_by', title: 'Undone by', kind: 'count' },
]

export const history = defineCommand({
  name: 'history',
  summary: 'Every change of a client: when, what, before and after; what was undone is marked',
  file: 'read',
  arguments: { client: arg('<client>', 'number, name or anything else that names the client', text) },
  examples: ['history 12', 'history 12 --format json'],
  async run(context, { client }) {
    const clientId = await resolveClient(context, client)
    const store = await context.store()
    const rows = rowsOf(store, clientId)
    // A column of nothing would take the room of the words.
    const shown = rows.some((row) => row.undone_by !== null)
      ? columns
      : columns.map((column) => (column.key === 'undone_by' ? { ...column, show: 'machine' as const } : column))
    return {
      title: `History of ${store.clients.card(clientId).name} (${clientId})`,
      head: { currency: store.settings.currency, client_id: clientId },
      table: table<Row>({ columns: shown, rows }),
      foot: { total: { changes: rows.length } },
    }
  },
})
