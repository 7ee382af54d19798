import type { CardsInReport, ClientDetails } from '../../db/queries/purchases.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass, AbcFact, Ranking, Unranked } from '../../domain/abc.ts'
import { isNeglected } from '../../domain/cadence.ts'
import type { Day } from '../../domain/day.ts'

/** One line of the report before its client is looked up; `class_before` and `move` under `--moves`. */
export type RankedRow = AbcFact & (Ranking | Unranked) & { readonly class_before?: AbcClass; readonly move?: 'rose' | 'fell' }

export interface ShownRow {
  readonly row: RankedRow
  readonly details: () => ClientDetails
  readonly neglected: () => boolean
}

/** Clients looked up at once. */
const BLOCK = 256

/** What each card comes to: every open one, with zero where it has no facts, and the archived ones that have facts. */
export function factsOf({ open, archived }: CardsInReport, sums: ReadonlyMap<number, number>): AbcFact[] {
  const facts: AbcFact[] = open.map((client_id) => ({ client_id, amount: sums.get(client_id) ?? 0 }))
  for (const client_id of archived) {
    const amount = sums.get(client_id)
    if (amount !== undefined) facts.push({ client_id, amount })
  }
  return facts
}

/** The amounts of `factsOf` alone. */
export function amountsOf({ open, archived }: CardsInReport, sums: ReadonlyMap<number, number>): number[] {
  const amounts = open.map((id) => sums.get(id) ?? 0)
  for (const id of archived) {
    const amount = sums.get(id)
    if (amount !== undefined) amounts.push(amount)
  }
  return amounts
}

/** Rows that cost nothing until somebody draws them, since a summary stands without them. */
export function drawnWhenAsked<Row>(rows: () => Iterable<Row>): Iterable<Row> {
  return { [Symbol.iterator]: () => rows()[Symbol.iterator]() }
}

export function* neglectedOnly(rows: Iterable<ShownRow>): Generator<ShownRow> {
  for (const shown of rows) if (shown.row.class === 'A' && shown.neglected()) yield shown
}

/**
 * The rows with their clients, which are looked up in blocks and only when one of a block is drawn: a table shows a hundred rows of
 * perhaps a hundred thousand.
 */
export function* withDetails(store: Store, rows: readonly RankedRow[], asOf: Day): Generator<ShownRow> {
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = rows.slice(start, start + BLOCK)
    let found: Map<number, ClientDetails> | undefined
    for (const row of block) {
      const details = (): ClientDetails => {
        found ??= store.purchases.details(
          block.map((each) => each.client_id),
          asOf,
        )
        const client = found.get(row.client_id)
        if (!client) throw new Error(`there is no client ${row.client_id}`)
        return client
      }
      yield { row, details, neglected: () => isNeglected({ class: row.class, as_of: asOf, ...details() }) }
    }
  }
}
