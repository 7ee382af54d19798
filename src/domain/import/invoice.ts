/**
 * One row of a table of invoices (PRODUCT.md section 8). `number` is its reference. A payment may belong to the row: `paid_on`, and
 * `paid_amount`, the whole by default. `disputed` is yes or no (a dispute from the issue day, which ends when the invoice is paid in full), or
 * a number of days from the due day. The facts by which a row without a number is known are its client cell, issue day and amount.
 */
import { addDays, type Day, daysBetween } from '../day.ts'
import { type CellRules, checkCurrency, type DayCell, fails, type Read, readAmount, readWhole, readYesNo, wordTable } from './cells.ts'
import { BETWEEN, joinParts } from './identity.ts'

/** A row's cells as text; '' where the cell is empty or the table has no such column. */
export interface InvoiceCells {
  readonly client: string
  readonly client_number: string
  readonly number: string
  readonly issued: string
  readonly due: string
  readonly amount: string
  readonly disputed: string
  readonly paid_on: string
  readonly paid_amount: string
  readonly for: string
  readonly currency: string
}

/** The payment that belongs to a row. */
export interface Settlement {
  readonly paid_on: Day
  /** Minor units, over 0. */
  readonly minor: number
}

export interface ImportedInvoice {
  readonly issued: Day
  /** Null: as the terms of the client say. */
  readonly due: Day | null
  /** Minor units. */
  readonly minor: number
  /** How many of the row's amounts were rounded. */
  readonly rounded: number
  /** A number: so many days of dispute, over 0. Null where the file says nothing. */
  readonly disputed: 'yes' | 'no' | number | null
  /** Null where the file says nothing. */
  readonly settled: Settlement | 'unpaid' | null
}

const MOST_DISPUTED_DAYS = 36_500
const DAYS = /\s*(?:d|days?|j|jours?|દિવસ)\.?$/iu

const readDisputeWord = wordTable({
  yes: 'disputed, in dispute, contested, litige, en litige, contesté, contestée, વિવાદ, વિવાદિત',
  no: 'not disputed, undisputed, none, sans, sans litige, aucun, non contesté, non contestée, નથી',
})

/** Whether a cell of a column of disputes must be a number of days: then a 1 of that column is one day, and not a yes. */
export function countsDays(text: string): boolean {
  const days = readWhole(text, MOST_DISPUTED_DAYS, DAYS)
  return days !== undefined && (days > 1 || DAYS.test(text))
}

/** Reads a row, or says which cell cannot be read. `inDays`: the column of disputes counts days. */
export function readInvoice(
  cells: InvoiceCells,
  rules: CellRules,
  inDays: boolean,
  readDay: (text: string) => DayCell | undefined,
): Read<ImportedInvoice> {
  const issued = readDay(cells.issued)
  if (issued === undefined) return fails('issued', cells.issued === '' ? 'issued is empty' : `issued "${cells.issued}" is not a day`)
  const due = cells.due === '' ? null : readDay(cells.due)
  if (due === undefined) return fails('due', `due "${cells.due}" is not a day`)
  if (due !== null && due.day < issued.day) return fails('due', `due "${cells.due}" is before the issue day "${cells.issued}"`)
  const amount = readAmount('amount', cells.amount, rules)
  if (!amount.ok) return amount
  const { minor, rounded } = amount.value
  if (minor < 0) {
    return fails(
      'amount',
      `amount "${cells.amount}" is below zero, and a credit note belongs to an invoice`,
      'leave the row out, and enter it with clientele invoices credit',
    )
  }
  const currency = cells.currency === '' ? null : checkCurrency('currency', cells.currency, rules.currency)
  if (currency?.ok === false) return currency
  const disputed = readDisputed(cells.disputed, inDays)
  if (disputed === undefined) return fails('disputed', `disputed "${cells.disputed}" is neither yes, nor no, nor a number of days`)
  const paid = readSettlement(cells, minor, rules, readDay)
  if (!paid.ok) return paid
  const { settled } = paid.value
  const amounts = (rounded ? 1 : 0) + (paid.value.rounded ? 1 : 0)
  return { ok: true, value: { issued: issued.day, due: due?.day ?? null, minor, rounded: amounts, disputed, settled } }
}

function readDisputed(text: string, inDays: boolean): ImportedInvoice['disputed'] | undefined {
  if (text === '') return null
  const days = inDays || countsDays(text) ? readWhole(text, MOST_DISPUTED_DAYS, DAYS) : undefined
  if (days !== undefined) return days === 0 ? 'no' : days
  return readYesNo(text) ?? readDisputeWord(text)
}

