/**
 * One row of a table of clients (PRODUCT.md sections 3 and 8), and which card it is about. The rules, the first that applies:
 *
 * 0. A row without `ref` that an import has added as it stands, whatever became of its card since: unchanged.
 * 1. `client_number` that a card has: that card, if the names are near or the row has the card's reference; else the row is rejected.
 * 2. `ref` known in the file's system: that card. Equal to the row as last imported, or to the card: unchanged; else the card is updated
 *    with the cells that are not empty.
 * 3. Otherwise a card with the same card number, or with a near name and the same phone, email or `ref` (where that is no key), is likely the same
 *    client, be it on file or of a row before: unchanged if all that the row says stands on it (a row with a reference then adds that to the
 *    card), else the row is rejected, as `add` refuses, unless `--on-duplicate` says what becomes of it.
 * 4. A row without `ref`, card, phone and email is unchanged for each card of exactly that folded name on which all that it says stands;
 *    the second equal row of a file takes the second such card, and so on.
 * 5. Anything else is a new card; a near name alone is a warning. A `client_number` that no card has becomes the new card's number.
 *
 * A `ref` that repeats within the file is no key, and left out; `refs` lists references with their systems, and each is one.
 */
import type { Day } from '../day.ts'
import { joinNames } from '../mapping.ts'
import { nameText } from '../name.ts'
import { type CellRules, type DayCell, fails, type Read, readAmount, readYesNo, wordTable } from './cells.ts'
import { joinParts } from './identity.ts'

export const CLIENT_FIELDS = [
  ...[
    'client_number',
    'ref',
    'name',
    'first_name',
    'last_name',
    'kind',
    'status',
    'category',
    'phone',
    'email',
    'address',
    'postcode',
    'city',
  ],
  ...['region', 'country', 'card', 'birthday', 'source', 'operator', 'attitude', 'consent_mail', 'consent_sms', 'avoid', 'note'],
  ...(['archived', 'added', 'checked', 'credit_limit', 'refs', 'categories'] as const),
] as const

export type ClientField = (typeof CLIENT_FIELDS)[number]

/** A row's cells by field; '' where the cell is empty or the table has no such column. */
export type ClientCells = Readonly<Record<ClientField, string>>

/** What a row says of a card; what it does not say is null. */
export interface ImportedClient {
  readonly name: string
  readonly kind: 'person' | 'company' | null
  readonly status: 'prospect' | 'active' | 'former' | null
  readonly phone: string | null
  readonly phone_e164: string | null
  readonly email: string | null
  readonly address: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  readonly card: string | null
  readonly birthday: Day | null
  readonly source: string | null
  readonly attitude: 'loyal' | 'switcher' | 'unattached' | null
  readonly consent_mail: number | null
  readonly consent_sms: number | null
  readonly avoid: string | null
  readonly note: string | null
  readonly archived_on: Day | null
  readonly added_on: Day | null
  readonly checked_on: Day | null
  /** Minor units. */
  readonly credit_limit_minor: number | null
  /** Names, which the file turns into rows of their own. */
  readonly category: string | null
  readonly operator: string | null
}

const readKind = wordTable<'person' | 'company'>({
  person: 'personne, particulier, particulière, individual, private, personne physique, p, monsieur, madame, વ્યક્તિ',
  company: 'société, entreprise, organisation, organization, business, professionnel, pro, association, personne morale, c, કંપની',
})
const readStatus = wordTable<'prospect' | 'active' | 'former'>({
  prospect: 'lead, potential, potentiel, piste, સંભવિત',
  active: 'actif, active, actifs, client, current, en cours, yes, oui, સક્રિય',
  former: 'ancien, ancienne, inactif, inactive, past, lost, perdu, perdue, closed, non, no, ભૂતપૂર્વ',
})
const readAttitude = wordTable<'loyal' | 'switcher' | 'unattached'>({
  loyal: 'fidèle, fidele',
  switcher: 'volatil, volatile, changeant, changeante, zappeur, zappeuse',
  unattached: 'libre, détaché, détachée, sans attache, non attaché, indifférent, indifférente',
})

/** The name of the row: its own column, else first and last name, else ''. */
export function clientName({ name, first_name, last_name }: ClientCells): string {
  return name === '' ? joinNames(first_name, last_name) : name
}

/** How cells are read: `today` tells the century of a birth year of two figures; `e164` reads a phone as dialled in the country that the row names. */
export interface ClientReading {
  readonly today: Day
  readonly rules: CellRules
  readonly readDay: (text: string) => DayCell | undefined
  readonly e164: (phone: string, country: string) => string | null
  /** Whether the file has a category of that name. */
  readonly knowsCategory: (name: string) => boolean
}

