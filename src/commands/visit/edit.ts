import { arg, defineCommand, flag } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { checkFollowUp, momentAfter, outcomeAfter } from './outcome.ts'
import { changedVisit, operatorColumn, standingVisit, warnIfPastPlan } from './visit-answer.ts'
import { visitNumber, visitOptions } from './visit-options.ts'

export const visitsEdit = defineCommand({
  name: 'visits edit',
  summary: 'Correct a contact; an empty value clears',
  file: 'write',
  arguments: { visit: arg('<number>', 'the number of the visit', visitNumber) },
  options: { ...visitOptions, kept: flag('--kept', 'it took place after all') },
  examples: ['visits edit 915 --late 10 --rate 4,4,5', 'visits edit 915 --note ""'],
  async run(context, { visit: id, ...values }) {
    if (Object.values(values).every((value) => value === undefined || value === false)) {
      throw new UsageError('nothing was said to change', 'see clientele visits edit --help')
    }
    const { id: operation, result } = await context.write('visits edit', ({ store, note }) => {
      const before = standingVisit(store, id)
      const state = outcomeAfter(before, values)
      const moment = momentAfter(before, state.outcome, values, context.today)
      const followUp = values.followUp === undefined ? before.follow_up_on : values.followUp
      checkFollowUp(followUp, moment.day)
      store.visits.update(id, {
        ...state,
        ...moment,
        kind: values.kind,
        follow_up_on: followUp,
        note: values.note,
        reference: values.ref,
        operator_id: operatorColumn(store, values.by),
      })
      note({ client_id: before.client_id, visit_id: id })
      return { day: moment.day, outcome: state.outcome }
    })
    if (operation !== null && result.outcome === 'planned') warnIfPastPlan(context, result.day)
    return changedVisit(context, operation, id)
  },
})
