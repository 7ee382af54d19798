import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { AppError } from '../../cli/errors.ts'
import type { Moment } from '../../cli/parsers.ts'
import type { VisitRow } from '../../db/queries/visits.ts'
import type { Store } from '../../db/store.ts'
import type { Day } from '../../domain/day.ts'
import { type VisitKind, type VisitState, visitInWords } from '../../domain/visit.ts'
import type { View } from '../../output/view.ts'
import { checkFollowUp } from './outcome.ts'

/** The contact of that number, which still counts. @throws AppError when there is none, or it is void */
export function standingVisit(store: Store, id: number): VisitRow {
  const found = knownVisit(store, id)
  if (found.voided_on !== null) throw new AppError(`visit ${id} is void`, { hint: 'record it anew with clientele visit' })
  return found
}

/** @throws AppError when there is no contact of that number */
export function knownVisit(store: Store, id: number): VisitRow {
  const found = store.visits.byId(id)
  if (!found) throw new AppError(`there is no visit ${id}`, { hint: 'clientele visits lists them with their numbers' })
  return found
}

export function warnIfPastPlan(context: Context, day: Day): void {
  if (day < context.today)
    context.warn(`${day} is past, and the visit is planned: once it took place, say clientele visits done with its number`)
}

/** The answer of a command that changed a contact: what it is now, or that nothing changed. */
export async function changedVisit(context: Context, operation: number | null, id: number): Promise<View> {
  const visit = knownVisit(await context.store(), id)
  const { client_id, visit_id, day, time, kind, outcome, follow_up_on } = visit
  const prefix = operation === null ? 'Nothing to change: ' : ''
  const sentence = `${prefix}${visitInWords(visit, context.today)}`
  return answer(context, operation, { client_id, visit_id, day, time, kind, outcome, follow_up_on }, [withUndo(sentence, operation)])
}

/** What an option `--by` sets: the operator, made when first named; null clears. */
export function operatorColumn(store: Store, name: string | null | undefined): number | null | undefined {
  return name ? store.clients.operatorId(name) : name === undefined ? undefined : null
}

export interface VisitWritten {
  /** How the contact stands now, and when it is. */
  readonly state: VisitState
  readonly moment: Moment
  readonly values: {
    readonly kind: VisitKind | undefined
    readonly followUp: Day | null | undefined
    readonly note: string | null | undefined
    readonly ref?: string | null | undefined
    readonly by: string | null | undefined
  }
}

/** Sets what differs in a contact that is on file. @throws UsageError when its follow-up would come before it */
export function updateVisit(store: Store, before: VisitRow, { state, moment, values }: VisitWritten): void {
  const followUp = values.followUp === undefined ? before.follow_up_on : values.followUp
  checkFollowUp(followUp, moment.day)
  store.visits.update(before.visit_id, {
    ...state,
    ...moment,
    kind: values.kind,
    follow_up_on: followUp,
    note: values.note,
    reference: values.ref,
    operator_id: operatorColumn(store, values.by),
  })
}
