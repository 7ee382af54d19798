import { opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { amount, choice, clearable, clearableText, pastDay, text, yesNo } from '../../cli/parsers.ts'
import { isInvisible } from '../../domain/name.ts'

/** The name of a client, of which something can be seen. */
export const clientName: Parser<string> = (typed, environment) => {
  if (typed.trim() !== '' && isInvisible(typed)) {
    throw new UsageError('nothing of this name can be seen', 'write the name of the person or company')
  }
  return text(typed, environment)
}

/** A day of birth, which has been. */
const birthday: Parser<string> = async (typed, environment) => {
  const day = await pastDay(typed, environment)
  if (day > environment.today) throw new UsageError(`the birthday ${day} is still to come`, 'say the day of birth: --birthday 1990-05-17')
  return day
}

/** The options that `add` and `edit` share: what stands on a card. An empty value clears. */
export const cardOptions = {
  category: opt('--category <name>', 'the group that says how the client is handled', clearableText),
  kind: opt('--kind <kind>', 'person or company', choice('person', 'company')),
  status: opt('--status <status>', 'prospect, active or former', choice('prospect', 'active', 'former')),
  phone: opt('--phone <number>', 'in any form', clearableText),
  email: opt('--email <address>', 'email address', clearableText),
  address: opt('--address <text>', 'street and number', clearableText),
  postcode: opt('--postcode <text>', 'postal code', clearableText),
  city: opt('--city <text>', 'city', clearableText),
  region: opt('--region <text>', 'region', clearableText),
  country: opt('--country <text>', 'country', clearableText),
  card: opt('--card <number>', 'the number of the client card', clearableText),
  birthday: opt('--birthday <day>', 'day of birth', clearable(birthday)),
  source: opt('--source <text>', 'how the client came to you', clearableText),
  operator: opt('--operator <name>', 'who is responsible for the client', clearableText),
  attitude: opt('--attitude <attitude>', 'loyal, switcher or unattached', clearable(choice('loyal', 'switcher', 'unattached'))),
  consentMail: opt('--consent-mail [yes]', 'agreed to letters and mail: yes or no', clearable(yesNo)),
  consentSms: opt('--consent-sms [yes]', 'agreed to messages: yes or no', clearable(yesNo)),
  ref: opt('--ref <reference>', 'what another system calls the client', clearableText),
  avoid: opt('--avoid <text>', 'topics to avoid', clearableText),
  note: opt('--note <text>', 'anything else', clearableText),
} as const

/** What only `edit` takes: a limit is set once one knows the client. */
export const editOptions = {
  ...cardOptions,
  creditLimit: opt('--credit-limit <amount>', 'what the client may owe in open invoices before a new one warns', clearable(amount)),
} as const

export interface CardValues {
  readonly category: string | null | undefined
  readonly kind: 'person' | 'company' | undefined
  readonly status: 'prospect' | 'active' | 'former' | undefined
  readonly phone: string | null | undefined
  readonly email: string | null | undefined
  readonly address: string | null | undefined
  readonly postcode: string | null | undefined
  readonly city: string | null | undefined
  readonly region: string | null | undefined
  readonly country: string | null | undefined
  readonly card: string | null | undefined
  readonly birthday: string | null | undefined
  readonly source: string | null | undefined
  readonly operator: string | null | undefined
  readonly attitude: 'loyal' | 'switcher' | 'unattached' | null | undefined
  readonly consentMail: boolean | null | undefined
  readonly consentSms: boolean | null | undefined
  readonly ref: string | null | undefined
  readonly avoid: string | null | undefined
  readonly note: string | null | undefined
  readonly creditLimit?: number | null | undefined
}
