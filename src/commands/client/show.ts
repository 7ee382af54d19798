import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { Settings } from '../../domain/settings.ts'
import { type Json, table } from '../../output/view.ts'
import type { Fact } from './card-facts.ts'
import { cardAside, cardLines } from './card-lines.ts'
import { type CardReading, readCard } from './card-reading.ts'
import { resolveClient } from './resolve.ts'

const yesNo = (flag: number | null): boolean | null => (flag === null ? null : flag === 1)

/** The card as one document, with the names of the schema. */
function recordOf(reading: CardReading, { currency }: Settings): Record<string, Json> {
  const { card, refs, place, trust, account, lastContact, nextContact } = reading
  const { client_id, client, refs: _stored, category, attention, advice, prepay_percent, consent_mail, consent_sms, ...fields } = card
  return {
    currency,
    client_id,
    client,
    ref: refs[0] ?? null,
    refs,
    ...fields,
    consent_mail: yesNo(consent_mail),
    consent_sms: yesNo(consent_sms),
    category: { name: category, attention, advice, prepay_percent },
    ...place,
    trust: { ...trust },
    balance_minor: account.balance_minor,
    overdue_minor: account.overdue_minor,
    overdue_since: account.overdue_since,
    disputed_minor: account.disputed_minor,
    credit_minor: account.credit_minor,
    usual_days_to_pay: account.usual_days_to_pay,
    preferred_method: reading.preferredMethod,
    purchases: reading.years.map(({ year, amount_minor }) => ({ year, amount_minor })),
    last_contact: lastContact?.day ?? null,
    last_contact_kind: lastContact?.kind ?? null,
    next_contact: nextContact?.day ?? null,
    next_contact_kind: nextContact?.kind ?? null,
    facts: reading.facts.map((fact) => ({ ...fact })),
  }
}

export const show = defineCommand({
  name: 'show',
  summary: 'Show the card of a client: who, how to treat, trust, money, purchases, contact, latest facts',
  file: 'read',
  arguments: { client: arg('<client>', 'number, name or anything else that names the client', text) },
  examples: ['show 12', 'show 12 --format json'],
  async run(context, { client }) {
    const clientId = await resolveClient(context, client)
    const store = await context.store()
    const { settings } = store
    const reading = store.connection.snapshot(() => readCard(store, clientId, context.today))
    const money = (minor: number): string => formatMinorHuman(minor, settings.digits)
    return {
      title: reading.card.client,
      aside: cardAside(reading),
      lines: cardLines(reading, { today: context.today, money }),
      table: table<Fact>({
        columns: [
          { key: 'day', title: '', kind: 'day' },
          { key: 'kind', title: '', kind: 'text' },
          { key: 'what', title: '', kind: 'text' },
        ],
        rows: reading.facts,
        empty: 'No visit, payment or invoice yet.',
      }),
      record: recordOf(reading, settings),
    }
  },
})
