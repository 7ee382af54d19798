import type { Context } from '../../cli/context.ts'
import type { Parser } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { futureDay } from '../../cli/parsers.ts'
import type { Category } from '../../db/queries/categories.ts'
import type { Card } from '../../db/queries/clients.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { type DueTerm, missingPrepayment } from '../../domain/invoice.ts'
import { formatMinorPlain } from '../../domain/money.ts'
import { asOfDay } from '../days.ts'
import { inCurrency } from '../money.ts'

const LONGEST_TERMS_DAYS = 3650

/** A day to come, or days after the issue: `30d`, `30 jours`. */
export const dueTerm: Parser<DueTerm> = async (typed, environment) => {
  const [, digits, unit] = /^(\d{1,6})\s*(d|days?|j|jours?)?$/i.exec(typed.trim()) ?? []
  if (digits === undefined) return { day: await futureDay(typed, environment) }
  if (unit === undefined) throw new UsageError(`"${typed}" is not a day`, `say ${Number(digits)}d for so many days after the issue`)
  if (Number(digits) > LONGEST_TERMS_DAYS) throw new UsageError(`"${typed}" is more than ${LONGEST_TERMS_DAYS} days`, 'say the day itself')
  return { days: Number(digits) }
}

/** A new invoice, as far as its client's terms look at it. */
export interface InvoiceWanted {
  readonly card: Card
  readonly category: Category
  readonly day: Day
  readonly amountMinor: number
}

/**
 * What is missing of the prepayment that the client's category asks for, in minor units; 0 where nothing is. Call it before the invoice is
 * there. Under `force` what is missing is a warning.
 * @throws AppError when something is missing
 */
export function checkPrepayment(context: Context, store: Store, wanted: InvoiceWanted, force: boolean): number {
  const { card, category, day, amountMinor } = wanted
  const { settings } = store
  const account = store.invoices.account(card.id, day)
  const missing = missingPrepayment(amountMinor, category.prepay_percent, account.credit_minor)
  if (missing === 0) return 0
  const asked = `${category.prepay_percent} % of ${inCurrency(amountMinor, settings)} beforehand (${category.name})`
  const words = `${card.name} (${card.id}) pays ${asked}: ${inCurrency(missing, settings)} is missing`
  if (force) {
    context.warn(`${words}; recorded all the same`)
    return missing
  }
  const owed = account.outstanding_minor + account.owed_refund_minor
  const toPay = `clientele pay ${card.id} ${formatMinorPlain(missing + owed, settings.digits)} --account`
  const first = owed > 0 ? `, of which ${inCurrency(owed, settings)} goes to what is open` : ''
  throw new AppError(`${words}${day === context.today ? '' : ` on ${formatDayHuman(day, context.today)}`}`, {
    hint: `once it is there: ${toPay}${day < context.today ? ` --on ${day}` : ''}${first}; or record it all the same with --force`,
  })
}

/** Warns where the client's open invoices, the new one among them, come to more than the credit limit. */
export function warnOverLimit(context: Context, store: Store, { card, day }: InvoiceWanted): void {
  const limit = card.credit_limit_minor
  if (limit === null) return
  const { outstanding_minor } = store.invoices.account(card.id, asOfDay(context, day))
  if (outstanding_minor <= limit) return
  const open = `${card.name} (${card.id}) has ${inCurrency(outstanding_minor, store.settings)} of open invoices`
  context.warn(`${open}, over the credit limit of ${inCurrency(limit, store.settings)}`)
}
