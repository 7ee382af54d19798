import { refreshAllocations } from '../../db/allocations.ts'
import { BulkInsert, isWorthRebuilding } from '../../db/bulk.ts'
import { importQueries, type KnownInvoice } from '../../db/queries/imports.ts'
import { withoutChecks } from '../../db/row-checks.ts'
import { dayReader, fails, type Read } from '../../domain/import/cells.ts'
import {
  type ImportedPayment,
  PAYMENT_ERASABLE,
  type PaymentCells,
  type PaymentChange,
  paymentChange,
  paymentContent,
  paymentFacts,
  readPayment,
} from '../../domain/import/payment.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import { Accounts } from './accounts.ts'
import { type FactKind, FactRows } from './fact-rows.ts'
import { cellOf, type ImportKind, type ImportWork, nameOf, type RowTaker } from './kind.ts'
import type { OwnerValues } from './options.ts'
import { Owners } from './owners.ts'
import { changesOf } from './updates.ts'

interface PaymentValues extends OwnerValues {
  readonly kind: PaymentKind | undefined
  readonly creditsOnly: boolean
}

/** `import payments`. */
export function paymentsImport(values: PaymentValues): ImportKind {
  return {
    kind: 'payments',
    days: ['date'],
    amounts: ['amount', 'money_out', 'amount_refunded'],
    dayInEveryRow: true,
    tables: ['payment', 'client_reference'],
    reference: 'reference',
    erasable: PAYMENT_ERASABLE,
    begin: async (work) => beginPayments(work, values, await Owners.open(work, values)),
  }
}

/**
 * Makes the indexes of payments afterwards, where that is the quicker way and nothing is looked up by them meanwhile. The first payments of a file
 * change no others, so that all that is written meanwhile comes many rows at a time.
 */
function pauseIndexes({ scope, rows, places }: ImportWork, inserts: BulkInsert, hasAccounts: boolean): (() => void) | undefined {
  const { connection } = scope.store
  if (hasAccounts || !isWorthRebuilding(connection, 'payment', rows)) return undefined
  const hasImported = importQueries(connection).hasImported('payment')
  const makeIndexes = inserts.withoutIndexes([
    ...(hasImported ? ['payment_import'] : []),
    ...(places.has('invoice') ? [] : ['payment_invoice']),
  ])
  if (hasImported) return makeIndexes
  const checkAgain = withoutChecks(connection, ['payment', 'client', 'client_reference'])
  return () => {
    checkAgain()
    makeIndexes()
  }
}

const COLUMNS = [
  ...['client_id', 'paid_on', 'amount_minor', 'kind', 'kind_guessed', 'method', 'reference', 'invoice_id', 'note'],
  ...['import_key', 'imported_hash'],
]

