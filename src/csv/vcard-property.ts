/** One property of a vCard: its name, parameters and value, decoded and without escapes. */
import { isUtf8 } from 'node:buffer'

export interface VcardProperty {
  /** In capitals, without the group in front of it (`item1.TEL`). */
  readonly name: string
  /** In capitals; '' where there is none. */
  readonly group: string
  /** Names in capitals, values as they stand; a bare word (`;CELL`) is a TYPE. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
  /** Decoded, with its escapes. */
  readonly value: string
  /** Whether a backslash escapes nothing but a separator, as in 2.1. */
  readonly isOld: boolean
}

/** Text of bytes in a named encoding; undefined for one that is not known. */
export type DecodeBytes = (bytes: Buffer, charset: string) => string | undefined

const ENCODINGS = ['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']

/** Reads a property; undefined where the line has no colon outside of quotes. `decode` reads bytes that are not UTF-8. */
export function readProperty(line: string, version: string, decode: DecodeBytes): VcardProperty | undefined {
  const colon = endOfHead(line)
  if (colon < 0) return undefined
  const [head = '', ...rest] = splitOutsideQuotes(line.slice(0, colon), ';')
  const [, group = '', name = ''] = /^(?:([^.]*)\.)?(.*)$/.exec(head.trim().toUpperCase()) ?? []
  const parameters = new Map<string, string[]>()
  for (const each of rest) {
    const equals = each.indexOf('=')
    const bare = each.trim().toUpperCase()
    const key = equals < 0 ? (ENCODINGS.includes(bare) ? 'ENCODING' : 'TYPE') : each.slice(0, equals).trim().toUpperCase()
    const values = splitOutsideQuotes(equals < 0 ? each : each.slice(equals + 1), ',').flatMap(unquoted)
    const before = parameters.get(key)
    // A copy each would take seconds for a broken line of thousands.
    if (before === undefined) parameters.set(key, values)
    else before.push(...values)
  }
  const raw = line.slice(colon + 1)
  return { name, group, parameters, value: decoded(raw, parameters, decode), isOld: version === '2.1' }
}

/** The first value of a parameter, in capitals; '' where there is none. */
export function parameterOf({ parameters }: VcardProperty, name: string): string {
  return parameters.get(name)?.[0]?.toUpperCase() ?? ''
}

/** Whether the property is of one of these types (`CELL`, `PREF`), in any case. */
export function hasType({ parameters }: VcardProperty, ...types: readonly string[]): boolean {
  return (parameters.get('TYPE') ?? []).some((type) => types.includes(type.toUpperCase()))
}

/** The value as one text. */
export function textOf({ value, isOld }: VcardProperty): string {
  return unescaped(value, isOld).trim()
}

/** The value's parts between semicolons, each as one text; lists within a part are joined by a comma. */
export function componentsOf({ value, isOld }: VcardProperty): readonly string[] {
  return splitEscaped(value, ';').map((part) =>
    splitEscaped(part, isOld ? undefined : ',')
      .map((each) => unescaped(each, isOld).trim())
      .filter((each) => each !== '')
      .join(', '),
  )
}

/** The value's items between commas. */
export function itemsOf({ value, isOld }: VcardProperty): readonly string[] {
  return splitEscaped(value, ',')
    .map((each) => unescaped(each, isOld).trim())
    .filter((each) => each !== '')
}

function endOfHead(line: string): number {
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  }
  // A quote that is never closed quotes nothing.
  return quoted ? line.indexOf(':') : -1
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator)
  const parts = ['']
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    if (character === separator && !quoted) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

/** `"voice,home"` is a list too, as many programs write it. */
function unquoted(value: string): string[] {
  const text = value.trim()
  if (!text.startsWith('"')) return [text]
  return text.replaceAll('"', '').split(',')
}

function splitEscaped(text: string, separator: string | undefined): string[] {
  if (separator === undefined) return [text]
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === separator) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

function unescaped(text: string, isOld: boolean): string {
  if (!text.includes('\\')) return text
  if (isOld) return text.replace(/\\([;,:])/g, '$1')
  return text.replace(/\\([nN,;:\\])/g, (_, character: string) => (character === 'n' || character === 'N' ? '\n' : character))
}

function decoded(raw: string, parameters: ReadonlyMap<string, readonly string[]>, decode: DecodeBytes): string {
  const encoding = (parameters.get('ENCODING')?.[0] ?? '').toUpperCase()
  const bytes = encoding === 'QUOTED-PRINTABLE' ? quotedPrintable(raw) : encoding === 'B' || encoding === 'BASE64' ? base64(raw) : undefined
  if (bytes === undefined) return raw
  const charset = parameters.get('CHARSET')?.[0] ?? ''
  const named = charset === '' || /^utf-?8$/i.test(charset) ? undefined : decode(bytes, charset)
  if (named !== undefined) return lineFeeds(named)
  return lineFeeds(isUtf8(bytes) ? bytes.toString('utf8') : (decode(bytes, 'windows-1252') ?? bytes.toString('latin1')))
}

/** Line breaks that were encoded are part of the text. */
function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function base64(raw: string): Buffer {
  return Buffer.from(raw.replace(/\s/g, ''), 'base64')
}

/** RFC 2045; a `=` that is followed by no two hexadecimal figures stands for itself. */
function quotedPrintable(raw: string): Buffer {
  const pieces: Buffer[] = []
  let from = 0
  for (const match of raw.matchAll(/(?:=[0-9A-Fa-f]{2})+/g)) {
    pieces.push(Buffer.from(raw.slice(from, match.index)), Buffer.from(match[0].replaceAll('=', ''), 'hex'))
    from = match.index + match[0].length
  }
  return Buffer.concat([...pieces, Buffer.from(raw.slice(from))])
}
