/** Bytes to text without ever putting a replacement character where a byte did not fit: such a byte is an error with its place. */
import { isUtf8 } from 'node:buffer'
import { wholeCharacters, withEuro } from './encoding.ts'

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
  const decode = encoding === 'utf-8' ? utf8 : encoding.startsWith('utf-16') ? utf16(encoding) : await legacyPage(encoding)
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

function utf8(bytes: Buffer, last: boolean): Decoded {
  const end = last ? bytes.length : wholeCharacters(bytes)
  const whole = bytes.subarray(0, end)
  if (isUtf8(whole)) return { text: whole.toString('utf8'), rest: bytes.subarray(end) }
  const good = validLength(whole)
  const byte = (whole[good] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  const failure = new Undecodable(`byte 0x${byte} is not UTF-8`, 'say --encoding windows-1252, or which it is')
  return { text: whole.toString('utf8', 0, good), rest: NOTHING, failure }
}

/** How many bytes are UTF-8 before the first that is not. A line feed is never part of another character, so whole lines are tried. */
function validLength(bytes: Buffer): number {
  let start = 0
  for (;;) {
    const end = bytes.indexOf(10, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isUtf8(line)) {
      let good = 0
      for (let length = 1; length < line.length; length++) if (isUtf8(line.subarray(0, length))) good = length
      return start + good
    }
    if (end < 0) return bytes.length
    start = end + 1
  }
}

function utf16(encoding: string): Decode {
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
