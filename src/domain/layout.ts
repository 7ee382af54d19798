/** How the records of a text table lie: which of several tables is read, which lines are its header, and what its rows have in common. */
import type { CellSyntax, SampleRecord } from './dialect-sample.ts'
import { findHeaderRows, joinHeaderRows, knownNames } from './header-rows.ts'
import { foldHeader } from './headers.ts'
import { type TablePart, tablesIn } from './several-tables.ts'
import type { LinesLeftOut } from './table-lines.ts'
import { filledIn, fitOf, isOfNames, kindsOf, sectionsOf, shapeOf, type TableShape, usualWidth } from './table-shape.ts'

export interface Dialect extends CellSyntax {
  /** The physical line of the header's first row, from 1; 0 where there is none. */
  readonly headerRow: number
  /** How many rows the header takes. */
  readonly headerRows: number
  /** The physical line on which the rows begin. */
  readonly bodyLine: number
  readonly shape: TableShape
  /** Tables above the header, which are not read. */
  readonly above: readonly LinesLeftOut[]
}

/** What the user said; the rest is detected. */
export interface DialectHints {
  readonly delimiter?: string
  readonly quote?: string | null
  readonly escaping?: CellSyntax['escaping']
  readonly headerRow?: number
  readonly headerRows?: number
  /** Names that columns are said to have. */
  readonly columns?: readonly string[]
  /** Whether columns of these names are enough for what is asked for, by which one of several tables is chosen. */
  readonly fits?: (header: readonly string[]) => boolean
}

export type Detection =
  | { readonly ok: true; readonly value: Dialect }
  | { readonly ok: false; readonly reason: string; readonly hint: string }

/** Lays out the first of several tables that is what is asked for, and tells those above it. Who reads on tells what is below. */
export function layOut(records: readonly SampleRecord[], syntax: CellSyntax, hints: DialectHints): Detection {
  const whole = layOutWhole(records, syntax, hints)
  if (!whole.ok || whole.value.headerRow === 0) return whole
  const { headerRow, headerRows } = whole.value
  const at = records.findIndex(({ line }) => line === headerRow)
  const others = tablesIn(records.slice(0, Math.max(0, at)))
  if (others.length === 0) return whole
  const starts = [...others.map(({ header }) => header), at]
  const chosen = hints.headerRow === undefined ? chosenOf(others, records.slice(at, at + headerRows), hints, records) : others.length
  if (chosen < 0) return severalTables(starts.map((start) => records[start]?.line ?? 1))
  const above = starts.slice(0, chosen).map((start, index) => linesOf(records.slice(start, starts[index + 1])))
  const told = (found: Detection): Detection => (found.ok ? { ok: true, value: { ...found.value, above } } : found)
  const table = others[chosen]
  if (table === undefined) return told(whole)
  // Titles and upper rows of the header stand above it, below the table before.
  const from = Math.min(others[chosen - 1]?.end ?? 0, table.header)
  return told(layOutWhole(records.slice(from, starts[chosen + 1]), syntax, hints))
}

/** Which of some tables, the last of which has these header rows, is to be read: the first that will do; -1 where none does. */
function chosenOf(
  others: readonly TablePart[],
  last: readonly SampleRecord[],
  { fits }: DialectHints,
  records: readonly SampleRecord[],
): number {
  if (fits === undefined) return [...others.map(({ by }) => by === 'names'), true].indexOf(true)
  const doesFit = (rows: readonly SampleRecord[]): boolean => fits(joinHeaderRows(rows.map(({ cells }) => cells)))
  const chosen = others.findIndex(({ header, by }) => by !== 'none' && doesFit(records.slice(header, header + 1)))
  if (chosen >= 0) return chosen
  return doesFit(last) || others.every(({ by }) => by === 'none') ? others.length : -1
}

function linesOf(records: readonly SampleRecord[]): LinesLeftOut {
  const [first, last] = [records[0]?.line ?? 1, records.at(-1)?.line ?? 1]
  return { what: 'a table above', first, last }
}

function severalTables(lines: readonly number[]): Detection {
  const [last, ...others] = [...lines].reverse()
  return {
    ok: false,
    reason: `there are several tables, with headers on line ${others.reverse().join(', ')} and ${last}, and none has the columns that are wanted`,
    hint: `say which with --header-row ${lines[0]}, or --header-row ${last}`,
  }
}

