/** Arabic, Persian, Hindi and Gujarati digits. The zeros of the first two blocks end in the hexadecimal digit 0, those of the others in 6. */
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0ae6-\u0aef]/g

/** The text with the digits of other scripts as 0 to 9; the same string where there are none. */
export function latinDigits(text: string): string {
  return text.replace(OTHER_DIGIT, (digit) => String((digit.charCodeAt(0) - (digit < '\u0900' ? 0 : 6)) & 15))
}
