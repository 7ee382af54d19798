/**
 * What settled what: one client's account facts replayed in order of day (PRODUCT.md section 4, "Allocation is computed").
 *
 * Everything that lowers the account (payment, credit note, write-off) is a *source*, everything that raises it (invoice,
 * account refund) an *item*. A source goes to the invoice it names first, then to the open items, oldest due first; the rest
 * waits as credit. An item takes waiting credit when it appears: first what names it, then the oldest. So credit never waits
 * beside an open item.
 */
import type { Day } from './day.ts'

export type InvoiceFact = { id: number; issued_on: Day; due_on: Day; amount_minor: number }
/** A credit note or a write-off of one invoice. */
export type AdjustmentFact = { id: number; invoice_id: number; on: Day; amount_minor: number }
/** Money received on account; `invoice_id` is the invoice it is to settle first. */
export type AccountPaymentFact = { id: number; paid_on: Day; amount_minor: number; invoice_id: number | null }
/** Money paid back from the account, as a positive amount. */
export type AccountRefundFact = { id: number; on: Day; amount_minor: number }

/** The facts of one client, void ones left out, in any order. Amounts are minor units, none negative. */
export type AccountFacts = {
  invoices: readonly InvoiceFact[]
  credit_notes: readonly AdjustmentFact[]
  write_offs: readonly AdjustmentFact[]
  payments: readonly AccountPaymentFact[]
  refunds: readonly AccountRefundFact[]
}

export type SourceKind = 'payment' | 'credit_note' | 'write_off'

/** One part of a source given to one item; counts from `effective_on`, the later of the two days. A pair occurs once. */
export type Allocation = {
  source: SourceKind
  source_id: number
  target: 'invoice' | 'refund'
  target_id: number
  /** The source's kind where it lowers the invoice that it names; credit freed elsewhere pays. */
  settles_as: SourceKind
  amount_minor: number
  effective_on: Day
}

/**
 * An invoice after the replay. `credited_minor` and `written_off_minor` are what its own credit notes and write-offs took;
 * all else, credit freed on another invoice included, is `paid_minor`.
 */
export type InvoiceOutcome = {
  invoice_id: number
  issued_on: Day
  due_on: Day
  amount_minor: number
  outstanding_minor: number
  paid_minor: number
  credited_minor: number
  written_off_minor: number
  /** The first day on which a part of it was written off. */
  written_off_on: Day | null
  /** The day the outstanding became 0; null while open. */
  settled_on: Day | null
  /** `write_off` if any part was, `credit_note` if credit notes did it alone, else `payment`; null while open and for an invoice of 0. */
  settled_by: SourceKind | null
}

/** What is left of a source and waits as credit since its day. */
export type WaitingCredit = { source: SourceKind; source_id: number; open_minor: number; since: Day }
/** What an account refund took beyond the credit: owed since its day and due that day. */
export type OwedRefund = { refund_id: number; owed_minor: number; due_on: Day }

export type Replay = {
  /** In the order in which they took effect. */
  allocations: Allocation[]
  /** By invoice id, in order of issue. */
  invoices: Map<number, InvoiceOutcome>
  /** Only credit still waiting, oldest first. */
  credits: WaitingCredit[]
  /** Only refunds still owed, in order of day. */
  owed_refunds: OwedRefund[]
  outstanding_minor: number
  credit_minor: number
  owed_refund_minor: number
  /** Invoices - credit notes - write-offs - account payments + account refunds = outstanding + owed refunds - credit. */
  balance_minor: number
}

type Source = { kind: SourceKind; id: number; names: number | null; day: Day; left_minor: number }
type Item = { kind: 'invoice' | 'refund'; id: number; due_on: Day; day: Day; open_minor: number; outcome: InvoiceOutcome | null }

/** Open items as a binary heap, so that a client with thousands of them stays quick; items settled by name are dropped when met. */
class OpenItems {
  private readonly heap: Item[] = []

  push(item: Item): void {
    const heap = this.heap
    let at = heap.length
    heap.push(item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent] as Item
      if (!isDueBefore(item, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = item
  }

  /** The open item that was due first (ties: issue day, invoices before refunds, number). */
  oldestDue(): Item | undefined {
    while (this.heap[0]?.open_minor === 0) this.dropFirst()
    return this.heap[0]
  }

  private dropFirst(): void {
    const heap = this.heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      const left = heap[child]
      if (!left) break
      const right = heap[child + 1]
      if (right && isDueBefore(right, left)) child += 1
      const below = heap[child] as Item
      if (!isDueBefore(below, last)) break
      heap[at] = below
      at = child
    }
    heap[at] = last
  }
}

function isDueBefore(a: Item, b: Item): boolean {
  if (a.due_on !== b.due_on) return a.due_on < b.due_on
  if (a.day !== b.day) return a.day < b.day
  if (a.kind !== b.kind) return a.kind === 'invoice'
  return a.id < b.id
}

/** The account while it is replayed. */
class Account {
  readonly allocations: Allocation[] = []
  readonly invoices = new Map<number, Item>()
  readonly refunds: Item[] = []
  /** Sources in the order in which they began to wait; those before `oldest` are used up. */
  readonly waiting: Source[] = []
  oldest = 0
  readonly waitingByName = new Map<number, Source[]>()
  readonly open = new OpenItems()

  /** A payment, credit note or write-off comes in. */
  receive(source: Source): void {
    const named = source.names === null ? undefined : this.invoices.get(source.names)
    if (named) this.allocate(source, named, source.day)
    while (source.left_minor > 0) {
      const item = this.open.oldestDue()
      if (!item) break
      this.allocate(source, item, source.day)
    }
    if (source.left_minor === 0) return
    this.waiting.push(source)
    if (source.names === null || named) return
    const others = this.waitingByName.get(source.names)
    if (others) others.push(source)
    else this.waitingByName.set(source.names, [source])
  }

