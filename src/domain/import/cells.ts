/** Cells of imported tables as values. Words are taken in English and French, whatever their case and accents. */
import type { Day } from '../day.ts'
import { type DayForm, parseDayCell } from '../day-cell.ts'
import { latinDigits } from '../digits.ts'
import { amountMarks, type Currency, parseAmount } from '../money.ts'
import { foldName } from '../name.ts'
import type { DecimalMark } from '../settings.ts'
import { ownText } from './identity.ts'

/** Why a row cannot be imported: the field whose cell is to blame (null: the row as a whole), and the reason in words. */
export interface RowProblem {
  readonly field: string | null
  readonly message: string
  /** What to do, where that is not simply to mend the cell. */
  readonly hint?: string
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: RowProblem }

/** How the cells of the file at hand are written. */
export interface CellRules {
  readonly currency: Currency
  readonly decimal: DecimalMark | null
  readonly dateOrder: DayForm | null
}

export function fails(field: string | null, message: string, hint?: string): { readonly ok: false; readonly problem: RowProblem } {
  return { ok: false, problem: hint === undefined ? { field, message } : { field, message, hint } }
}

export interface DayCell {
  readonly day: Day
  /** `HH:MM`, null where none is written. */
  readonly time: string | null
}

/** Days repeat, and so are read once each; more of them than this are not kept. */
const MOST_KEPT = 20_000
const MOST_WORDS_KEPT = 1000

/** Reads the cells of a column of days written in one form; undefined is no day. */
export function dayReader(form: DayForm | null): (text: string) => DayCell | undefined {
  const kept = new Map<string, DayCell | undefined>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined || kept.has(text)) return known
    const value = parseDayCell(text, form)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(ownText(text), value)
    return value
  }
}

export interface AmountCell {
  readonly minor: number
  readonly rounded: boolean
}

/** Reads an amount in minor units; decimals beyond the currency's are rounded half away from zero (PRODUCT.md section 8). */
export function readAmount(field: string, text: string, { currency, decimal }: CellRules): Read<AmountCell> {
  if (text === '') return fails(field, `${field} is empty`)
  const read = parseAmount(text, { currency, decimal, mode: 'import' })
  if (read.ok) return read
  if (read.reason !== 'not-an-amount') return fails(field, `${field}: ${read.message}`)
  // Read as an amount of any currency, what stands around the figures is the name of another one.
  if (amountMarks(text) > 0) return otherCurrency(field, text.replace(/[\d\s.,'’()+\u2013\u2212-]+/g, ''), currency)
  return fails(field, `${field} "${text}" is not an amount`)
}

/** A cell that names a currency must name the file's, by its code or a sign. */
export function checkCurrency(field: string, text: string, currency: Currency): Read<true> {
  const name = text.toLowerCase()
  const words = currency.code === 'EUR' ? ['euro', 'euros'] : []
  if ([currency.code, ...currency.signs, ...words].some((known) => known.toLowerCase() === name)) return { ok: true, value: true }
  return otherCurrency(field, text, currency)
}

function otherCurrency(field: string, text: string, { code }: Currency): { readonly ok: false; readonly problem: RowProblem } {
  return fails(field, `currency "${text}" is not ${code}, the file's currency`)
}

/** A lookup from folded words, several of them parted by commas, to the value they mean. */
export function wordTable<T extends string>(words: Readonly<Record<T, string>>): (text: string) => T | undefined {
  const table = new Map<string, T>()
  for (const [value, list] of Object.entries(words) as [T, string][]) {
    for (const word of `${value},${list}`.split(',')) table.set(foldWord(word), value)
  }
  // The same few words come in every row, and folding one is dear.
  const kept = new Map<string, T | undefined>()
  return (text) => {
    if (kept.has(text)) return kept.get(text)
    const value = table.get(foldWord(text))
    if (kept.size >= MOST_WORDS_KEPT) kept.clear()
    kept.set(ownText(text), value)
    return value
  }
}

function foldWord(text: string): string {
  return foldName(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

/** Yes or no, as people write it; undefined is neither. */
export const readYesNo = wordTable({ yes: 'y, true, 1, x, oui, o, vrai, હા', no: 'n, false, 0, non, faux, ના' })

/** A whole number from 0 to `most`, with or without the unit in `unit` behind it; undefined is none. */
export function readWhole(text: string, most: number, unit: RegExp): number | undefined {
  // 10.0, as a program writes a column of whole numbers of which some are missing.
  const bare = latinDigits(text)
    .replace(unit, '')
    .trim()
    .replace(/[.,]0{1,2}$/, '')
  return /^\d{1,9}$/.test(bare) && Number(bare) <= most ? Number(bare) : undefined
}
