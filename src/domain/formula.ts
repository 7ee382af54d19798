/** Text that a spreadsheet would run as a formula: neutralised in files written, taken back as it was (PRODUCT.md section 2). */

/** What a spreadsheet takes for the start of a formula, behind any number of the apostrophes that neutralise one. */
const FORMULA = /^'*[=+\-@\t\r]/
const [ZERO, NINE, AT] = [0x30, 0x39, 0x40]
const NEUTRALISED = /^'+[=+\-@\t\r]/
const KEPT_FIGURES = /^'\d[\d .,:/-]*$/
const KEPT_POSTCODE = /^'(?=.*\d)[a-z\d][a-z\d -]*$/i
/** `="0042"`: a formula that is one text, any quote in it doubled. */
const TEXT_FORMULA = /^="(?:[^"]|"")*"$/
/** Figures with the signs that stand in numbers, days and times, with one word at most (`3 mars`, `MAR-1`, `1E5`); and truth values. */
const CONVERTED =
  /^(?=[^"]*\d)[\d .,:/()+%'€$£\u00a0\u202f-]*\p{L}*\.?[\d .,:/()+%'€$£\u00a0\u202f-]*$|^(?:true|false|vrai|faux|wahr|falsch|verdadero|falso)$/iu
/** A text within a formula may have 255 characters in some programs. */
const LONGEST_KEPT = 200
const NUMBER = /^[+-]?(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d+)?(?:[.,]\d+)?(?:[ \u00a0\u202f]?%)?$/
const PHONE = /^\+\d[\d ().\u00a0\u202f-]{4,24}$/

/**
 * The cell as it is safe in a spreadsheet: one apostrophe in front of text that begins with `= + - @`, tab or return and is
 * neither a number nor a phone, and of text that already looks so neutralised. `unquoteFormula` is its inverse for every text.
 */
export function quoteFormula(cell: string): string {
  // Most cells begin with a letter or a figure; ten million patterns looked for would take a second.
  const first = cell.charCodeAt(0)
  if (first > AT || (first >= ZERO && first <= NINE)) return cell
  if (!FORMULA.test(cell) || isNumber(cell) || isPhone(cell)) return cell
  return `'${cell}`
}

/** The cell without the one apostrophe that neutralised it; any other cell as it is. */
export function unquoteFormula(cell: string): string {
  return cell.charCodeAt(0) === 39 && NEUTRALISED.test(cell) ? cell.slice(1) : cell
}

/** The cell without the apostrophe that shops and spreadsheets put before figures to keep their zeros (`'01000`); any other cell as it is. */
export function unquoteFigures(cell: string): string {
  return cell.charCodeAt(0) === 39 && KEPT_FIGURES.test(cell) ? cell.slice(1) : cell
}

/** The same of a postcode, which may have letters (`'K1A 0B1`). */
export function unquotePostcode(cell: string): string {
  return cell.charCodeAt(0) === 39 && KEPT_POSTCODE.test(cell) ? cell.slice(1) : cell
}

/** The text of a cell that is a formula of nothing but this text, as spreadsheets are kept from reading `0042` as 42; any other cell as it is. */
export function unquoteText(cell: string): string {
  return TEXT_FORMULA.test(cell) ? cell.slice(2, -1).replaceAll('""', '"') : cell
}

/**
 * The cell as a spreadsheet keeps it as it stands: what it would take for a number, a day, a time or a truth value becomes a formula of
 * that text (`="0042"`). `unquoteText` is its inverse.
 */
export function keepText(cell: string): string {
  return cell.length <= LONGEST_KEPT && CONVERTED.test(cell) ? `="${cell}"` : cell
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell) && /\d/.test(cell)
}

function isPhone(cell: string): boolean {
  if (!PHONE.test(cell)) return false
  const digits = cell.replace(/\D/g, '').length
  return digits >= 7 && digits <= 15
}
