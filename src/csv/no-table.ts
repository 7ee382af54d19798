/** Files that people take for tables, told by how their text begins. */
import { AppError } from '../cli/errors.ts'

/** Web pages come as `.xls` from many programs, and spreadsheets open them. */
const MARKED_UP: readonly (readonly [RegExp, string])[] = [
  [/^<(?:!doctype\s+html|html|head|body|table|meta)\b/i, 'a web page (HTML)'],
  [/^<\?xml\b/i, 'an XML document'],
]

/** @throws AppError where the text is no table: nothing but blanks (all of it, if `complete`), or a page of markup */
export function refuseNoTable(sample: string, complete: boolean, name: string): void {
  const text = sample.slice(0, 4096).trimStart()
  if (text === '' && complete && sample.trim() === '')
    throw new AppError(`${name} is empty`, { hint: 'give a file with a header and rows' })
  const other = MARKED_UP.find(([begins]) => begins.test(text))
  if (other === undefined) return
  throw new AppError(`${name} is ${other[1]}, not a text table`, { hint: 'open it in a spreadsheet and save it as CSV' })
}
