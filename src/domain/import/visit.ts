/**
 * One row of a table of visits (PRODUCT.md sections 5 and 8). The outcome is a word in English or French, or a yes/no column `no_show`; where
 * neither says anything, a visit after today is planned and any other was kept. The facts by which a row without a reference is known
 * are its client cell, day, kind and outcome, never its note; a row with one is compared as a whole.
 */
import type { Day } from '../day.ts'
import { parseTime } from '../numeric-day.ts'
import { parseRating, type VisitKind, type VisitState } from '../visit.ts'
import { type DayCell, fails, type Read, readWhole, readYesNo, wordTable } from './cells.ts'
import { joinParts } from './identity.ts'

/** A row's cells as text; '' where the cell is empty or the table has no such column. */
export interface VisitCells {
  readonly client: string
  readonly client_number: string
  readonly date: string
  readonly time: string
  readonly kind: string
  readonly outcome: string
  readonly no_show: string
  readonly late: string
  readonly cancelled_by: string
  readonly notice: string
  readonly ratings: string
  readonly follow_up: string
  readonly operator: string
  readonly reference: string
  readonly note: string
}

export interface ImportedVisit extends VisitState {
  readonly day: Day
  /** `HH:MM`. */
  readonly time: string | null
  readonly kind: VisitKind
  readonly follow_up_on: Day | null
  /** Whether the row says its outcome; else it follows from today, and tomorrow perhaps otherwise. */
  readonly outcome_said: boolean
}

const MOST_LATE = 1440
const MOST_NOTICE = 10_000

const readKind = wordTable<VisitKind>({
  visit: 'visits, visite, visite à domicile, à domicile, home visit, déplacement',
  reception: 'réception, accueil, au cabinet, en magasin, sur place, in store, office, consultation, séance, session',
  meeting: 'réunion, rendez-vous, rdv, rencontre, appointment, entretien',
  call: 'phone, phone call, telephone, appel, appel téléphonique, téléphone',
  letter: 'courrier, lettre, post',
  message: 'sms, text, email, mail, courriel, e-mail, whatsapp, texto',
})

type OutcomeWord = 'kept' | 'late' | 'no_show' | 'cancelled' | 'cancelled_by_us' | 'planned'

const readOutcome = wordTable<OutcomeWord>({
  kept: 'done, completed, came, attended, on time, ok, honoré, honorée, venu, venue, présent, présente, effectué, effectuée, réalisé, réalisée, fait, tenu, à l’heure, terminé, terminée',
  late: 'came late, retard, en retard, venu en retard, venue en retard',
  no_show:
    'no show, noshow, missed, absent, absente, did not come, non venu, non venue, non honoré, non honorée, lapin, manqué, manquée, pas venu',
  cancelled:
    'canceled, cancelled by client, cancelled by the client, annulé, annulée, annulé par le client, annulée par le client, annulé par la cliente, annulation, reporté, excusé, excusée',
  cancelled_by_us: 'canceled by us, annulé par nous, annulée par nous, annulé par le cabinet',
  planned:
    'scheduled, booked, confirmed, upcoming, prévu, prévue, planifié, planifiée, programmé, programmée, à venir, confirmé, confirmée, réservé',
})

const readSide = wordTable<'client' | 'us'>({
  client: 'the client, customer, le client, la cliente',
  us: 'we, owner, nous, cabinet, me, moi',
})

/** Reads a row, or says which cell cannot be read. */
export function readVisit(cells: VisitCells, today: Day, readDay: (text: string) => DayCell | undefined): Read<ImportedVisit> {
  const { date, kind, follow_up } = cells
  const at = readDay(date)
  if (at === undefined) return fails('date', date === '' ? 'date is empty' : `date "${date}" is not a day`)
  const time = cells.time === '' ? at.time : parseTime(cells.time)
  if (time === undefined) return fails('time', `time "${cells.time}" is not a time of day`)
  const kindRead = kind === '' ? 'visit' : readKind(kind)
  if (kindRead === undefined) {
    return fails('kind', `kind "${kind}" is none of visit, reception, meeting, call, letter, message`)
  }
  const state = readState(cells, at.day, today)
  if (!state.ok) return state
  const followUp = follow_up === '' ? null : readDay(follow_up)
  if (followUp === undefined) return fails('follow_up', `follow_up "${follow_up}" is not a day`)
  const outcome_said = cells.outcome !== '' || cells.no_show !== ''
  return { ok: true, value: { ...state.value, day: at.day, time, kind: kindRead, follow_up_on: followUp?.day ?? null, outcome_said } }
}

function readState(cells: VisitCells, day: Day, today: Day): Read<VisitState> {
  const word = readOutcomeWord(cells, day, today)
  if (!word.ok) return word
  const outcome = word.value === 'late' ? 'kept' : word.value === 'cancelled_by_us' ? 'cancelled' : word.value
  const late = readDetail('late', cells.late, MOST_LATE, /\s*(?:m|mn|min|mins|minutes?)\.?$/i, outcome === 'kept', 'a visit that was kept')
  if (!late.ok) return late
  const by = readCancelledBy(cells.cancelled_by, word.value)
  if (!by.ok) return by
  const byClient = by.value === 'client'
  const notice = readDetail(
    'notice',
    cells.notice,
    MOST_NOTICE,
    /\s*(?:h|hrs?|hours?|heures?)\.?$/i,
    byClient,
    'one cancelled by the client',
  )
  if (!notice.ok) return notice
  const ratings = { patience: null, kindness: null, professionalism: null }
  const rated = cells.ratings === '' ? { ok: true as const, value: ratings } : parseRating(cells.ratings)
  if (!rated.ok) return fails('ratings', `ratings "${cells.ratings}" are not three numbers from 1 to 5, such as 5,5,4`)
  const { value } = rated
  return { ok: true, value: { outcome, cancelled_by: by.value, notice_hours: notice.value, late_minutes: late.value, ...value } }
}

