/** What narrows a list or an export of cards. */
import { opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, text } from '../../cli/parsers.ts'
import type { ListFilter, ListRow } from '../../db/queries/client-list.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass } from '../../domain/abc.ts'
import type { Day } from '../../domain/day.ts'
import { textQuery } from '../../domain/text-search.ts'
import { VERDICTS, type Verdict } from '../../domain/trust/rules.ts'
import { operatorNamed } from '../operator.ts'
import { regionsNamed } from '../region.ts'
import { classesOf } from '../report/classes.ts'
import { verdictsOf } from '../report/verdicts.ts'
import { categoryNamed } from './card-values.ts'

export type ClassedRow = ListRow & { readonly class: AbcClass; readonly verdict: Verdict | null }

const abcClass: Parser<AbcClass> = (typed) => {
  const found = (['A', 'B', 'C', '-'] as const).find((name) => name === typed.trim().toUpperCase())
  if (!found) throw new UsageError(`"${typed}" is not a class`, 'say A, B, C, or - for clients without purchases')
  return found
}

/** `let go`, also as one word. */
const verdictName: Parser<Verdict> = (typed, environment) => choice(...VERDICTS)(typed.trim().replace(/[-_\s]+/g, ' '), environment)

export const cardFilterOptions = {
  category: opt('--category <name>', 'only those of this category', text),
  status: opt('--status <status>', 'only prospect, active or former ones', choice('prospect', 'active', 'former')),
  class: opt('--class <class>', 'only those of class A, B, C or - (by purchases of the last 365 days)', abcClass),
  verdict: opt('--verdict <verdict>', `only those judged so: ${VERDICTS.join(', ')}`, verdictName),
  region: opt('--region <name>', 'only those of this region', text),
  operator: opt('--operator <name>', 'only those this operator is responsible for', text),
  attitude: opt('--attitude <attitude>', 'only loyal, switcher or unattached ones', choice('loyal', 'switcher', 'unattached')),
  search: opt('--search <text>', 'only those with this in any field of the card', text),
} as const

export interface CardFilterValues {
  readonly category: string | undefined
  readonly status: string | undefined
  readonly class: AbcClass | undefined
  readonly verdict: Verdict | undefined
  readonly region: string | undefined
  readonly operator: string | undefined
  readonly attitude: string | undefined
  readonly search: string | undefined
}

/** Whether anything narrows. */
export function isNarrowed(values: CardFilterValues): boolean {
  return Object.keys(cardFilterOptions).some((name) => values[name as keyof CardFilterValues] !== undefined)
}

/** The cards that pass, by name. @throws UsageError for a category, region or operator that is not on file */
export function matchingCards(store: Store, values: CardFilterValues, archived: boolean, today: Day): ClassedRow[] {
  const { category, status, attitude, region, operator } = values
  const filter: ListFilter = {
    category_id: category === undefined ? undefined : categoryNamed(store, category),
    status,
    attitude,
    regions: region === undefined ? undefined : regionsNamed(store, region),
    operator_id: operator === undefined ? undefined : operatorNamed(store, operator),
    archived,
  }
  return rowsOf(store, filter, values, today)
}

function rowsOf(store: Store, filter: ListFilter, only: Pick<CardFilterValues, 'class' | 'verdict' | 'search'>, today: Day): ClassedRow[] {
  const classes = classesOf(store, today)
  const verdicts = only.verdict === undefined ? null : verdictsOf(store, today)
  const found = only.search === undefined ? null : store.clientSearch.clients(textQuery(only.search), store.settings.digits)
  return store.clientList
    .list(filter, today)
    .filter(({ client_id }) => found === null || found.has(client_id))
    .map((row): ClassedRow => {
      const verdict = verdicts === null ? null : (verdicts.get(row.client_id) ?? 'unknown')
      return Object.assign(row, { class: classes.get(row.client_id) ?? '-', verdict })
    })
    .filter((row) => (only.class === undefined || row.class === only.class) && (only.verdict === undefined || row.verdict === only.verdict))
}
