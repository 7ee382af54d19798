/** Contacts with clients (PRODUCT.md section 5): what took place, which follow-ups are open, and how they are told. */

import { addDays, type Day, daysBetween, formatDayHuman, formatLong, formatWeekday, type Result } from './day.ts'
import { counted } from './words.ts'

export const VISIT_KINDS = ['visit', 'reception', 'meeting', 'call', 'letter', 'message'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]

/** Whether somebody is met, who can be late or missing: not by letter, message or telephone. */
export function isInPerson(kind: VisitKind): boolean {
  return kind === 'visit' || kind === 'reception' || kind === 'meeting'
}

export type VisitOutcome = 'planned' | 'kept' | 'no_show' | 'cancelled'

/** What the client was rated from 1 to 5; all three or none. */
export interface Rating {
  readonly patience: number | null
  readonly kindness: number | null
  readonly professionalism: number | null
}

/** How a contact ended, if it did. */
export interface VisitState extends Rating {
  readonly outcome: VisitOutcome
  readonly cancelled_by: 'client' | 'us' | null
  /** Hours of notice that the client gave. */
  readonly notice_hours: number | null
  /** Null where nothing was said of it. */
  readonly late_minutes: number | null
}

/** A contact that took place and of which nothing more is known. */
export const JUST_KEPT: VisitState = {
  outcome: 'kept',
  cancelled_by: null,
  notice_hours: null,
  late_minutes: null,
  patience: null,
  kindness: null,
  professionalism: null,
}

/** `5,5,4`, also with spaces, strokes or semicolons between: patience, kindness, professionalism, whole numbers from 1 to 5. */
export function parseRating(text: string): Result<Rating, { readonly ok: false; readonly reason: 'not-a-rating' }> {
  const match = /^([1-5])(?:\s*[,;/]\s*|\s+)([1-5])(?:\s*[,;/]\s*|\s+)([1-5])$/.exec(text.trim())
  if (!match) return { ok: false, reason: 'not-a-rating' }
  return { ok: true, value: { patience: Number(match[1]), kindness: Number(match[2]), professionalism: Number(match[3]) } }
}

/** Mean of the three ratings, from 1 to 5; null where there is none. */
export function ratingMean({ patience, kindness, professionalism }: Rating): number | null {
  if (patience === null || kindness === null || professionalism === null) return null
  return (patience + kindness + professionalism) / 3
}

/** The mean with one decimal (`4.7`); null where there is none. */
export function ratingInWords(rating: Rating): string | null {
  return ratingMean(rating)?.toFixed(1) ?? null
}

/** A contact, and its client's last contact that took place (null where there is none). */
export interface FollowedUp {
  readonly visit_id: number
  readonly day: Day
  readonly follow_up_on: Day | null
  readonly voided_on: Day | null
  readonly latest_id: number | null
  readonly latest_day: Day | null
}

/** Whether a follow-up is still to be done: no contact took place on a later day, or on the same one with a higher number. */
export function isFollowUpOpen({ visit_id, day, follow_up_on, voided_on, latest_id, latest_day }: FollowedUp): boolean {
  if (follow_up_on === null || voided_on !== null) return false
  return latest_id === null || latest_day === null || latest_day < day || (latest_day === day && latest_id <= visit_id)
}

export interface OutcomeCounts {
  readonly visits: number
  readonly kept: number
  readonly planned: number
  readonly no_show: number
  readonly cancelled: number
}

/** How many there are of each outcome, void ones left out. */
export function countOutcomes(visits: Iterable<{ readonly outcome: VisitOutcome; readonly voided_on: Day | null }>): OutcomeCounts {
  const counts = { visits: 0, kept: 0, planned: 0, no_show: 0, cancelled: 0 }
  for (const { outcome, voided_on } of visits) {
    if (voided_on !== null) continue
    counts.visits++
    counts[outcome]++
  }
  return counts
}

/** `15 minutes late`, `no-show`, `cancelled 3 h before`, `cancelled by us`, `planned`, `kept`. */
export function outcomeInWords({ outcome, cancelled_by, notice_hours, late_minutes }: Omit<VisitState, keyof Rating>): string {
  if (outcome === 'planned') return 'planned'
  if (outcome === 'no_show') return 'no-show'
  if (outcome === 'cancelled') {
    if (cancelled_by === 'us') return 'cancelled by us'
    return notice_hours === null ? 'cancelled' : `cancelled ${notice_hours} h before`
  }
  if (late_minutes === null) return 'kept'
  if (late_minutes === 0) return 'on time'
  return `${counted(late_minutes, 'minute')} late`
}

/** `today`, `yesterday`, `tomorrow`, `Fri 27 Nov`, or `Fri 27 Nov 2025` where its year is not today's. */
export function nameOfDay(day: Day, today: Day): string {
  const away = daysBetween(today, day)
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  if (away === -1) return 'yesterday'
  return formatWeekday(day) + (day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`)
}

/** `today`, `yesterday`, `tomorrow`, `on Fri 27 Nov`. */
export function onDay(day: Day, today: Day): string {
  const name = nameOfDay(day, today)
  return /^(?:today|tomorrow|yesterday)$/.test(name) ? name : `on ${name}`
}

/** Since when something is due: `today`, `since yesterday`, `since Friday` within the last week, `since 12 Nov` before. */
export function sinceDay(day: Day, today: Day): string {
  if (day === today) return 'today'
  if (day === addDays(today, -1)) return 'since yesterday'
  return `since ${daysBetween(day, today) < 7 ? formatLong(day).split(' ')[0] : formatDayHuman(day, today)}`
}

const CONTACT: Readonly<Record<VisitKind, string>> = {
  visit: 'Visit of',
  reception: 'Reception of',
  meeting: 'Meeting with',
  call: 'Call with',
  letter: 'Letter to',
  message: 'Message to',
}

export interface ToldVisit extends VisitState {
  readonly client_id: number
  readonly client: string
  readonly kind: VisitKind
  readonly day: Day
  readonly time: string | null
  readonly follow_up_on: Day | null
}

/** `Visit of Asha Patel (12) today, 15 minutes late, rated 4.7. Follow-up on Fri 27 Nov.` */
export function visitInWords(visit: ToldVisit, today: Day): string {
  const isPlanned = visit.outcome === 'planned'
  const when = isPlanned ? ` planned for ${nameOfDay(visit.day, today)}` : ` ${onDay(visit.day, today)}`
  const outcome = isPlanned || (visit.outcome === 'kept' && visit.late_minutes === null) ? '' : `, ${outcomeInWords(visit)}`
  const rating = ratingInWords(visit)
  const sentence = [
    `${CONTACT[visit.kind]} ${visit.client} (${visit.client_id})${when}`,
    visit.time === null ? '' : ` at ${visit.time}`,
    outcome,
    rating === null ? '' : `, rated ${rating}`,
    '.',
    visit.follow_up_on === null ? '' : ` Follow-up ${onDay(visit.follow_up_on, today)}.`,
  ]
  return sentence.join('')
}
