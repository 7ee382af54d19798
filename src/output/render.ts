import { drawDelimited } from './delimited.ts'
import { drawHtml } from './html.ts'
import { drawJson, drawNdjson } from './json.ts'
import { drawMarkdown } from './markdown.ts'
import type { Format, Render } from './options.ts'
import { drawVcards } from './vcard.ts'

const CHUNK_CHARACTERS = 32_768

/**
 * The renderer of a format. Two steps, load and then draw, because the table alone needs libraries (cli-table3, chalk, string-width):
 * they are loaded when a table is asked for and never for the other formats.
 */
export async function loadRenderer(format: Format): Promise<Render> {
  if (format === 'table') {
    const { drawTable } = await import('./table.ts')
    return (view, options) => chunked(drawTable(view, options))
  }
  const draw: Render = {
    json: drawJson,
    ndjson: drawNdjson,
    vcf: drawVcards,
    csv: drawDelimited,
    tsv: drawDelimited,
    md: drawMarkdown,
    html: drawHtml,
  }[format]
  return (view, options) => chunked(draw(view, options))
}

/** Joins small pieces into chunks worth a write each. */
function* chunked(pieces: Iterable<string>): Iterable<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}
