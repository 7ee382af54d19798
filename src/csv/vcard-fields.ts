/** What of a vCard is which field of a client's card (PRODUCT.md section 8). */
import type { RawVcard } from './vcard-lines.ts'
import {
  componentsOf,
  type DecodeBytes,
  hasType,
  itemsOf,
  parameterOf,
  readProperty,
  textOf,
  type VcardProperty,
} from './vcard-property.ts'

/** The columns of a table of vCards, by the names of their fields. */
export const VCARD_COLUMNS = [
  ...(['client_number', 'ref', 'refs', 'name', 'kind', 'status', 'categories', 'phone', 'email', 'address', 'postcode'] as const),
  ...(['city', 'region', 'country', 'card', 'birthday', 'source', 'operator', 'attitude', 'consent_mail', 'consent_sms', 'avoid'] as const),
  ...(['credit_limit', 'added', 'checked', 'archived', 'note'] as const),
]

type Field = (typeof VCARD_COLUMNS)[number]

/** Fields that vCards have no property for: clientele's own exports carry them in these. */
const OWN_PROPERTY = /^X-CLIENTELE-(.+)$/

export interface VcardRow {
  /** In the order of `VCARD_COLUMNS`. */
  readonly cells: readonly string[]
  /** What is to be said of the card: `with more phones ...`. */
  readonly remarks: readonly string[]
  /** Whether it names a list of contacts and nobody. */
  readonly isGroup: boolean
  /** Names of properties that no field takes. */
  readonly unused: readonly string[]
}

const MORE_PHONES = 'with more phones than a card holds: the first mobile is taken, else the preferred one'
const MORE_EMAILS = 'with more emails than a card holds: the preferred one is taken'
const MORE_ADDRESSES = 'with more addresses than a card holds: the preferred one is taken'
const NO_DAY = 'whose birthday is no whole day, taken without it'
/** Groups that every contact of Google's is in. */
const SYSTEM_GROUPS = /^(?:\* )?(?:myContacts|starred)$/i

const NO_VOICE = ['FAX', 'PAGER', 'MODEM', 'BBS', 'ISDN', 'TEXTPHONE', 'TLX']
const MOBILE = ['CELL', 'MOBILE', 'IPHONE']
/** Properties that belong to one that is read, or to the file. */
const SILENT = ['N', 'FN', 'KIND', 'X-ABSHOWAS', 'LABEL', 'X-ABLABEL', 'X-ABADR', 'PRODID', 'REV', 'VERSION', 'SOURCE', 'NAME']

/** Reads a card. */
export function vcardRow({ lines, version }: RawVcard, decode: DecodeBytes): VcardRow {
  const properties = lines.flatMap(({ text }) => readProperty(text, version, decode) ?? [])
  const of = (name: string): VcardProperty[] => properties.filter((property) => property.name === name)
  const fields = new Map<Field, string>()
  const remarks: string[] = []
  const used = new Set<VcardProperty>(properties.filter(({ name }) => SILENT.includes(name)))
  const use = (property: VcardProperty | undefined): VcardProperty | undefined => {
    if (property) used.add(property)
    return property
  }
  for (const property of properties) {
    const own = OWN_PROPERTY.exec(property.name)?.[1]?.toLowerCase().replaceAll('-', '_')
    if (own === undefined || !isField(own)) continue
    fields.set(own, textOf(property))
    use(property)
  }
  setName(fields, of)
  if (fields.get('kind') === 'company') for (const property of of('ORG')) use(property)
  setPhone(fields, of, remarks, use)
  setEmail(fields, of, remarks, use)
  setAddress(fields, of, remarks, use)
  setBirthday(fields, use(of('BDAY')[0]), remarks)
  setNameOfNone(fields, of, use)
  const notes = of('NOTE').map((note) => textOf(note))
  for (const property of [...of('NOTE'), ...of('CATEGORIES')]) use(property)
  fields.set('note', notes.filter((note) => note !== '').join('\n'))
  // A category with a comma in its name comes whole; see domain/import/client.ts.
  fields.set('categories', [...new Set(of('CATEGORIES').flatMap(itemsOf))].filter((name) => !SYSTEM_GROUPS.test(name)).join('\n'))
  const uid = use(of('UID')[0])
  if (uid && !fields.has('ref')) fields.set('ref', textOf(uid).replace(/^urn:uuid:/i, ''))
  const unused = properties.filter((property) => !used.has(property)).map(({ name }) => name)
  const isGroup = [...of('KIND'), ...of('X-ADDRESSBOOKSERVER-KIND')].some((kind) => textOf(kind).toLowerCase() === 'group')
  return { cells: VCARD_COLUMNS.map((field) => fields.get(field) ?? ''), remarks, isGroup, unused }
}

type Of = (name: string) => VcardProperty[]
type Use = (property: VcardProperty | undefined) => VcardProperty | undefined

function isField(name: string): name is Field {
  return (VCARD_COLUMNS as readonly string[]).includes(name)
}

