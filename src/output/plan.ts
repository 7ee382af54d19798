import { alignment, humanCell, peopleColumns, totalCells } from './cells.ts'
import { COMFORTABLE, type Fit, fitColumns, GAP, type Measure } from './fit.ts'
import { type GridCell, INDENT, layRows, ROWS_AT_ONCE } from './grid.ts'
import { wrapLine } from './lines.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import type { Column, Style, Table } from './view.ts'
import { displayWidth, shorten } from './width.ts'

const ROWS_SHOWN = 100

export interface Canvas {
  /** Cells a line may fill; without limit under `--wide`. */
  readonly width: number
  readonly all: boolean
  readonly digits: number
  readonly paint: Paint
}

/** A table measured but not yet drawn. */
export interface Plan {
  /** Cells from the left edge of the screen to the right edge of the table; 0 where it has no rows. */
  readonly width: number
  lines(): Iterable<string>
}

/** Measures every row to be shown, so that the columns stand before the first line is drawn. `undefined`: no rows and nothing to say of it. */
// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
export function planTable(table: Table<any>, canvas: Canvas, emptyWords?: string): Plan | undefined {
  const { rows, more } = rowsToShow(table, canvas.all)
  if (rows.length === 0) {
    const words = table.empty ?? emptyWords
    return words === undefined ? undefined : { width: 0, lines: () => note(words, canvas) }
  }
  const columns = peopleColumns(table)
  const titles = columns.map((column) => sanitize(column.title))
  const total = table.total && totalCells(columns, table.total, canvas.digits)
  const fit = fitColumns(measure(columns, titles, rows, total, canvas.digits), canvas.width - INDENT)
  const drawing: Drawing = { columns, fit, canvas }
  return {
    width: INDENT + fit.shown.reduce((sum, column) => sum + column.width, 0) + GAP * Math.max(0, fit.shown.length - 1),
    *lines() {
      if (titles.some((title) => title !== '')) yield* drawWords(drawing, titles, 'dim')
      yield* drawRows(drawing, rows)
      if (more > 0) yield* note(`${grouped(more)} more: --all, or --format csv`, canvas, 'dim')
      if (total) yield* drawWords(drawing, total, 'bold')
      const leftOut = fit.leftOut.map((index) => titles[index]).filter((title) => title !== '')
      if (leftOut.length > 0) yield* note(`no room for ${leftOut.join(', ')}: --wide`, canvas, 'dim')
    },
  }
}

interface Drawing {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly columns: readonly Column<any>[]
  readonly fit: Fit
  readonly canvas: Canvas
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function rowsToShow({ rows, count }: Table<any>, all: boolean): { rows: readonly unknown[]; more: number } {
  if (all) return { rows: Array.isArray(rows) ? rows : [...rows], more: 0 }
  const shown: unknown[] = []
  let more = 0
  for (const row of rows) {
    if (shown.length < ROWS_SHOWN) shown.push(row)
    else more += 1
    if (count !== undefined && shown.length === ROWS_SHOWN) return { rows: shown, more: Math.max(0, count - ROWS_SHOWN) }
  }
  return { rows: shown, more }
}

function measure(
  columns: Drawing['columns'],
  titles: readonly string[],
  rows: readonly unknown[],
  total: readonly string[] | undefined,
  digits: number,
): Measure[] {
  return columns.map((column, index) => {
    // cli-table3 has no column narrower than one cell.
    let cells = Math.max(1, displayWidth(total?.[index] ?? ''))
    for (const row of rows) cells = Math.max(cells, displayWidth(humanCell(column, row, digits)))
    return {
      title: displayWidth(titles[index] ?? ''),
      cells,
      flexible: column.kind !== 'money' && (column.human !== undefined || column.kind === 'text' || column.kind === 'list'),
      secondary: column.show === 'secondary',
      room: column.room ?? COMFORTABLE,
      essential: column.essential === true,
    }
  })
}

function* drawRows({ columns, fit, canvas }: Drawing, rows: readonly unknown[]): Iterable<string> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const cells = rows.slice(start, start + ROWS_AT_ONCE).map((row) =>
      fit.shown.map(({ index, width }): GridCell => {
        const column = columns[index] as Column<unknown>
        return { text: shorten(humanCell(column, row, canvas.digits), width), style: column.style?.(row) }
      }),
    )
    yield* layRows(gridColumns(columns, fit), cells, canvas.paint)
  }
}

function drawWords({ columns, fit, canvas }: Drawing, words: readonly string[], style: Style): string[] {
  const cells = fit.shown.map(({ index, width }): GridCell => ({ text: shorten(words[index] ?? '', width), style }))
  return layRows(gridColumns(columns, fit), [cells], canvas.paint)
}

function gridColumns(columns: Drawing['columns'], fit: Fit) {
  return fit.shown.map(({ index, width }) => ({ width, align: alignment(columns[index] as Column<unknown>) }))
}

function note(words: string, canvas: Canvas, style?: Style): string[] {
  const text = ' '.repeat(INDENT) + words
  return wrapLine(style ? [{ text, style }] : text, canvas.width, canvas.paint)
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
