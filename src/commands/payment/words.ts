import type { SettledBy } from '../../db/settled-by.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'

export const KIND_WORDS: Readonly<Record<PaymentKind, string>> = { sale: 'a sale', account: 'on account' }

/** What a stored payment is: a refund is one below zero. */
export function kindWords(kind: PaymentKind, amountMinor: number): string {
  if (amountMinor >= 0) return KIND_WORDS[kind]
  return kind === 'sale' ? 'of a sale' : 'of the account'
}

/** What an account payment or credit note came to: `settles invoice 41, 20.00 still open on 44, 5.00 waits as credit`. */
export function describeSettled({ parts, refunds_minor, waits_minor, credit_minor }: SettledBy, digits: number): string {
  const whole = parts.filter((part) => part.open_minor === 0).map((part) => part.number)
  const open = parts
    .filter((part) => part.open_minor > 0)
    .map(({ number, amount_minor, open_minor }) => {
      const rest = formatMinorHuman(open_minor, digits)
      return whole.length > 0
        ? `${rest} still open on ${number}`
        : `${formatMinorHuman(amount_minor, digits)} of invoice ${number}, ${rest} still open`
    })
  const inAll = credit_minor === waits_minor ? '' : ` (${formatMinorHuman(credit_minor, digits)} in all)`
  const said = [
    whole.length > 0 ? `settles invoice${whole.length > 1 ? 's' : ''} ${whole.join(', ')}` : '',
    ...open,
    refunds_minor > 0 ? `${formatMinorHuman(refunds_minor, digits)} covers what was refunded before` : '',
    waits_minor > 0 ? `${formatMinorHuman(waits_minor, digits)} waits as credit${inAll}` : '',
    waits_minor === 0 && credit_minor > 0 ? `${formatMinorHuman(credit_minor, digits)} in all waits as credit` : '',
  ].filter((words) => words !== '')
  return said.length > 0 ? said.join(', ') : KIND_WORDS.account
}
