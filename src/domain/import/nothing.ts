/** Cells in which a program wrote that there is nothing. */

/** The same in any case. */
const NOTHING = new Set(['null', '(null)', 'n/a', '#n/a', 'nan', '-', '–', '—', '\\n'])
/** Where words are meant these alone, as machines write them: somebody is called Null, and a note may well say n/a. */
const NOTHING_AMONG_WORDS = new Set(['NULL', '#N/A', '\\N', '-'])
const LONGEST = 6
/** Among places it is Namibia, or a region. */
const NOT_AVAILABLE = 'NA'
const PLACES = new Set(['country', 'region'])
/** Fields of free words, by their names in any kind of table. */
const WORDS = new Set(['client', 'name', 'first_name', 'last_name', 'note', 'for', 'avoid'])

/** What tells whether a trimmed cell of the field stands for an empty one. */
export function nothingIn(field: string): (cell: string) => boolean {
  if (WORDS.has(field)) return isNothingAmongWords
  return PLACES.has(field) ? isNothing : (cell) => cell === NOT_AVAILABLE || isNothing(cell)
}

/** Whether a trimmed cell that is not of words stands for an empty one: `NULL`, `n/a`, `#N/A`, `nan`, `-`. */
function isNothing(cell: string): boolean {
  // Most cells begin with a figure, and this is asked of every cell of a million rows.
  if (cell.length > LONGEST || (cell.charCodeAt(0) >= 48 && cell.charCodeAt(0) <= 57)) return false
  return NOTHING.has(cell.toLowerCase())
}

/** As `isNothing`, for a cell of free words. */
export function isNothingAmongWords(cell: string): boolean {
  return cell.length <= 4 && NOTHING_AMONG_WORDS.has(cell)
}
