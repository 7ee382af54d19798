import { UsageError } from '../../cli/errors.ts'
import type { EitherMoment, Moment } from '../../cli/parsers.ts'
import type { Day } from '../../domain/day.ts'
import { isInPerson, nameOfDay, type Rating, type VisitKind, type VisitOutcome, type VisitState } from '../../domain/visit.ts'

/** What the options say of how a contact ended; undefined where they say nothing, null where they clear. */
export interface OutcomeValues {
  readonly planned?: boolean
  readonly kept?: boolean
  readonly noShow: boolean
  readonly cancelled: boolean
  readonly byUs: boolean
  readonly notice: number | null | undefined
  readonly late: number | null | undefined
  readonly rate: Rating | null | undefined
}

const NO_RATING: Rating = { patience: null, kindness: null, professionalism: null }

function pick<T>(given: T | null | undefined, before: T | null): T | null {
  return given === undefined ? before : given
}

function saidOutcome(values: OutcomeValues): VisitOutcome | undefined {
  const flags: [boolean | undefined, string, VisitOutcome][] = [
    [values.planned, '--planned', 'planned'],
    [values.kept, '--kept', 'kept'],
    [values.noShow, '--no-show', 'no_show'],
    [values.cancelled, '--cancelled', 'cancelled'],
  ]
  const [first, second] = flags.filter(([said]) => said)
  if (first && second) throw new UsageError(`${first[1]} and ${second[1]} cannot both be`, 'say one of them')
  return first?.[2]
}

const IN_WORDS: Readonly<Record<VisitOutcome, string>> = { planned: 'planned', kept: 'kept', no_show: 'a no-show', cancelled: 'cancelled' }

/** @throws UsageError when a lateness or a rating is given of what did not take place */
function refuseBeyondKept(outcome: VisitOutcome, said: VisitOutcome | undefined, { late, rate }: OutcomeValues): void {
  const option = typeof late === 'number' ? '--late' : rate ? '--rate' : undefined
  if (!option) return
  const remedy = outcome === 'planned' ? 'when it is over, say clientele visits done with its number' : 'say --kept if it did'
  throw new UsageError(
    `${option} is for a contact that took place, and this one is ${IN_WORDS[outcome]}`,
    said ? 'leave one of the two out' : remedy,
  )
}

/** @throws UsageError where somebody is said to be late for a letter, or to have missed a call */
export function refuseOfDistantKind(kind: VisitKind, { late, noShow }: OutcomeValues): void {
  const option = typeof late === 'number' ? '--late' : noShow ? '--no-show' : undefined
  if (option === undefined || isInPerson(kind)) return
  throw new UsageError(`${option} is for a visit, a reception or a meeting, and this is a ${kind}`, 'leave it out, or say another --kind')
}

/**
 * How a contact stands once the options are applied to how it stood. What a new outcome has no room for is dropped.
 * @throws UsageError where the options contradict each other, or the contact
 */
export function outcomeAfter(before: VisitState, values: OutcomeValues): VisitState {
  const said = saidOutcome(values)
  const outcome = said ?? before.outcome
  const isKept = outcome === 'kept'
  if (!isKept) refuseBeyondKept(outcome, said, values)
  const isCancelled = outcome === 'cancelled'
  if (!isCancelled && typeof values.notice === 'number')
    throw new UsageError('--notice is for what was cancelled', 'say --cancelled as well')
  if (!isCancelled && values.byUs) throw new UsageError('--by-us is for what was cancelled', 'say --cancelled as well')
  const cancelledBy = values.byUs ? 'us' : said || before.cancelled_by === null ? 'client' : before.cancelled_by
  if (cancelledBy === 'us' && typeof values.notice === 'number') {
    throw new UsageError('--notice is the notice the client gave, and it was cancelled by us', 'leave one of the two out')
  }
  return {
    outcome,
    cancelled_by: isCancelled ? cancelledBy : null,
    notice_hours: isCancelled && cancelledBy === 'client' ? pick(values.notice, before.notice_hours) : null,
    late_minutes: isKept ? pick(values.late, before.late_minutes) : null,
    ...(isKept ? ratingAfter(before, values.rate) : NO_RATING),
  }
}

function ratingAfter({ patience, kindness, professionalism }: Rating, given: Rating | null | undefined): Rating {
  return given === undefined ? { patience, kindness, professionalism } : (given ?? NO_RATING)
}

/**
 * Day and time of a contact: what was typed, read as a plan's or a fact's, else what they were.
 * @throws UsageError when two times are given, or a fact is still to come
 */
export function momentAfter(
  before: Moment,
  outcome: VisitOutcome,
  given: { readonly on: EitherMoment | undefined; readonly at: string | null | undefined },
  today: Day,
  remedy = 'say --planned for a plan, or --on for when it was',
): Moment {
  const typed = given.on && (outcome === 'planned' ? given.on.future : given.on.past)
  if (typed?.time && given.at && typed.time !== given.at) {
    throw new UsageError(`--on says ${typed.time} and --at ${given.at}`, 'say the time once')
  }
  const day = typed?.day ?? before.day
  // A cancellation may be known before the day has come.
  if (day > today && (outcome === 'kept' || outcome === 'no_show')) {
    throw new UsageError(`${nameOfDay(day, today)} (${day}) is still to come`, remedy)
  }
  return { day, time: given.at !== undefined ? given.at : (typed?.time ?? before.time) }
}

/** @throws UsageError when the follow-up would come before the contact */
export function checkFollowUp(followUp: Day | null, day: Day): void {
  if (followUp !== null && followUp < day) {
    throw new UsageError(`the follow-up (${followUp}) is before the visit (${day})`, 'say a later day: --follow-up +1w')
  }
}