/** FN, else N with the given name first, else ORG alone: then it is a company. */
function setName(fields: Map<Field, string>, of: Of): void {
  const [family = '', given = '', additional = '', prefixes = '', suffixes = ''] = firstFilled(of('N').map(componentsOf)) ?? []
  const whole = [prefixes, given, additional, family, suffixes].filter((part) => part !== '').join(' ')
  const formatted =
    of('FN')
      .map(textOf)
      .find((text) => text !== '') ?? ''
  const [organisation = ''] = firstFilled(of('ORG').map(componentsOf)) ?? []
  const kind = [...of('KIND'), ...of('X-ABSHOWAS')].map((property) => textOf(property).toUpperCase())
  const isNamed = whole !== '' && whole !== organisation
  const isCompany =
    kind.some((each) => each === 'ORG' || each === 'COMPANY') ||
    (!isNamed && organisation !== '' && (formatted || organisation) === organisation)
  fields.set('name', formatted || (isCompany ? organisation || whole : whole || organisation))
  fields.set('kind', isCompany ? 'company' : isNamed || kind.includes('INDIVIDUAL') ? 'person' : '')
}

/** As in the CSV of the same contacts: a nickname, else the email, else the phone. */
function setNameOfNone(fields: Map<Field, string>, of: Of, use: Use): void {
  if (fields.get('name') !== '') return
  const nickname = use(of('NICKNAME').find((property) => textOf(property) !== ''))
  fields.set('name', (nickname && textOf(nickname)) || fields.get('email') || fields.get('phone') || '')
}

function setPhone(fields: Map<Field, string>, of: Of, remarks: string[], use: Use): void {
  const labels = new Map(of('X-ABLABEL').map((label) => [label.group, textOf(label).toLowerCase()]))
  const phones = of('TEL').filter((tel) => !hasType(tel, ...NO_VOICE) && phoneText(tel) !== '')
  const isMobile = (tel: VcardProperty): boolean => {
    const label = tel.group === '' ? '' : (labels.get(tel.group) ?? '')
    return hasType(tel, ...MOBILE) || /mobile|iphone|portable|handy/.test(label)
  }
  const best = firstOf(phones, (tel) => (isMobile(tel) ? -1000 : 0) + preference(tel))
  if (use(best)) fields.set('phone', phoneText(best as VcardProperty))
  const others = new Set(phones.map(dialled))
  if (others.size > 1) {
    remarks.push(MORE_PHONES)
    for (const tel of phones) use(tel)
  }
}

/** `tel:+33-1;ext=5` as people write it. */
function phoneText(tel: VcardProperty): string {
  const text = textOf(tel)
  if (!/^tel:/i.test(text)) return text
  const [number = '', ...parameters] = uriText(text.slice(4)).split(';')
  const extension = parameters.find((each) => /^ext=/i.test(each))?.slice(4)
  return extension === undefined ? number.trim() : `${number.trim()} ext. ${extension}`
}

function dialled(tel: VcardProperty): string {
  return phoneText(tel).replace(/[^\d+]/g, '')
}

function uriText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function setEmail(fields: Map<Field, string>, of: Of, remarks: string[], use: Use): void {
  const emails = of('EMAIL').filter((email) => textOf(email) !== '')
  const best = firstOf(emails, preference)
  if (use(best)) fields.set('email', textOf(best as VcardProperty).replace(/^mailto:/i, ''))
  if (new Set(emails.map((email) => textOf(email).toLowerCase())).size > 1) remarks.push(MORE_EMAILS)
  for (const email of emails) use(email)
}

/** ADR is post box; extended; street; city; region; postcode; country. */
function setAddress(fields: Map<Field, string>, of: Of, remarks: string[], use: Use): void {
  const addresses = of('ADR').filter((address) => componentsOf(address).some((part) => part !== ''))
  const best = firstOf(addresses, preference)
  for (const address of of('ADR')) use(address)
  if (best === undefined) {
    const label = of('LABEL')[0]
    if (label) fields.set('address', textOf(label))
    return
  }
  const [box = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] = componentsOf(best)
  const address = [street, extended, box].filter((part) => part !== '').join(', ')
  for (const [field, text] of Object.entries({ address, city, region, postcode, country })) fields.set(field as Field, text)
  if (addresses.length > 1) remarks.push(MORE_ADDRESSES)
}

/** A day as `YYYY-MM-DD`, or as `--MM-DD` where it has no year; less than a month and a day is left out and told; what is no day stays as it stands. */
function setBirthday(fields: Map<Field, string>, property: VcardProperty | undefined, remarks: string[]): void {
  if (property === undefined) return
  const text = textOf(property)
  const [, written = '', month = '', day = ''] = /^(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?$/.exec(text) ?? []
  const isOmitted = parameterOf(property, 'X-APPLE-OMIT-YEAR') === written || written === '1604' || written === '0000'
  if (month !== '') fields.set('birthday', isOmitted || written === '--' ? `--${month}-${day}` : `${written}-${month}-${day}`)
  else if (/^(?:--\d\d|---\d\d|\d{4}(?:-\d\d)?)(?:T.*)?$/.test(text)) remarks.push(NO_DAY)
  else fields.set('birthday', text)
}

/** Lower is better: PREF from 1 to 100 of 4.0, the type PREF of the others, else after those. */
function preference(property: VcardProperty): number {
  const given = Number.parseInt(parameterOf(property, 'PREF'), 10)
  if (given >= 1 && given <= 100) return given
  return hasType(property, 'PREF') ? 1 : 101
}

function firstOf(properties: readonly VcardProperty[], rank: (property: VcardProperty) => number): VcardProperty | undefined {
  let best = properties[0]
  for (const property of properties) if (best && rank(property) < rank(best)) best = property
  return best
}

function firstFilled(values: readonly (readonly string[])[]): readonly string[] | undefined {
  return values.find((parts) => parts.some((part) => part !== ''))
}
