import { alignment, humanCell, peopleColumns, totalCells } from './cells.ts'
import type { RenderOptions } from './options.ts'
import { sanitize } from './sanitize.ts'
import type { Column, Line, Table, View } from './view.ts'

const STYLE = [
  'body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}',
  'h1{font-size:1.3rem}',
  'h1 small,.dim,th{color:#666;font-weight:normal}',
  'table{border-collapse:collapse;margin:1rem 0}',
  'th,td{padding:.15rem .8rem .15rem 0;text-align:left;vertical-align:top}',
  '.right{text-align:right;font-variant-numeric:tabular-nums}',
  '.center{text-align:center}',
  'tfoot td,.bold{font-weight:bold}',
  '.attention{color:#8a6100}',
  '.alarm{color:#b00020}',
  'p{margin:.2rem 0;min-height:1em;white-space:pre-wrap}',
].join('\n')

/** A complete HTML document in UTF-8 that needs nothing else: always whole, with the columns for people, secondary ones included. */
export function* drawHtml(view: View, options: RenderOptions): Iterable<string> {
  const alone = view.summaryOnly === true && view.summary !== undefined
  const { digits } = options.currency
  const title = escapeText(view.title ?? 'clientele')
  yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="date" content="${escapeText(options.today)}">\n`
  yield `<title>${title}</title>\n<style>\n${STYLE}\n</style>\n</head>\n<body>\n`
  if (view.title) yield `<h1>${title}${view.aside ? ` <small>${escapeText(view.aside)}</small>` : ''}</h1>\n`
  if (!alone) yield* (view.lines ?? []).map(paragraph)
  if (view.table && !alone) yield* tablePieces(view.table, digits, 'Nothing to show.')
  if (view.summary) yield* tablePieces(view.summary, digits)
  if (!alone) yield* (view.closing ?? []).map(paragraph)
  yield '</body>\n</html>\n'
}

function paragraph(line: Line): string {
  const spans = typeof line === 'string' ? [{ text: line }] : line
  const text = spans
    .map((span) => (span.style ? `<span class="${span.style}">${escapeText(span.text)}</span>` : escapeText(span.text)))
    .join('')
  return `<p>${text}</p>\n`
}

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* tablePieces(table: Table<any>, digits: number, emptyWords?: string): Iterable<string> {
  const columns = peopleColumns(table)
  let started = false
  for (const row of table.rows) {
    if (!started) yield `<table>\n${head(columns)}<tbody>\n`
    started = true
    yield tableRow(columns.map((column) => cell('td', humanCell(column, row, digits), [alignment(column), column.style?.(row)])))
  }
  if (started) yield `</tbody>\n${foot(table, columns, digits)}</table>\n`
  const words = table.empty ?? emptyWords
  if (!started && words !== undefined) yield paragraph(words)
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function head(columns: readonly Column<any>[]): string {
  if (columns.every((column) => column.title === '')) return ''
  return `<thead>\n${tableRow(columns.map((column) => cell('th', column.title, [alignment(column)])))}</thead>\n`
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function foot(table: Table<any>, columns: readonly Column<any>[], digits: number): string {
  if (!table.total) return ''
  const cells = totalCells(columns, table.total, digits).map((text, index) => {
    const column = columns[index]
    return cell('td', text, [column && alignment(column)])
  })
  return `<tfoot>\n${tableRow(cells)}</tfoot>\n`
}

function tableRow(cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>\n`
}

function cell(tag: 'th' | 'td', text: string, classes: readonly (string | undefined)[]): string {
  const names = classes.filter((name) => name !== undefined && name !== 'left').join(' ')
  return `<${tag}${names === '' ? '' : ` class="${names}"`}>${escapeText(text)}</${tag}>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as text, in content and in quoted attributes. */
function escapeText(text: string): string {
  return sanitize(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
