/** Lines of a table that are no rows: totals, and headers that go on below the first or come again on each page. */
import { fieldsOf, foldHeader, foldWithoutUnit, isKnownHeader, type TableKind } from '../headers.ts'
import { foldName } from '../name.ts'

const WORD = '(?:total|totaux|totals|subtotal|somme|sum|solde|balance|કુલ)'
const BEFORE = '(?:(?:sous|sub|grand|general|montant|solde|balance|nombre) )?'
/** A client may be called Total SA, so that in his column only the word alone, or one of these behind it, tells a total. */
const ALONE = new RegExp(`^${BEFORE}${WORD}(?: (?:general|generale|amount|montant|ttc|eur|des credits))?$`)
const BEGINS = new RegExp(`^${BEFORE}${WORD}(?: |$)`)
const UNIT = /[\p{L}\p{Sc}]/u
/** Which of these a column is depends on its neighbours. */
const WHO: readonly string[] = ['client', 'client_number', 'name', 'first_name', 'last_name']
/** Fields that are figures for a client, too. */
const NUMBERED: readonly string[] = ['phone', 'postcode', 'card', 'ref', 'client_number']
/** What no column is called, for a quick look at most rows. */
const NO_NAME = /@|\d{5}/
const FIGURES = /^[\p{Nd}\s.,]+$/u
/** The same with a sign or a currency. */
const AMOUNT = /^[-+(\u2013\u2212]?[\p{Sc}\p{Nd}\s.,'’]+(?:[\p{Sc})-]|[A-Z]{3})?$/u
/** Fields that no total of amounts has: days, and what tells one record from another. */
const OF_RECORDS: readonly string[] = [
  ...['client_number', 'date', 'issued', 'due', 'paid_on', 'number', 'reference', 'invoice', 'phone', 'email', 'card', 'ref'],
]

/** What tells such a line from a row. Positions are those of the file's columns. */
export interface NoiseRules {
  readonly kind: TableKind
  readonly header: readonly string[]
  /** The field of each column; undefined for one that is none. */
  readonly fields: readonly (string | undefined)[]
  /** The column that every row has a day in; undefined for clients. */
  readonly day: number | undefined
  /** The column of the client; for clients, of the name. */
  readonly client: number | undefined
}

/**
 * What the line is that is no row, undefined where it is one. `header`: the header once more, names of columns alone, or right below the
 * header (`isFirst`) units alone. `total`: begins with a word for it and has no day; by the name of the client `above` (`Total Dupont`) nothing but amounts. Among clients, which have neither, a total has a number
 * beside the word and nothing else: a client may be called Total.
 */
export function leftOut(cells: readonly string[], rules: NoiseRules, isFirst: boolean, above = ''): 'header' | 'total' | undefined {
  const filled: number[] = []
  for (let index = 0; index < cells.length; index++) if (cells[index]?.trim() !== '') filled.push(index)
  if (isHeader(cells, filled, rules, isFirst)) return 'header'
  return isTotal(cells, filled, rules, above) ? 'total' : undefined
}

function isHeader(cells: readonly string[], filled: readonly number[], rules: NoiseRules, isFirst: boolean): boolean {
  const { header } = rules
  if (cells[0]?.trim() === header[0] && cells.every((cell, index) => cell.trim() === header[index])) return true
  const isUnit = (text: string): boolean => foldWithoutUnit(text) === '' && UNIT.test(text)
  if (isFirst && filled.every((index) => isUnit(cells[index] ?? ''))) return true
  if (filled.some((index) => NO_NAME.test(cells[index] ?? ''))) return false
  return filled.length > 1 && filled.every((index) => isNameOf(index, cells[index] ?? '', rules))
}

/** Whether a cell is a name of its own column: a client may well be called Mobile, and be a company. */
function isNameOf(index: number, text: string, { kind, header, fields }: NoiseRules): boolean {
  const field = fields[index]
  if (!isKnownHeader(text)) return false
  if (field === undefined || foldHeader(text) === foldHeader(header[index] ?? '')) return true
  const meant = [...fieldsOf(kind, foldHeader(text)).keys(), ...fieldsOf(kind, foldWithoutUnit(text)).keys()]
  return meant.includes(field) || (WHO.includes(field) && meant.some((each) => WHO.includes(each)))
}

function isTotal(cells: readonly string[], filled: readonly number[], rules: NoiseRules, above: string): boolean {
  const { day, client, fields } = rules
  const [first, ...others] = filled
  if (first === undefined) return false
  const says = (words: RegExp): boolean => words.test(foldName((cells[first] ?? '').replaceAll(':', ' ')))
  if (day === undefined) {
    const isFigure = (index: number): boolean => FIGURES.test(cells[index] ?? '') && !NUMBERED.includes(fields[index] ?? '')
    return others.length > 0 && others.every(isFigure) && says(ALONE)
  }
  if ((first !== day && others.includes(day)) || (client !== undefined && others.includes(client))) return false
  if (first !== client) return says(BEGINS)
  return says(ALONE) || (says(BEGINS) && isTotalOf(above, cells, filled, rules))
}

/** Whether the words of a total name the client of the row above, and nothing but amounts stands beside: any other `Total SA` may be a client. */
function isTotalOf(above: string, cells: readonly string[], [first = -1, ...others]: readonly number[], { fields }: NoiseRules): boolean {
  const name = foldName(above)
  if (name === '' || !foldName((cells[first] ?? '').replaceAll(':', ' ')).endsWith(` ${name}`)) return false
  return others.length > 0 && others.every((index) => isAmount(cells[index] ?? '') && !OF_RECORDS.includes(fields[index] ?? ''))
}

function isAmount(text: string): boolean {
  return AMOUNT.test(text.trim())
}
