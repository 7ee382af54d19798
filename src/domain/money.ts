/**
 * Amounts as integers of the currency's smallest unit. Text becomes an integer digit by digit and an integer becomes text the same
 * way, so that no fraction is ever held in a number.
 */

import type { Result } from './day.ts'
import { latinDigits } from './digits.ts'

export interface Currency {
  /** ISO 4217, three capitals. */
  readonly code: string
  /** Decimals of an amount: 2 for EUR, 0 for JPY, 3 for KWD. */
  readonly digits: number
  /** How people write it beside an amount, other than by its code. */
  readonly signs: readonly string[]
}

export interface AmountOptions {
  readonly currency: Currency
  /** What `1,234` and `1.234` follow; null where no mark is set, and they are refused. */
  readonly decimal: 'comma' | 'point' | null
  /** Decimals beyond the currency's are refused when typed, and rounded half away from zero in an import. */
  readonly mode: 'typed' | 'import'
}

export interface Amount {
  readonly minor: number
  /** Whether rounding changed the amount. */
  readonly rounded: boolean
}

/** What is wrong, in words that begin with what was written and leave what to do to the caller. */
export type AmountFailure =
  | { readonly ok: false; readonly reason: 'not-an-amount' | 'too-precise' | 'too-large'; readonly message: string }
  /** `readings` are the one in thousands and the one with decimals. */
  | { readonly ok: false; readonly reason: 'ambiguous'; readonly message: string; readonly readings: readonly [string, string] }

/** No amount in minor units may be larger than this. */
export const LARGEST_MINOR = 1e12

export const COMMA_DECIMAL = 1
export const POINT_DECIMAL = 2

const BOTH = 3
const COMMA = 44
const MINUS = 45
const POINT = 46
const SPACE = 32
const APOSTROPHE = 39

// ISO 4217, list one: the active codes that have a number of decimals (precious metals and test codes have none).
const CODES_BY_DIGITS: readonly (readonly [number, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE ' +
      'CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP ' +
      'LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB ' +
      'SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG ' +
      'YER ZAR ZMW ZWG',
  ],
]

// Compared without case and spaces. A sign that several currencies share stands with each: a file has one currency.
const SIGNS =
  'EUR €;USD $ US$;GBP £;JPY ¥ ￥ 円;CNY ¥ ￥ 元 CN¥ RMB;INR ₹ Rs Rs. રૂ रु;CHF Fr Fr. SFr SFr.;CAD $ CA$ C$;AUD $ AU$ A$;NZD $ NZ$;SGD $ S$;' +
  'HKD $ HK$;TWD $ NT$;MXN $ MX$;ARS $;CLP $;COP $;UYU $ $U;BRL R$;PEN S/ S/.;SEK kr kr.;NOK kr kr.;DKK kr kr.;ISK kr kr.;PLN zł;CZK Kč;HUF Ft;' +
  'RON lei;BGN лв лв.;RSD din din.;UAH ₴;RUB ₽;TRY ₺ TL;ILS ₪;GEL ₾;KZT ₸;AMD ֏;MNT ₮;KRW ₩;THB ฿;VND ₫ đ;PHP ₱;IDR Rp Rp.;MYR RM;KHR ៛;LAK ₭;' +
  'PKR ₨ Rs Rs.;LKR ₨ Rs Rs.;NPR ₨ Rs Rs. रु;MUR ₨ Rs Rs.;BDT ৳ Tk;NGN ₦;GHS ₵ GH₵;KES KSh;TZS TSh;UGX USh;ZAR R;XOF F FCFA CFA;XAF F FCFA CFA;' +
  'XPF F FCFP CFP;MAD DH Dhs;AED Dh Dhs د.إ;TND DT;DZD DA;EGP £ E£ LE;KWD KD د.ك;BHD BD;SAR SR ﷼;QAR QR;LBP L£ LL;CRC ₡;PYG ₲;CUP $;DOP $ RD$;JMD $ J$'

const SIGNS_BY_CODE = new Map(SIGNS.split(';').map((entry) => [entry.slice(0, 3), entry.slice(4).split(' ')] as const))

const CURRENCIES: ReadonlyMap<string, Currency> = new Map(
  CODES_BY_DIGITS.flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, { code, digits, signs: SIGNS_BY_CODE.get(code) ?? [] }] as const),
  ),
)

const ALL_NAMES = new Set([...CURRENCIES.values()].flatMap(({ code, signs }) => [code, ...signs]).map((name) => name.toLowerCase()))

/** The currency of an ISO 4217 code, in either case; undefined where it is not an active one. */
export function currencyOf(code: string): Currency | undefined {
  return CURRENCIES.get(code.toUpperCase())
}

/** `1234.50`: digits, a point and a minus, for machines. `digits` are the currency's. */
export function formatMinorPlain(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(text.length - digits)}`}`
}

/** `1,234.50`: the same with thousands set apart, for people. */
export function formatMinorHuman(minor: number, digits: number): string {
  const plain = formatMinorPlain(minor, digits)
  const point = digits === 0 ? plain.length : plain.length - digits - 1
  return plain.slice(0, point).replace(/\d(?=(?:\d{3})+$)/g, '$&,') + plain.slice(point)
}