function readOutcomeWord({ outcome, no_show }: VisitCells, day: Day, today: Day): Read<OutcomeWord> {
  const said = outcome === '' ? null : readOutcome(outcome)
  if (said === undefined) return fails('outcome', `outcome "${outcome}" is none of kept, late, no-show, cancelled, planned`)
  const missed = no_show === '' ? null : readYesNo(no_show)
  if (missed === undefined) return fails('no_show', `no_show "${no_show}" is neither yes nor no`)
  if (missed === 'yes' && said !== null && said !== 'no_show') return fails('no_show', `no_show says yes, but outcome says "${outcome}"`)
  if (missed === 'no' && said === 'no_show') return fails('no_show', `no_show says no, but outcome says "${outcome}"`)
  if (missed === 'yes') return { ok: true, value: 'no_show' }
  return { ok: true, value: said ?? (day > today ? 'planned' : 'kept') }
}

function readCancelledBy(text: string, outcome: OutcomeWord): Read<'client' | 'us' | null> {
  const side = text === '' ? null : readSide(text)
  if (side === undefined) return fails('cancelled_by', `cancelled_by "${text}" is neither client nor us`)
  if (outcome === 'cancelled_by_us') return { ok: true, value: 'us' }
  if (outcome === 'cancelled') return { ok: true, value: side ?? 'client' }
  return side === null ? { ok: true, value: null } : fails('cancelled_by', `cancelled_by says "${text}", but the visit was not cancelled`)
}

function readDetail(field: string, text: string, most: number, unit: RegExp, belongs: boolean, to: string): Read<number | null> {
  if (text === '') return { ok: true, value: null }
  const number = readWhole(text, most, unit)
  if (number === undefined) return fails(field, `${field} "${text}" is not a whole number from 0 to ${most}`)
  if (belongs) return { ok: true, value: number }
  return number === 0 ? { ok: true, value: null } : fails(field, `${field} says ${number}, which only ${to} can have`)
}

/** The facts by which a visit without a reference is known. */
export function visitFacts({ client, client_number }: VisitCells, { day, kind, outcome, outcome_said }: ImportedVisit): string {
  return joinParts([client_number === '' ? client : `#${client_number}`, day, kind, outcome_said ? outcome : ''])
}

/** All that a row says, for a visit known by its reference. */
export function visitContent(cells: VisitCells, visit: ImportedVisit): string {
  const { time, late_minutes, cancelled_by, notice_hours, patience, kindness, professionalism, follow_up_on } = visit
  const details = [time, late_minutes, cancelled_by, notice_hours, patience, kindness, professionalism, follow_up_on].map(
    (each) => each ?? '',
  )
  return joinParts([visitFacts(cells, visit), cells.client, ...details, cells.operator, cells.note])
}

/** What is compared with a visit on file, and set where it differs. */
export type VisitColumns = Omit<ImportedVisit, 'outcome_said'> & { readonly operator_id: number | null; readonly note: string | null }

export type VisitChange = { [K in keyof VisitColumns]?: VisitColumns[K] }

/** What empty cells may take out of a visit; its kind and its outcome are never nothing. */
export const VISIT_ERASABLE = {
  time: ['time'],
  late: ['late_minutes'],
  notice: ['notice_hours'],
  ratings: ['patience', 'kindness', 'professionalism'],
  follow_up: ['follow_up_on'],
  operator: ['operator_id'],
  note: ['note'],
} as const

const STATE: readonly (keyof VisitState)[] = ['outcome', 'cancelled_by', 'notice_hours', 'late_minutes']
const OTHERS: readonly (keyof VisitColumns)[] = ['time', 'patience', 'kindness', 'professionalism', 'follow_up_on', 'operator_id', 'note']

/**
 * What a known visit must be set to; nothing for what is equal already, and an empty cell erases nothing. `said`: the row has a kind, and an
 * outcome, of its own. An outcome that changes brings all that belongs to it.
 */
export function visitChange(
  row: VisitColumns,
  said: { readonly kind: boolean; readonly outcome: boolean },
  known: VisitColumns,
): VisitChange {
  const change: Record<string, unknown> = {}
  const set = (key: keyof VisitColumns): void => {
    if (row[key] !== known[key]) change[key] = row[key]
  }
  const sameState = row.outcome === known.outcome && row.cancelled_by === known.cancelled_by
  set('day')
  if (said.kind) set('kind')
  if (sameState || said.outcome) for (const key of STATE) if (!sameState || row[key] !== null) set(key)
  for (const key of OTHERS) if (row[key] !== null) set(key)
  return change as VisitChange
}
