import { arg, defineCommand, opt } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { pastMoment } from '../../cli/parsers.ts'
import { momentAfter, outcomeAfter, refuseOfDistantKind } from './outcome.ts'
import { changedVisit, standingVisit, updateVisit } from './visit-answer.ts'
import { outcomeOptions, visitNumber, visitOptions } from './visit-options.ts'

export const visitsDone = defineCommand({
  name: 'visits done',
  summary: 'Complete a planned contact: how it went, or that it was cancelled',
  file: 'write',
  arguments: { visit: arg('<number>', 'the number of the visit', visitNumber) },
  options: {
    on: opt('--on <day>', 'the day it took place, if not the planned one', pastMoment),
    kind: visitOptions.kind,
    by: visitOptions.by,
    ...outcomeOptions,
  },
  examples: ['visits done 916 --on today --late 5 --rate 5,5,5', 'visits done 917 --cancelled --notice 30'],
  async run(context, { visit: id, on, ...values }) {
    const { id: operation } = await context.write('visits done', ({ store, note }) => {
      const before = standingVisit(store, id)
      if (before.outcome !== 'planned') {
        throw new AppError(`visit ${id} is not planned, it is done already`, { hint: `correct it with clientele visits edit ${id}` })
      }
      const state = outcomeAfter(before, { ...values, kept: !values.noShow && !values.cancelled })
      refuseOfDistantKind(values.kind ?? before.kind, values)
      // The planned hour says nothing of another day.
      const time = on && on.day !== before.day ? null : before.time
      const either = on && { past: on, future: on }
      const moment = momentAfter(
        { day: before.day, time },
        state.outcome,
        { on: either, at: undefined },
        context.today,
        'say when it took place: --on today',
      )
      updateVisit(store, before, { state, moment, values })
      note({ client_id: before.client_id, visit_id: id })
    })
    return changedVisit(context, operation, id)
  },
})
