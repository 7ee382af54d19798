import type { Context } from '../../cli/context.ts'
import type { CardPatch } from '../../db/queries/clients.ts'
import type { Store } from '../../db/store.ts'
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

/** A phone as typed and, where it is understood, in E.164. A number that is not understood is kept, with a warning. */
async function phoneColumns(context: Context, typed: string | null | undefined): Promise<Given<Pick<CardPatch, 'phone' | 'phone_e164'>>> {
  if (typed === undefined) return {}
  if (typed === null) return { phone: null, phone_e164: null }
  const { parsePhone } = await import('../../parse/phone.ts')
  const { country } = await context.settings()
  const { e164 } = await parsePhone(typed, country)
  if (e164 === null) context.warn(`"${typed}" is not a phone number of ${country}; it is kept as typed`)
  return { phone: typed, phone_e164: e164 }
}

/** What options can set on a card; category, operator and reference are rows of their own. */
export type CardColumns = Given<Omit<CardPatch, 'name' | 'category_id' | 'operator_id' | 'added_on' | 'checked_on' | 'archived_on'>>

/** The columns that options set; what was not given is left out. */
export async function cardColumns(context: Context, values: CardValues): Promise<CardColumns> {
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
  }
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as CardColumns
  return { ...given, ...(await phoneColumns(context, values.phone)) }
}
