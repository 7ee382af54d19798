/** What the cells of a column of days or amounts say of how they are written, one by one; `column.ts` settles what they say together. */
import type { Day, DayOrder } from './day.ts'
import { parseNamedDay, parseSerialDay } from './day-cell.ts'
import { ownText } from './import/identity.ts'
import { amountMarks, type Currency } from './money.ts'
import { DMY, MDY, outerParts, parseNumericDay, possibleDayOrders, YMD } from './numeric-day.ts'
import { addParts, newParts, type OuterParts } from './year-place.ts'

/** A cell and the physical line its record starts on. */
export interface CellAt {
  readonly text: string
  readonly line: number
}

/** Grows with the readings there are, and with so many days as are kept, never with the cells. */
export interface ColumnEvidence {
  /** How many cells allow exactly the readings of the index, a sum of bits; 0: none at all. */
  readonly counts: number[]
  /** The first such cell. */
  readonly first: (CellAt | undefined)[]
  /** The first cell whose readings differ in value, by the two bits of these readings. */
  readonly doubtful: (CellAt | undefined)[]
  /** The outer parts of days whose year may be the first or the last of them. */
  readonly parts: OuterParts
  /** The kinds of days met before: they repeat, and say nothing new then. */
  readonly known: Map<string, number>
}

const MOST_KNOWN = 1000

/** Cells that begin with a year of four digits, and months by name, are read under any order, and numbers of days under none: they are counted apart. */
export const YEAR_FIRST = 8
export const NAMED = 9
export const SERIAL = 10
const KINDS = 11
const YEAR_OF_FOUR = /^\s*\p{Nd}{4}/u
/** The bits of the orders in which a day in figures can be read. */
export const ALL_ORDERS: readonly (readonly [number, DayOrder])[] = [
  [DMY, 'dmy'],
  [MDY, 'mdy'],
  [YMD, 'ymd'],
]
/** The same of two orders, with their bits together. */
export const ORDER_PAIRS: readonly (readonly [number, DayOrder, DayOrder])[] = [
  [DMY | MDY, 'dmy', 'mdy'],
  [DMY | YMD, 'dmy', 'ymd'],
  [MDY | YMD, 'mdy', 'ymd'],
]

/** Evidence of no cell yet. */
export function newEvidence(): ColumnEvidence {
  const none = () => Array<CellAt | undefined>(KINDS).fill(undefined)
  return { counts: Array(KINDS).fill(0), first: none(), doubtful: none(), parts: newParts(), known: new Map() }
}

/** Counts one cell of a column of days; an empty one says nothing. `line` is that of its record. */
export function addDayCell(evidence: ColumnEvidence, text: string, line: number): void {
  const known = evidence.known.get(text)
  if (known !== undefined) {
    evidence.counts[known] = (evidence.counts[known] ?? 0) + 1
    return
  }
  if (text.trim() === '') return
  const kind = kindOfDay(text)
  if (evidence.known.size < MOST_KNOWN) evidence.known.set(ownText(text), kind)
  count(evidence, kind, text, line)
  if (kind >= YEAR_FIRST || !isSeveral(kind)) return
  if ((kind & YMD) !== 0) addParts(evidence.parts, outerParts(text))
  for (const [pair, one, other] of ORDER_PAIRS) {
    if ((kind & pair) !== pair || evidence.doubtful[pair] !== undefined) continue
    if (dayIn(text, one) !== dayIn(text, other)) evidence.doubtful[pair] = { text, line }
  }
}

/** The orders that a day can be read in, as a sum of bits, or another kind of cell. */
function kindOfDay(text: string): number {
  const orders = possibleDayOrders(text)
  if (orders === 0) return parseNamedDay(text) ? NAMED : parseSerialDay(text) ? SERIAL : 0
  return orders === YMD && YEAR_OF_FOUR.test(text) ? YEAR_FIRST : orders
}

/** The day that a text is in one order; undefined where it is none. */
export function dayIn(text: string, order: DayOrder): Day | undefined {
  const read = parseNumericDay(text, order)
  return read.ok ? read.value.day : undefined
}

/** Counts one cell of a column of amounts in `currency`; an empty one says nothing. `line` is that of its record. */
export function addAmountCell(evidence: ColumnEvidence, text: string, line: number, currency?: Currency): void {
  if (text.trim() === '') return
  const marks = amountMarks(text, currency)
  count(evidence, marks, text, line)
  if (isSeveral(marks) && evidence.doubtful[marks] === undefined && /\d[.,]\d/.test(text)) evidence.doubtful[marks] = { text, line }
}

/** Whether some days are not written year first, so that days like them could be read in several orders. */
export function hasOpenDays({ counts }: ColumnEvidence): boolean {
  return counts.some((cells, kind) => cells > 0 && kind > 0 && kind < YEAR_FIRST)
}

/** Whether some days in figures could be read in this order, one with a year of four figures in front aside. */
export function someDaysIn({ counts }: ColumnEvidence, order: DayOrder): boolean {
  const bit = ALL_ORDERS.find(([, name]) => name === order)?.[0] ?? 0
  return counts.some((cells, kind) => cells > 0 && kind < YEAR_FIRST && (kind & bit) !== 0)
}

/** Whether some cells have several readings that differ. */
export function hasDoubtfulCells({ doubtful }: ColumnEvidence): boolean {
  return doubtful.some((cell) => cell !== undefined)
}

function count(evidence: ColumnEvidence, kind: number, text: string, line: number): void {
  evidence.counts[kind] = (evidence.counts[kind] ?? 0) + 1
  if (evidence.first[kind] === undefined) evidence.first[kind] = { text, line }
}

/** Whether a kind is of several readings. */
export function isSeveral(kind: number): boolean {
  return (kind & (kind - 1)) !== 0
}
