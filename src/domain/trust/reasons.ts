/** The reasons of a verdict as an owner would say them, with their counts, days and amounts. */

import { ago, counted, lateness, listed, times } from '../words.ts'
import type { Ground } from './ground.ts'
import { ADVERSE_BELOW, APPOINTMENT, PREPAY, type Sign } from './rules.ts'
import { paymentValue } from './values.ts'
import type { FactsAfterWarning } from './warnings.ts'

/** How the file names an invoice by its id, writes an amount of minor units, and a day of that number. */
export interface ReasonWords {
  readonly invoiceNumber: (id: number) => string
  readonly money: (minor: number) => string
  readonly day: (day: number) => string
}

/** One sentence a reason, in the order of the grounds, without capital or full stop. */
export function reasonsInWords(grounds: readonly Ground[], words: ReasonWords): string[] {
  return grounds.map((ground) => (SENTENCES[ground.kind] as Sentence<Ground>)(ground, words))
}

/** The ids of the invoices that the words of these grounds name: for a look at their numbers beforehand. */
export function invoicesNamedIn(grounds: readonly Ground[]): number[] {
  const ids: number[] = []
  for (const ground of grounds) {
    if ('invoice_id' in ground) ids.push(ground.invoice_id)
    else if (ground.kind === 'after_warning') for (const { kind, id } of ground.facts) if (kind === 'invoice') ids.push(id)
  }
  return ids
}

type Sentence<G> = (ground: G, words: ReasonWords) => string

const SENTENCES: { readonly [Kind in Ground['kind']]: Sentence<Extract<Ground, { readonly kind: Kind }>> } = {
  unresolved: ({ sign, severity, day, incidents }, words) =>
    incidents === 1
      ? `${oneIncident(sign, severity)} on ${words.day(day)} is unresolved`
      : `${incidents} ${sign} incidents of severity ${severity} are unresolved, the first of ${words.day(day)}`,
  after_warning: (ground, words) =>
    `${failed(ground)} ${times(ground.facts.length)} more after the warning of ${words.day(ground.warned)}${namedFacts(ground, words)}`,
  overdue: ({ invoice_id, outstanding_minor, late_days, invoices, total_minor }, words) => {
    const others = invoices === 1 ? '' : `, and ${counted(invoices - 1, 'other')} (${words.money(total_minor - outstanding_minor)})`
    return `invoice ${words.invoiceNumber(invoice_id)} (${words.money(outstanding_minor)}) is ${counted(late_days, 'day')} overdue${others}`
  },
  payment_score: ({ score, observations }) =>
    `payment scores ${justUnder(score, PREPAY.payment_score_below)}, under ${PREPAY.payment_score_below} (${counted(observations, 'fact')})`,
  settled_late: ({ invoice_id, late_days, written_off, days_ago, until }, words) => {
    const closed = `invoice ${words.invoiceNumber(invoice_id)} was ${written_off ? 'written off' : 'settled'} ${lateness(late_days)}`
    return `${closed}, ${ago(days_ago)}${until === null ? '' : `: prepay until ${words.day(until)}`}`
  },
  too_few: ({ observations, needed }) =>
    observations === 0 ? `no facts yet, ${needed} are needed` : `only ${counted(observations, 'fact')} so far, ${needed} are needed`,
  written_off: ({ invoice_id, day, amount_minor, invoices }, words) =>
    invoices === 1
      ? `${words.money(amount_minor)} of invoice ${words.invoiceNumber(invoice_id)} was written off on ${words.day(day)}`
      : `${invoices} invoices were written off, wholly or in part, the last on ${words.day(day)}`,
  late_payments: ({ count, since }, words) =>
    count === 1
      ? `an invoice due on ${words.day(since)} was paid over ${LATEST_NOT_ADVERSE} days late`
      : `${count} invoices paid over ${LATEST_NOT_ADVERSE} days late since ${words.day(since)}`,
  punctuality: ({ invoices, on_time, late_days }) =>
    invoices === 1
      ? `paid ${lateness(late_days)} (1 invoice)`
      : `pays ${lateness(Math.round(late_days))} on average (${invoices} invoices); on time ${on_time} of ${invoices}`,
  disputed: ({ invoice_id, outstanding_minor, invoices, total_minor }, words) =>
    invoices === 1
      ? `invoice ${words.invoiceNumber(invoice_id)} (${words.money(outstanding_minor)}) is in dispute`
      : `${invoices} invoices (${words.money(total_minor)}) are in dispute`,
  no_shows: ({ count, since }, words) => (count === 1 ? `a no-show on ${words.day(since)}` : `${count} no-shows since ${words.day(since)}`),
  short_cancellations: ({ count, since }, words) => {
    const notice = `with under ${APPOINTMENT.notice_hours} h notice`
    return count === 1 ? `a cancellation ${notice} on ${words.day(since)}` : `${count} cancellations ${notice} since ${words.day(since)}`
  },
  appointments: ({ kept, late, late_minutes }) => {
    if (late === 0) return `on time for ${counted(kept, 'appointment')}`
    return `late for ${late} of ${counted(kept, 'appointment')}, by ${counted(Math.round(late_minutes / late), 'minute')}${late === 1 ? '' : ' on average'}`
  },
  ratings: ({ contacts, mean }) => `rated ${mean.toFixed(1)} of 5${contacts === 1 ? '' : ' on average'} (${counted(contacts, 'contact')})`,
  projects: ({ closed, mismanaged, exemplary }) => {
    if (mismanaged > 0) return closed === 1 ? 'the only project was mismanaged' : `${mismanaged} of ${closed} projects mismanaged`
    if (exemplary > 0) return closed === 1 ? 'the only project was exemplary' : `${exemplary} of ${closed} projects exemplary`
    return `${counted(closed, 'project')} went as agreed`
  },
  agreements: ({ ended, breached }, words) => {
    if (breached === null) return `kept ${counted(ended, 'agreement')}`
    const since = `${breached.count === 1 ? ', on' : ' since'} ${words.day(breached.since)}`
    return `breached ${ended === 1 ? 'the only agreement' : `${breached.count} of ${ended} agreements`}${since}`
  },
  incidents: ({ sign, count, since, severity }, words) =>
    count === 1
      ? `${oneIncident(sign, severity)} on ${words.day(since)}`
      : `${count} ${sign} incidents since ${words.day(since)}, up to severity ${severity}`,
}

