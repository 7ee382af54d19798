import { UsageError } from '../cli/errors.ts'
import type { Store } from '../db/store.ts'
import { foldName } from '../domain/name.ts'

/** The operator of that name. @throws UsageError naming those there are */
export function operatorNamed(store: Store, name: string): number {
  const operators = store.visits.operators()
  const found = operators.find((operator) => foldName(operator.name) === foldName(name))
  if (found) return found.id
  const hint = operators.length === 0 ? 'none is on file yet' : `say one of ${operators.map((operator) => operator.name).join(', ')}`
  throw new UsageError(`there is no operator "${name}"`, hint)
}
