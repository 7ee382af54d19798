import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { counted } from '../../domain/words.ts'
import { existingCategory, policyInWords } from './policy.ts'

export const categoriesShow = defineCommand({
  name: 'categories show',
  summary: 'Show one category: its policy and how many clients it has',
  file: 'read',
  arguments: { name: arg('<name>', 'the name of the category', text) },
  examples: ['categories show vip'],
  async run(context, { name }) {
    const store = await context.store()
    const category = existingCategory(store, name)
    const clients = store.categories.clientsIn(category.id).length
    const isDefault = store.categories.byName(store.settings.category)?.id === category.id
    const { id, name: called, ...policy } = category
    return {
      title: called,
      aside: `${counted(clients, 'client')}${isDefault ? ' · the category of new cards' : ''}`,
      lines: [
        `Policy: ${policyInWords(category) || 'nothing out of the ordinary'}.`,
        ...(policy.advice ? [`How to treat: ${policy.advice}`] : []),
      ],
      record: { currency: store.settings.currency, category_id: id, category: called, ...policy, clients, default: isDefault },
    }
  },
})
