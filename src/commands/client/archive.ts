import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand, flag } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { resolveClient } from './resolve.ts'

export const archive = defineCommand({
  name: 'archive',
  summary: 'Hide a client from list and today; reports keep the facts',
  file: 'write',
  arguments: { client: arg('<client>', 'number, name or anything else that names the client', text) },
  options: { restore: flag('--restore', 'bring the client back') },
  examples: ['archive 40', 'archive 40 --restore'],
  async run(context, { client, restore }) {
    const clientId = await resolveClient(context, client)
    const { id: operation, result: card } = await context.write('archive', ({ store, note }) => {
      const before = store.clients.card(clientId)
      if ((before.archived_on !== null) === restore) store.clients.update(clientId, { archived_on: restore ? null : context.today })
      note({ client_id: clientId, ...(restore ? { restored: true } : {}) })
      return before
    })
    const who = `${card.name} (${clientId})`
    const archivedOn = restore ? null : operation === null ? card.archived_on : context.today
    const sentence = restore
      ? operation === null
        ? `${who} is not archived.`
        : `${who} is back in list and today.`
      : operation === null
        ? `${who} is archived already, since ${card.archived_on}.`
        : `Archived ${who}: hidden from list and today, kept in reports. To bring back: clientele archive ${clientId} --restore`
    return answer(context, operation, { client_id: clientId, archived_on: archivedOn }, [withUndo(sentence, operation)])
  },
})