/** Finds the header, and what the rows below have in common. */
function layOutWhole(records: readonly SampleRecord[], syntax: CellSyntax, hints: DialectHints): Detection {
  const main = mainSections(withoutRepeats(records))
  const width = usualWidth(main)
  const kinds = kindsOf(main, width)
  const done = (headerRow: number, headerRows: number, from: number, bodyLine: number): Detection => {
    const rows = rowsOfTable(records.slice(from), width)
    return { ok: true, value: { ...syntax, headerRow, headerRows, bodyLine, shape: shapeOf(rows, width), above: [] } }
  }
  if (hints.headerRow === 0) {
    const body = Math.max(
      0,
      records.findIndex(({ cells }) => width === 1 || filledIn(cells) > 1),
    )
    return done(0, 0, body, records[body]?.line ?? 1)
  }
  if (hints.headerRow !== undefined) {
    const at = records.findIndex(({ line }) => line === hints.headerRow)
    const count = at < 0 ? 1 : Math.min(hints.headerRows ?? 1, records.length - at)
    return done(hints.headerRow, count, at + count, (records[at + count - 1]?.line ?? hints.headerRow) + 1)
  }
  const found = findHeaderRows(records, width, kinds, new Set(hints.columns?.map(foldHeader) ?? []))
  if (found.state === 'open') {
    const line = records[found.at]?.line ?? 1
    return {
      ok: false,
      reason: `line ${line} may be the header or the first row: all rows are words, and nothing tells them apart`,
      hint: `say --header-row ${line}, or --header-row 0 if there is none`,
    }
  }
  if (found.state === 'none') return done(0, 0, found.body, records[found.body]?.line ?? 1)
  const last = hints.headerRows === undefined ? found.last : Math.min(records.length - 1, found.first + hints.headerRows - 1)
  const lineOf = (at: number) => records[at]?.line ?? 1
  return done(lineOf(found.first), last - found.first + 1, last + 1, lineOf(last) + 1)
}

/** Without rows of words that stood before: a header comes again on each page. */
function withoutRepeats(records: readonly SampleRecord[]): readonly SampleRecord[] {
  const met = new Set<string>()
  return records.filter(({ cells }) => {
    const text = cells.join('\0')
    const again = met.has(text) && isOfNames(cells, 2)
    met.add(text)
    return !again
  })
}

/** The parts between blank lines that are the table: those of the width with most known names, then most cells, that go together. */
function mainSections(records: readonly SampleRecord[]): readonly SampleRecord[] {
  const widths = new Map<number, { rows: number; names: number; sections: SampleRecord[][] }>()
  for (const section of sectionsOf(records)) {
    const width = usualWidth(section)
    const rows = section.filter(({ cells }) => cells.length === width)
    const group = widths.get(width) ?? { rows: 0, names: 0, sections: [] }
    const names = Math.max(group.names, ...rows.map(({ cells }) => knownNames(cells)))
    widths.set(width, { rows: group.rows + rows.length, names, sections: [...group.sections, section] })
  }
  let main: { weight: number; sections: SampleRecord[][] } | undefined
  for (const [width, { rows, names, sections }] of widths) {
    const weight = (rows + names) * (width - 0.5)
    if (main === undefined || weight > main.weight) main = { weight, sections }
  }
  return main === undefined ? records : alike(main.sections)
}

/** The largest of some sections of one width, and those whose values are in the same columns; all, where each has but a row or two. */
function alike(sections: readonly SampleRecord[][]): readonly SampleRecord[] {
  const largest = sections.reduce((best, each) => (each.length > best.length ? each : best), [])
  if (largest.length < 3) return sections.flat()
  const kinds = kindsOf(largest, usualWidth(largest))
  return sections.filter((section) => section === largest || section.some(({ cells }) => fitOf(cells, kinds) === 'yes')).flat()
}

/** The rows up to the first blank line, if there are a few; the table's tail may be another table. */
function rowsOfTable(records: readonly SampleRecord[], width: number): readonly SampleRecord[] {
  const end = records.findIndex(({ afterBlank }, index) => index > 1 && afterBlank)
  const rows = end < 0 ? records : records.slice(0, end)
  return rows.filter(({ cells }) => cells.length > 1 || width === 1)
}
