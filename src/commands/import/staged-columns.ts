import { addAmountCell, addDayCell, newEvidence } from '../../domain/column-evidence.ts'
import { TextCounts } from '../../domain/import/identity.ts'
import { countsDays } from '../../domain/import/invoice.ts'
import type { Currency } from '../../domain/money.ts'
import type { ImportKind, TableEvidence } from './kind.ts'

/** What the columns of a table say as a whole, gathered row by row as it is staged. */
export class StagedColumns {
  readonly evidence: TableEvidence = { days: newEvidence(), amounts: newEvidence() }
  readonly references = new TextCounts()
  /** Whether the kind's column of yes or no, or days, holds days. */
  inDays = false
  private readonly days: readonly number[]
  private readonly amounts: readonly number[]
  private readonly reference: number | undefined
  private readonly yesOrDays: number | undefined
  private readonly currency: Currency | undefined

  /** `fields`: of the cells of a staged row, in their order. */
  constructor(fields: readonly string[], kind: ImportKind, currency: Currency | undefined) {
    const placesOf = (names: readonly string[]) => names.map((name) => fields.indexOf(name)).filter((place) => place >= 0)
    this.days = placesOf(kind.days)
    this.amounts = placesOf(kind.amounts)
    this.reference = placesOf([kind.reference])[0]
    this.yesOrDays = placesOf([kind.yesOrDays ?? ''])[0]
    this.currency = currency
  }

  /** Looks at how a row writes days and amounts, whose first cell stands at `start`. */
  look(staged: readonly string[], start: number, line: number): void {
    for (const index of this.days) addDayCell(this.evidence.days, staged[start + index] ?? '', line)
    for (const index of this.amounts) addAmountCell(this.evidence.amounts, staged[start + index] ?? '', line, this.currency)
  }

  /** Keeps the reference of a row that stays. */
  keep(staged: readonly string[], start: number): void {
    const { reference, yesOrDays } = this
    if (reference !== undefined && staged[start + reference] !== '') this.references.add(staged[start + reference] ?? '')
    this.inDays ||= yesOrDays !== undefined && countsDays(staged[start + yesOrDays] ?? '')
  }
}
