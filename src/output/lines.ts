import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import type { Line, Span } from './view.ts'
import { displayWidth, graphemes } from './width.ts'

/** The spans of a line of prose, each safe to print. */
function spansOf(line: Line): readonly Span[] {
  if (typeof line === 'string') return [{ text: sanitize(line) }]
  return line.map((span) => ({ ...span, text: sanitize(span.text) }))
}

/**
 * A line of prose as printed lines of at most `width` cells. It is broken at spaces and never shortened; what follows a break is
 * indented as the line is. A word wider than a line is broken between graphemes.
 */
export function wrapLine(line: Line, width: number, paint: Paint): string[] {
  const spans = spansOf(line)
  const text = spans.map((span) => span.text).join('')
  if (displayWidth(text) <= width) return [spans.map((span) => paint(span.text, span.style)).join('')]
  const indent = Math.min(text.length - text.trimStart().length, Math.floor(width / 2))
  return breaks(text, width, indent).map(([start, end], index) => ' '.repeat(index > 0 ? indent : 0) + slice(spans, start, end, paint))
}

type Range = readonly [start: number, end: number]

/** Where the lines of a wrapped text begin and end; all lines but the first leave room for the indentation. */
function breaks(text: string, width: number, indent: number): Range[] {
  const ranges: Range[] = []
  const room = () => (ranges.length > 0 ? width - indent : width)
  let start = 0
  let end = 0
  for (const word of text.matchAll(/[^ ]+/g)) {
    const wordEnd = word.index + word[0].length
    if (displayWidth(text.slice(start, wordEnd)) > room()) {
      if (end > start) ranges.push([start, end])
      start = word.index
      for (let cut = overflow(text, start, wordEnd, room()); cut < wordEnd; cut = overflow(text, start, wordEnd, room())) {
        ranges.push([start, cut])
        start = cut
      }
    }
    end = wordEnd
  }
  if (end > start) ranges.push([start, end])
  return ranges
}

/** The end of the longest run of whole graphemes from `start` that fits; at least one, so that a break always gets on. */
function overflow(text: string, start: number, end: number, room: number): number {
  let at = start
  let used = 0
  for (const grapheme of graphemes(text.slice(start, end))) {
    used += displayWidth(grapheme)
    if (used > room && at > start) return at
    at += grapheme.length
  }
  return end
}

function slice(spans: readonly Span[], start: number, end: number, paint: Paint): string {
  let offset = 0
  let line = ''
  for (const span of spans) {
    const piece = span.text.slice(Math.max(0, start - offset), Math.max(0, end - offset))
    if (piece !== '') line += paint(piece, span.style)
    offset += span.text.length
  }
  return line
}
