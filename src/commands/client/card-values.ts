import type { Context } from '../../cli/context.ts'
import type { CardPatch } from '../../db/queries/clients.ts'
import type { Store } from '../../db/store.ts'
import { isEmail } from '../../domain/email.ts'
import { existingCategory } from '../category/policy.ts'
import type { CardValues } from './card-options.ts'

const flagOf = (value: boolean | null | undefined): number | null | undefined =>
  value === null || value === undefined ? value : Number(value)

/** The category of that name. @throws UsageError naming those there are */
export function categoryNamed(store: Store, name: string): number {
  return existingCategory(store, name).id
}

/** Columns that may be left out, but never undefined. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** A phone as typed and, where it is understood as one of the country given beside it, else of the file's, in E.164. */
async function phoneColumns(
  context: Context,
  { phone: typed, country }: CardValues,
): Promise<Given<Pick<CardPatch, 'phone' | 'phone_e164'>>> {
  if (typed === undefined) return {}
  if (typed === null) return { phone: null, phone_e164: null }
  const { parsePhone } = await import('../../parse/phone.ts')
  const { countryCode } = await import('../../parse/country.ts')
  const code = (country ? countryCode(country) : null) ?? (await context.settings()).country
  return { phone: typed, phone_e164: (await parsePhone(typed, code)).e164 }
}

/** What options can set on a card; category, operator and reference are rows of their own. */
export type CardColumns = Given<Omit<CardPatch, 'name' | 'category_id' | 'operator_id' | 'added_on' | 'checked_on' | 'archived_on'>>

/** What is kept although it was not understood, in words: to be warned of once the card is written. */
async function doubtsAbout(context: Context, { phone, phone_e164, email }: CardColumns): Promise<string[]> {
  const doubts: string[] = []
  if (phone && phone_e164 === null) {
    doubts.push(`"${phone}" is not a phone number of ${(await context.settings()).country}; it is kept as typed`)
  }
  if (email && !isEmail(email)) doubts.push(`"${email}" is not an email address; it is kept as typed`)
  return doubts
}

/** The columns that options set, what was not given left out, and what there is to doubt in them. */
export async function cardColumns(context: Context, values: CardValues): Promise<{ columns: CardColumns; doubts: readonly string[] }> {
  const columns = {
    kind: values.kind,
    status: values.status,
    email: values.email,
    address: values.address,
    postcode: values.postcode,
    city: values.city,
    region: values.region,
    country: values.country,
    card: values.card,
    birthday: values.birthday,
    source: values.source,
    attitude: values.attitude,
    consent_mail: flagOf(values.consentMail),
    consent_sms: flagOf(values.consentSms),
    avoid: values.avoid,
    note: values.note,
    credit_limit_minor: values.creditLimit,
  }
  const typed = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as CardColumns
  const given = { ...typed, ...(await phoneColumns(context, values)) }
  return { columns: given, doubts: await doubtsAbout(context, given) }
}
