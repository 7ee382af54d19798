import { AppError } from '../../cli/errors.ts'
import type { Settings } from '../../domain/settings.ts'
import { inCurrency } from '../money.ts'

/**
 * Checks that every sum of some amounts, in minor units, counts exactly: that those above and those below zero stay under 2^53 together.
 * @throws AppError
 */
export function checkExact(amounts: Iterable<number>, settings: Settings): void {
  let all = 0
  for (const amount of amounts) all += Math.abs(amount)
  if (all <= Number.MAX_SAFE_INTEGER) return
  const most = inCurrency(Number.MAX_SAFE_INTEGER + 1, settings)
  throw new AppError(`the sums come to ${most} or more, which no longer count exactly`, {
    hint: 'take a shorter period, or void payments that were a mistake',
  })
}

/** The sums of clients, checked as `checkExact` does. @throws AppError */
export function exactSums(sums: Map<number, number>, settings: Settings): Map<number, number> {
  checkExact(sums.values(), settings)
  return sums
}
