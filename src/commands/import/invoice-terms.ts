import { nextId } from '../../db/bulk.ts'
import { importQueries } from '../../db/queries/imports.ts'
import type { ClientPolicy, invoiceImportQueries } from '../../db/queries/invoice-imports.ts'
import type { AccountFacts } from '../../domain/allocation.ts'
import { replay } from '../../domain/allocation.ts'
import { balanceByDay } from '../../domain/balance.ts'
import type { Day } from '../../domain/day.ts'
import { missingPrepayment } from '../../domain/invoice.ts'
import type { ImportWork } from './kind.ts'
import type { OwnerValues } from './options.ts'

interface Looked {
  readonly line: number
  readonly issued: Day
  readonly minor: number
}

const NO_POLICY: ClientPolicy = { terms_days: null, prepay_percent: 0, credit_limit_minor: null }
const MOST_NAMED = 3

/** What the categories and cards of clients say of imported invoices: days to pay; prepayment and credit limits, which only warn (PRODUCT.md section 8). */
export class InvoiceTerms {
  private readonly work: ImportWork
  private readonly policies: ReadonlyMap<number, ClientPolicy>
  private readonly policyOfNew: ClientPolicy
  private readonly firstNew: number
  /** New invoices of clients who prepay or have a limit, by client. */
  private readonly looked = new Map<number, Looked[]>()

  constructor(work: ImportWork, queries: ReturnType<typeof invoiceImportQueries>, { category }: OwnerValues) {
    const { categories, settings, connection } = work.scope.store
    this.work = work
    this.policies = queries.policies()
    const { terms_days = null, prepay_percent = null } = categories.byName(category ?? settings.category) ?? {}
    this.policyOfNew = { terms_days, prepay_percent: prepay_percent ?? 0, credit_limit_minor: null }
    this.firstNew = nextId(connection, 'client')
  }

  /** Days to pay; null where the category says none. */
  termsOf(clientId: number): number | null {
    return this.policyOf(clientId).terms_days
  }

  /** Takes note of a new invoice. */
  look(clientId: number, invoice: Looked): void {
    const { prepay_percent, credit_limit_minor } = this.policyOf(clientId)
    if (prepay_percent === 0 && credit_limit_minor === null) return
    const others = this.looked.get(clientId)
    if (others) others.push(invoice)
    else this.looked.set(clientId, [invoice])
  }

  /** Warns of what is beyond prepayment and limits, once all rows are written. */
  finish(): void {
    const { connection, clients } = this.work.scope.store
    const factsOf = importQueries(connection).accountReader()
    const over: number[] = []
    for (const [clientId, invoices] of this.looked) {
      const facts = factsOf(clientId)
      const { prepay_percent, credit_limit_minor } = this.policyOf(clientId)
      if (prepay_percent > 0) this.tellUnpaid(facts, prepay_percent, invoices)
      const today = invoices.reduce((last, { issued }) => (issued > last ? issued : last), this.work.context.today)
      if (credit_limit_minor !== null && replay(facts, today).outstanding_minor > credit_limit_minor) {
        over.push(clientId)
      }
    }
    if (over.length === 0) return
    const more = over.length > MOST_NAMED ? ` and ${over.length - MOST_NAMED} more` : ''
    const who = over.length === 1 ? '1 client now has' : `${over.length} clients now have`
    const named = over.slice(0, MOST_NAMED).map((clientId) => `${clients.nameOf(clientId)} (${clientId})`)
    this.work.context.warn(`${who} more open than the credit limit: ${named.join(', ')}${more}`)
  }

  /** Without its invoice, what waits at the end of the issue day is its amount less the balance. */
  private tellUnpaid(facts: AccountFacts, percent: number, invoices: readonly Looked[]): void {
    const balanceOn = balanceByDay(facts)
    for (const { line, issued, minor } of invoices) {
      const credit = Math.max(0, minor - balanceOn(issued))
      if (missingPrepayment(minor, percent, credit) === 0) continue
      this.work.tally.remark('issued without the prepayment that the category asks for', `line ${line}`)
    }
  }

  private policyOf(clientId: number): ClientPolicy {
    return this.policies.get(clientId) ?? (clientId >= this.firstNew ? this.policyOfNew : NO_POLICY)
  }
}
