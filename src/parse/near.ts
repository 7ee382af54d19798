/**
 * Names and words that are nearly the same. Two names are near if they are equal after folding case, accents and word order, or
 * one edit apart with 8 letters or more in each and the same digits (PRODUCT.md section 3). One edit is a character put in, left
 * out or replaced, or two neighbours swapped: swapping is the commonest slip of the hand. A space is a character like any other.
 * Vowel signs of Indian scripts count as letters, as vowels do in Latin.
 */
import { distance } from 'fastest-levenshtein'
import { nameKey, nameText } from '../domain/name.ts'

const LETTERS = /[\p{L}\p{M}]/gu
const DIGIT = /\p{Nd}/u
const NOT_DIGITS = /\P{Nd}/gu
const ENOUGH_LETTERS = 8
/** What is longer is a text that slipped into the column of names: it is near to its equal alone, as there is no end of ways to mistype it. */
const LONGEST_MISTYPED = 200

/** Whether two names are near enough to be one client typed twice; names of signs alone are so only if they are the same. */
export function isNearName(a: string, b: string): boolean {
  const [one, other] = [nameKey(a), nameKey(b)]
  return one === '' || other === '' ? nameText(a) !== '' && nameText(a) === nameText(b) : areKeysNear(one, other)
}

function areKeysNear(a: string, b: string): boolean {
  if (a === b) return a !== ''
  if (Math.abs(a.length - b.length) > 1 || !mayBeMistyped(a) || !mayBeMistyped(b)) return false
  return areOneEditApart(...differingWords(a, b))
}

/**
 * One edit touches one word, or two when it touches a space; every other word has its twin in both names. So only the words
 * without a twin are compared, in every order, as the edit may have moved a word in the sorted key.
 */
function areOneEditApart(ours: string[], theirs: string[]): boolean {
  if (ours.length > 2 || theirs.length > 2) return false
  return orders(ours).some((a) => orders(theirs).some((b) => digits(a) === digits(b) && isOneEdit(a, b)))
}

function differingWords(a: string, b: string): [string[], string[]] {
  const ours: string[] = []
  const theirs = b.split(' ')
  for (const word of a.split(' ')) {
    const twin = theirs.indexOf(word)
    if (twin < 0) ours.push(word)
    else theirs.splice(twin, 1)
  }
  return [ours, theirs]
}

function orders(words: string[]): string[] {
  return words.length < 2 ? [words.join(' ')] : [words.join(' '), words.toReversed().join(' ')]
}

function mayBeMistyped(key: string): boolean {
  return key.length >= ENOUGH_LETTERS && key.length <= LONGEST_MISTYPED && hasEnoughLetters(key)
}

function hasEnoughLetters(key: string): boolean {
  // Most names have enough of a to z alone, which is quicker to see.
  let plain = 0
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at)
    if (code >= 97 && code <= 122) plain += 1
    if (plain === ENOUGH_LETTERS) return true
  }
  return (key.match(LETTERS)?.length ?? 0) >= ENOUGH_LETTERS
}

function digits(text: string): string {
  return text.replace(NOT_DIGITS, '')
}

/** Whether a and b differ, and by one edit: a character put in, left out or replaced, or two neighbours swapped. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  if (distance(a, b) === 1) return true
  if (a.length !== b.length) return false
  let at = 0
  while (a[at] === b[at]) at += 1
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/**
 * The candidate that was probably meant by `word`, for "Did you mean": within one edit, or a third of the word's length, or (from 3
 * letters on) begun by it; the nearest wins, then one with the same first letter, then the first given. Null if none is near enough. Case does not matter.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase()
  const limit = Math.floor(typed.length / 3)
  let best: string | null = null
  let bestEdits = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const edits = editsBetween(typed, candidate.toLowerCase(), limit)
    if (edits < bestEdits) {
      best = candidate
      bestEdits = edits
    }
  }
  return best
}

function editsBetween(typed: string, candidate: string, limit: number): number {
  if (typed === candidate) return 0
  // The first letter is seldom the wrong one.
  const doubt = typed[0] === candidate[0] ? 0 : 0.5
  if (typed.length > 1 && isOneEdit(typed, candidate)) return 1 + doubt
  const edits = distance(typed, candidate)
  if (edits <= limit) return edits + doubt
  return typed.length >= 3 && candidate.startsWith(typed) ? limit + 1 : Number.POSITIVE_INFINITY
}

type Numbers = Int32Array<ArrayBuffer>

interface Signed {
  readonly name: string
  readonly key: string
  readonly signatures: readonly number[]
}

/** Numbers an entry of the index. */
const STRIDE = 3

const BASE = 0x9e3779b1 | 0
const POWERS = new Int32Array(LONGEST_MISTYPED).fill(1)
for (let power = 1; power < POWERS.length; power += 1) POWERS[power] = Math.imul(POWERS[power - 1] ?? 0, BASE)

