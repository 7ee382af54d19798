/**
 * The lines of vCards (2.1, RFC 2426, RFC 6350) put together: folded lines and quoted-printable ones joined, pictures let go, cards told
 * apart. Memory holds one card without its pictures.
 */

import { AppError } from '../cli/errors.ts'

/** A property as it stands, its lines joined. */
export interface VcardLine {
  /** The physical line on which it starts, from 1. */
  readonly line: number
  readonly text: string
}

/** What stands between BEGIN:VCARD and END:VCARD. */
export interface RawVcard {
  /** The physical line of its BEGIN:VCARD, or of what is broken. */
  readonly line: number
  /** `2.1`, `3.0` or `4.0`; '' where it does not say. */
  readonly version: string
  readonly lines: readonly VcardLine[]
  /** Why it cannot be right: `has no END:VCARD`. */
  readonly problem?: string
}

interface PhysicalLine {
  readonly line: number
  readonly text: string
}

/** Pictures, sounds and keys: a client's card has no room for them, and they are as long as all the rest a thousand times. */
const DROPPED = /^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)\s*[;:]/i
const BEGIN = /^BEGIN\s*:\s*VCARD\s*$/i
const END = /^END\s*:\s*VCARD\s*$/i
const AGENT = /^(?:[\w-]+\.)?AGENT\s*[;:]/i
const VERSION = /^VERSION\s*:\s*(\S*)\s*$/i
const QUOTED_PRINTABLE = /^[^:]*;\s*(?:ENCODING\s*=\s*)?QUOTED-PRINTABLE\s*[;:]/i
const BASE64 = /^[^:]*;\s*(?:ENCODING\s*=\s*)?(?:BASE64|B)\s*[;:]/i
const BASE64_TEXT = /^[A-Za-z0-9+/]+=*\s*$/
/** More than this in one card is not a card; a note of a million characters is none. */
const LONGEST_CARD = 1_048_576
/** A picture on one line is a few million characters long. */
const LONGEST_LINE = 67_108_864
const SHOWN = 30

/** The cards of the text; what is broken is a card with a `problem`. `name`: of the file, for messages. @throws AppError at a line that has no end */
export async function* readVcards(text: AsyncIterable<string>, name: string): AsyncGenerator<RawVcard> {
  const builder = new CardBuilder()
  for await (const line of physicalLines(text, name)) {
    const card = builder.take(line)
    if (card) yield card
  }
  const last = builder.finish()
  if (last) yield last
}

/** @throws AppError at a line that has no end */
async function* physicalLines(text: AsyncIterable<string>, name: string): AsyncGenerator<PhysicalLine> {
  let line = 1
  let begun: string[] = []
  let length = 0
  let carried = ''
  for await (const chunk of text) {
    const whole = carried + chunk
    // A return at the end may be half of a line end.
    carried = whole.endsWith('\r') ? '\r' : ''
    const pieces = (carried === '' ? whole : whole.slice(0, -1)).split(/\r\n|\n|\r/)
    for (const [index, piece] of pieces.entries()) {
      begun.push(piece)
      length += piece.length
      if (length > LONGEST_LINE) throw new AppError(`${name}:${line}: the line does not end`, { hint: 'mend it: no property is so long' })
      if (index === pieces.length - 1) break
      yield { line: line++, text: begun.join('') }
      begun = []
      length = 0
    }
  }
  yield { line, text: begun.join('') }
}

/** Puts lines together to properties, and properties to cards. */
class CardBuilder {
  private begun: number | undefined
  private lines: { line: number; parts: string[] }[] = []
  private version = ''
  /** Cards within the card, as 2.1 has them for an agent: not ours. */
  private depth = 0
  private dropping = false
  private isBase64 = false
  private size = 0
  private problem: string | undefined
  private problemLine: number | undefined
  /** Where text stands outside of any card, until the next one begins. */
  private stray: PhysicalLine | undefined

