import type { CardEvent, CardIncident, CardPayment, CardVisit } from '../../db/queries/client-card.ts'
import type { InvoiceOutcome, Replay } from '../../domain/allocation.ts'
import type { Day } from '../../domain/day.ts'
import { endingInWords, type Outcome } from '../../domain/undertaking.ts'
import { outcomeInWords, ratingInWords } from '../../domain/visit.ts'

/** One of the latest facts on a card. */
export interface Fact {
  readonly day: Day
  readonly kind: string
  readonly id: number
  /** Minor units, a refund below zero; null where no money is in it. */
  readonly amount_minor: number | null
  /** What happened, in words for people. */
  readonly what: string
}

interface InvoiceOnCard {
  readonly number: string
  readonly disputed: boolean
}

/** What the words of a card need to know beside the facts. */
export interface FactWords {
  readonly today: Day
  readonly money: (minor: number) => string
  readonly invoices: ReadonlyMap<number, InvoiceOnCard>
}

const joined = (...parts: (string | null | false)[]): string =>
  parts.filter((part) => part !== null && part !== false && part !== '').join(' · ')

export function visitFact(visit: CardVisit): Fact {
  const rating = ratingInWords(visit)
  const outcome = visit.outcome === 'kept' && visit.late_minutes === null && rating !== null ? null : outcomeInWords(visit)
  const how = [outcome, rating && `rated ${rating}`].filter(Boolean).join(', ')
  return { day: visit.day, kind: visit.kind, id: visit.visit_id, amount_minor: null, what: joined(how, visit.note) }
}

/** `240.00 · transfer · settles 41`. */
export function paymentFact(payment: CardPayment, account: Replay, { money, invoices }: FactWords): Fact {
  const { payment_id: id, paid_on: day, amount_minor, kind, method } = payment
  const settled = account.allocations
    .filter((part) => part.source === 'payment' && part.source_id === id && part.target === 'invoice')
    .map((part) => invoices.get(part.target_id)?.number ?? '')
  const waiting = account.credits.find((credit) => credit.source === 'payment' && credit.source_id === id)
  const what = joined(
    money(Math.abs(amount_minor)),
    method,
    settled.length > 0 && `settles ${settled.join(', ')}`,
    waiting !== undefined && `${money(waiting.open_minor)} waits as credit`,
    kind === 'account' && amount_minor < 0 && 'of credit',
  )
  return { day, kind: amount_minor < 0 ? 'refund' : 'payment', id, amount_minor, what }
}

/** `44 · 120.00 · due 2026-11-12 · open`. */
export function invoiceFact(invoice: InvoiceOutcome, { today, money, invoices }: FactWords): Fact {
  const { invoice_id: id, issued_on: day, due_on, amount_minor, outstanding_minor, settled_on } = invoice
  const { number = String(id), disputed = false } = invoices.get(id) ?? {}
  const open = outstanding_minor < amount_minor ? `${money(outstanding_minor)} open` : 'open'
  const state = settled_on !== null ? `settled ${settled_on}` : disputed ? `${open}, disputed` : due_on < today ? `${open}, overdue` : open
  return { day, kind: 'invoice', id, amount_minor, what: joined(number, money(amount_minor), `due ${due_on}`, state) }
}

export function incidentFact({ incident_id: id, occurred_on: day, sign, severity, our_fault, resolved_on, note }: CardIncident): Fact {
  const what = joined(
    `${sign}, severity ${severity}`,
    our_fault === 1 && 'our fault',
    resolved_on !== null && `resolved ${resolved_on}`,
    note,
  )
  return { day, kind: 'incident', id, amount_minor: null, what }
}

/** `Kitchen · as agreed`, `payment · withdrawn 2026-11-20`. */
export function eventFact({ kind, id, day, subject, outcome }: CardEvent): Fact {
  const ending = outcome && (kind === 'warning' ? `withdrawn ${outcome}` : endingInWords(outcome as Outcome))
  return { day, kind, id, amount_minor: null, what: joined(subject, ending) }
}
