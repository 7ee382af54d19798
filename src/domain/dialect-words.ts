/** A dialect as people type it in options and read it in messages. */

import { type CellSyntax, GAP } from './dialect-sample.ts'
import type { Dialect } from './layout.ts'

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'spaces',
  [GAP]: 'gaps of spaces',
  ', ': 'commas and spaces',
}
const TYPED: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  bar: '|',
  space: ' ',
  spaces: ' ',
  gaps: GAP,
  'comma and space': ', ',
}
const ENCODING_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^utf-16(?:le|be)$/, 'UTF-16'],
  [/^utf-/, 'UTF-'],
  [/^windows-/, 'Windows-'],
  [/^iso-2022-jp$/, 'ISO-2022-JP'],
  [/^iso-/, 'ISO-'],
  [/^macroman$/, 'Mac Roman'],
  [/^maccenteuro$/, 'Mac Central European'],
  [/^maccyrillic$/, 'Mac Cyrillic'],
  [/^koi8-r$/, 'KOI8-R'],
  [/^cp/, 'DOS page '],
  [/^shift_jis$/, 'Shift-JIS'],
]

/** The delimiter that the user typed, as a character or by name; undefined where it can be none. */
export function parseDelimiter(typed: string): string | undefined {
  const named = TYPED[typed.toLowerCase()] ?? typed
  return named === '' || /[\r\n"']/.test(named) ? undefined : named
}

/** `"` or `'`, typed as such or as `double`, `single` or `none` (null); undefined for anything else. */
export function parseQuote(typed: string): string | null | undefined {
  if (typed === 'none') return null
  if (typed === 'double' || typed === '"') return '"'
  return typed === 'single' || typed === "'" ? "'" : undefined
}

/** The dialect in words: `semicolons, header on line 12`. */
export function describeDialect({
  delimiter,
  quote,
  escaping = 'double',
  headerRow,
  headerRows = 1,
}: Pick<Dialect, 'delimiter' | 'quote' | 'headerRow'> & {
  readonly escaping?: CellSyntax['escaping'] | undefined
  readonly headerRows?: number
}): string {
  const between = DELIMITER_WORDS[delimiter] ?? `"${delimiter}" between cells`
  const around = quote === "'" ? ', single quotes' : quote === null ? ', no quotes' : ''
  const inside = escaping === 'backslash' && quote !== null ? ', backslashes before quotes' : ''
  const header =
    headerRow === 0 ? 'no header' : headerRows > 1 ? `header of ${headerRows} rows from line ${headerRow}` : `header on line ${headerRow}`
  return `${between}${around}${inside}, ${header}`
}

/** `UTF-8`, `Windows-1252`, `Mac Roman`: an encoding's label in words. */
export function describeEncoding(label: string): string {
  const [pattern, words] = ENCODING_WORDS.find(([each]) => each.test(label)) ?? []
  return pattern && words ? label.replace(pattern, words) : label
}
