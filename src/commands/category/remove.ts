import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { Category } from '../../db/queries/categories.ts'
import type { Store } from '../../db/store.ts'
import { counted } from '../../domain/words.ts'
import { existingCategory } from './policy.ts'

/** Moves the clients and removes the category, inside an operation; answers how many were moved. @throws AppError, UsageError */
function removeFrom(store: Store, category: Category, moveTo: string | undefined): number {
  const { name } = category
  if (store.categories.byName(store.settingsTable.read().category)?.id === category.id) {
    throw new AppError(`"${name}" is the category of new cards`, { hint: 'choose another first: clientele settings category NAME' })
  }
  const target = moveTo === undefined ? undefined : existingCategory(store, moveTo)
  if (target?.id === category.id) throw new UsageError(`"${name}" cannot be moved to itself`, 'name another category with --move-to')
  const inUse = store.categories.clientsIn(category.id).length
  if (inUse > 0 && !target) {
    throw new AppError(`"${name}" has ${counted(inUse, 'client')}`, { hint: 'say where they go: --move-to CATEGORY' })
  }
  if (target) store.categories.moveClients(category.id, target.id)
  store.categories.remove(category.id)
  return inUse
}

export const categoriesRemove = defineCommand({
  name: 'categories remove',
  summary: 'Remove a category; its clients, if any, move to another',
  file: 'write',
  arguments: { name: arg('<name>', 'the name of the category', text) },
  options: { moveTo: opt('--move-to <name>', 'the category its clients move to', text) },
  examples: ['categories remove employee --move-to regular'],
  async run(context, { name, moveTo }) {
    const { id: operation, result } = await context.write('categories remove', ({ store, note }) => {
      const category = existingCategory(store, name)
      const moved = removeFrom(store, category, moveTo)
      note({ category_id: category.id, moved })
      return { category, moved }
    })
    const { category, moved } = result
    const sentence = `Removed the category ${category.name}${moved > 0 ? `; ${counted(moved, 'client')} moved to ${moveTo}` : ''}.`
    return answer(context, operation, { category_id: category.id, category: category.name, moved }, [withUndo(sentence, operation)])
  },
})
