/** Enough to tell an address from a slip; whether it takes mail only mail can tell. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/

/** Whether a text looks like one email address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text)
}
