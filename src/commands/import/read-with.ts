/**
 * How days and amounts of rejected rows are to be read. Their whole table settled it, of which a file of rejects is a part, so that it stands behind
 * the reason of each row.
 */
import { AppError } from '../../cli/errors.ts'
import { hasDoubtfulCells, hasOpenDays } from '../../domain/column-evidence.ts'
import type { DayOrder } from '../../domain/day.ts'
import type { DecimalMark } from '../../domain/settings.ts'
import type { TableEvidence } from './kind.ts'
import type { Chosen } from './settle.ts'

/** ` (read with --date-order mdy --decimal comma)`: what the whole table or an option decided, and its cells leave open; '' where they leave nothing open. */
export function readWith({ dateOrder, decimal }: Chosen, { days, amounts }: TableEvidence): string {
  const options = [
    ...(dateOrder.ofWhole && hasOpenDays(days) ? [`--date-order ${dateOrder.value}`] : []),
    ...(decimal.ofWhole && hasDoubtfulCells(amounts) ? [`--decimal ${decimal.value}`] : []),
  ]
  return options.length === 0 ? '' : ` (read with ${options.join(' ')})`
}

const READ_WITH = /\(read with(?: --date-order (dmy|mdy|ymd))?(?: --decimal (comma|point))?\)$/

/** What the reasons of a file of rejects say of how its rows are read. */
export class SaidByRejects {
  private readonly orders = new Set<DayOrder>()
  private readonly marks = new Set<DecimalMark>()

  take(reason: string): void {
    const [, order, mark] = READ_WITH.exec(reason.trim()) ?? []
    if (order !== undefined) this.orders.add(order as DayOrder)
    if (mark !== undefined) this.marks.add(mark as DecimalMark)
  }

  /** Undefined where nothing is said. @throws AppError where rows of several tables say different things */
  dateOrder(): DayOrder | undefined {
    return only(this.orders, '--date-order')
  }

  /** As `dateOrder`. */
  decimal(): DecimalMark | undefined {
    return only(this.marks, '--decimal')
  }
}

function only<Reading extends string>(said: ReadonlySet<Reading>, option: string): Reading | undefined {
  const [first, ...others] = said
  if (others.length === 0) return first
  const readings = [...said].map((reading) => `${option} ${reading}`).join(' and ')
  throw new AppError(`these rejects come from tables that were read with ${readings}`, {
    hint: `import them as the files they were, or say ${option} for all of them`,
  })
}
