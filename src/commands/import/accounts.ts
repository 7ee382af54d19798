import { importQueries } from '../../db/queries/imports.ts'
import { type AccountFacts, replay } from '../../domain/allocation.ts'
import { GrowingBalance } from '../../domain/balance.ts'
import type { Day } from '../../domain/day.ts'
import { guessPaymentKind, guessRefundKind, type PaymentKind } from '../../domain/payment-kind.ts'
import type { ImportWork } from './kind.ts'

interface Facts extends AccountFacts {
  readonly payments: AccountFacts['payments'][number][]
  readonly refunds: AccountFacts['refunds'][number][]
}

interface Account {
  readonly facts: Facts
  readonly balance: GrowingBalance
}

/**
 * Guesses the kinds of payments (PRODUCT.md section 4), by what is on file and by the rows of the import so far. Only clients who have an
 * account are looked up; anybody else's payment is a sale.
 */
export class Accounts {
  private readonly read: ((clientId: number) => AccountFacts) | undefined
  private readonly prepaying: ReadonlyMap<number, number>
  private readonly prepayOfNew: number
  private readonly accounts = new Map<number, Account>()
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
    const account = this.accountOf(clientId)
    if (!account) return 'sale'
    const balance = account.balance.on(day)
    const credit_minor = Math.max(0, -balance)
    if (minor < 0) return guessRefundKind(-minor, credit_minor)
    return guessPaymentKind({ has_open_invoice: balance > 0 && hasOpenInvoice(account.facts, day), credit_minor, prepay_percent })
  }

  /** A row of the import that is on account. */
  add(clientId: number, id: number, day: Day, minor: number, invoiceId: number | null): void {
    const account = this.accountOf(clientId) ?? accountWith({ invoices: [], credit_notes: [], write_offs: [], payments: [], refunds: [] })
    if (minor < 0) account.facts.refunds.push({ id, on: day, amount_minor: -minor })
    else account.facts.payments.push({ id, paid_on: day, amount_minor: minor, invoice_id: invoiceId })
    account.balance.add(day, -minor)
    this.accounts.set(clientId, account)
    this.touched.add(clientId)
  }

  /** Undefined for a client without an account. */
  private accountOf(clientId: number): Account | undefined {
    const known = this.accounts.get(clientId)
    if (known || !this.read) return known
    const account = accountWith(this.read(clientId))
    this.accounts.set(clientId, account)
    return account
  }
}

function accountWith(read: AccountFacts): Account {
  const facts = { ...read, payments: [...read.payments], refunds: [...read.refunds] }
  return { facts, balance: new GrowingBalance(facts) }
}

/** Where more is owed than nothing: an invoice is open, unless all of it is refunds beyond the credit, which only a replay can tell. */
function hasOpenInvoice(facts: Facts, day: Day): boolean {
  return facts.refunds.length === 0 || replay(facts, day).outstanding_minor > 0
}
