import { UsageError } from '../cli/errors.ts'
import type { Store } from '../db/store.ts'
import { foldName } from '../domain/name.ts'

const MOST_NAMED = 10

/** Every spelling on file of a region, compared without case and accents. @throws UsageError naming those there are */
export function regionsNamed(store: Store, name: string): string[] {
  const regions = store.purchases.regions()
  const folded = foldName(name)
  const found = regions.filter((spelling) => foldName(spelling) === folded)
  if (found.length > 0) return found
  const known = [
    ...new Map(
      regions
        .toSorted()
        .reverse()
        .map((spelling) => [foldName(spelling), spelling]),
    ).values(),
  ].sort()
  const more = known.length > MOST_NAMED ? ` or ${known.length - MOST_NAMED} more` : ''
  const hint = known.length === 0 ? 'none is on file yet' : `say one of ${known.slice(0, MOST_NAMED).join(', ')}${more}`
  throw new UsageError(`there is no region "${name}"`, hint)
}
