/** Bytes to text without ever putting a replacement character where a byte did not fit: such a byte is an error with its place. */
import { isUtf8 } from 'node:buffer'
import { withEuro } from './legacy-page.ts'
import { countCharacters, validLength, wholeCharacters } from './utf8.ts'

/** Bytes that the encoding does not have, after all text before them was handed out. `what` says it: `byte 0xE9 is not UTF-8`. */
export class Undecodable extends Error {
  readonly what: string
  readonly hint: string

  constructor(what: string, hint: string) {
    super(what)
    this.name = 'Undecodable'
    this.what = what
    this.hint = hint
  }
}

/** The text of the bytes, without a byte order mark, in pieces about as long as the chunks. Throws Undecodable. */
export async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decode =
    encoding === 'utf-8' ? utf8() : /^(?:utf-16|iso-2022)/.test(encoding) ? byTextDecoder(encoding) : await legacyPage(encoding)
  let begun = false
  const unmarked = (text: string) => {
    if (begun || text === '') return text
    begun = true
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const decoded = decode(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false)
    yield unmarked(decoded.text)
    if (decoded.failure !== undefined) throw decoded.failure
    rest = decoded.rest
  }
  const last = decode(rest, true)
  yield unmarked(last.text)
  if (last.failure !== undefined) throw last.failure
}

interface Decoded {
  readonly text: string
  /** Bytes of a character that is not whole yet. */
  readonly rest: Buffer
  readonly failure?: Undecodable
}

type Decode = (bytes: Buffer, last: boolean) => Decoded

const NOTHING = Buffer.alloc(0)

function utf8(): Decode {
  /** Letters outside ASCII came before. */
  let seen = false
  return (bytes, last) => {
    const end = last ? bytes.length : wholeCharacters(bytes)
    const whole = bytes.subarray(0, end)
    if (isUtf8(whole)) {
      const text = whole.toString('utf8')
      seen ||= text.length < whole.length
      return { text, rest: bytes.subarray(end) }
    }
    const good = validLength(whole)
    return { text: whole.toString('utf8', 0, good), rest: NOTHING, failure: notUtf8(whole, good, last, seen) }
  }
}

/** What is wrong with the byte `at`, and what helps: another page only where nothing else speaks for UTF-8, since that would break the rest. */
function notUtf8(bytes: Buffer, at: number, last: boolean, seen: boolean): Undecodable {
  const byte = `byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  if (last && at === wholeCharacters(bytes)) {
    const hint = 'get the whole file again, or say its --encoding if it is not UTF-8'
    return new Undecodable(`the file is cut off inside a UTF-8 character, after ${byte}`, hint)
  }
  if (seen || countCharacters(bytes).good > 0) {
    return new Undecodable(`${byte} is not UTF-8, as other letters of the file are`, 'write that letter again and save the file as UTF-8')
  }
  // In a Windows page that would be a capital after a small letter.
  if (/[a-z][\u00c2-\u00c5]$/.test(bytes.toString('latin1', 0, at + 1))) {
    return new Undecodable(`${byte} is half a UTF-8 character`, 'write that letter again, or say --encoding if the file is not UTF-8')
  }
  return new Undecodable(`${byte} is not UTF-8`, 'say --encoding windows-1252, or which it is')
}

/** What Node decodes itself. */
function byTextDecoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes, last) => {
    try {
      return { text: decoder.decode(bytes, { stream: !last }), rest: NOTHING }
    } catch {
      const failure = new Undecodable(`what follows is not ${encoding.toUpperCase()}`, 'say which it is with --encoding')
      return { text: '', rest: NOTHING, failure }
    }
  }
}

async function legacyPage(encoding: string): Promise<Decode> {
  const { getDecoder } = await import('iconv-lite')
  const decoder = getDecoder(encoding)
  return (bytes, last) => {
    const decoded = withEuro(decoder.write(bytes) + (last ? (decoder.end() ?? '') : ''), encoding)
    const bad = decoded.indexOf('\ufffd')
    if (bad < 0) return { text: decoded, rest: NOTHING }
    const failure = new Undecodable(`a byte is not ${encoding}`, 'say which encoding it is with --encoding')
    return { text: decoded.slice(0, bad), rest: NOTHING, failure }
  }
}
