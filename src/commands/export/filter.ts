import type { Context } from '../../cli/context.ts'
import { opt } from '../../cli/define.ts'
import { period, text } from '../../cli/parsers.ts'
import type { ExportFilter } from '../../db/queries/exports.ts'
import type { Period } from '../../domain/period.ts'
import { categoryNamed } from '../client/card-values.ts'
import { resolveClient } from '../client/resolve.ts'

export const cardFilterOptions = {
  category: opt('--category <name>', 'of the clients of this category', text),
  client: opt('--client <client>', 'of this client', text),
} as const

export const factFilterOptions = {
  ...cardFilterOptions,
  period: opt('--period <period>', 'dated in this period', period),
} as const

interface FilterValues {
  readonly category: string | undefined
  readonly client: string | undefined
  readonly period?: Period | undefined
}

/** @throws UsageError for an unknown category, NotFound for an unknown client */
export async function exportFilter(context: Context, { category, client, period: during }: FilterValues): Promise<ExportFilter> {
  return {
    categoryId: category === undefined ? undefined : categoryNamed(await context.store(), category),
    clientId: client === undefined ? undefined : await resolveClient(context, client),
    period: during,
  }
}
