import type { Context } from '../../cli/context.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import type { GuessedSale } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { inCurrency } from '../money.ts'
import { keepingCovered } from '../payment/limits.ts'

/** What becomes of payments that were guessed to be sales and may have paid an invoice (PRODUCT.md section 4). */
export type SalesChoice = 'reclassify' | 'keep'

const NAMED = 3

/** The choice that was said, undefined when none was. @throws UsageError */
export function salesChoiceSaid(values: { readonly reclassifySales: boolean; readonly keepSales: boolean }): SalesChoice | undefined {
  const { reclassifySales, keepSales } = values
  if (reclassifySales && keepSales) {
    throw new UsageError('--reclassify-sales and --keep-sales cannot both be', 'say which the payments were: of the invoice, or sales')
  }
  return reclassifySales ? 'reclassify' : keepSales ? 'keep' : undefined
}

/** `payment 3 (45.00 EUR, 12 Nov)`, of many the first ones and their sum. */
function salesInWords(sales: readonly GuessedSale[], store: Store, today: Day): string {
  const one = ({ payment_id, amount_minor, paid_on }: GuessedSale): string =>
    `${payment_id} (${inCurrency(amount_minor, store.settings)}, ${formatDayHuman(paid_on, today)})`
  if (sales.length === 1) return `payment ${sales.map(one).join()}`
  const more = sales.length > NAMED ? ` and ${sales.length - NAMED} more` : ''
  const sum = sales.reduce((total, { amount_minor }) => total + amount_minor, 0)
  return `payments ${sales.slice(0, NAMED).map(one).join(', ')}${more}, ${inCurrency(sum, store.settings)} in all`
}

/** Asks on a terminal what the payments were; undefined off it, or where there are none to ask about. */
export async function askAboutSales(
  { ask, today }: Pick<Context, 'ask' | 'today'>,
  store: Store,
  clientId: number,
  from: Day,
): Promise<SalesChoice | undefined> {
  const sales = store.invoices.guessedSales(clientId, from)
  if (sales.length === 0 || !ask) return undefined
  return ask.choose<SalesChoice>(
    `Taken for a sale: ${salesInWords(sales, store, today)}. What was ${sales.length === 1 ? 'it' : 'that'}?`,
    [
      { name: 'money for this invoice: put it on account', value: 'reclassify' },
      { name: 'a sale: something else was bought', value: 'keep' },
    ],
  )
}

/**
 * Settles, inside an operation, what the payments since a day were that nobody called sales: they go on account, or are sales for good and
 * are not asked about again. Answers their numbers.
 * @throws AppError when nobody chose, or refunds of sales would be left without their sales
 */
export function settleGuessedSales(
  store: Store,
  client: { readonly id: number; readonly name: string },
  { from, today, choice }: { readonly from: Day; readonly today: Day; readonly choice: SalesChoice | undefined },
): number[] {
  const sales = store.invoices.guessedSales(client.id, from)
  if (sales.length > 0 && choice === undefined) {
    const words = `${salesInWords(sales, store, today)}, taken for ${sales.length === 1 ? 'a sale' : 'sales'}`
    throw new AppError(`${client.name} (${client.id}) made ${words}, which may have paid this invoice`, {
      hint: 'say --reclassify-sales if so, --keep-sales if something else was bought',
    })
  }
  const ids = sales.map(({ payment_id }) => payment_id)
  const kind = choice === 'reclassify' ? 'account' : 'sale'
  const settle = (): void => {
    for (const id of ids) store.payments.update(id, { kind_guessed: 0, kind })
  }
  const which = ids.length === 1 ? `payment ${ids[0]}` : `the ${ids.length} payments since ${formatDayHuman(from, today)}`
  keepingCovered(store, { clientId: client.id, kind: 'sale', from, today, refusal: `${which} cannot be put on account` }, settle)
  return ids
}
