/**
 * What an imported row is known by (PRODUCT.md section 8, "The same file again changes nothing"). A row with a reference is known by
 * (system, kind of record, reference); any other, and one whose reference repeats within the file, by (system, kind of record, its facts
 * as imported, how often they came before in the file). The texts made here are hashed into `import_key` and `imported_hash`. Line
 * numbers and file names are no part of them, so that a mended rejects file adds the mended rows and no others.
 */

export type RecordKind = 'client' | 'payment' | 'visit' | 'invoice'

/** Parts the fields of a text that is hashed; no cell holds it, for a table with a NUL byte is refused. */
export const BETWEEN = '\0'

/** What comes before the reference or the facts of a row; systems are the same whatever their case. */
export function identityPrefix(system: string, kind: RecordKind): { readonly reference: string; readonly facts: string } {
  const begin = `${system.toLowerCase()}${BETWEEN}${kind}${BETWEEN}`
  return { reference: `${begin}r${BETWEEN}`, facts: `${begin}f${BETWEEN}` }
}

export function joinParts(parts: readonly (string | number)[]): string {
  return parts.join(BETWEEN)
}

/** The text of the `occurrence`-th row with the same facts, from the second on; that of the first is its facts alone. */
export function withOccurrence(facts: string, occurrence: number): string {
  return `${facts}${BETWEEN}${occurrence}`
}

/** A copy of a short text that shares no memory with the longer one that it was cut from, for what is kept. */
export function ownText(text: string): string {
  // Up to 12 characters are copied by the engine itself.
  return text.length <= 12 ? text : text.split('').join('')
}

/** Numbers a slot: two halves of a hash, and how often its text came. */
const STRIDE = 3

/**
 * Counts how often texts came, in 12 bytes a slot and three slots at most a text, keeping 64 bits of each. Two texts that share those
 * (one chance in ten million among a million of them) are counted as one: a row is then numbered 2 that might have been 1, and would be
 * so again in the next import of the file.
 */
export class TextCounts {
  private slots: Uint32Array
  private mask: number
  private used = 0
  /** Kept so that looking at slots ahead is not for nothing, which a compiler would leave out. */
  protected seen = 0

  /** `expected`: how many texts may come, so that there is room from the start. */
  constructor(expected = 0) {
    let slots = 1024
    while (slots * 3 < expected * 4) slots *= 2
    this.slots = new Uint32Array(slots * STRIDE)
    this.mask = slots - 1
  }

  /** Counts the text once more; answers how often it has come now. */
  add(text: string): number {
    this.makeRoom(1)
    hashText(text)
    return this.count(high, low)
  }

  /**
   * Counts texts one after another; answers how often each has come then. The slots of a large table are in no cache, and looked at in a row, with
   * nothing else between, they are waited for all at once: 0.2 s for a million texts, against 0.4 s one by one.
   */
  addAll(texts: readonly string[]): number[] {
    this.makeRoom(texts.length)
    const hashes: number[] = []
    for (const text of texts) {
      hashText(text)
      hashes.push(high, low)
    }
    let seen = 0
    for (let at = 0; at < hashes.length; at += 2) seen |= this.slots[this.first(hashes[at] ?? 0, hashes[at + 1] ?? 0) + 2] ?? 0
    this.seen = seen
    return texts.map((_, at) => this.count(hashes[2 * at] ?? 0, hashes[2 * at + 1] ?? 0))
  }

  /** How often the text has come. */
  of(text: string): number {
    if (this.used === 0) return 0
    hashText(text)
    return this.slots[this.find(high, low) + 2] ?? 0
  }

  private count(ofHigh: number, ofLow: number): number {
    const { slots } = this
    const at = this.find(ofHigh, ofLow)
    const count = (slots[at + 2] ?? 0) + 1
    if (count === 1) this.used++
    slots[at] = ofHigh
    slots[at + 1] = ofLow
    slots[at + 2] = count
    return count
  }

  /** Where the text of this hash stands, or would. */
  private find(wantedHigh: number, wantedLow: number): number {
    const { slots } = this
    let at = this.first(wantedHigh, wantedLow)
    while (slots[at + 2] !== 0 && (slots[at] !== wantedHigh || slots[at + 1] !== wantedLow)) at = (at + STRIDE) % slots.length
    return at
  }

  /** Where looking for the text of this hash begins. */
  private first(ofHigh: number, ofLow: number): number {
    return ((ofLow ^ (ofHigh >>> 7)) & this.mask) * STRIDE
  }

  private makeRoom(texts: number): void {
    while ((this.used + texts) * 4 > this.mask * 3) this.grow()
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Uint32Array(old.length * 2)
    this.mask = this.mask * 2 + 1
    for (let from = 0; from < old.length; from += STRIDE) {
      if (old[from + 2] === 0) continue
      const at = this.find(old[from] ?? 0, old[from + 1] ?? 0)
      this.slots.set(old.subarray(from, from + STRIDE), at)
    }
  }
}

// The two halves of the hash that was made last: a pair returned would be a million objects.
let high = 0
let low = 0

/** Two lanes of multiplication and shift over the characters, each mixed with the other at the end. */
function hashText(text: string): void {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x9e3779b1)
    two = Math.imul(two ^ code, 0x5f356495)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  two = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  high = one >>> 0
  low = two >>> 0
}