/** Reads a row, or says which cell cannot be read. */
export function readClient(cells: ClientCells, { today, rules, readDay, e164, knowsCategory }: ClientReading): Read<ImportedClient> {
  const name = clientName(cells)
  if (name === '') return fails('name', 'name is empty')
  const kind = word('kind', cells.kind, readKind, 'person or company')
  if (!kind.ok) return kind
  const status = word('status', cells.status, readStatus, 'prospect, active or former')
  if (!status.ok) return status
  const attitude = word('attitude', cells.attitude, readAttitude, 'loyal, switcher or unattached')
  if (!attitude.ok) return attitude
  const mail = word('consent_mail', cells.consent_mail, readYesNo, 'yes or no')
  if (!mail.ok) return mail
  const sms = word('consent_sms', cells.consent_sms, readYesNo, 'yes or no')
  if (!sms.ok) return sms
  const birthday = bornOn(hasYearlessBirthday(cells) ? '' : cells.birthday, today, readDay)
  if (!birthday.ok) return birthday
  const archived = readYesNo(cells.archived) === 'no' ? NO_DAY : dayOf('archived', cells.archived, readDay)
  if (!archived.ok) return archived
  const added = dayOf('added', cells.added, readDay)
  if (!added.ok) return added
  const checked = dayOf('checked', cells.checked, readDay)
  if (!checked.ok) return checked
  const limit = cells.credit_limit === '' ? null : readAmount('credit_limit', cells.credit_limit, rules)
  if (limit?.ok === false) return limit
  if (limit && limit.value.minor < 0) return fails('credit_limit', `credit_limit "${cells.credit_limit}" is under zero`)
  const { phone, country } = cells
  return {
    ok: true,
    value: {
      name,
      kind: kind.value,
      status: status.value,
      phone: phone || null,
      phone_e164: phone === '' ? null : e164(phone, country),
      email: cells.email || null,
      address: cells.address || null,
      postcode: cells.postcode || null,
      city: cells.city || null,
      region: cells.region || null,
      country: country || null,
      card: cells.card || null,
      birthday: birthday.value,
      source: cells.source || null,
      attitude: attitude.value,
      consent_mail: mail.value === null ? null : Number(mail.value === 'yes'),
      consent_sms: sms.value === null ? null : Number(sms.value === 'yes'),
      avoid: cells.avoid || null,
      note: cells.note || null,
      archived_on: archived.value,
      added_on: added.value,
      checked_on: checked.value,
      credit_limit_minor: limit?.value.minor ?? null,
      category: cells.category || firstCategory(cells.categories, knowsCategory) || null,
      operator: cells.operator || null,
    },
  }
}

/** As phones, address books and newsletters write a birthday whose year they do not know: `--05-04`, `--5-4`, `05/04`. */
const BIRTHDAY_WITHOUT_YEAR = /^(?:--)?(\d\d?)[/.-](\d\d?)\.?$|^--(\d\d)(\d\d)$/

/** Whether the birthday of a row has no year, so that it is none for a card. */
export function hasYearlessBirthday({ birthday }: ClientCells): boolean {
  const [, ...parts] = BIRTHDAY_WITHOUT_YEAR.exec(birthday) ?? []
  const [one = 0, other = 0] = parts.filter((part) => part !== undefined).map(Number)
  const [month, day] = one < other ? [one, other] : [other, one]
  return month >= 1 && month <= 12 && day <= 31
}

const NO_DAY: Read<null> = { ok: true, value: null }

function dayOf(field: string, text: string, readDay: (text: string) => DayCell | undefined): Read<Day | null> {
  if (text === '') return NO_DAY
  const day = readDay(text)?.day
  return day === undefined ? fails(field, `${field} "${text}" is not a day`) : { ok: true, value: day }
}

/** Of labels as address books have them, the first that is a category of the file; '' where none is. A name may hold what parts the others. */
export function firstCategory(labels: string, knowsCategory: (name: string) => boolean): string {
  if (labels === '') return ''
  const names = [labels, ...labels.split('\n'), ...labels.split(/\n|,|;|:::/)].map((name) => name.trim())
  return names.find((name) => name !== '' && knowsCategory(name)) ?? ''
}

/** Nobody is born after today: a year of two figures is then one of the century before. */
function bornOn(text: string, today: Day, readDay: (text: string) => DayCell | undefined): Read<Day | null> {
  if (text === '') return { ok: true, value: null }
  const day = readDay(text)?.day
  if (day === undefined) return fails('birthday', `birthday "${text}" is not a day`)
  if (day <= today) return { ok: true, value: day }
  if (/\d{4}/.test(text)) return fails('birthday', `birthday "${text}" is still to come`)
  return { ok: true, value: `${Number(day.slice(0, 4)) - 100}${day.slice(4)}` }
}

