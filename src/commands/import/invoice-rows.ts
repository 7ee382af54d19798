import { refreshAllocations } from '../../db/allocations.ts'
import { BulkInsert, checkInvoices, isBulk, isWorthRebuilding, nextId } from '../../db/bulk.ts'
import { importQueries, type KnownRow } from '../../db/queries/imports.ts'
import { invoiceImportQueries } from '../../db/queries/invoice-imports.ts'
import { dayReader, type Read } from '../../domain/import/cells.ts'
import {
  type ImportedInvoice,
  INVOICE_ERASABLE,
  type InvoiceCells,
  type InvoiceChange,
  invoiceChange,
  invoiceContent,
  invoiceFacts,
  isNumbered,
  readInvoice,
} from '../../domain/import/invoice.ts'
import { dueDay } from '../../domain/invoice.ts'
import { type SalesChoice, salesChoiceSaid } from '../invoice/guessed-sales.ts'
import { type FactKind, FactRows, type Pending } from './fact-rows.ts'
import { GuessedSales } from './guessed-sales.ts'
import { InvoiceNumbers } from './invoice-numbers.ts'
import { InvoiceParts, type PartsSaid } from './invoice-parts.ts'
import { InvoiceTerms } from './invoice-terms.ts'
import { cellOf, type ImportKind, type ImportWork, nameOf } from './kind.ts'
import type { OwnerValues } from './options.ts'
import { type Owner, Owners } from './owners.ts'
import { changesOf, type FieldChange } from './updates.ts'

interface InvoiceValues extends OwnerValues {
  readonly reclassifySales: boolean
  readonly keepSales: boolean
}

/** `import invoices`. @throws UsageError where both things are said of guessed sales */
export function invoicesImport(values: InvoiceValues): ImportKind {
  const choice = salesChoiceSaid(values)
  return {
    kind: 'invoices',
    days: ['issued', 'due', 'paid_on'],
    amounts: ['amount', 'paid_amount'],
    yesOrDays: 'disputed',
    dayInEveryRow: true,
    tables: ['invoice', 'payment', 'client_reference'],
    reference: 'number',
    erasable: INVOICE_ERASABLE,
    begin: async (work) => {
      const owners = await Owners.open(work, values)
      return new FactRows(work, new InvoiceRows(work, owners, values, choice), owners)
    },
  }
}

type PendingInvoice = Pending<InvoiceCells, ImportedInvoice>

const COLUMNS = ['id', 'client_id', 'number', 'issued_on', 'due_on', 'amount_minor', 'purpose', 'import_key', 'imported_hash'] as const

/** How invoices are read and written. */
class InvoiceRows implements FactKind<InvoiceCells, ImportedInvoice> {
  readonly record = 'invoice'
  readonly table = 'invoice'
  // A payment or a dispute that came since is worth telling also where no number says for sure whose it is.
  readonly comparesAll = true
  readonly facts = invoiceFacts
  readonly content = invoiceContent
  readonly cells: (batch: readonly string[], start: number) => InvoiceCells
  readonly name: (batch: readonly string[], start: number) => string
  private readonly work: ImportWork
  private readonly owners: Owners
  private readonly queries: ReturnType<typeof invoiceImportQueries>
  private readonly terms: InvoiceTerms
  private readonly numbers: InvoiceNumbers
  private readonly sales: GuessedSales
  private readonly parts: InvoiceParts
  private readonly inserts: BulkInsert
  private readonly restore: (() => void) | undefined
  private readonly readDay: ReturnType<typeof dayReader>
  private readonly isThere: (clientId: number, day: string, minor: number) => boolean
  private readonly touched = new Set<number>()
  private next: number

  constructor(work: ImportWork, owners: Owners, values: InvoiceValues, choice: SalesChoice | undefined) {
    const { connection } = work.scope.store
    this.work = work
    this.owners = owners
    this.cells = invoiceCells(work)
    this.name = nameOf(work, 'name')
    this.readDay = dayReader(work.rules.dateOrder)
    this.queries = invoiceImportQueries(connection)
    this.terms = new InvoiceTerms(work, this.queries, values)
    this.numbers = new InvoiceNumbers(work, this.queries.isNumbered())
    this.sales = new GuessedSales(work, this.queries, choice)
    this.inserts = new BulkInsert(connection, 'invoice', COLUMNS, { before: () => owners.missing?.flush() })
    this.parts = new InvoiceParts(work, this.queries, () => this.inserts.flush())
    const { hasImported, equalRows } = importQueries(connection)
    const paused = isWorthRebuilding(connection, 'invoice', work.rows)
    if (paused) this.restore = this.inserts.withoutIndexes(hasImported('invoice') ? ['invoice_import'] : [])
    this.isThere = equalRows('invoice', paused)
    this.next = nextId(connection, 'invoice')
  }

  referenceOf({ number }: InvoiceCells): string {
    return number
  }

  isReference(stored: string | null, said: string): boolean {
    return stored !== null && isNumbered(stored, said)
  }

  read(cells: InvoiceCells): Read<ImportedInvoice> {
    const { rules, inDays } = this.work
    return readInvoice(cells, rules, inDays, this.readDay)
  }

