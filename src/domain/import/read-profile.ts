/** Profiles as they come from JSON, which may hold anything. */
import { FIELDS, type TableKind } from '../headers.ts'
import { isProfileName, type Profile, type ProfileOptions } from './profile.ts'

export type ReadProfile = { readonly ok: true; readonly value: Profile } | { readonly ok: false; readonly reason: string }

type Check = (value: unknown, at: string) => string | undefined
type Shape = Readonly<Record<string, Check>>

const text: Check = (value, at) => (typeof value === 'string' ? undefined : `${at} is no text`)
const words: Check = (value, at) => (typeof value === 'string' && value.trim() !== '' ? undefined : `${at} is no text`)
const yesNo: Check = (value, at) => (typeof value === 'boolean' ? undefined : `${at} is neither true nor false`)
const whole: Check = (value, at) => (Number.isInteger(value) && Number(value) >= 0 ? undefined : `${at} is no whole number`)
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at) =>
    allowed.includes(value) ? undefined : `${at} is not ${allowed.join(' or ')}`
const listOf =
  (check: Check, least = 0): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} is no list`
    if (value.length < least) return `${at} is empty`
    return firstOf(value.map((each, index) => check(each, `${at}[${index}]`)))
  }
const recordOf =
  (check: Check): Check =>
  (value, at) => {
    if (!isObject(value)) return `${at} is no object`
    return firstOf(Object.entries(value).map(([key, each]) => check(each, `${at}.${key}`)))
  }
const objectOf =
  (required: Shape, optional: Shape = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return `${at} is no object`
    const missing = Object.keys(required).find((key) => !(key in value))
    if (missing !== undefined) return `${at} has no ${missing}`
    return firstOf(
      Object.entries(value).map(([key, each]) => {
        const check = required[key] ?? optional[key]
        return check === undefined ? `${at} has an unknown key ${key}` : check(each, `${at}.${key}`)
      }),
    )
  }

const texts = listOf(text, 1)
const conditions = listOf(
  objectOf(
    { column: words },
    { is: texts, is_not: texts, begins: listOf(words, 1), ends: listOf(words, 1), same_as: words, negative: yesNo, positive: yesNo },
  ),
  1,
)

/** Of an object the key that only its kind has tells which it is. */
const SOURCES: readonly (readonly [string, Check])[] = [
  ['text', objectOf({ text: words })],
  ['first', objectOf({ first: listOf(source, 1) })],
  ['join', objectOf({ join: listOf(source, 1) }, { with: text, whole: yesNo })],
  ['of', objectOf({ of: source }, { before: words, within: listOf(text, 2), unsigned: yesNo, values: recordOf(text), otherwise: text })],
  ['when', objectOf({ when: conditions, take: source }, { else: source })],
]

function source(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') return words(value, at)
  const known = isObject(value) ? SOURCES.find(([key]) => key in value) : undefined
  return known === undefined ? `${at} is no column and nothing made of columns` : known[1](value, at)
}

const order = oneOf('dmy', 'mdy', 'ymd')
const mark = oneOf('comma', 'point')

const OPTIONS: { readonly [K in keyof Required<ProfileOptions>]: Check } = {
  from: words,
  kind: oneOf('sale', 'account'),
  credits_only: yesNo,
  create_missing: yesNo,
  category: words,
  delimiter: text,
  quote: (value, at) => (value === null ? undefined : text(value, at)),
  escape: oneOf('double', 'backslash'),
  encoding: words,
  header_row: whole,
  header_rows: whole,
  decimal: mark,
  date_order: order,
}

const profile = objectOf(
  {
    name: words,
    title: words,
    kind: oneOf(...Object.keys(FIELDS)),
    recognised_by: listOf((value, at) => (typeof value === 'string' ? words(value, at) : listOf(words, 1)(value, at))),
    fields: recordOf(source),
  },
  {
    source: words,
    note: words,
    unless: listOf(words, 1),
    defaults: recordOf(words),
    ignored: listOf(words, 1),
    left_out: listOf(conditions, 1),
    skip: listOf(objectOf({ why: words, when: conditions }), 1),
    decimal: mark,
    date_order: order,
    options: objectOf({}, OPTIONS),
  },
)

/** The profile that a JSON value is, or the first thing that is wrong with it and where. */
export function readProfile(value: unknown): ReadProfile {
  const reason = profile(value, 'the profile') ?? unknownField(value as Profile)
  return reason === undefined ? { ok: true, value: value as Profile } : { ok: false, reason }
}

function unknownField({ name, kind, fields, defaults = {} }: Profile): string | undefined {
  if (!isProfileName(name)) return `the profile's name "${name}" is none`
  const known = Object.keys(FIELDS[kind as TableKind])
  const other = [...Object.keys(fields), ...Object.keys(defaults)].find((field) => !known.includes(field))
  return other === undefined ? undefined : `${kind} have no field ${other}`
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