function word<T extends string>(field: string, text: string, read: (text: string) => T | undefined, allowed: string): Read<T | null> {
  if (text === '') return { ok: true, value: null }
  const value = read(text)
  return value === undefined ? fails(field, `${field} "${text}" is not ${allowed}`) : { ok: true, value }
}

/** The order in which they are hashed: what is on file of rows imported before was made of them in this one. */
const SAID = [
  ...(['name', 'kind', 'status', 'phone', 'phone_e164', 'email', 'address', 'postcode', 'city', 'region', 'country', 'card'] as const),
  ...(['birthday', 'source', 'attitude', 'consent_mail', 'consent_sms', 'avoid', 'note', 'archived_on', 'category', 'operator'] as const),
]
/** Hashed with their names, and only where they are said: rows imported before there were such columns are still the same. */
const SAID_LATER = ['added_on', 'checked_on', 'credit_limit_minor'] as const

/** All that a row says, for a card known by its reference. */
export function clientContent(client: ImportedClient): string {
  const said = SAID.map((column): string | number => client[column] ?? '')
  for (const column of SAID_LATER) {
    const value = client[column]
    if (value !== null) said.push(column, value)
  }
  return joinParts(said)
}

/** All that a row without a reference says, by which it is known again; the same phone or email in another form is the same. */
export function clientFacts(client: ImportedClient, number: string): string {
  const { phone, phone_e164, email } = client
  return joinParts([number, clientContent({ ...client, phone: phone_e164 ?? phone, email: email?.toLowerCase() ?? null })])
}

/** The names of what a card refers to stand beside its columns. */
export type KnownClient = { readonly [K in keyof ImportedClient]: ImportedClient[K] }
export type ClientChange = { -readonly [K in keyof ImportedClient]?: ImportedClient[K] }

/** What empty cells may take out of a card: not what every card has (name, kind, status, category). */
export const CLIENT_ERASABLE = {
  ...{ phone: ['phone', 'phone_e164'], email: ['email'], address: ['address'], postcode: ['postcode'], city: ['city'], region: ['region'] },
  ...{ country: ['country'], card: ['card'], birthday: ['birthday'], source: ['source'], operator: ['operator'], attitude: ['attitude'] },
  ...{ consent_mail: ['consent_mail'], consent_sms: ['consent_sms'], avoid: ['avoid'], note: ['note'], archived: ['archived_on'] },
  ...{ credit_limit: ['credit_limit_minor'], checked: ['checked_on'] },
} as const

const SAME_WHATEVER_CASE: readonly string[] = ['email', 'category', 'operator']

/** What a card must be set to for all that the row says to stand on it; an empty cell says nothing, and a phone is the same in any form. */
export function clientChange(row: ImportedClient, known: KnownClient): ClientChange {
  const change: Record<string, unknown> = {}
  const samePhone = row.phone_e164 !== null && row.phone_e164 === known.phone_e164
  for (const key of Object.keys(row) as (keyof ImportedClient)[]) {
    const said = row[key]
    const there = known[key]
    if (said === null || isSameText(said, there) || (key === 'phone' && samePhone)) continue
    if (SAME_WHATEVER_CASE.includes(key) && foldCase(said) === foldCase(there)) continue
    change[key] = said
    // A new number that cannot be dialled must not leave the old one behind it.
    if (key === 'phone') change.phone_e164 = row.phone_e164
  }
  return change as ClientChange
}

/** Which signs end a line within a text is up to the program that last wrote it: a vCard has but one. */
function isSameText(said: unknown, there: unknown): boolean {
  if (said === there) return true
  if (typeof said !== 'string' || typeof there !== 'string' || !`${said}${there}`.includes('\r')) return false
  return said.replace(LINE_END, '\n') === there.replace(LINE_END, '\n')
}

const LINE_END = /\r\n?/g

function foldCase(value: unknown): string {
  return String(value ?? '').toLowerCase()
}

/** Whether a row has nothing but a name to be known by. */
export function isNameOnly(row: ImportedClient): boolean {
  return row.card === null && row.phone === null && row.email === null
}

/** Whether all that the row says stands on a card of exactly its folded name. */
export function standsOn(row: ImportedClient, known: KnownClient): boolean {
  const { name: _, ...others } = clientChange(row, known)
  return nameText(row.name) === nameText(known.name) && Object.keys(others).length === 0
}
