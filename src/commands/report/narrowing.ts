import type { CardFilter } from '../../db/queries/purchases.ts'
import type { Store } from '../../db/store.ts'
import { categoryNamed } from '../client/card-values.ts'
import { operatorNamed } from '../operator.ts'
import { regionsNamed } from '../region.ts'

/** Of which clients alone a report is, as it was asked for. */
export interface Narrowing {
  readonly category: string | undefined
  readonly region: string | undefined
  readonly operator: string | undefined
}

/** @throws UsageError for a category, a region or an operator that is not there */
export function filterOf(store: Store, { category, region, operator }: Narrowing): CardFilter {
  return {
    category: category === undefined ? undefined : categoryNamed(store, category),
    operator: operator === undefined ? undefined : operatorNamed(store, operator),
    regions: region === undefined ? undefined : regionsNamed(store, region),
  }
}

/** For titles: `, category vip, operator Sophie`; nothing where the report is of all. */
export function narrowingWords(narrowing: Narrowing): string {
  return (['category', 'region', 'operator'] as const).map((key) => (narrowing[key] ? `, ${key} ${narrowing[key]}` : '')).join('')
}
