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
  return key.length >= ENOUGH_LETTERS && key.length <= LONGEST_MISTYPED && (key.match(LETTERS)?.length ?? 0) >= ENOUGH_LETTERS
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

/** The numbers in an array twice as long; typed arrays keep a million entries in a few megabytes. */
function grown(numbers: Numbers): Numbers {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

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
  /** First entry of each slot, or -1; then for each entry its hash, the place of its name, and the next entry of the slot. */
  private slots: Numbers = new Int32Array(1024).fill(-1)
  private hashes: Numbers = new Int32Array(1024)
  private places: Numbers = new Int32Array(1024)
  private nexts: Numbers = new Int32Array(1024)
  private entries = 0
  /** The name that was worked on last: whoever looks for one is likely to add it next. */
  private last = { name: '', key: '', signatures: new Set<number>() }

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
      for (let entry = this.slots[hash & (this.slots.length - 1)] ?? -1; entry >= 0; entry = this.nexts[entry] ?? -1) {
        if (near.size >= limit) break
        if (this.hashes[entry] !== hash) continue
        const place = this.places[entry] ?? 0
        const id = this.ids[place] ?? 0
        if (!near.has(id) && areKeysNear(key, this.keys[place] ?? '')) near.add(id)
      }
    }
    return [...near].sort((a, b) => a - b)
  }

  private read(name: string): { readonly key: string; readonly signatures: ReadonlySet<number> } {
    if (name === this.last.name) return this.last
    const key = nameKey(name)
    this.last = { name, key, signatures: signaturesOf(key) }
    return this.last
  }

  private file(hash: number, place: number): void {
    if (this.entries === this.hashes.length) this.grow()
    const slot = hash & (this.slots.length - 1)
    this.hashes[this.entries] = hash
    this.places[this.entries] = place
    this.nexts[this.entries] = this.slots[slot] ?? -1
    this.slots[slot] = this.entries
    this.entries += 1
  }

  private grow(): void {
    this.hashes = grown(this.hashes)
    this.places = grown(this.places)
    this.nexts = grown(this.nexts)
    this.slots = new Int32Array(this.slots.length * 2).fill(-1)
    for (let entry = 0; entry < this.entries; entry += 1) {
      const slot = (this.hashes[entry] ?? 0) & (this.slots.length - 1)
      this.nexts[entry] = this.slots[slot] ?? -1
      this.slots[slot] = entry
    }
  }
}

function signaturesOf(key: string): Set<number> {
  const words = key.split(' ')
  const sum = words.reduce((total, word) => (total + hashOf(word)) | 0, 0)
  const all = new Set([sum])
  if (!mayBeMistyped(key)) return all
  for (const [place, word] of words.entries()) {
    const others = sum - hashOf(word)
    for (let at = 0; at < word.length; at += 1) {
      if (DIGIT.test(word.charAt(at))) continue
      all.add((others + hashOf(word.slice(0, at) + word.slice(at + 1))) | 0)
    }
    for (const [other, next] of words.entries()) if (other !== place) all.add((others - hashOf(next) + hashOf(word + next)) | 0)
  }
  return all
}

/** A word as 32 well mixed bits, none set for no word. */
function hashOf(word: string): number {
  let bits = word.length
  for (let at = 0; at < word.length; at += 1) bits = Math.imul(bits ^ word.charCodeAt(at), 0x9e3779b1) ^ (bits >>> 15)
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}