/**
 * Reads an amount as people write it (PRODUCT.md section 2): `1234.5`, `1 234,50`, `1.234,50`, `1,00,000.50`, `12.50 €`, `-12.50`,
 * `12.50-`, `(12.50)`, `12.50 Dr`, `CR 12.50`. One mark with three figures behind it and one to three before is thousands or decimals as `decimal` says;
 * every other shape has one reading, whatever `decimal` says.
 */
export function parseAmount(text: string, options: AmountOptions): Result<Amount, AmountFailure> {
  const { digits } = options.currency
  const plain = plainMinor(text, digits)
  if (plain !== undefined) return { ok: true, value: { minor: plain, rounded: false } }
  const written = unwrap(text, options.currency)
  const shape = written && shapeOf(written.body)
  if (written === undefined || shape === undefined) return fail('not-an-amount', `"${text}" is not an amount`)
  const { body, negative } = written
  const point = shape.point
  const open = shape.marks === BOTH && point >= 0
  if (open && options.decimal === null) return ambiguous(text, body, point, negative, options.currency)
  const mark = body.charCodeAt(point) === COMMA ? 'comma' : 'point'
  const decimals = open && options.decimal !== mark ? '' : body.slice(point < 0 ? body.length : point + 1)
  const whole = decimals === '' ? body : body.slice(0, point)
  if (options.mode === 'typed' && decimals.length > digits) {
    const reading = `${negative ? '-' : ''}${figures(whole) || '0'}.${decimals}`
    const meaning = reading === text.trim() ? '' : `${reading}, which is `
    return fail('too-precise', `${text.trim()} is ${meaning}too precise for ${options.currency.code}`)
  }
  const minor = toMinor(whole, decimals, digits)
  if (minor > LARGEST_MINOR) return fail('too-large', `${text.trim()} is too large an amount`)
  const rounded = decimals.length > digits && /[1-9]/.test(decimals.slice(digits))
  return { ok: true, value: { minor: negative && minor !== 0 ? -minor : minor, rounded } }
}

/**
 * The decimal marks under which a cell is an amount, as a sum of COMMA_DECIMAL and POINT_DECIMAL: `12,50` comma, `1,234` and `1234`
 * both, `1,234,567` point; 0 where it is no amount. Without a currency the sign or code of any is let pass.
 */
export function amountMarks(text: string, currency?: Currency): number {
  const written = unwrap(text, currency)
  return (written && shapeOf(written.body)?.marks) ?? 0
}

/** The commonest form, digits with or without a point and decimals, without a second look; undefined where it is any other. */
function plainMinor(text: string, digits: number): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0
  let minor = 0
  let point = -1
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) minor = minor * 10 + code - 48
    else if (code === POINT && point < 0 && at > start) point = at
    else return undefined
  }
  const decimals = point < 0 ? 0 : text.length - point - 1
  // Three decimals may be thousands, and more figures than these could leave the exact integers.
  if (text.length === start || text.length > 13 || decimals > digits || decimals === 3 || (point >= 0 && decimals === 0)) return undefined
  for (let missing = digits - decimals; missing > 0; missing--) minor *= 10
  if (minor > LARGEST_MINOR) return undefined
  return start === 1 && minor !== 0 ? -minor : minor
}

/** The figures and marks of an amount without what stands around them: one sign or brackets, and the currency on either side. */
function unwrap(text: string, currency: Currency | undefined): { body: string; negative: boolean } | undefined {
  let start = 0
  let end = text.length
  while (start < end && !isDigit(text.charCodeAt(start))) start++
  if (start === end) {
    // Perhaps in the digits of another script: no cell in ours pays for the question.
    const latin = latinDigits(text)
    return latin === text ? undefined : unwrap(latin, currency)
  }
  while (!isDigit(text.charCodeAt(end - 1))) end--
  let before = text.slice(0, start)
  const after = text.slice(end)
  if ((before.endsWith('.') || before.endsWith(',')) && around(before, '', currency, '') === undefined) {
    start--
    before = text.slice(0, start)
  }
  const body = text.slice(start, end)
  const negative = before === '' && after === '' ? false : around(before, after, currency, body)
  return negative === undefined ? undefined : { body, negative }
}

const [SIGN_MARKS, SPACES] = [/[-+()\u2013\u2212]/g, /[\s\u200e\u200f]+/g]
/** Behind an amount, as banks in India write it (`1,500.00 Cr`), or before one. */
const [BEHIND, BEFORE] = [/[cd]r\.?$/, /^[cd]r\.?/]

/**
 * Whether what stands before and behind the figures makes them negative; undefined where it does not belong to an amount. Where the figures (`body`)
 * have decimals, a C or D alone is credit or debit.
 */