function beginPayments(work: ImportWork, values: PaymentValues, owners: Owners): RowTaker {
  const { scope, tally, rules, context, places, erasing, updates } = work
  const { connection } = scope.store
  const queries = importQueries(connection)
  const accounts = new Accounts(work, prepayOf(work, values))
  const invoices = places.has('invoice') ? queries.invoices() : new Map<string, KnownInvoice>()
  const cellsOf = paymentCells(work)
  const readDay = dayReader(rules.dateOrder)
  const name = nameOf(work, 'name')
  const keepsReference = places.has('invoice') && !places.has('reference')
  const hashed = places.has('reference')
  const inserts = new BulkInsert(connection, 'payment', COLUMNS, { before: () => owners.missing?.flush(), numbered: true })
  const restore = pauseIndexes(work, inserts, accounts.any)
  const isThere = queries.equalRows('payment', restore !== undefined)

  /** The invoice that a row names, null for none; one that is not on file is told and left out. */
  const invoiceOf = (number: string, clientId: number | null, line: number): Read<number | null> => {
    if (number === '') return { ok: true, value: null }
    const invoice = invoices.get(number)
    if (!invoice || invoice.voided_on !== null) {
      tally.remark('naming an invoice that is not on file, taken without it', `line ${line} "${number}"`)
      return { ok: true, value: null }
    }
    if (invoice.client_id === clientId) return { ok: true, value: invoice.id }
    return fails('invoice', `invoice "${number}" is that of client ${invoice.client_id} ${queries.nameOf(invoice.client_id)}`)
  }

  const kindOf = (row: ImportedPayment, clientId: number, isNew: boolean, invoiceId: number | null): PaymentKind =>
    row.kind ?? (invoiceId === null ? values.kind : 'account') ?? accounts.guess(clientId, isNew, row.day, row.minor)

  const keptOf = (content: string | null): string | null => (content === null ? null : content + erasing.mark)
  const inWords = (column: string, value: string | number | boolean | null) =>
    column === 'invoice_id' && typeof value === 'number' ? (queries.invoiceNumber(value) ?? value) : value

  const kind: FactKind<PaymentCells, ImportedPayment> = {
    record: 'payment',
    table: 'payment',
    comparesAll: false,
    referenceOf: ({ reference }) => reference,
    isReference: (stored, said) => stored === said,
    cells: cellsOf,
    facts: paymentFacts,
    content: paymentContent,
    name,
    read(cells) {
      if (values.creditsOnly && cells.amount === '') return cells.money_out === '' ? 'without an amount' : 'money out'
      const read = readPayment(cells, rules, readDay, values.creditsOnly)
      return read.ok && values.creditsOnly && read.value.minor < 0 ? 'money out' : read
    },
    insert({ cells, row, line, key, content }, owner) {
      const invoice = cells.invoice === '' ? NO_INVOICE : invoiceOf(cells.invoice, typeof owner === 'number' ? owner : null, line)
      if (!invoice.ok) return invoice
      if (invoice.value !== null && row.kind === 'sale') return saleWithInvoice(cells)
      const clientId = owners.numberOf(owner, line)
      const { day, minor } = row
      const isNew = typeof owner !== 'number'
      const paymentKind = kindOf(row, clientId, isNew, invoice.value)
      if (paymentKind === 'account') accounts.add(clientId, inserts.next, day, minor, invoice.value)
      if (row.rounded) tally.rounded++
      if (day > context.today) tally.remark('dated after today', `line ${line} ${day}`)
      if (!isNew && isThere(clientId, day, minor)) {
        tally.remark('with the client, day and amount of a payment that is there already', `line ${line}`, 'added beside it')
      }
      const isGuess = row.kind === null ? values.kind === undefined : row.guessed
      const guessed = isGuess && invoice.value === null ? 1 : 0
      const reference = keepsReference && invoice.value === null ? cells.invoice : cells.reference
      const [method, note] = [cells.method || null, cells.note || null]
      const kept = hashed ? keptOf(content) : null
      inserts.add([clientId, day, minor, paymentKind, guessed, method, reference || null, invoice.value, note, key, kept])
      return DONE
    },
    update({ cells, row, line, content }, known, onlyErases) {
      const before = queries.payment(known.id)
      const erased: PaymentChange = erasing.columns(cells, before)
      const invoice = onlyErases ? NO_INVOICE : invoiceOf(cells.invoice, known.client_id, line)
      if (!invoice.ok) return invoice
      const settles = invoice.value ?? (erased.invoice_id === null ? null : before.invoice_id)
      if (!onlyErases && row.kind === 'sale' && settles !== null) return saleWithInvoice(cells)
      const change = onlyErases ? erased : { ...paymentChange(cells, row, invoice.value, before), ...erased }
      const kept = { imported_hash: keptOf(content) }
      if (Object.keys(change).length === 0) {
        connection.aside(() => connection.update('payment', known.id, kept))
        return { ok: true, value: false }
      }
      connection.update('payment', known.id, { ...change, ...kept })
      updates?.add(line, known.id, `payment ${known.id} of ${queries.nameOf(known.client_id)}`, changesOf(before, change, FIELDS, inWords))
      if (row.rounded) tally.rounded++
      if (before.kind === 'account' || change.kind === 'account') accounts.touched.add(known.client_id)
      return { ok: true, value: true }
    },
    finish() {
      inserts.flush()
      restore?.()
      refreshAllocations(connection, accounts.touched)
    },
  }
  return new FactRows(work, kind, owners)
}

/** Columns, by the fields that programs and people know. */
const FIELDS = { paid_on: 'date', amount_minor: 'amount', kind: 'kind', method: 'method', invoice_id: 'invoice', note: 'note' }

const DONE: Read<true> = { ok: true, value: true }

function saleWithInvoice({ kind }: PaymentCells): ReturnType<typeof fails> {
  return fails('kind', `kind says "${kind}", but a sale settles no invoice`)
}

const NO_INVOICE: Read<number | null> = { ok: true, value: null }

function prepayOf({ scope }: ImportWork, { category }: OwnerValues): number {
  return scope.store.categories.byName(category ?? scope.store.settings.category)?.prepay_percent ?? 0
}

function paymentCells(work: ImportWork): (batch: readonly string[], start: number) => PaymentCells {
  const client = nameOf(work, 'client')
  const clientNumber = cellOf(work, 'client_number')
  const date = cellOf(work, 'date')
  const amount = cellOf(work, 'amount')
  const method = cellOf(work, 'method')
  const reference = cellOf(work, 'reference')
  const kind = cellOf(work, 'kind')
  const invoice = cellOf(work, 'invoice')
  const note = cellOf(work, 'note')
  const currency = cellOf(work, 'currency')
  const moneyOut = cellOf(work, 'money_out')
  const direction = cellOf(work, 'direction')
  const amountRefunded = cellOf(work, 'amount_refunded')
  const kindGuessed = cellOf(work, 'kind_guessed')
  return (batch, start) => ({
    client: client(batch, start),
    client_number: clientNumber(batch, start),
    date: date(batch, start),
    amount: amount(batch, start),
    method: method(batch, start),
    reference: reference(batch, start),
    kind: kind(batch, start),
    invoice: invoice(batch, start),
    note: note(batch, start),
    currency: currency(batch, start),
    money_out: moneyOut(batch, start),
    direction: direction(batch, start),
    amount_refunded: amountRefunded(batch, start),
    kind_guessed: kindGuessed(batch, start),
  })
}
