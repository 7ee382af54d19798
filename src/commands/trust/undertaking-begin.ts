import { answer, withUndo } from '../../cli/answer.ts'
import { arg, type Command, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { AGREEMENT, PROJECT, type UndertakingKind } from '../../domain/undertaking.ts'
import { onDay } from '../../domain/visit.ts'
import { resolveClient } from '../client/resolve.ts'
import { warnOfFuture } from '../days.ts'
import { clientArgument, onOption } from './options.ts'
import { undertakingKeys } from './undertaking.ts'
import { known, named } from './words.ts'

interface Words {
  readonly summary: string
  readonly title: string
  /** The command that ends what has that number. */
  readonly endedBy: (id: number) => string
  readonly examples: readonly string[]
}

function beginning(kind: UndertakingKind, words: Words): Command {
  return defineCommand({
    name: kind.noun,
    summary: words.summary,
    file: 'write',
    arguments: { client: clientArgument, title: arg('<title>', words.title, text) },
    options: { on: onOption },
    examples: words.examples,
    async run(context, { client, title, on }) {
      const day = on ?? context.today
      const clientId = await resolveClient(context, client)
      warnOfFuture(context, day)
      const { id: operation, result } = await context.write(kind.noun, ({ store, note }) => {
        const id = store.undertakings.begin(kind, clientId, { title, day })
        note({ client_id: clientId, [`${kind.noun}_id`]: id })
        return known(store.undertakings.byId(kind, id), kind.noun, id)
      })
      const sentence = `${named(kind.noun, result.id, result)}, ${kind.begun} ${onDay(day, context.today)}: ${title}.`
      return answer(context, operation, undertakingKeys(kind, result), [
        withUndo(sentence, operation),
        [{ text: `  When it is over: clientele ${words.endedBy(result.id)}`, style: 'dim' }],
      ])
    },
  })
}

export const project = beginning(PROJECT, {
  summary: 'Open a project with a client; how it closes bears on trust',
  title: 'what is to be done, in a few words',
  endedBy: (id) => `projects close ${id} --as ${PROJECT.outcomes.join('|')}`,
  examples: ['project "Asha Patel" "Course of six treatments"', 'project 12 "Home visits" --on 2026-09-01'],
})

export const agreement = beginning(AGREEMENT, {
  summary: 'Record what was agreed with a client; kept or breached, it bears on trust',
  title: 'what was agreed, in a few words',
  endedBy: (id) => `agreements end ${id} ${AGREEMENT.outcomes.map((outcome) => `--${outcome}`).join('|')}`,
  examples: ['agreement "Asha Patel" "Pays within the week"', 'agreement 12 "Two visits a month" --on 2026-09-01'],
})
