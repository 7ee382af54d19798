import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { pastDay } from '../../cli/parsers.ts'
import { onDay } from '../../domain/visit.ts'
import { warnOfFuture } from '../days.ts'
import { incidentInWords, incidentKeys, incidentNamed } from './incident.ts'
import { numberArgument } from './options.ts'
import { known, refuseBefore } from './words.ts'

export const incidentsResolve = defineCommand({
  name: 'incidents resolve',
  summary: 'Settle an incident: it stays a fact of its day, and stands open no longer',
  file: 'write',
  arguments: { incident: numberArgument('incident') },
  options: { on: opt('--on <day>', 'the day it was settled (today)', pastDay) },
  examples: ['incidents resolve 1'],
  async run(context, { incident: id, on }) {
    const day = on ?? context.today
    const { id: operation, result } = await context.write('incidents resolve', ({ store, note }) => {
      const before = known(store.incidents.byId(id), 'incident', id)
      if (before.resolved_on !== null) return before
      refuseBefore(day, before.occurred_on, `incident ${id} happened`)
      store.incidents.resolve(id, day)
      note({ client_id: before.client_id, incident_id: id })
      return { ...before, resolved_on: day }
    })
    if (operation !== null) warnOfFuture(context, day)
    const state = operation === null ? `is resolved since ${result.resolved_on} already` : `is resolved ${onDay(day, context.today)}`
    const sentence = `${incidentNamed(result)} ${state}: ${incidentInWords(result)}.`
    return answer(context, operation, { ...incidentKeys(result), resolved_on: result.resolved_on }, [withUndo(sentence, operation)])
  },
})
