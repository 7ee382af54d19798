import { alignment, humanCell, peopleColumns, totalCells } from './cells.ts'
import type { RenderOptions } from './options.ts'
import { sanitize } from './sanitize.ts'
import type { Column, Line, Table, View } from './view.ts'

/** A Markdown document: always whole, with the columns for people, secondary ones included. */
export function* drawMarkdown(view: View, options: RenderOptions): Iterable<string> {
  const alone = view.summaryOnly === true && view.summary !== undefined
  const { digits } = options.currency
  let gap = ''
  for (const block of [
    titleLines(view),
    alone ? [] : prose(view.lines ?? []),
    view.table && !alone ? tableLines(view.table, digits, 'Nothing to show.') : [],
    view.summary ? tableLines(view.summary, digits) : [],
    alone ? [] : prose(view.closing ?? []),
  ]) {
    let started = false
    for (const line of block) {
      yield started ? `${line}\n` : `${gap}${line}\n`
      started = true
    }
    if (started) gap = '\n'
  }
}

function titleLines(view: View): string[] {
  if (!view.title) return []
  const aside = view.aside ? ` (${escapeText(view.aside)})` : ''
  return [`# ${escapeText(view.title)}${aside}`]
}

/** Lines that follow each other stay lines, by the two spaces that break one; a blank line parts paragraphs. */
function prose(lines: readonly Line[]): string[] {
  const texts = lines.map(lineText)
  return texts.map((text, index) => (text !== '' && texts[index + 1] ? `${text}  ` : text))
}

function lineText(line: Line): string {
  if (typeof line === 'string') return escapeLead(escapeText(line).trim())
  const text = line.map((span) => (span.style === 'bold' ? bold(escapeText(span.text)) : escapeText(span.text))).join('')
  return text.trimStart().startsWith('**') ? text.trim() : escapeLead(text.trim())
}

/** Markdown knows bold only where the stars touch the text. */
function bold(text: string): string {
  const core = text.trim()
  return core === '' ? text : text.replace(core, () => `**${core}**`)
}

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* tableLines(table: Table<any>, digits: number, emptyWords?: string): Iterable<string> {
  const columns = peopleColumns(table)
  let started = false
  for (const row of table.rows) {
    if (!started) yield* headLines(columns)
    started = true
    yield tableLine(columns.map((column) => escapeText(humanCell(column, row, digits))))
  }
  if (started && table.total) yield tableLine(totalCells(columns, table.total, digits).map((cell) => bold(escapeText(cell))))
  const words = table.empty ?? emptyWords
  if (!started && words !== undefined) yield lineText(words)
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function headLines(columns: readonly Column<any>[]): string[] {
  const rules = { left: '---', right: '---:', center: ':---:' }
  return [tableLine(columns.map((column) => escapeText(column.title))), tableLine(columns.map((column) => rules[alignment(column)]))]
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Text as text: what Markdown would take for markup or for an HTML tag is escaped. */
function escapeText(text: string): string {
  return sanitize(text)
    .replace(/[\\|<>`*_[\]~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
}

/** What is markup only at the beginning of a line: headings, lists, numbered lists, underlines of headings. */
function escapeLead(text: string): string {
  return text.replace(/^([#+=-])/, '\\$1').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}
