import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { arg, defineCommand, flag } from '../../cli/define.ts'
import type { Store } from '../../db/store.ts'
import type { Line } from '../../output/view.ts'
import { cardOptions, clientName } from './card-options.ts'
import { cardColumns, categoryNamed } from './card-values.ts'
import { addReference } from './references.ts'
import { checkTwins } from './twins.ts'

/** The category that was given; without one, asked for on a terminal, else the one in the settings. */
async function chooseCategory(
  context: Context,
  store: Store,
  given: string | null | undefined,
): Promise<{ name: string; defaulted: boolean }> {
  if (given) return { name: given, defaulted: false }
  if (!context.ask) return { name: store.settings.category, defaulted: true }
  const choices = store.categories.all().map(({ name }) => ({ name, value: name }))
  return { name: await context.ask.choose('In which category?', choices), defaulted: false }
}

export const add = defineCommand({
  name: 'add',
  summary: 'Add the card of a client',
  file: 'create',
  arguments: { name: arg('<name>', 'the name of the person or company', clientName) },
  options: { ...cardOptions, force: flag('--force', 'even if the client seems to be on file already') },
  examples: ['add "Nadia Roche" --category vip --phone "06 12 34 56 78" --city Lyon'],
  async run(context, { name, ...values }) {
    const store = await context.store()
    const category = await chooseCategory(context, store, values.category)
    categoryNamed(store, category.name)
    const { columns, doubts } = await cardColumns(context, values)
    const { id: operation, result } = await context.write('add', async ({ store: file, note }) => {
      const categoryId = categoryNamed(file, category.name)
      const identity = { name, card: null, phone: null, phone_e164: null, email: null, ...columns }
      await checkTwins(context, file, identity, {
        force: values.force,
        named: true,
        hint: 'clientele edit changes that card; --force adds another',
      })
      const clientId = file.clients.insert({
        ...columns,
        name,
        category_id: categoryId,
        added_on: context.today,
        checked_on: context.today,
        operator_id: values.operator ? file.clients.operatorId(values.operator) : null,
      })
      if (values.ref) addReference(file, clientId, values.ref)
      note({ client_id: clientId })
      return { clientId, policy: file.categories.byId(categoryId) }
    })
    for (const doubt of doubts) context.warn(doubt)
    const lines: Line[] = [
      withUndo(
        `Added ${name} as client ${result.clientId} (${category.name}${category.defaulted ? ', the default category' : ''}).`,
        operation,
      ),
    ]
    if (result.policy?.advice) lines.push([{ text: `  ${result.policy.name}: ${result.policy.advice}`, style: 'dim' }])
    return answer(context, operation, { client_id: result.clientId, category: category.name }, lines)
  },
})