  take({ line, text }: PhysicalLine): RawVcard | undefined {
    if (BEGIN.test(text)) return this.begin(line)
    if (this.begun === undefined) {
      if (text.trim() !== '') this.stray ??= { line, text }
      return undefined
    }
    if (END.test(text)) return this.end()
    if (this.depth === 0) this.add(line, text)
    return undefined
  }

  /** What is left when the text ends. */
  finish(): RawVcard | undefined {
    if (this.begun !== undefined) return this.card('has no END:VCARD')
    return this.strayCard()
  }

  private begin(line: number): RawVcard | undefined {
    if (this.begun !== undefined && AGENT.test(this.last() ?? '')) {
      this.depth++
      return undefined
    }
    const before = this.begun === undefined ? this.strayCard() : this.card('has no END:VCARD')
    this.begun = line
    return before
  }

  private end(): RawVcard | undefined {
    if (this.depth > 0) {
      this.depth--
      return undefined
    }
    return this.card(undefined)
  }

  private add(line: number, text: string): void {
    if (this.isContinued(text)) return
    this.dropping = DROPPED.test(text)
    this.isBase64 = BASE64.test(text)
    if (text.trim() === '') return
    const version = VERSION.exec(text)?.[1]
    if (version !== undefined) this.version = version
    else if (text.includes(':')) this.keep({ line, parts: [this.dropping ? `${text.slice(0, text.search(/[;:]/))}:` : text] })
    else if (this.problem === undefined) {
      this.problem = `has a line that is no property: "${text.trim().slice(0, SHOWN)}"`
      this.problemLine = line
    }
  }

  /** Adds the text to the property before where it goes on with it. */
  private isContinued(text: string): boolean {
    const current = this.lines.at(-1)
    if (current === undefined) return false
    const before = current.parts.at(-1) ?? ''
    // Within quoted-printable a `=` at the end goes on whatever follows.
    const isQuoted = !this.dropping && before.endsWith('=') && QUOTED_PRINTABLE.test(current.parts[0] ?? '')
    const isFolded = /^[ \t]/.test(text)
    const isEncoded = (this.dropping || this.isBase64) && BASE64_TEXT.test(text)
    if (!isQuoted && !isFolded && !isEncoded) return false
    if (this.dropping) return true
    if (isQuoted) current.parts[current.parts.length - 1] = before.slice(0, -1)
    this.size += text.length
    if (this.size > LONGEST_CARD) this.problem ??= `is longer than ${LONGEST_CARD} characters`
    // 2.1 folds at a space that belongs to the text; later versions put one there that does not.
    else current.parts.push(isQuoted || !isFolded || this.version === '2.1' ? text : text.slice(1))
    return true
  }

  private keep(property: { line: number; parts: string[] }): void {
    this.size += property.parts[0]?.length ?? 0
    if (this.size > LONGEST_CARD) this.problem ??= `is longer than ${LONGEST_CARD} characters`
    else this.lines.push(property)
  }

  private last(): string | undefined {
    return this.lines.at(-1)?.parts[0]
  }

  private card(problem: string | undefined): RawVcard {
    const lines = this.lines.map(({ line, parts }) => ({ line, text: parts.join('') }))
    const why = this.problem ?? problem
    const card = { line: this.problemLine ?? this.begun ?? 0, version: this.version, lines, ...(why === undefined ? {} : { problem: why }) }
    this.begun = undefined
    this.lines = []
    this.version = ''
    this.depth = 0
    this.dropping = false
    this.isBase64 = false
    this.size = 0
    this.problem = undefined
    this.problemLine = undefined
    return card
  }

  private strayCard(): RawVcard | undefined {
    const { stray } = this
    this.stray = undefined
    if (stray === undefined) return undefined
    return { line: stray.line, version: '', lines: [], problem: `is outside of a card ("${stray.text.trim().slice(0, SHOWN)}")` }
  }
}
