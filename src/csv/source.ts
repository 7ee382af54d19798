/** The first bytes of a source looked at before they are read: standard input comes only once. */

export interface Peeked {
  /** The first bytes, at most `size`. */
  readonly prefix: Buffer
  /** The prefix is all there is. */
  readonly complete: boolean
  /** The whole source, the prefix included; once. */
  readonly bytes: AsyncIterable<Buffer>
  /** How many bytes of `bytes` have been handed out. */
  bytesRead(): number
  /** Lets go of the source; needed only where `bytes` is never begun. */
  close(): Promise<void>
}

const PIECE = 65_536

/** Reads up to `size` bytes ahead. Throws what the source throws. */
export async function peek(source: AsyncIterable<Uint8Array>, size: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]()
  const close = async () => {
    await iterator.return?.()
  }
  const chunks: Uint8Array[] = []
  let length = 0
  let complete = false
  while (length < size && !complete) {
    const next = await iterator.next()
    if (next.done === true) complete = true
    else {
      chunks.push(next.value)
      length += next.value.length
    }
  }
  const ahead = Buffer.concat(chunks)
  let read = 0
  async function* replay(): AsyncGenerator<Buffer> {
    try {
      for (let at = 0; at < ahead.length; at += PIECE) {
        const piece = ahead.subarray(at, at + PIECE)
        read += piece.length
        yield piece
      }
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        const { value } = next
        read += value.length
        yield Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      }
    } finally {
      await close()
    }
  }
  return { prefix: ahead.subarray(0, size), complete: complete && ahead.length <= size, bytes: replay(), bytesRead: () => read, close }
}
