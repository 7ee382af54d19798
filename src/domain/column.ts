/**
 * What a whole column of days or amounts says about its day order or decimal mark (PRODUCT.md section 8): cells are counted by
 * the readings they allow, and the readings that all of them share settle the column. Never a guess: what stays open or
 * contradicts itself is told with the cells that show it.
 */
import {
  ALL_ORDERS,
  type CellAt,
  type ColumnEvidence,
  dayIn,
  isSeveral,
  NAMED,
  ORDER_PAIRS,
  SERIAL,
  YEAR_FIRST,
} from './column-evidence.ts'
import { type Day, type DayOrder, describeDayFailure } from './day.ts'
import { type DayForm, parseNamedDay, parseSerialDay } from './day-cell.ts'
import { COMMA_DECIMAL, POINT_DECIMAL } from './money.ts'
import { DMY, MDY, YMD } from './numeric-day.ts'
import type { DecimalMark } from './settings.ts'
import { counted, cutLong } from './words.ts'
import { yearsLast } from './year-place.ts'

export type Settled<Reading> =
  /** All good cells agree. `evidence` is for the line that says what was read. Cells without any reading are errors of their rows. */
  | { readonly state: 'settled'; readonly value: Reading; readonly evidence: string }
  /** Any of the readings gives the same values, `value` among them. */
  | { readonly state: 'any'; readonly value: Reading }
  /** Several readings fit all cells and give different values: the setting decides (one of `candidates`), else refuse with `reason`. */
  | {
      readonly state: 'open'
      readonly candidates: readonly Reading[]
      readonly example: CellAt
      readonly reason: string
      readonly hint: string
    }
  /** No reading fits all cells: refuse with `reason`, which names a cell of each kind. */
  | { readonly state: 'mixed'; readonly cells: readonly [CellAt, CellAt]; readonly reason: string; readonly hint: string }
  /** There are cells, and none of them can be read. */
  | { readonly state: 'unreadable'; readonly example: CellAt; readonly reason: string }
  /** All cells are empty. */
  | { readonly state: 'empty' }

const ALL_MARKS: readonly (readonly [number, DecimalMark])[] = [
  [COMMA_DECIMAL, 'comma'],
  [POINT_DECIMAL, 'point'],
]
const ORDER_WORDS: Readonly<Record<DayOrder, string>> = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year-month-day' }

/**
 * The order that all cells counted by `addDayCell` agree on; or that all of them are the numbers that spreadsheets keep for days. `today` tells
 * which numbers of two figures are likely years.
 */
export function settleDayOrder(evidence: ColumnEvidence, today: Day): Settled<DayForm> {
  const seen = kindsSeen(evidence, YEAR_FIRST)
  if (seen.length === 0) return settleOthers(evidence)
  const years = yearsLast(evidence.parts, today)
  const kinds = years === undefined ? seen : seen.map((kind) => (isSeveral(kind) ? kind & ~YMD : kind))
  const shared = kinds.reduce((all, kind) => all & kind)
  const candidates = ALL_ORDERS.filter(([bit]) => (shared & bit) !== 0).map(([, order]) => order)
  const [value, ...others] = candidates
  if (value === undefined) {
    return mixed(
      evidence,
      seen,
      (kind) => namesOf(ALL_ORDERS, years !== undefined && isSeveral(kind) ? kind & ~YMD : kind, ORDER_WORDS),
      'say --date-order dmy, mdy or ymd, and each other cell is an error of its row',
    )
  }
  if (others.length === 0) return { state: 'settled', value, evidence: dayEvidence(value, evidence, years) }
  const open = ORDER_PAIRS.filter(([pair]) => (shared & pair) === pair)
  const example = firstOf(open.map(([pair]) => evidence.doubtful[pair]))
  const doubt = open.find(([pair]) => example !== undefined && evidence.doubtful[pair] === example)
  return doubt === undefined || example === undefined ? { state: 'any', value } : openOrder(candidates, example, doubt)
}

function openOrder(
  candidates: readonly DayOrder[],
  example: CellAt,
  [, ...orders]: readonly [number, DayOrder, DayOrder],
): Settled<DayForm> {
  const [one = '', other = ''] = orders.map((order) => dayIn(example.text, order))
  const readings = describeDayFailure(example.text, { ok: false, reason: 'ambiguous', readings: [one, other] })
  return {
    state: 'open',
    candidates,
    example,
    reason: `${readings} (line ${example.line}), and no cell of the column settles it`,
    hint: `say --date-order ${candidates.join(' or ')}`,
  }
}

/** Settles a column without a day in figures that could be read in several orders. */
function settleOthers(evidence: ColumnEvidence): Settled<DayForm> {
  const { counts, first } = evidence
  if ((counts[YEAR_FIRST] ?? 0) > 0) return { state: 'settled', value: 'ymd', evidence: `days as ${ORDER_WORDS.ymd}` }
  const named = parseNamedDay(first[NAMED]?.text ?? '')
  if (named) return { state: 'settled', value: named.order, evidence: 'days with the month by name' }
  const cell = first[SERIAL]?.text.trim() ?? ''
  const serial = parseSerialDay(cell)
  // One cell that is no such number, and they may all be something else.
  if (serial === undefined || (counts[0] ?? 0) > 0) return unreadable(evidence, 'a day')
  return { state: 'settled', value: 'serial', evidence: `days as a spreadsheet numbers them (${cell} is ${serial.day})` }
}

