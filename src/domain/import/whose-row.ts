/**
 * Whose row it is (PRODUCT.md section 8): in an import a bare number is somebody else's. A cell is an external reference (of the file's own
 * system first, then of others), a card number, an email, a phone, an exact name; the first of these ways that knows it decides.
 */
import { looksLikePhone } from '../client-match.ts'
import { nameText } from '../name.ts'
import { ownText } from './identity.ts'
import { TextNumbers } from './text-numbers.ts'

/** One client, or all that answer to the same text. */
type Found = number | readonly number[]

/** What is told apart by exact text. */
export interface KnownCard {
  readonly id: number
  readonly name: string
  readonly card: string | null
  readonly email: string | null
  readonly phone_e164: string | null
}

export interface KnownReference {
  readonly client_id: number
  readonly reference: string
}

/** Where the clients of the file are read from; each is asked for once, when first needed. */
export interface KnownClients {
  ownReferences(): Iterable<KnownReference>
  otherReferences(): Iterable<KnownReference>
  cards(): Iterable<KnownCard>
  /** The text as a phone in E.164, null where it is none. */
  e164(text: string): string | null
}

function put(map: Map<string, Found>, key: string, id: number): void {
  const before = map.get(key)
  if (before === undefined) map.set(key, id)
  else if (typeof before !== 'number') map.set(key, before.includes(id) ? before : [...before, id])
  else if (before !== id) map.set(key, [before, id])
}

/** Names are compared folded; with a digit in it a name may be a code, of which a dash or a point is a part. */
function nameOrCode(name: string): string {
  return /\p{Nd}/u.test(name) ? name.normalize('NFC').toLowerCase() : nameText(name)
}

/** The words of a folded name in one order. */
function wordsOf(name: string): string {
  const space = name.indexOf(' ')
  if (name.includes(' ', space + 1)) return name.split(' ').sort().join(' ')
  // Most names are of two words, and a hundred thousand cards may be made at once.
  const [one, other] = [name.slice(0, space), name.slice(space + 1)]
  return one < other ? name : `${other} ${one}`
}

function firstOf(found: Found | undefined): number | undefined {
  return found === undefined || typeof found === 'number' ? found : found[0]
}

/** All clients by the texts that name them. Keeps a few short texts a client. */
export class ClientIndex {
  private readonly known: KnownClients
  private readonly own = new TextNumbers()
  private others: Map<string, Found> | undefined
  private readonly cards = new Map<string, Found>()
  private readonly emails = new Map<string, Found>()
  private readonly phones = new Map<string, Found>()
  private readonly names = new Map<string, Found>()
  private readonly byNumber = new Map<number, string>()
  /** By the words of their names in one order, once a client is made. */
  private words: Map<string, number> | undefined

  constructor(known: KnownClients) {
    this.known = known
    for (const { reference, client_id } of known.ownReferences()) this.own.set(reference, client_id)
  }

  /** The client whom the file's own system calls so, which decides: within a system nobody shares a reference. */
  ownClient(cell: string): number | undefined {
    return this.own.get(cell)
  }

  /** The client or clients that the cell means; undefined: nobody. */
  resolve(cell: string): Found | undefined {
    const own = this.own.get(cell)
    if (own !== undefined) return own
    this.readAll()
    return (
      this.others?.get(cell) ??
      this.cards.get(cell) ??
      (this.emails.size > 0 ? this.emails.get(cell.toLowerCase()) : undefined) ??
      this.byPhone(cell) ??
      (this.names.size > 0 ? this.names.get(nameOrCode(cell)) : undefined)
    )
  }

  /** The name of the client to whom clientele itself has given this number. */
  nameOf(id: number): string | undefined {
    this.readAll()
    return this.byNumber.get(id)
  }

  /** Adds a client made for a cell that nobody answered to; answers the number of another whose name has the same words, if there is one. */
  addMissing(reference: string, id: number, name: string): number | undefined {
    const folded = ownText(nameOrCode(name))
    const alike = folded.includes(' ') ? this.withWords(wordsOf(folded), id) : firstOf(this.names.get(folded))
    this.own.set(ownText(reference), id)
    this.byNumber.set(id, ownText(name))
    put(this.names, folded, id)
    return alike
  }

  /** Whoever had these words before. */
  private withWords(words: string, id: number): number | undefined {
    this.words ??= this.allWords()
    const before = this.words.get(words)
    this.words.set(words, id)
    return before
  }

  private allWords(): Map<string, number> {
    const words = new Map<string, number>()
    for (const [name, found] of this.names) if (name.includes(' ')) words.set(wordsOf(name), firstOf(found) ?? 0)
    return words
  }

  private byPhone(cell: string): Found | undefined {
    if (this.phones.size === 0 || !looksLikePhone(cell)) return undefined
    const e164 = this.known.e164(cell)
    return e164 === null ? undefined : this.phones.get(e164)
  }

  private readAll(): void {
    if (this.others) return
    this.others = new Map()
    for (const { reference, client_id } of this.known.otherReferences()) put(this.others, reference, client_id)
    for (const { id, name, card, email, phone_e164 } of this.known.cards()) {
      this.byNumber.set(id, name)
      if (card !== null) put(this.cards, card, id)
      if (email !== null) put(this.emails, email.toLowerCase(), id)
      if (phone_e164 !== null) put(this.phones, phone_e164, id)
      put(this.names, nameOrCode(name), id)
    }
  }
}
