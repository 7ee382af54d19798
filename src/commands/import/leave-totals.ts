import type { CellRules } from '../../domain/import/cells.ts'
import { readAmount } from '../../domain/import/cells.ts'
import { DatedTotals, isNamedTotal, isUndatedTotal } from '../../domain/import/dated-totals.ts'
import { FIRST_CELL, type ImportKind, lineOf } from './kind.ts'
import { addLeftOut } from './sieve.ts'
import type { StagedTable } from './stage-table.ts'

const WHO: readonly string[] = ['client', 'name', 'first_name', 'last_name']

/**
 * The staged table without totals that carry a day, and sums that stand alone, which only the settled column of amounts can tell; and the lines of
 * rows that are called like totals and stay.
 */
export function leaveTotals(
  staged: StagedTable,
  { amounts, days, reference }: Pick<ImportKind, 'amounts' | 'days' | 'reference'>,
  rules: CellRules,
): { readonly staged: StagedTable; readonly totals: ReadonlySet<number>; readonly doubtful: readonly number[] } {
  const { staging, places, mayHaveTotals } = staged
  const amount = places.get('amount')
  const client = places.get('client') ?? places.get('last_name')
  const ownReference = places.get(reference)
  const none = { staged, totals: new Set<number>(), doubtful: [] }
  if (!mayHaveTotals || amount === undefined || client === undefined) return none
  const isOfTotal = (field: string): boolean => WHO.includes(field) || days.includes(field) || amounts.includes(field)
  const others = [...places].flatMap(([field, place]) => (isOfTotal(field) ? [] : [place]))
  const allDays = days.flatMap((field) => places.get(field) ?? [])
  const found = new DatedTotals()
  /** The lines of rows that may be totals, by their positions. */
  const named = new Map<number, number>()
  let at = 0
  for (const batch of staging.read()) {
    for (let start = 0; start + FIRST_CELL <= batch.length; start += staging.width) {
      const cell = (place: number): string => batch[start + place] ?? ''
      // What has a reference of its own is a record, whatever its client is called.
      const isNamed = isNamedTotal(cell(client)) && (ownReference === undefined || cell(ownReference) === '')
      const isUndated = !isNamed && isUndatedTotal(cell(client)) && allDays.every((place) => cell(place) === '')
      const isBare = (isNamed || isUndated) && others.every((place) => cell(place) === '')
      const isAlone = isBare && isUndated
      const text = cell(amount)
      const read = text === '' ? undefined : readAmount('amount', text, rules)
      const minor = read === undefined ? 0 : read.ok ? read.value.minor : undefined
      found.add({ isNamed, isBare, isAlone, minor })
      if (isNamed || isAlone) named.set(at, lineOf(batch, start))
      at++
    }
  }
  const { totals, doubtful } = found.end()
  const linesOf = (positions: ReadonlySet<number>): number[] => [...positions].map((position) => named.get(position) ?? 0)
  staging.leaveOut(totals)
  const lines = linesOf(totals)
  const leftOut = addLeftOut(
    staged.leftOut,
    lines.map((line) => ({ what: 'total', first: line, last: line })),
  )
  return { staged: { ...staged, leftOut }, totals: new Set(lines), doubtful: linesOf(doubtful) }
}
