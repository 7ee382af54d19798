import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand, opt } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import type { Category } from '../../db/queries/categories.ts'
import { refuseEmptyEdit } from '../empty-edit.ts'
import { checkNameIsFree, existingCategory, policyColumns, policyOptions } from './policy.ts'

const FIELDS = ['name', 'attention', 'advice', 'prepay_percent', 'terms_days', 'visit_every_days'] as const

function changesBetween(before: Category, after: Category) {
  return FIELDS.map((field) => ({ field, before: before[field], after: after[field] })).filter((change) => change.before !== change.after)
}

export const categoriesEdit = defineCommand({
  name: 'categories edit',
  summary: 'Change the name or the policy of a category; an empty value clears',
  file: 'write',
  arguments: { category: arg('<name>', 'the name of the category', text) },
  options: { name: opt('--name <new>', 'its new name', text), ...policyOptions },
  examples: ['categories edit vip --visit-every 21 --terms 45'],
  async run(context, { category, name, ...values }) {
    refuseEmptyEdit({ name, ...values }, 'categories edit')
    const { id: operation, result } = await context.write('categories edit', ({ store, note }) => {
      const before = existingCategory(store, category)
      if (name !== undefined) checkNameIsFree(store, name, before.id)
      const isDefault = store.categories.byName(store.settingsTable.read().category)?.id === before.id
      store.categories.update(before.id, { ...policyColumns(values), name })
      // The setting names the category, so it follows.
      if (isDefault && name !== undefined) store.settingsTable.set('category', name)
      note({ category_id: before.id })
      const after = existingCategory(store, name ?? before.name)
      return { after, changes: changesBetween(before, after) }
    })
    const { after, changes } = result
    const sentence =
      operation === null ? `Nothing to change: the category ${after.name} is so already.` : `Changed the category ${after.name}.`
    return answer(context, operation, { category_id: after.id, category: after.name, changes }, [
      withUndo(sentence, operation),
      ...changes.map((change) => `  ${change.field.replace(/_/g, ' ')}: ${change.before ?? 'none'} -> ${change.after ?? 'none'}`),
    ])
  },
})
