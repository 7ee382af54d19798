import { arg, defineCommand, flag } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import type { VisitRow } from '../../db/queries/visits.ts'
import { isInPerson, type VisitKind, type VisitState } from '../../domain/visit.ts'
import { refuseEmptyEdit } from '../empty-edit.ts'
import { momentAfter, outcomeAfter, refuseOfDistantKind } from './outcome.ts'
import { changedVisit, standingVisit, updateVisit, warnIfPastPlan } from './visit-answer.ts'
import { visitNumber, visitOptions } from './visit-options.ts'

/** @throws UsageError when a contact, made a letter or a call, still has somebody late or missing */
function refuseNewKind(kind: VisitKind, { visit_id }: VisitRow, { outcome, late_minutes }: VisitState): void {
  if (isInPerson(kind)) return
  if (outcome === 'no_show') throw new UsageError(`nobody misses a ${kind}, and visit ${visit_id} is a no-show`, 'say --kept as well')
  if (late_minutes === null) return
  throw new UsageError(`nobody is late for a ${kind}, and visit ${visit_id} was ${late_minutes} minutes late`, 'say --late "" as well')
}

export const visitsEdit = defineCommand({
  name: 'visits edit',
  summary: 'Correct a contact; an empty value clears',
  file: 'write',
  arguments: { visit: arg('<number>', 'the number of the visit', visitNumber) },
  options: { ...visitOptions, kept: flag('--kept', 'it took place after all') },
  examples: ['visits edit 915 --late 10 --rate 4,4,5', 'visits edit 915 --note ""'],
  async run(context, { visit: id, ...values }) {
    refuseEmptyEdit(values, 'visits edit')
    const { id: operation, result } = await context.write('visits edit', ({ store, note }) => {
      const before = standingVisit(store, id)
      const state = outcomeAfter(before, values)
      refuseOfDistantKind(values.kind ?? before.kind, values)
      if (values.kind !== undefined) refuseNewKind(values.kind, before, state)
      const moment = momentAfter(before, state.outcome, values, context.today)
      updateVisit(store, before, { state, moment, values })
      note({ client_id: before.client_id, visit_id: id })
      return { day: moment.day, outcome: state.outcome }
    })
    if (operation !== null && result.outcome === 'planned') warnIfPastPlan(context, result.day)
    return changedVisit(context, operation, id)
  },
})