function readSettlement(
  cells: InvoiceCells,
  whole: number,
  rules: CellRules,
  readDay: (text: string) => DayCell | undefined,
): Read<{ readonly settled: ImportedInvoice['settled']; readonly rounded: boolean }> {
  const { paid_on, paid_amount } = cells
  const amount = readPaidAmount(paid_amount, rules)
  if (!amount.ok) return amount
  const minor = amount.value?.minor ?? null
  const rounded = amount.value?.rounded ?? false
  if (minor !== null && minor < 0) return fails('paid_amount', `paid_amount "${paid_amount}" is below zero`)
  if (paid_on === '') {
    if (paid_amount === '' || minor === 0) return { ok: true, value: { settled: minor === 0 ? 'unpaid' : null, rounded } }
    if (amount.value !== null) return fails('paid_on', `paid_on is empty, but paid_amount says "${paid_amount}"`)
    return fails(
      'paid_amount',
      `paid_amount "${paid_amount}" is yes or no where an amount is wanted, and paid_on is empty`,
      'say which column has the day of the payment: --map paid_on=COLUMN; without one, take this column out of the table',
    )
  }
  const at = readDay(paid_on)
  if (at === undefined) return fails('paid_on', `paid_on "${paid_on}" is not a day`)
  const settled = (minor ?? whole) === 0 ? 'unpaid' : { paid_on: at.day, minor: minor ?? whole }
  return { ok: true, value: { settled, rounded } }
}

/** Null for the whole. A column of payments may say no more than yes or no. */
function readPaidAmount(text: string, rules: CellRules): Read<{ readonly minor: number; readonly rounded: boolean } | null> {
  const word = text === '' ? 'yes' : /\d/.test(text) ? undefined : readYesNo(text)
  if (word === 'yes') return { ok: true, value: null }
  if (word === 'no') return { ok: true, value: { minor: 0, rounded: false } }
  return readAmount('paid_amount', text, rules)
}

/** The facts by which an invoice without a number is known. */
export function invoiceFacts({ client, client_number }: InvoiceCells, { issued, minor }: ImportedInvoice): string {
  const who = client_number === '' ? client : `#${client_number}`
  return `${who}${BETWEEN}${issued}${BETWEEN}${minor}`
}

/** All that a row says. */
export function invoiceContent(cells: InvoiceCells, invoice: ImportedInvoice): string {
  const { due, disputed, settled } = invoice
  const payment = settled === null || settled === 'unpaid' ? (settled ?? '') : `${settled.paid_on} ${settled.minor}`
  return joinParts([invoiceFacts(cells, invoice), cells.client, due ?? '', disputed ?? '', payment, cells.for])
}

/** Whether an invoice on file is one whose number the row says: as it stands, or with the suffix that a repeated number gets. */
export function isNumbered(stored: string, said: string): boolean {
  return stored === said || (stored.startsWith(`${said}-`) && /^\d+$/.test(stored.slice(said.length + 1)))
}

/** What empty cells may take out of an invoice: also its row's own payment and dispute, which are rows of their own. */
export const INVOICE_ERASABLE = { for: ['purpose'], paid_on: [], disputed: [] } as const

/** An invoice as it is on file. */
export interface InvoiceColumns {
  readonly issued_on: Day
  readonly due_on: Day
  readonly amount_minor: number
  readonly purpose: string | null
}

export type InvoiceChange = { -readonly [K in keyof InvoiceColumns]?: InvoiceColumns[K] }

/**
 * What a known invoice must be set to; nothing for what is equal already, and an empty cell erases nothing. `dueByTerms`: where the row says no
 * due day, the one that follows from its issue day, which moves along with that.
 */
export function invoiceChange(cells: InvoiceCells, row: ImportedInvoice, dueByTerms: Day, known: InvoiceColumns): InvoiceChange {
  const change: InvoiceChange = {}
  if (row.issued !== known.issued_on) change.issued_on = row.issued
  const due = row.due ?? (row.issued === known.issued_on ? known.due_on : dueByTerms)
  if (due !== known.due_on) change.due_on = due
  if (row.minor !== known.amount_minor) change.amount_minor = row.minor
  if (cells.for !== '' && cells.for !== known.purpose) change.purpose = cells.for
  return change
}

/** A dispute as it is kept (PRODUCT.md section 7). */
export interface DisputeColumns {
  readonly started_on: Day
  readonly ended_on: Day | null
  readonly takes_days_off: 0 | 1
}

/** A dispute as a cell would say it; one that none could, by its days. */
export function disputeInWords({ started_on, ended_on, takes_days_off }: DisputeColumns): string | number {
  if (ended_on === null) return takes_days_off === 0 ? 'yes' : `since ${started_on}`
  return takes_days_off === 1 ? daysBetween(started_on, ended_on) : `${started_on} to ${ended_on}`
}

/** The dispute that a cell means; null for none. */
export function disputeOf(disputed: 'yes' | 'no' | number, issued: Day, due: Day): DisputeColumns | null {
  if (disputed === 'no') return null
  if (disputed === 'yes') return { started_on: issued, ended_on: null, takes_days_off: 0 }
  return { started_on: due, ended_on: addDays(due, disputed), takes_days_off: 1 }
}
