import { wrapLine } from './lines.ts'
import type { RenderOptions } from './options.ts'
import { createPaint } from './paint.ts'
import { type Canvas, planTable } from './plan.ts'
import { sanitize } from './sanitize.ts'
import type { View } from './view.ts'
import { displayWidth } from './width.ts'

const WIDTH_WITHOUT_TABLE = 80

/** Title and prose, the table, the summary, closing prose: blocks with a blank line between, each left out where it is empty. */
export function* drawTable(view: View, options: RenderOptions): Iterable<string> {
  const canvas: Canvas = {
    width: options.wide ? Number.POSITIVE_INFINITY : options.width,
    all: options.all,
    digits: options.currency.digits,
    paint: createPaint(options.color),
  }
  const alone = view.summaryOnly === true && view.summary !== undefined
  const main = view.table && !alone ? planTable(view.table, canvas, 'Nothing to show.') : undefined
  const summary = view.summary ? planTable(view.summary, canvas) : undefined
  const edge = Math.max(main?.width ?? 0, summary?.width ?? 0) || Math.min(canvas.width, WIDTH_WITHOUT_TABLE)
  // Off a terminal a sentence stays on its line, for what searches it there.
  const proseWidth = options.terminal ? canvas.width : Number.POSITIVE_INFINITY
  const prose = (lines: View['lines']) => (alone ? [] : (lines ?? []).flatMap((line) => wrapLine(line, proseWidth, canvas.paint)))

  yield* blocks([
    [...titleLines(view, edge, { ...canvas, width: proseWidth }), ...prose(view.lines)],
    main?.lines() ?? [],
    summary?.lines() ?? [],
    prose(view.closing),
  ])
}

function* blocks(all: readonly Iterable<string>[]): Iterable<string> {
  let gap = ''
  for (const block of all) {
    let started = false
    for (const line of block) {
      yield started ? `${line}\n` : `${gap}${line}\n`
      started = true
    }
    if (started) gap = '\n'
  }
}

/** The title with its aside at the right edge of the table, or beside it where the two are wider than that. */
function titleLines(view: View, edge: number, { width, paint }: Canvas): string[] {
  const title = sanitize(view.title ?? '')
  const aside = sanitize(view.aside ?? '')
  if (title === '' && aside === '') return []
  if (aside === '') return wrapLine([{ text: title, style: 'bold' }], width, paint)
  const gap = Math.max(2, edge - displayWidth(title) - displayWidth(aside))
  return wrapLine([{ text: title, style: 'bold' }, { text: ' '.repeat(gap) }, { text: aside, style: 'dim' }], width, paint)
}
