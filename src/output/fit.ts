/** What a column needs, in cells. */
export interface Measure {
  readonly title: number
  /** The widest of its cells. */
  readonly cells: number
  /** Words, which may be shortened; a number cut short would be another number. */
  readonly flexible: boolean
  readonly secondary: boolean
  /** Cells that words ask for before secondary columns go. */
  readonly room: number
  /** Goes only once all others but the first are gone. */
  readonly essential: boolean
}

export interface Fit {
  /** The columns to draw, by their index, with their widths. */
  readonly shown: readonly { readonly index: number; readonly width: number }[]
  /** Columns without room although not marked secondary, to be named below the table. */
  readonly leftOut: readonly number[]
}

export const GAP = 2

/** One long name should not cost a column: a column of words asks for no more than this, unless it says so. */
export const COMFORTABLE = 20
const NARROWEST_WORDS = 8
const NARROWEST_TITLE = 4

/**
 * Fits columns into `room` cells: secondary columns go first, from the last; then words are shortened, the widest column first; then
 * titles; and at last whole columns go, from the last, essential ones after all others, so that no number is ever cut. The first column
 * always stays.
 */
export function fitColumns(measures: readonly Measure[], room: number): Fit {
  let indexes = measures.map((_, index) => index)
  const at = (index: number) => measures[index] as Measure
  const needed = (need: (measure: Measure) => number) =>
    indexes.reduce((sum, index) => sum + need(at(index)), 0) + GAP * Math.max(0, indexes.length - 1)
  const without = (index: number) => indexes.filter((other) => other !== index)

  for (const index of indexes.toReversed()) {
    if (needed(comfortable) <= room) break
    if (at(index).secondary && indexes.length > 1) indexes = without(index)
  }
  const leftOut: number[] = []
  while (indexes.length > 1 && needed(narrowest) > room) {
    const rest = indexes.slice(1)
    const next = (rest.findLast((index) => !at(index).essential) ?? rest.at(-1)) as number
    leftOut.push(next)
    indexes = without(next)
  }
  leftOut.sort((one, other) => one - other)
  const widths = shrink(indexes.map(at), room)
  return { shown: indexes.map((index, position) => ({ index, width: widths[position] as number })), leftOut }
}

function natural(measure: Measure): number {
  return Math.max(measure.title, measure.cells)
}

function comfortable(measure: Measure): number {
  return measure.flexible ? Math.min(natural(measure), measure.room) : natural(measure)
}

function narrowest(measure: Measure): number {
  return measure.flexible ? Math.min(natural(measure), NARROWEST_WORDS) : Math.max(measure.cells, Math.min(measure.title, NARROWEST_TITLE))
}

function shrink(measures: readonly Measure[], room: number): number[] {
  const widths = measures.map((measure) => Math.min(natural(measure), Math.max(1, room)))
  let excess = widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1) - room
  for (const flexible of [true, false]) {
    for (; excess > 0; excess -= 1) {
      const widest = widestAboveFloor(measures, widths, flexible)
      if (widest === undefined) break
      widths[widest] = (widths[widest] as number) - 1
    }
  }
  return widths
}

function widestAboveFloor(measures: readonly Measure[], widths: readonly number[], flexible: boolean): number | undefined {
  let found: number | undefined
  measures.forEach((measure, index) => {
    const width = widths[index] as number
    if (measure.flexible !== flexible || width <= narrowest(measure)) return
    if (found === undefined || isWider(measure, width, measures[found] as Measure, widths[found] as number)) found = index
  })
  return found
}

/** Wider for the room that it asks for; of two that are equally so, the wider one. */
function isWider(one: Measure, width: number, other: Measure, otherWidth: number): boolean {
  const [share, otherShare] = [width / one.room, otherWidth / other.room]
  return share === otherShare ? width > otherWidth : share > otherShare
}