  insert({ cells, row, key, content, line }: PendingInvoice, owner: Owner): Read<true> {
    const id = this.next
    const number = this.numbers.numberFor(cells.number, id, line)
    if (!number.ok) return number
    const taken = typeof owner === 'number' ? this.sales.take(owner, row.issued) : DONE
    if (!taken.ok) return taken
    this.next++
    const client_id = this.owners.numberOf(owner, line)
    const { issued, minor } = row
    const due = row.due ?? dueDay(issued, undefined, this.terms.termsOf(client_id))
    this.tell(row, client_id, line)
    this.inserts.add([id, client_id, number.value, issued, due, minor, cells.for || null, key, this.keptOf(content)])
    this.parts.add({ id, client_id, issued, due, key, line }, row)
    this.terms.look(client_id, { line, issued, minor })
    this.touched.add(client_id)
    return DONE
  }

  update({ cells, row, key, content, line }: PendingInvoice, { id, client_id }: KnownRow, onlyErases: boolean): Read<boolean> {
    const { tally, scope, erasing, updates } = this.work
    const { connection } = scope.store
    const before = this.queries.invoice(id)
    const taken = !onlyErases && row.issued < before.issued_on ? this.sales.take(client_id, row.issued) : DONE
    if (!taken.ok) return taken
    const wanted = onlyErases ? {} : invoiceChange(cells, row, dueDay(row.issued, undefined, this.terms.termsOf(client_id)), before)
    const change: InvoiceChange = { ...wanted, ...erasing.columns(cells, before) }
    const due = change.due_on ?? before.due_on
    const changes: FieldChange[] = changesOf(before, change, FIELDS)
    const invoice = { id, client_id, issued: row.issued, due, key, line }
    const said = this.partsSaid(cells, row, onlyErases)
    if (!onlyErases) this.parts.tellCleared(invoice, said)
    const partsChanged = this.parts.change(invoice, said, changes)
    const kept = { imported_hash: this.keptOf(content) }
    if (!partsChanged && Object.keys(change).length === 0) {
      connection.aside(() => connection.update('invoice', id, kept))
      return { ok: true, value: false }
    }
    connection.update('invoice', id, { ...change, ...kept })
    updates?.add(line, id, `invoice ${this.queries.numberOf(id)} of ${scope.store.clients.nameOf(client_id)}`, changes)
    if (change.amount_minor !== undefined || change.issued_on !== undefined)
      this.terms.look(client_id, { line, issued: row.issued, minor: row.minor })
    tally.rounded += row.rounded
    this.touched.add(client_id)
    return { ok: true, value: true }
  }

  finish(): void {
    const { scope, rows } = this.work
    const { connection } = scope.store
    this.inserts.flush()
    this.restore?.()
    this.parts.finish()
    this.sales.finish()
    if (isBulk(rows)) {
      checkInvoices(connection, 'payment')
      checkInvoices(connection, 'dispute')
    }
    refreshAllocations(connection, [...this.touched, ...this.parts.touched])
    this.terms.finish()
  }

  private keptOf(content: string | null): string | null {
    return content === null ? null : content + this.work.erasing.mark
  }

  /** What the row says of its payment and dispute, empty cells that take them out included. */
  private partsSaid(cells: InvoiceCells, { settled, disputed }: ImportedInvoice, onlyErases: boolean): PartsSaid {
    const { erasing } = this.work
    return {
      settled: settled === null && erasing.takesOut('paid_on', cells) ? 'unpaid' : onlyErases ? null : settled,
      disputed: erasing.takesOut('disputed', cells) ? 'no' : onlyErases ? null : disputed,
    }
  }

  /** What is worth a warning of a new invoice. */
  private tell({ issued, minor, rounded }: ImportedInvoice, clientId: number, line: number): void {
    const { tally, context } = this.work
    tally.rounded += rounded
    if (issued > context.today) tally.remark('dated after today', `line ${line} ${issued}`)
    if (!this.isThere(clientId, issued, minor)) return
    tally.remark('with the client, day and amount of an invoice that is there already', `line ${line}`, 'added beside it')
  }
}

/** Columns, by the fields that programs and people know. */
const FIELDS = { issued_on: 'issued', due_on: 'due', amount_minor: 'amount', purpose: 'for' }

const DONE: Read<true> = { ok: true, value: true }

function invoiceCells(work: ImportWork): (batch: readonly string[], start: number) => InvoiceCells {
  const client = nameOf(work, 'client')
  const clientNumber = cellOf(work, 'client_number')
  const number = cellOf(work, 'number')
  const issued = cellOf(work, 'issued')
  const due = cellOf(work, 'due')
  const amount = cellOf(work, 'amount')
  const disputed = cellOf(work, 'disputed')
  const paidOn = cellOf(work, 'paid_on')
  const paidAmount = cellOf(work, 'paid_amount')
  const purpose = cellOf(work, 'for')
  const currency = cellOf(work, 'currency')
  return (batch, start) => ({
    client: client(batch, start),
    client_number: clientNumber(batch, start),
    number: number(batch, start),
    issued: issued(batch, start),
    due: due(batch, start),
    amount: amount(batch, start),
    disputed: disputed(batch, start),
    paid_on: paidOn(batch, start),
    paid_amount: paidAmount(batch, start),
    for: purpose(batch, start),
    currency: currency(batch, start),
  })
}
