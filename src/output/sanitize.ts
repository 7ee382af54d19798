/**
 * Text from outside is only text: what would steer a terminal, or reorder what is read, is shown as a visible escape (`\x1b`,
 * `\u202e`), a line break as `⏎`, a tab as a space. `\p{Cc}` is C0, DEL and C1; `\p{Cs}` a lone half of a surrogate pair.
 */
const UNSAFE = /\r\n|[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/gu
const UNSAFE_IN_MACHINE_TEXT = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu

/** One line of text that is safe to print for people. */
export function sanitize(text: string): string {
  return text.replace(UNSAFE, (found) => {
    if (found === '\t') return ' '
    if (found === '\n' || found === '\r' || found === '\r\n' || found === '\u2028' || found === '\u2029') return '⏎'
    return isSurrogate(found) ? '\uFFFD' : escapeOf(found)
  })
}

/** Machine text on its way to a terminal: as `sanitize`, but line breaks and tabs inside a cell stay. */
export function sanitizeMachineText(text: string): string {
  return text.replace(UNSAFE_IN_MACHINE_TEXT, escapeOf)
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
}

function isSurrogate(character: string): boolean {
  const code = character.charCodeAt(0)
  return code >= 0xd800 && code <= 0xdfff
}
