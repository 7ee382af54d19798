/** What the cells of one column say of how it is written, in words: the evidence for its meaning. */
import type { Settled } from '../column.ts'
import { settleDayOrder, settleDecimalMark } from '../column.ts'
import type { ColumnEvidence } from '../column-evidence.ts'
import type { Day } from '../day.ts'
import { counted } from '../words.ts'

/** `days as day/month/year (41 cells over 12)`; why there is none; null for an empty column. */
export function describeDays(evidence: ColumnEvidence, today: Day): string | null {
  return describe(settleDayOrder(evidence, today), evidence, 'days that read the same in any order')
}

/** `decimal comma: 120 cells`; why there is none; null for an empty column. */
export function describeAmounts(evidence: ColumnEvidence): string | null {
  return describe(settleDecimalMark(evidence), evidence, 'amounts that read the same with either decimal mark')
}

/** Whether every cell counted can be read in some way. */
export function isReadable({ counts }: ColumnEvidence): boolean {
  return (counts[0] ?? 0) === 0 && counts.some((cells) => cells > 0)
}

function describe(settled: Settled<unknown>, { counts }: ColumnEvidence, either: string): string | null {
  const bad = counts[0] ?? 0
  const good = counts.reduce((sum, cells) => sum + cells, 0) - bad
  const not = bad > 0 ? `, ${bad} not of them` : ''
  switch (settled.state) {
    case 'empty':
      return null
    case 'settled':
      return settled.evidence.endsWith(')') ? `${settled.evidence}${not}` : `${settled.evidence}: ${counted(good, 'cell')}${not}`
    case 'any':
      return `${either}: ${counted(good, 'cell')}${not}`
    default:
      return settled.reason
  }
}
