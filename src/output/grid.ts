import CliTable from 'cli-table3'
import { GAP } from './fit.ts'
import type { Paint } from './paint.ts'
import type { Style } from './view.ts'
import { displayWidth, isPrintableAscii } from './width.ts'

export interface GridCell {
  /** Already no wider than its column. */
  readonly text: string
  readonly style?: Style | undefined
}

export interface GridColumn {
  readonly width: number
  readonly align: 'left' | 'right' | 'center'
}

export const INDENT = 2

/** cli-table3 is worse than linear in rows: with more than about this many a piece it takes minutes for a long table. */
export const ROWS_AT_ONCE = 50

const NO_BORDER = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' '.repeat(INDENT),
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
}

/** A private-use character, one cell wide by every measure. */
const STAND_IN = '\uE000'
const STAND_INS = /\uE000+/g

/**
 * Lays rows out in columns of fixed width, without borders, and returns their lines without trailing spaces. cli-table3 measures text
 * with a string-width of its own, years older, that counts Gujarati and joined emoji otherwise than ours does. So what is styled or
 * not plain ASCII goes through it as a run of stand-ins of the right width, and takes its place afterwards.
 */
export function layRows(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[], paint: Paint): string[] {
  const grid = new CliTable({
    chars: NO_BORDER,
    colWidths: columns.map((column) => column.width),
    colAligns: columns.map((column) => column.align),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  })
  const replaced: string[] = []
  for (const row of rows) {
    grid.push(
      row.map((cell) => {
        if (cell.style === undefined && isPrintableAscii(cell.text)) return cell.text
        const width = displayWidth(cell.text)
        if (width > 0) replaced.push(paint(cell.text, cell.style))
        return STAND_IN.repeat(width)
      }),
    )
  }
  let next = 0
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd().replace(STAND_INS, () => replaced[next++] ?? ''))
}