/** A score under a line, with one decimal; one just under it must not read as if it were on it. */
function justUnder(score: number, line: number): string {
  return (Math.min(Math.round(score * 10), line * 10 - 1) / 10).toFixed(1)
}

/** The most days late that are not adverse. */
const LATEST_NOT_ADVERSE = latestNotAdverse()

function latestNotAdverse(): number {
  let days = 0
  while (paymentValue(days + 1) >= ADVERSE_BELOW) days++
  return days
}

const oneIncident = (sign: Sign, severity: number): string => `${sign === 'honesty' ? 'an' : 'a'} ${sign} incident of severity ${severity}`

/** What the client did again after the warning. */
function failed({ sign, facts }: FactsAfterWarning): string {
  const areAll = (kind: string): boolean => facts.every((fact) => fact.kind === kind)
  switch (sign) {
    case 'payment':
      return areAll('invoice') ? 'late' : 'failed to pay as agreed'
    case 'time':
      return areAll('visit') ? 'late or absent' : 'wasted our time'
    case 'behaviour':
      return 'behaved badly'
    case 'projects':
      return 'mismanaged our work'
    case 'honesty':
      return 'dishonest'
  }
}

/** Which invoices, or on which days; nothing where there are too many to read. */
function namedFacts({ facts }: FactsAfterWarning, words: ReasonWords): string {
  if (facts.length > 3) return ''
  const inOrder = facts.toSorted((one, other) => one.after - other.after || one.id - other.id)
  if (!facts.every(({ kind }) => kind === 'invoice')) return ` (${listed(inOrder.map(({ day }) => words.day(day)))})`
  return ` (invoice${facts.length === 1 ? '' : 's'} ${listed(inOrder.map(({ id }) => words.invoiceNumber(id)))})`
}
