/** What happened to a client's card and facts, told field by field from before-images (PRODUCT.md section 3, `history`). */

import { outcomeInWords, type VisitState } from './visit.ts'

/** A row as stored: the columns of its table. */
export type StoredRow = Readonly<Record<string, string | number | null>>

/** What a row was before an operation changed or deleted it. */
export interface Image {
  readonly operation: number
  readonly action: 'update' | 'delete'
  readonly before: StoredRow
}

/** One row of the client: all its images, oldest first, and what it is now; null where it is gone. */
export interface TrackedRow {
  readonly table: string
  readonly id: number
  readonly images: readonly Image[]
  readonly now: StoredRow | null
}

/** Turns what is stored into what people read. */
export interface HistoryWords {
  /** The name behind a number, by the column that holds it: `category_id`, `operator_id`, `client_id`, `invoice_id`, `system_id`. */
  name(column: string, id: number): string
  /** An amount in minor units as plain decimals. */
  money(minor: number): string
}

export interface HistoryEntry {
  readonly operation: number
  /** `client`, or the fact: `payment`, `visit`, `reference`, ... */
  readonly record: string
  readonly id: number
  readonly action: 'added' | 'changed' | 'removed'
  /** Null for a row added or removed as a whole. */
  readonly field: string | null
  readonly before: string | null
  readonly after: string | null
  /** Minor units, of a field that is money and of a fact with an amount; else null. */
  readonly amount_before_minor: number | null
  readonly amount_after_minor: number | null
}

/** Columns kept for the program's own use. */
const BOOKKEEPING = new Set(['id', 'operation_id', 'name_folded', 'phone_e164', 'import_key', 'imported_hash', 'kind_guessed'])
const FLAGS = new Set(['consent_mail', 'consent_sms', 'our_fault', 'takes_days_off'])

/** Every entry of a row, oldest first. A row that an undo took out never was: it has none. */
export function entriesOf({ table, id, images, now }: TrackedRow, words: HistoryWords): HistoryEntry[] {
  const record = table === 'client_reference' ? 'reference' : table.replace(/_/g, '-')
  const entries: HistoryEntry[] = []
  // A number may be used again after its row was taken out: the operation that made a row tells one row from the next.
  for (const made of new Set([...images.map((image) => image.before.operation_id), ...(now ? [now.operation_id] : [])])) {
    if (typeof made !== 'number') continue
    const own = images.filter((image) => image.before.operation_id === made).filter(isFirstOfOperation)
    const last = now?.operation_id === made ? now : null
    if (last === null && own.at(-1)?.action !== 'delete') continue
    const first = own[0]?.before ?? last
    if (first) {
      const added = { before: null, after: inWords(table, first, words), amount_before_minor: null, amount_after_minor: amountOf(first) }
      entries.push({ operation: made, record, id, action: 'added', field: null, ...added })
    }
    own.forEach(({ operation, action, before }, index) => {
      const common = { operation, record, id }
      if (action === 'delete') {
        const removed = {
          before: inWords(table, before, words),
          after: null,
          amount_before_minor: amountOf(before),
          amount_after_minor: null,
        }
        entries.push({ ...common, action: 'removed', field: null, ...removed })
        return
      }
      const after = own[index + 1]?.before ?? last
      if (after) entries.push(...changes(before, after, words).map((change) => ({ ...common, action: 'changed' as const, ...change })))
    })
  }
  return entries
}

/** Several updates by one operation are one change, from what the row was before the first. */
function isFirstOfOperation({ operation, action }: Image, index: number, all: readonly Image[]): boolean {
  const previous = all[index - 1]
  return action === 'delete' || previous?.operation !== operation || previous.action === 'delete'
}

function changes(before: StoredRow, after: StoredRow, words: HistoryWords): Omit<HistoryEntry, 'operation' | 'record' | 'id' | 'action'>[] {
  const columns = Object.keys(before).filter((column) => !BOOKKEEPING.has(column) && before[column] !== after[column])
  // Each edit of a card confirms it; that is worth a line only where nothing else changed.
  const told = columns.length > 1 ? columns.filter((column) => column !== 'checked_on') : columns
  return told.map((column) => ({
    field: column.replace(/_(?:id|minor)$/, ''),
    before: valueInWords(column, before[column] ?? null, words),
    after: valueInWords(column, after[column] ?? null, words),
    amount_before_minor: column.endsWith('_minor') ? minorOf(before[column]) : null,
    amount_after_minor: column.endsWith('_minor') ? minorOf(after[column]) : null,
  }))
}

/** The amount of a fact; a card, whose only money is a limit, has none. */
function amountOf(row: StoredRow): number | null {
  return minorOf(row.amount_minor)
}

function minorOf(value: string | number | null | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function valueInWords(column: string, value: string | number | null, words: HistoryWords): string | null {
  if (value === null) return null
  if (typeof value === 'string') return value
  if (column.endsWith('_minor')) return words.money(value)
  if (column.endsWith('_id')) return words.name(column, value)
  return FLAGS.has(column) ? (value === 1 ? 'yes' : 'no') : String(value)
}

/** A whole row in a few words. */
function inWords(table: string, row: StoredRow, words: HistoryWords): string {
  const text = (column: string): string => valueInWords(column, row[column] ?? null, words) ?? ''
  const list = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ')
  switch (table) {
    case 'client':
      return text('name')
    case 'client_reference':
      return `${text('reference')} in ${text('system_id')}`
    case 'payment':
      return list(`${text('amount_minor')} on ${text('paid_on')}`, text('kind'), text('method'))
    case 'invoice':
      return list(`${text('number')}: ${text('amount_minor')}`, `issued ${text('issued_on')}`, `due ${text('due_on')}`)
    case 'credit_note':
      return `${text('amount_minor')} on ${text('credited_on')}, invoice ${text('invoice_id')}`
    case 'write_off':
      return `${text('amount_minor')} on ${text('written_off_on')}, invoice ${text('invoice_id')}`
    case 'dispute':
      return `invoice ${text('invoice_id')} since ${text('started_on')}`
    case 'visit':
      return list(`${text('kind')} on ${text('day')}`, outcomeInWords(row as unknown as VisitState))
    case 'incident':
      return list(`${text('sign')} on ${text('occurred_on')}`, `severity ${text('severity')}`, row.our_fault === 1 ? 'our fault' : '')
    case 'warning':
      return `${text('sign')} on ${text('warned_on')}`
    case 'project':
      return list(text('title'), `opened ${text('opened_on')}`)
    default:
      return list(text('title'), `made ${text('made_on')}`)
  }
}
