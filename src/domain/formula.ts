/** Text that a spreadsheet would run as a formula: neutralised in files written, taken back as it was (PRODUCT.md section 2). */

/** What a spreadsheet takes for the start of a formula, behind any number of the apostrophes that neutralise one. */
const FORMULA = /^'*[=+\-@\t\r]/
const NEUTRALISED = /^'+[=+\-@\t\r]/
const NUMBER = /^[+-]?(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d+)?(?:[.,]\d+)?(?:[ \u00a0\u202f]?%)?$/
const PHONE = /^\+\d[\d ().\u00a0\u202f-]{4,24}$/

/**
 * The cell as it is safe in a spreadsheet: one apostrophe in front of text that begins with `= + - @`, tab or return and is
 * neither a number nor a phone, and of text that already looks so neutralised. `unquoteFormula` is its inverse for every text.
 */
export function quoteFormula(cell: string): string {
  if (!FORMULA.test(cell) || isNumber(cell) || isPhone(cell)) return cell
  return `'${cell}`
}

/** The cell without the one apostrophe that neutralised it; any other cell as it is. */
export function unquoteFormula(cell: string): string {
  return cell.charCodeAt(0) === 39 && NEUTRALISED.test(cell) ? cell.slice(1) : cell
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell) && /\d/.test(cell)
}

function isPhone(cell: string): boolean {
  if (!PHONE.test(cell)) return false
  const digits = cell.replace(/\D/g, '').length
  return digits >= 7 && digits <= 15
}
