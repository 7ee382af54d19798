import { importQueries } from '../../db/queries/imports.ts'
import { type AccountFacts, replay } from '../../domain/allocation.ts'
import type { Day } from '../../domain/day.ts'
import { guessPaymentKind, guessRefundKind, type PaymentKind } from '../../domain/payment-kind.ts'
import type { ImportWork } from './kind.ts'

interface Facts extends AccountFacts {
  readonly payments: AccountFacts['payments'][number][]
  readonly refunds: AccountFacts['refunds'][number][]
}

/**
 * Guesses the kinds of payments (PRODUCT.md section 4), by what is on file and by the rows of the import so far. Only clients who have an
 * account are looked up; anybody else's payment is a sale.
 */
export class Accounts {
  private readonly read: ((clientId: number) => AccountFacts) | undefined
  private readonly prepaying: ReadonlyMap<number, number>
  private readonly prepayOfNew: number
  private readonly facts = new Map<number, Facts>()
  /** Clients with an account of which the import has added to. */
  readonly touched = new Set<number>()

  /** `prepayOfNew`: what the category of created clients asks for, in percent. */
  constructor(work: ImportWork, prepayOfNew: number) {
    const queries = importQueries(work.scope.store.connection)
    this.read = queries.hasAccounts() ? queries.accountReader() : undefined
    this.prepaying = queries.prepaying()
    this.prepayOfNew = prepayOfNew
  }

  /** Whether any client had an account before the import. */
  get any(): boolean {
    return this.read !== undefined
  }

  guess(clientId: number, isNew: boolean, day: Day, minor: number): PaymentKind {
    const prepay_percent = isNew ? this.prepayOfNew : (this.prepaying.get(clientId) ?? 0)
    if (minor >= 0 && prepay_percent > 0) return 'account'
    const facts = this.factsOf(clientId)
    if (!facts) return 'sale'
    const { outstanding_minor, credit_minor } = replay(facts, day)
    if (minor < 0) return guessRefundKind(-minor, credit_minor)
    return guessPaymentKind({ has_open_invoice: outstanding_minor > 0, credit_minor, prepay_percent })
  }

  /** A row of the import that is on account. */
  add(clientId: number, id: number, day: Day, minor: number, invoiceId: number | null): void {
    const facts = this.factsOf(clientId) ?? { invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] }
    if (minor < 0) facts.refunds.push({ id, on: day, amount_minor: -minor })
    else facts.payments.push({ id, paid_on: day, amount_minor: minor, invoice_id: invoiceId })
    this.facts.set(clientId, facts)
    this.touched.add(clientId)
  }

  /** Undefined for a client without an account. */
  private factsOf(clientId: number): Facts | undefined {
    const known = this.facts.get(clientId)
    if (known || !this.read) return known
    const read = this.read(clientId)
    const facts: Facts = { ...read, payments: [...read.payments], refunds: [...read.refunds] }
    this.facts.set(clientId, facts)
    return facts
  }
}