function around(before: string, after: string, currency: Currency | undefined, body: string): boolean | undefined {
  const signs = `${before}|${after}`.replace(/[^-+()\u2013\u2212|]/g, '').replace(/[\u2013\u2212]/g, '-')
  if (!['|', '+|', '-|', '|-', '|+', '(|)'].includes(signs)) return undefined
  let side: string | undefined
  for (const [text, edge] of [[before, BEFORE] as const, [after, BEHIND] as const]) {
    if (text === '') continue
    const written = text.replace(SIGN_MARKS, '').replace(SPACES, '').toLowerCase()
    if (written === '' || isNameOf(written, currency)) continue
    const mark = /^[cd]$/.test(written) && signs === '|' && hasDecimals(body) ? written : edge.exec(written)?.[0]
    const name = edge === BEFORE ? written.slice(mark?.length) : written.slice(0, written.length - (mark?.length ?? 0))
    if (mark === undefined || side !== undefined || (name !== '' && !isNameOf(name, currency))) return undefined
    side = mark
  }
  return side?.startsWith('d') || (signs.length > 1 && !signs.includes('+'))
}

function isNameOf(name: string, currency: Currency | undefined): boolean {
  if (currency === undefined) return ALL_NAMES.has(name)
  return name === currency.code.toLowerCase() || currency.signs.some((sign) => sign.toLowerCase() === name)
}

/** Where the decimal mark stands (-1: nowhere), and which marks the shape allows. Both, with a mark: thousands or decimals. */
function shapeOf(body: string): { point: number; marks: number } | undefined {
  let last = body.length - 1
  while (last >= 0 && isDigit(body.charCodeAt(last))) last--
  if (last < 0) return { point: -1, marks: BOTH }
  const kind = markKind(body.charCodeAt(last))
  let sameBefore = false
  let anyBefore = false
  for (let at = 0; at < last; at++) {
    const code = body.charCodeAt(at)
    if (isDigit(code)) continue
    anyBefore = true
    if (markKind(code) === kind) sameBefore = true
  }
  if (sameBefore || (kind !== COMMA && kind !== POINT)) {
    if (!isGrouped(body, body.length, kind)) return undefined
    return { point: -1, marks: kind === COMMA ? POINT_DECIMAL : kind === POINT ? COMMA_DECIMAL : BOTH }
  }
  if (anyBefore && !isGrouped(body, last, 0)) return undefined
  const thousands = !anyBefore && last >= 1 && last <= 3 && body.length - last === 4 && body.charCodeAt(0) !== 48
  return { point: last, marks: thousands ? BOTH : kind === COMMA ? COMMA_DECIMAL : POINT_DECIMAL }
}

/** Whether `body[0..end)` is set apart in threes, or the Indian way (with commas: threes, then twos), by marks of one kind (0: any). */
function isGrouped(body: string, end: number, kind: number): boolean {
  const lengths: number[] = []
  let only = kind
  let length = 0
  for (let at = 0; at < end; at++) {
    const code = body.charCodeAt(at)
    if (isDigit(code)) {
      length++
      continue
    }
    const mark = markKind(code)
    if (mark === 0 || (only !== 0 && mark !== only)) return false
    only = mark
    lengths.push(length)
    length = 0
  }
  const [first = 0, ...middle] = lengths
  if (length !== 3 || first < 1 || first > 3 || body.charCodeAt(0) === 48) return false
  return middle.every((group) => group === 3) || (only === COMMA && first <= 2 && middle.every((group) => group === 2))
}

/** Whether the figures have decimals, whatever the decimal mark. */
function hasDecimals(body: string): boolean {
  const { point = -1, marks = BOTH } = shapeOf(body) ?? {}
  return point >= 0 && marks !== BOTH
}

/** The kind of a mark between figures: comma, point, space (of any width) or apostrophe (either form); 0 for anything else. */
function markKind(code: number): number {
  if (code === COMMA || code === POINT) return code
  if (code === SPACE || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x2007) return SPACE
  return code === APOSTROPHE || code === 0x2019 ? APOSTROPHE : 0
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function figures(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
}

/** Whole and decimal figures as minor units, rounded half up (the sign comes later); beyond LARGEST_MINOR only that it is beyond. */
function toMinor(whole: string, decimals: string, digits: number): number {
  let minor = 0
  for (let at = 0; at < whole.length && minor <= LARGEST_MINOR; at++) {
    if (isDigit(whole.charCodeAt(at))) minor = minor * 10 + whole.charCodeAt(at) - 48
  }
  for (let at = 0; at < digits && minor <= LARGEST_MINOR; at++) {
    minor = minor * 10 + (at < decimals.length ? decimals.charCodeAt(at) - 48 : 0)
  }
  return decimals.charCodeAt(digits) >= 53 ? minor + 1 : minor
}

function fail(reason: 'not-an-amount' | 'too-precise' | 'too-large', message: string): AmountFailure {
  return { ok: false, reason, message }
}

function ambiguous(text: string, body: string, point: number, negative: boolean, { code, digits }: Currency): AmountFailure {
  const sign = negative ? '-' : ''
  const thousands = `${sign}${figures(body)}${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`
  const decimals = `${sign}${body.slice(0, point)}.${body.slice(point + 1)}`
  const message = `${text.trim()} can be ${thousands}${digits < 3 ? `, or ${decimals} which is too precise for ${code}` : ` or ${decimals}`}`
  return { ok: false, reason: 'ambiguous', message, readings: [thousands, decimals] }
}
