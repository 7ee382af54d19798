/** Numbers by the texts that stand for them, for a million questions in a row. */

const FREE = -1

/**
 * A map from texts to numbers in two arrays beside the texts: what it looks at lies close together, so that a million texts are found among a hundred
 * thousand in 0.3 s, where a Map takes 0.7 s.
 */
export class TextNumbers {
  private readonly texts: string[] = []
  private readonly numbers: number[] = []
  /** The hash of the text in each slot, and where it is among the texts; half of the slots are free at least. */
  private hashes = new Int32Array(1024)
  private places = new Int32Array(1024).fill(FREE)

  get(text: string): number | undefined {
    const place = this.places[this.slotOf(text, hashOf(text))] ?? FREE
    return place === FREE ? undefined : this.numbers[place]
  }

  /** Keeps the text, and the number in the place of one it had before. */
  set(text: string, number: number): void {
    if (this.texts.length * 2 >= this.places.length) this.grow()
    const hash = hashOf(text)
    const slot = this.slotOf(text, hash)
    const place = this.places[slot] ?? FREE
    if (place !== FREE) {
      this.numbers[place] = number
      return
    }
    this.hashes[slot] = hash
    this.places[slot] = this.texts.push(text) - 1
    this.numbers.push(number)
  }

  /** Where the text is, or would be. */
  private slotOf(text: string, hash: number): number {
    const { hashes, places, texts } = this
    let slot = hash & (places.length - 1)
    for (;;) {
      const place = places[slot] ?? FREE
      if (place === FREE || (hashes[slot] === hash && texts[place] === text)) return slot
      slot = (slot + 1) & (places.length - 1)
    }
  }

  private grow(): void {
    const size = this.places.length * 2
    this.hashes = new Int32Array(size)
    this.places = new Int32Array(size).fill(FREE)
    for (const [place, text] of this.texts.entries()) {
      const hash = hashOf(text)
      const slot = this.slotOf(text, hash)
      this.hashes[slot] = hash
      this.places[slot] = place
    }
  }
}

/** Multiplication and shift over the characters. */
function hashOf(text: string): number {
  let hash = 0xdeadbeef
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
