import type { Context } from '../../cli/context.ts'
import { opt } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { categoryNamed } from '../client/card-values.ts'

/** For facts, whose lists know other ways to narrow them. */
export const categoryOption = { category: opt('--category <name>', 'of the clients of this category', text) } as const

/** @throws UsageError for an unknown category */
export async function categoryIdOf(context: Context, name: string | undefined): Promise<number | undefined> {
  return name === undefined ? undefined : categoryNamed(await context.store(), name)
}
