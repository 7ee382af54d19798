import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { checkNameIsFree, existingCategory, policyColumns, policyInWords, policyOptions } from './policy.ts'

export const categoriesAdd = defineCommand({
  name: 'categories add',
  summary: 'Add a category and how its clients are handled',
  file: 'create',
  arguments: { name: arg('<name>', 'the name of the category', text) },
  options: policyOptions,
  examples: ['categories add gold --attention high --advice "call back the same day" --visit-every 14'],
  async run(context, { name, ...values }) {
    const { id: operation, result: category } = await context.write('categories add', ({ store, note }) => {
      checkNameIsFree(store, name)
      const id = store.categories.insert(name, policyColumns(values))
      note({ category_id: id })
      return existingCategory(store, name)
    })
    const policy = policyInWords(category)
    const sentence = `Added the category ${name}${policy === '' ? '' : `: ${policy}`}.`
    return answer(context, operation, { category_id: category.id, category: name }, [withUndo(sentence, operation)])
  },
})