/** The decimal mark that all cells counted by `addAmountCell` agree on. */
export function settleDecimalMark(evidence: ColumnEvidence): Settled<DecimalMark> {
  const kinds = kindsSeen(evidence, 4)
  if (kinds.length === 0) return unreadable(evidence, 'an amount')
  const shared = kinds.reduce((all, kind) => all & kind)
  const candidates = ALL_MARKS.filter(([bit]) => (shared & bit) !== 0).map(([, mark]) => mark)
  const [value, ...others] = candidates
  if (value === undefined) {
    const words = { comma: 'a decimal comma', point: 'a decimal point' }
    return mixed(
      evidence,
      kinds,
      (kind) => `written with ${namesOf(ALL_MARKS, kind, words)}`,
      'say --decimal comma or point for the cells that can be read both ways',
    )
  }
  if (others.length === 0) return { state: 'settled', value, evidence: `decimal ${value}` }
  const example = firstOf(evidence.doubtful)
  if (example === undefined) return { state: 'any', value: 'point' }
  const text = example.text.trim()
  return {
    state: 'open',
    candidates,
    example,
    reason: `"${text}" (line ${example.line}) can be ${readingOf(text, 'comma')} or ${readingOf(text, 'point')}, and no cell of the column settles it`,
    hint: 'say --decimal comma or point',
  }
}

/** The kinds of readable cells met, under `limit`. */
function kindsSeen(evidence: ColumnEvidence, limit: number): number[] {
  return evidence.counts.flatMap((cells, kind) => (cells > 0 && kind > 0 && kind < limit ? [kind] : []))
}

function firstOf(cells: readonly (CellAt | undefined)[]): CellAt | undefined {
  return cells.reduce((first, cell) => (cell !== undefined && (first === undefined || cell.line < first.line) ? cell : first), undefined)
}

function unreadable(evidence: ColumnEvidence, what: string): Settled<never> {
  const example = firstOf([evidence.first[0], evidence.first[SERIAL]])
  if (example === undefined) return { state: 'empty' }
  return {
    state: 'unreadable',
    example,
    reason: `no cell of the column is ${what}; the first is "${cutLong(example.text)}" (line ${example.line})`,
  }
}

function mixed(evidence: ColumnEvidence, kinds: readonly number[], describe: (kind: number) => string, hint: string): Settled<never> {
  const [one, other] = contradiction(kinds)
  const cells = [evidence.first[one], evidence.first[other]].filter((cell) => cell !== undefined)
  const [first, second] = cells.sort((left, right) => left.line - right.line)
  if (first === undefined || second === undefined) throw new RangeError('a contradiction takes two cells')
  const kindOf = (cell: CellAt) => describe(evidence.first[one] === cell ? one : other)
  return {
    state: 'mixed',
    cells: [first, second],
    reason: `"${first.text}" (line ${first.line}) is ${kindOf(first)}, but "${second.text}" (line ${second.line}) is ${kindOf(second)}`,
    hint,
  }
}

/** Two kinds that share no reading; of three that only together share none, the first two. */
function contradiction(kinds: readonly number[]): [number, number] {
  for (const one of kinds) {
    for (const other of kinds) if ((one & other) === 0) return [one, other]
  }
  return [kinds[0] ?? 0, kinds[1] ?? 0]
}

function namesOf<Name extends string>(
  all: readonly (readonly [number, Name])[],
  kind: number,
  words: Readonly<Record<Name, string>>,
): string {
  return all
    .filter(([bit]) => (kind & bit) !== 0)
    .map(([, name]) => words[name])
    .join(' or ')
}

/** Why it is this order: by the cells that are days in no other, their year's place aside, and by the years where that was open. */
function dayEvidence(order: DayOrder, { counts }: ColumnEvidence, years: string | undefined): string {
  const rivals = order === 'dmy' ? MDY : order === 'mdy' ? DMY : DMY | MDY
  const proving = counts.reduce((sum, cells, kind) => (kind > 0 && kind < YEAR_FIRST && (kind & rivals) === 0 ? sum + cells : sum), 0)
  const proof =
    proving === 0
      ? 'the only order that fits all cells'
      : order === 'ymd'
        ? `${counted(proving, 'cell')} that ${proving === 1 ? 'fits' : 'fit'} no other order`
        : `${counted(proving, 'cell')} over 12`
  return `days as ${ORDER_WORDS[order]} (${proof}${years === undefined ? '' : `, ${years}`})`
}

/** A doubtful amount, which has one mark before its last three digits, as plain decimals. */
function readingOf(text: string, mark: DecimalMark): string {
  const other = mark === 'comma' ? '.' : ','
  return text.replaceAll(other, '').replace(',', '.')
}
