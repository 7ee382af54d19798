/** How far bytes are UTF-8. */
import { isUtf8 } from 'node:buffer'

/** How many whole characters of several bytes there are, and how many bytes outside ASCII that are in none; no more than `most` are counted. */
export function countCharacters(bytes: Buffer, most = Number.POSITIVE_INFINITY): { readonly good: number; readonly bad: number } {
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length && good + bad < most; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const length = lengthOf(byte)
    if (length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      good++
      at += length - 1
    } else bad++
  }
  return { good, bad }
}

/** Where the last whole character of the bytes ends: at their end, or up to three bytes before. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How many bytes are UTF-8 before the first that is not. A line feed is never part of another character, so whole lines are tried. */
export function validLength(bytes: Buffer): number {
  let start = 0
  for (;;) {
    const end = bytes.indexOf(10, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isUtf8(line)) return start + validCharacters(line)
    if (end < 0) return bytes.length
    start = end + 1
  }
}

/** The same of a line, one character after another. */
function validCharacters(line: Buffer): number {
  let at = 0
  while (at < line.length) {
    const length = lengthOf(line[at] ?? 0)
    if (length === 0 || !isUtf8(line.subarray(at, at + length))) break
    at += length
  }
  return at
}

/** How many bytes the character takes that begins with this one; 0 where none does. */
function lengthOf(byte: number): number {
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : byte < 0x80 ? 1 : 0
}