/**
 * An index of names that finds the near ones among 100,000 without comparing each (the deletion neighbourhood of SymSpell, made
 * deaf to word order). A name is filed under the sum of the hashes of its words, and again under each sum with one letter left out or two
 * words joined; so is the name looked for. Names one edit apart meet in one of these: a letter more, less or replaced, neighbours
 * swapped, a space moved. Names too short for an edit are filed once. What meets is then compared by the rule itself, so a clash
 * of hashes costs time and never an answer. About 18 entries of 12 bytes a name of two words, beside the names.
 */
export class NearNames {
  private readonly ids: number[] = []
  private readonly keys: string[] = []
  /** Where the newest entry of each slot stands, or -1. */
  private slots: Numbers = new Int32Array(1024).fill(-1)
  /** Entries one after another: the hash, the place of the name, and where the entry before it in the same slot stands. */
  private entries: Numbers = new Int32Array(1024 * STRIDE)
  /** Where the next entry will stand. */
  private end = 0
  /** The name that was worked on last: whoever looks for one is likely to add it next. */
  private last: Signed = { name: '', key: '', signatures: [] }

  /** Adds a name under an id; one id may have several names. */
  add(id: number, name: string): void {
    const { key, signatures } = this.read(name)
    if (key === '') return
    const place = this.ids.push(id) - 1
    this.keys.push(key)
    for (const hash of signatures) this.file(hash, place)
  }

  /** The ids of near names, each once, in order of id; the search ends at `limit` of them, as thousands may share one name. */
  find(name: string, limit: number = Number.POSITIVE_INFINITY): number[] {
    const { key, signatures } = this.read(name)
    const near = new Set<number>()
    for (const hash of signatures) {
      for (let at = this.slots[hash & (this.slots.length - 1)] ?? -1; at >= 0; at = this.entries[at + 2] ?? -1) {
        if (near.size >= limit) break
        if (this.entries[at] !== hash) continue
        const place = this.entries[at + 1] ?? 0
        const id = this.ids[place] ?? 0
        if (!near.has(id) && areKeysNear(key, this.keys[place] ?? '')) near.add(id)
      }
    }
    return [...near].sort((a, b) => a - b)
  }

  private read(name: string): Signed {
    if (name === this.last.name) return this.last
    const key = nameKey(name)
    this.last = { name, key, signatures: signaturesOf(key) }
    return this.last
  }

  private file(hash: number, place: number): void {
    if (this.end === this.entries.length) this.grow()
    const slot = hash & (this.slots.length - 1)
    this.entries[this.end] = hash
    this.entries[this.end + 1] = place
    this.entries[this.end + 2] = this.slots[slot] ?? -1
    this.slots[slot] = this.end
    this.end += STRIDE
  }

  private grow(): void {
    const larger = new Int32Array(this.entries.length * 2)
    larger.set(this.entries)
    this.entries = larger
    this.slots = new Int32Array(this.slots.length * 2).fill(-1)
    for (let at = 0; at < this.end; at += STRIDE) {
      const slot = (larger[at] ?? 0) & (this.slots.length - 1)
      larger[at + 2] = this.slots[slot] ?? -1
      this.slots[slot] = at
    }
  }
}

/** What a name is filed under; hardly any of it twice. */
function signaturesOf(key: string): number[] {
  const words = key.split(' ')
  const hashes = words.map((word) => mixed(polynomial(word)))
  const sum = hashes.reduce((total, hash) => (total + hash) | 0, 0)
  const all = [sum]
  if (!mayBeMistyped(key)) return all
  const hasDigits = DIGIT.test(key)
  for (const [place, word] of words.entries()) {
    const others = sum - (hashes[place] ?? 0)
    let without = polynomial(word.slice(1))
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at)
      const next = word.charCodeAt(at + 1)
      // One of two equal letters is left out like the other.
      if (code !== next && !(hasDigits && DIGIT.test(word.charAt(at)))) all.push((others + mixed(without)) | 0)
      // Now the next letter is the one left out, and this one stands where that stood.
      without = (without + Math.imul(code - next, POWERS[word.length - 2 - at] ?? 0)) | 0
    }
    for (const [other, next] of words.entries()) {
      if (other !== place) all.push((others - (hashes[other] ?? 0) + mixed(polynomial(next, polynomial(word)))) | 0)
    }
  }
  return all
}

/** The codes of a text's characters times powers of BASE, the last one's being 1, in 32 bits; `before`: that of a text in front of it. */
function polynomial(text: string, before = 0): number {
  let sum = before
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, BASE) + text.charCodeAt(at)) | 0
  return sum
}

/** The same 32 bits well mixed, so that sums of them tell words apart; of none, none. */
function mixed(sum: number): number {
  let bits = Math.imul(sum ^ (sum >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}