  /** An invoice is issued or a refund paid out. */
  charge(item: Item): void {
    if (item.kind === 'invoice') this.invoices.set(item.id, item)
    else this.refunds.push(item)
    if (item.outcome && item.open_minor === 0) item.outcome.settled_on = item.day
    if (item.kind === 'invoice') for (const source of this.waitingByName.get(item.id) ?? []) this.allocate(source, item, item.day)
    while (item.open_minor > 0) {
      const source = this.waiting[this.oldest]
      if (!source) break
      this.allocate(source, item, item.day)
      if (source.left_minor === 0) this.oldest += 1
    }
    if (item.open_minor > 0) this.open.push(item)
  }

  private allocate(source: Source, item: Item, day: Day): void {
    const amount = Math.min(source.left_minor, item.open_minor)
    if (amount === 0) return
    source.left_minor -= amount
    item.open_minor -= amount
    const settles_as = item.kind === 'invoice' && source.names === item.id ? source.kind : 'payment'
    this.allocations.push({
      source: source.kind,
      source_id: source.id,
      target: item.kind,
      target_id: item.id,
      settles_as,
      amount_minor: amount,
      effective_on: day,
    })
    if (item.outcome) record(item.outcome, settles_as, amount, day)
  }
}

function record(invoice: InvoiceOutcome, settlesAs: SourceKind, amount: number, day: Day): void {
  invoice.outstanding_minor -= amount
  if (settlesAs === 'credit_note') invoice.credited_minor += amount
  else if (settlesAs === 'write_off') {
    invoice.written_off_minor += amount
    invoice.written_off_on ??= day
  } else invoice.paid_minor += amount
  if (invoice.outstanding_minor > 0) return
  invoice.settled_on = day
  if (invoice.written_off_minor > 0) invoice.settled_by = 'write_off'
  else invoice.settled_by = invoice.paid_minor > 0 ? 'payment' : 'credit_note'
}

/** One fact in the order of replay: by day; on one day invoices, credit notes, write-offs, payments, refunds; then by number. */
type Step = { day: Day; rank: number; id: number; amount_minor: number; play: (account: Account) => void }

function steps(facts: AccountFacts, asOf: Day | undefined): Step[] {
  const all: Step[] = []
  const add = (rank: number, fact: { id: number; amount_minor: number }, day: Day, play: Step['play']): void => {
    if (asOf === undefined || day <= asOf) all.push({ day, rank, id: fact.id, amount_minor: fact.amount_minor, play })
  }
  const comesIn = (rank: number, kind: SourceKind, fact: { id: number; amount_minor: number }, day: Day, names: number | null): void =>
    add(rank, fact, day, (account) => account.receive({ kind, id: fact.id, names, day, left_minor: fact.amount_minor }))

  for (const fact of facts.invoices) add(0, fact, fact.issued_on, (account) => account.charge(invoiceItem(fact)))
  for (const fact of facts.credit_notes) comesIn(1, 'credit_note', fact, fact.on, fact.invoice_id)
  for (const fact of facts.write_offs) comesIn(2, 'write_off', fact, fact.on, fact.invoice_id)
  for (const fact of facts.payments) comesIn(3, 'payment', fact, fact.paid_on, fact.invoice_id)
  for (const fact of facts.refunds) {
    const { id, on, amount_minor } = fact
    add(4, fact, on, (account) => account.charge({ kind: 'refund', id, due_on: on, day: on, open_minor: amount_minor, outcome: null }))
  }
  return all.sort((a, b) => {
    if (a.day !== b.day) return a.day < b.day ? -1 : 1
    return a.rank - b.rank || a.id - b.id
  })
}

function invoiceItem(fact: InvoiceFact): Item {
  const { id, issued_on, due_on, amount_minor } = fact
  const outcome: InvoiceOutcome = {
    invoice_id: id,
    issued_on,
    due_on,
    amount_minor,
    outstanding_minor: amount_minor,
    paid_minor: 0,
    credited_minor: 0,
    written_off_minor: 0,
    written_off_on: null,
    settled_on: null,
    settled_by: null,
  }
  return { kind: 'invoice', id, due_on, day: issued_on, open_minor: amount_minor, outcome }
}

/**
 * Replays the account facts of one client dated up to `asOf` (all of them without it); PRODUCT.md section 4. Amounts are minor units.
 * The order of the input does not matter; the time taken grows as n log n.
 */
export function replay(facts: AccountFacts, asOf?: Day): Replay {
  const account = new Account()
  let balance = 0
  for (const step of steps(facts, asOf)) {
    step.play(account)
    balance += step.rank === 0 || step.rank === 4 ? step.amount_minor : -step.amount_minor
  }
  const invoices = new Map<number, InvoiceOutcome>()
  for (const { id, outcome } of account.invoices.values()) if (outcome) invoices.set(id, outcome)
  const credits = account.waiting
    .filter((source) => source.left_minor > 0)
    .map((source): WaitingCredit => ({ source: source.kind, source_id: source.id, open_minor: source.left_minor, since: source.day }))
  const owedRefunds = account.refunds
    .filter((item) => item.open_minor > 0)
    .map((item): OwedRefund => ({ refund_id: item.id, owed_minor: item.open_minor, due_on: item.due_on }))
  return {
    allocations: account.allocations,
    invoices,
    credits,
    owed_refunds: owedRefunds,
    outstanding_minor: sum([...invoices.values()].map((invoice) => invoice.outstanding_minor)),
    credit_minor: sum(credits.map((credit) => credit.open_minor)),
    owed_refund_minor: sum(owedRefunds.map((refund) => refund.owed_minor)),
    balance_minor: balance,
  }
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
