import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand, opt } from '../../cli/define.ts'
import { pastDay } from '../../cli/parsers.ts'
import { knownVisit } from './visit-answer.ts'
import { visitNumber } from './visit-options.ts'

export const visitsVoid = defineCommand({
  name: 'visits void',
  summary: 'Declare a contact a mistake: it never was, but its row stays',
  file: 'write',
  arguments: { visit: arg('<number>', 'the number of the visit', visitNumber) },
  options: { on: opt('--on <day>', 'the day to note it under (today)', pastDay) },
  examples: ['visits void 914'],
  async run(context, { visit: id, on }) {
    const { id: operation, result } = await context.write('visits void', ({ store, note }) => {
      const before = knownVisit(store, id)
      if (before.voided_on === null) store.visits.update(id, { voided_on: on ?? context.today })
      note({ client_id: before.client_id, visit_id: id, on: on ?? context.today })
      return before
    })
    const ids = { client_id: result.client_id, visit_id: id, voided_on: result.voided_on ?? on ?? context.today }
    const sentence = `Visit ${id} of ${result.client} (${result.client_id}) on ${result.day} is void${operation === null ? ' already' : ''}.`
    return answer(context, operation, ids, [withUndo(sentence, operation)])
  },
})
