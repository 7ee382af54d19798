import type { CardOnFile, CardVisit } from '../../db/queries/client-card.ts'
import type { Store } from '../../db/store.ts'
import type { Place } from '../../domain/abc-place.ts'
import { type AccountFigures, figuresOn } from '../../domain/account-figures.ts'
import { replay } from '../../domain/allocation.ts'
import { type Day, FIRST_DAY } from '../../domain/day.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { last365Days } from '../../domain/period.ts'
import { isFollowUpOpen, type VisitKind } from '../../domain/visit.ts'
import { classOf } from '../report/classes.ts'
import { type Trust, trustIn } from '../report/verdicts.ts'
import { eventFact, type Fact, type FactWords, incidentFact, invoiceFact, paymentFact, visitFact } from './card-facts.ts'

const FACTS_SHOWN = 8

/** What is next to do with a client: planned, or to follow up. */
interface NextContact {
  readonly day: Day
  readonly time: string | null
  readonly kind: VisitKind | 'follow-up'
  readonly visit_id: number
}

/** All that `show` tells of one client. */
export interface CardReading {
  readonly card: CardOnFile
  readonly refs: readonly string[]
  /** Among all clients, by purchases in the last 365 days. */
  readonly place: Place
  readonly trust: Trust
  readonly account: AccountFigures
  readonly preferredMethod: string | null
  readonly lastPayment: { readonly day: Day; readonly amount_minor: number; readonly method: string | null } | null
  readonly years: readonly { readonly year: number; readonly amount_minor: number }[]
  readonly lastContact: CardVisit | null
  readonly nextContact: NextContact | null
  readonly facts: readonly Fact[]
}

/** The earliest of what is planned and what is to be followed up, also where its day has passed. */
function nextContactOf(ahead: readonly CardVisit[], last: CardVisit | null): NextContact | null {
  const next: NextContact[] = []
  for (const visit of ahead) {
    const { visit_id, day, time, kind, follow_up_on } = visit
    if (visit.outcome === 'planned') next.push({ day, time, kind, visit_id })
    const latest = { latest_id: last?.visit_id ?? null, latest_day: last?.day ?? null }
    if (follow_up_on !== null && isFollowUpOpen({ ...visit, ...latest }))
      next.push({ day: follow_up_on, time: null, kind: 'follow-up', visit_id })
  }
  return next.reduce<NextContact | null>((first, other) => (first === null || other.day < first.day ? other : first), null)
}

function accountOf(store: Store, clientId: number, today: Day) {
  const account = replay(store.clientCard.accountFacts(clientId), today)
  const invoices = new Map<number, { number: string; disputed: boolean }>()
  if (account.invoices.size > 0) {
    for (const { invoice_id, number, disputed } of store.clientCard.invoices(clientId, today)) {
      invoices.set(invoice_id, { number, disputed: disputed === 1 })
    }
  }
  const disputed = new Set([...invoices].filter(([, invoice]) => invoice.disputed).map(([id]) => id))
  return { account, invoices, figures: figuresOn(today, account, disputed) }
}

/** Reads a card and all that stands on it, on the given day (PRODUCT.md section 3, `show`). */
export function readCard(store: Store, clientId: number, today: Day): CardReading {
  const { clientCard, settings } = store
  const card = clientCard.card(clientId)
  const { account, invoices, figures } = accountOf(store, clientId, today)
  const lastYear = last365Days(today)
  const payments = clientCard.payments(clientId, today, FACTS_SHOWN)
  const lastContact = clientCard.lastContact(clientId, today) ?? null
  const words: FactWords = { today, invoices, money: (minor) => formatMinorHuman(minor, settings.digits) }
  const facts = [
    ...clientCard.pastVisits(clientId, today, FACTS_SHOWN).map(visitFact),
    ...payments.map((payment) => paymentFact(payment, account, words)),
    ...[...account.invoices.values()].map((invoice) => invoiceFact(invoice, words)),
    ...clientCard.incidents(clientId, today, FACTS_SHOWN).map(incidentFact),
    ...clientCard.events(clientId, today, FACTS_SHOWN).map(eventFact),
  ]
  const received = payments.find((payment) => payment.amount_minor > 0)
  return {
    card,
    refs: JSON.parse(card.refs) as string[],
    place: classOf(store, clientId, today),
    trust: trustIn(store, clientId, today),
    account: figures,
    preferredMethod: clientCard.preferredMethod(clientId, lastYear) ?? clientCard.preferredMethod(clientId, { from: FIRST_DAY, to: today }),
    lastPayment: received ? { day: received.paid_on, amount_minor: received.amount_minor, method: received.method } : null,
    years: clientCard.purchasesByYear(clientId, today).map(({ year, amount_minor }) => ({ year: Number(year), amount_minor })),
    lastContact,
    nextContact: nextContactOf(clientCard.ahead(clientId), lastContact),
    facts: facts.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0)).slice(0, FACTS_SHOWN),
  }
}
