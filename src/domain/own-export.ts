/** How clientele's own exports and rejects are written, which no name full of delimiters must turn into another dialect. */
import type { Dialect } from './layout.ts'

/** The dialect of an export of clientele's that begins with `sample`: `client_number` comes first; undefined for any other text. */
export function ownDialect(sample: string): Dialect | undefined {
  const [, header = '', delimiter = ''] = /^(client_number([,;\t])[^"\r\n]*)\r?\n/.exec(sample) ?? []
  if (delimiter === '') return undefined
  const shape = { width: header.split(delimiter).length, kinds: [], filled: [], even: false, padded: false }
  return { delimiter, quote: '"', escaping: 'double', headerRow: 1, headerRows: 1, bodyLine: 2, shape, above: [] }
}

/** The delimiter of a file of rejects that begins with `sample`: the line and the reason come last; undefined for any other text. */
export function rejectsDelimiter(sample: string): string | undefined {
  return /^\ufeff?[^\r\n]*([^\w\r\n])_line\1_reason\r?\n/.exec(sample)?.[1]
}
