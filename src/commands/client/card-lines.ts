import { type Day, daysBetween, formatDayHuman } from '../../domain/day.ts'
import { nameOfDay, sinceDay } from '../../domain/visit.ts'
import { ago, counted } from '../../domain/words.ts'
import type { Line, Span } from '../../output/view.ts'
import { verdictStyle } from '../report/trust-columns.ts'
import type { CardReading } from './card-reading.ts'

const DOT = ' · '
const YEARS_SHOWN = 4

interface Words {
  readonly today: Day
  readonly money: (minor: number) => string
}

/** `client 12 · vip · class A`, and what is out of the ordinary. */
export function cardAside({ card, place }: CardReading): string {
  const parts = [`client ${card.client_id}`, card.category, `class ${place.class}`]
  if (card.status !== 'active') parts.push(card.status)
  if (card.archived_on !== null) parts.push(`archived since ${card.archived_on}`)
  return parts.join(DOT)
}

function contactLine({ card }: CardReading): string {
  const town = [card.postcode, card.city].filter(Boolean).join(' ')
  const address = [card.address, town, card.region, card.country].filter(Boolean).join(', ')
  return [card.phone, card.email, address].filter(Boolean).join(DOT)
}

function detailsLine({ card, refs }: CardReading, { today }: Words): string {
  const consent = [card.consent_mail === 1 && 'mail', card.consent_sms === 1 && 'messages'].filter(Boolean).join(' and ')
  const refused = [card.consent_mail === 0 && 'mail', card.consent_sms === 0 && 'messages'].filter(Boolean).join(' and ')
  return [
    card.kind === 'company' && 'company',
    card.card && `card ${card.card}`,
    refs.length > 0 && `reference ${refs.join(', ')}`,
    card.operator && `operator ${card.operator}`,
    card.attitude,
    card.birthday && `born ${formatDayHuman(card.birthday, today)}`,
    card.source && `source ${card.source}`,
    consent && `agreed to ${consent}`,
    refused && `wants no ${refused}`,
  ]
    .filter(Boolean)
    .join(DOT)
}

/** How the client is to be handled: the category's advice, or its policy where it gives none. */
function treatmentLine({ card }: CardReading): Line | null {
  const policy = [
    card.attention === 'normal' ? null : `${card.attention === 'high' ? 'high attention' : 'careful'}`,
    card.prepay_percent ? `${card.prepay_percent} % prepaid` : null,
  ].filter((part) => part !== null)
  const words = [card.advice, policy.length > 0 ? `(${policy.join(', ')})` : null].filter(Boolean).join(' ')
  return words === '' ? null : [{ text: 'How to treat: ' }, { text: words, style: 'attention' }]
}

function moneyLine({ account, lastPayment, preferredMethod }: CardReading, { today, money }: Words): readonly Span[] {
  const spans: Span[] = []
  const say = (text: string, style?: Span['style']): void => {
    spans.push({ text: spans.length > 0 ? DOT : '' }, style ? { text, style } : { text })
  }
  if (account.balance_minor > 0) say(`owes ${money(account.balance_minor)}`)
  if (account.overdue_minor > 0 && account.overdue_since !== null) {
    const since = `since ${formatDayHuman(account.overdue_since, today)} (${counted(daysBetween(account.overdue_since, today), 'day')})`
    spans.push({ text: ', of which ' }, { text: `${money(account.overdue_minor)} overdue ${since}`, style: 'alarm' })
  }
  if (account.disputed_minor > 0) say(`${money(account.disputed_minor)} in dispute`)
  if (account.credit_minor > 0) say(`${money(account.credit_minor)} waits as credit`)
  if (account.balance_minor === 0 && account.credit_minor === 0) say('owes nothing')
  if (lastPayment) say(`last paid ${money(lastPayment.amount_minor)} on ${formatDayHuman(lastPayment.day, today)}`)
  const habit = [
    account.usual_days_to_pay === null ? null : `in ${counted(account.usual_days_to_pay, 'day')}`,
    preferredMethod && `by ${preferredMethod}`,
  ]
  const usual = habit.filter(Boolean).join(', ')
  if (usual !== '') say(`usually ${account.usual_days_to_pay === null ? '' : 'pays '}${usual}`)
  return spans
}

/** `trusted 82   pays 4 days early on average (11 invoices)`, and below it what to do. */
function trustLines({ trust: { verdict, score, reasons, advice } }: CardReading): [label: string, rest: readonly Span[]][] {
  const style = verdictStyle(verdict)
  const judged: Span = { text: score === null ? verdict : `${verdict} ${Math.round(score)}`, ...(style ? { style } : {}) }
  return [
    ['Trust', [judged, { text: `   ${reasons[0] ?? ''}` }]],
    ['', [{ text: advice, style: 'dim' }]],
  ]
}

function purchasesLine({ years, place }: CardReading, { money }: Words): string {
  if (years.length === 0) return 'none'
  const shown = years.slice(-YEARS_SHOWN)
  const earlier = years.slice(0, -YEARS_SHOWN)
  const parts = shown.map(({ year, amount_minor }) => `${year} ${money(amount_minor)}`)
  if (earlier.length > 0) parts.unshift(`before ${money(earlier.reduce((sum, { amount_minor }) => sum + amount_minor, 0))}`)
  if (place.rank !== null) parts.push(`rank ${place.rank} of ${place.ranked} in the last 365 days`)
  return parts.join(DOT)
}

function contactsLine({ lastContact, nextContact }: CardReading, { today }: Words): readonly Span[] {
  const last = lastContact ? `last: ${lastContact.kind} ${ago(daysBetween(lastContact.day, today))}` : 'none yet'
  if (!nextContact) return [{ text: last }]
  const { day, time, kind } = nextContact
  const late = day < today
  const when = late ? `${sinceDay(day, today)}${kind === 'follow-up' ? '' : ', not told how it went'}` : nameOfDay(day, today)
  const next = `next: ${kind} ${when}${time === null || late ? '' : ` ${time}`}`
  return [{ text: `${last}${DOT}` }, late ? { text: next, style: 'attention' } : { text: next }]
}

/** The card in the order in which an owner reads: how to reach and treat the client, then money, purchases and contact. */
export function cardLines(reading: CardReading, words: Words): Line[] {
  const { card } = reading
  const figures: [label: string, rest: string | readonly Span[]][] = [
    ...trustLines(reading),
    ['Money', moneyLine(reading, words)],
    ['Purchases', purchasesLine(reading, words)],
    ['Contact', contactsLine(reading, words)],
  ]
  return [
    contactLine(reading),
    detailsLine(reading, words),
    treatmentLine(reading),
    card.avoid && [{ text: 'Avoid: ' }, { text: card.avoid, style: 'attention' as const }],
    card.note && `Note: ${card.note}`,
  ]
    .filter((line): line is Line => line !== null && line !== '')
    .concat('')
    .concat(
      figures.map(
        ([label, rest]): Line => [{ text: label.padEnd(11), style: 'dim' }, ...(typeof rest === 'string' ? [{ text: rest }] : rest)],
      ),
    )
}
