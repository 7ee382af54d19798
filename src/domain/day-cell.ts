/**
 * A day as it stands in a cell of somebody else's table: in figures (numeric-day.ts), with the month by name, or as the number that a
 * spreadsheet keeps for it.
 */
import { type Day, type DayOrder, dayOfNumber, fromParts } from './day.ts'
import { latinDigits } from './digits.ts'
import { type DayAndTime, fullYear, parseNumericDay, parseTime } from './numeric-day.ts'

/** How a column of days is written. */
export type DayForm = DayOrder | 'serial'

export interface NamedDay extends DayAndTime {
  /** The order in which its parts stand. */
  readonly order: DayOrder
}

/** January first: English, French, German, Spanish and Gujarati, without accents. */
const MONTHS: readonly string[] = [
  'january jan janvier janv januar jaen janner jaenner enero ene જાન્યુઆરી જાન્યુ',
  'february feb febr fevrier fevr fev februar febrero ફેબ્રુઆરી ફેબ્રુ',
  'march mar mars marz maerz mrz marzo માર્ચ',
  'april apr avril avr abril abr એપ્રિલ એપ્રીલ',
  'may mai mayo મે',
  'june jun juin juni junio જૂન',
  'july jul juillet juil juli julio જુલાઈ જુલાઇ',
  'august aug aout agosto ago ઑગસ્ટ ઓગસ્ટ ઑગ ઓગ',
  'september sep sept septembre septiembre સપ્ટેમ્બર સપ્ટે',
  'october oct octobre oktober okt octubre ઑક્ટોબર ઓક્ટોબર ઑક્ટો ઓક્ટો',
  'november nov novembre noviembre નવેમ્બર નવે',
  'december dec decembre dezember dez diciembre dic ડિસેમ્બર ડિસે',
]
const MONTH_BY_NAME = new Map(MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)))
const WEEKDAYS = new Set(
  (
    'monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun ' +
    'lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim ' +
    'montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so ' +
    'lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom'
  ).split(' '),
)
const FILLERS = new Set('de del of the le den der'.split(' '))
const ORDINALS = new Set('st nd rd th er re eme'.split(' '))

/** Longer than any day with its weekday and its time. */
const LONGEST = 60
// Between the letters of a Gujarati word stand vowel signs.
const HAS_NAME = /\p{L}[\p{L}\p{M}]/u
const CLOCK_BEHIND = /(?:,\s*|\s+|\s*T)(\d{1,2}(?:[:hH]\d\d|\s?[aApP]\.?[mM]).*)$/
const LATIN_MARKS = /[\u0300-\u036f]/g
const PART = /[\p{L}\p{M}]+|\d+/gu
const BETWEEN_PARTS = /^[\s.,/'’°º-]*$/u

/**
 * A day with its month by name, in English, French, German, Spanish or Gujarati, perhaps with its weekday in front and a time behind:
 * `14 Mar 2023`, `14-mars-23`, `March 14th, 2023`, `mar. 3 févr. 2026`, `5 de enero de 2026`, `2026-Jan-05`. A year of two figures is one
 * of 1969 to 2068, and stands behind the day. Undefined for anything else.
 */
export function parseNamedDay(cell: string): NamedDay | undefined {
  if (cell.length > LONGEST || !HAS_NAME.test(cell)) return undefined
  const text = latinDigits(cell.trim())
  if (!/\d/.test(text)) return undefined
  const clock = CLOCK_BEHIND.exec(text)
  const time = clock?.[1] === undefined ? null : parseTime(clock[1])
  if (time === undefined) return undefined
  const read = readParts(clock === null ? text : text.slice(0, clock.index))
  return read && { ...read, time }
}

function readParts(date: string): { readonly day: Day; readonly order: DayOrder } | undefined {
  const text = date.normalize('NFD').replace(LATIN_MARKS, '').toLowerCase().normalize('NFC')
  const parts = text.match(PART) ?? []
  if (!BETWEEN_PARTS.test(text.replace(PART, ''))) return undefined
  const meant = parts.filter((part, index) => !FILLERS.has(part) && !(ORDINALS.has(part) && /^\d{1,2}$/.test(parts[index - 1] ?? '')))
  // `mar` is March, and Tuesday where another month follows.
  const [first, ...others] = meant
  const isWeekday = first !== undefined && WEEKDAYS.has(first) && others.some((part) => MONTH_BY_NAME.has(part))
  const [one = '', two = '', three = '', ...more] = isWeekday ? others : meant
  if (three === '' || more.length > 0) return undefined
  if (MONTH_BY_NAME.has(one)) return dayOf(three, one, two, 'mdy')
  if (!MONTH_BY_NAME.has(two)) return undefined
  return one.length === 4 ? dayOf(one, two, three, 'ymd') : dayOf(three, two, one, 'dmy')
}

function dayOf(year: string, month: string, day: string, order: DayOrder): { readonly day: Day; readonly order: DayOrder } | undefined {
  if (!/^(?:\d\d|\d{4})$/.test(year) || !/^\d{1,2}$/.test(day)) return undefined
  const made = fromParts(fullYear(Number(year), year.length), MONTH_BY_NAME.get(month) ?? 0, Number(day))
  return made === undefined ? undefined : { day: made, order }
}

const SERIAL = /^(\d{5})(?:[.,](\d{1,12}))?$/
/** The number that spreadsheets have for 1970-01-01, their days being counted from 1899-12-30. */
const SERIAL_OF_1970 = 25_569
/** Those of 1927-05-18 and 2099-12-31: a column of other whole numbers is no column of days. */
const FIRST_SERIAL = 10_000
const LAST_SERIAL = 73_050

/** The day that a spreadsheet keeps as this number (`46027` is 2026-01-05, `46027.5` noon of it), from 1927 to 2099; undefined for any other. */
export function parseSerialDay(cell: string): DayAndTime | undefined {
  const match = SERIAL.exec(cell.trim())
  if (match === null) return undefined
  const serial = Number(match[1])
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined
  const minutes = Math.round(Number(`0.${match[2] ?? 0}`) * 1440)
  const time = minutes === 0 ? null : (parseTime(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`) ?? null)
  return { day: dayOfNumber(serial - SERIAL_OF_1970), time }
}

/** Reads a cell of a column that is written in this form; a month by name is read in any. Undefined is no day. */
export function parseDayCell(cell: string, form: DayForm | null): DayAndTime | undefined {
  if (form === 'serial') return parseSerialDay(cell)
  const read = parseNumericDay(cell, form)
  return read.ok ? read.value : read.reason === 'ambiguous' ? undefined : parseNamedDay(cell)
}
