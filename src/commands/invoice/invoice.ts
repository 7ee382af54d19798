import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { pastDay, text } from '../../cli/parsers.ts'
import type { InvoiceLowered } from '../../db/queries/invoices.ts'
import type { Store, WriteScope } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { type DueTerm, dueDay, freeNumber } from '../../domain/invoice.ts'
import type { Settings } from '../../domain/settings.ts'
import { nameOfDay } from '../../domain/visit.ts'
import type { Line } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { asOfDay, warnOfFuture } from '../days.ts'
import { inCurrency, moneyArguments } from '../money.ts'
import { askAboutSales, type SalesChoice, salesChoiceSaid, settleGuessedSales } from './guessed-sales.ts'
import { sourceInWords } from './sources.ts'
import { checkPrepayment, dueTerm, type InvoiceWanted, warnOverLimit } from './terms.ts'

const SOURCES_NAMED = 3

interface NewInvoice {
  readonly clientId: number
  readonly amountMinor: number
  readonly day: Day
  readonly due: DueTerm | undefined
  readonly number: string | undefined
  readonly purpose: string | undefined
  readonly sales: SalesChoice | undefined
  readonly force: boolean
}

interface Recorded {
  readonly invoiceId: number
  readonly name: string
  readonly number: string
  readonly dueOn: Day
  readonly openMinor: number
  /** What has settled it since, up to today or its issue day. */
  readonly allocations: readonly InvoiceLowered[]
  /** The payments that were taken for sales before. */
  readonly sales: readonly number[]
  /** Numbers of invoices of which more is open now: an earlier one takes what had settled them. */
  readonly reopened: readonly string[]
}

/** The number that was said, which no other invoice has; without one the next free number. @throws AppError */
function numberFor(store: Store, said: string | undefined, today: Day): string {
  if (said === undefined) return freeNumber(store.invoices.nextId(), (number) => store.invoices.numbered(number) !== undefined)
  const other = store.invoices.numbered(said)
  if (!other) return said
  const { client, client_id, issued_on, voided_on } = other
  const issued = `issued on ${formatDayHuman(issued_on, today)}${voided_on === null ? '' : ' and void'}`
  throw new AppError(`invoice ${said} is that of ${client} (${client_id}), ${issued}`, {
    hint: 'say another number, or leave --number out',
  })
}

/** Warns where the invoice takes credit that account refunds on later days were paid from: they are then owed. */
function recordKeepingRefunds<T>(context: Context, store: Store, { card }: InvoiceWanted, record: () => T): T {
  const before = store.payments.overRefunded(card.id).account
  const result = record()
  const beyond = store.payments.overRefunded(card.id).account - before
  if (beyond > 0) {
    const sum = inCurrency(beyond, store.settings)
    context.warn(`${sum} refunded to ${card.name} (${card.id}) since is now more than waited as credit, and owed`)
  }
  return result
}

/** Records an invoice inside an operation. @throws AppError when its number is taken or something must be said or paid first */
function record(context: Context, { store, note }: WriteScope, wanted: NewInvoice): Recorded {
  const { clientId, amountMinor, day, due, purpose, sales: choice, force } = wanted
  const { today } = context
  const card = store.clients.card(clientId)
  const category = store.categories.byId(card.category_id)
  if (!category) throw new Error(`there is no category ${card.category_id}`)
  const number = numberFor(store, wanted.number, today)
  const dueOn = dueDay(day, due, category.terms_days)
  if (dueOn < day) throw new UsageError(`the due day ${dueOn} is before the issue day ${day}`, 'say a later one, or 30d')
  const sales = settleGuessedSales(store, card, { from: day, today, choice })
  const policy = { card, category, day, amountMinor }
  const missing = checkPrepayment(context, store, policy, force)
  const openBefore = openInvoices(store, clientId)
  const invoiceId = recordKeepingRefunds(context, store, policy, () =>
    store.invoices.insert({
      client_id: clientId,
      number,
      issued_on: day,
      due_on: dueOn,
      amount_minor: amountMinor,
      purpose: purpose ?? null,
    }),
  )
  store.payments.refreshAllocations([clientId])
  if (card.archived_on !== null) context.warn(`${card.name} is archived: clientele archive ${clientId} --restore brings the client back`)
  warnOverLimit(context, store, policy)
  note({ client_id: clientId, invoice_id: invoiceId, ...(missing > 0 ? { forced: true } : {}) })
  const allocations = store.invoices.lowered(invoiceId).filter(({ effective_on }) => effective_on <= asOfDay(context, day))
  const openMinor = allocations.reduce((open, part) => open - part.amount_minor, amountMinor)
  const reopened = [...openInvoices(store, clientId)].filter(([id, open]) => open > (openBefore.get(id) ?? open))
  const numbers = store.trust.invoiceNumbers(reopened.map(([id]) => id))
  return { invoiceId, name: card.name, number, dueOn, openMinor, allocations, sales, reopened: [...numbers.values()] }
}

/** What is open of each of a client's invoices, by id. */
function openInvoices(store: Store, clientId: number): Map<number, number> {
  const { invoices } = store.invoices.account(clientId)
  return new Map(Array.from(invoices.values(), ({ invoice_id, outstanding_minor }) => [invoice_id, outstanding_minor]))
}

function reopenedLine(numbers: readonly string[]): Line[] {
  if (numbers.length === 0) return []
  const which = numbers.length === 1 ? `invoice ${numbers[0]} is` : `invoices ${numbers.join(', ')} are`
  return [[{ text: `  What it takes had settled other invoices: ${which} open again.`, style: 'attention' }]]
}

/** What has settled a new invoice already: `; 80.00 EUR of it is paid by payment 12, 40.00 EUR is open`. */
function describeSettled({ openMinor, allocations }: Recorded, amountMinor: number, settings: Settings): string {
  if (allocations.length === 0) return ''
  const more = allocations.length > SOURCES_NAMED ? ` and ${allocations.length - SOURCES_NAMED} more` : ''
  const sources = `${allocations.slice(0, SOURCES_NAMED).map(sourceInWords).join(', ')}${more}`
  if (openMinor === 0) return `; paid already by ${sources}`
  return `; ${inCurrency(amountMinor - openMinor, settings)} of it is paid by ${sources}, ${inCurrency(openMinor, settings)} is open`
}

function salesLine(sales: readonly number[], choice: SalesChoice | undefined): Line[] {
  if (sales.length === 0) return []
  const which = sales.length === 1 ? `Payment ${sales[0]}` : `Payments ${sales.join(', ')}`
  return [[{ text: `  ${which}: ${choice === 'reclassify' ? 'on account now' : 'a sale, and not asked about again'}.`, style: 'dim' }]]
}

export const invoice = defineCommand({
  name: 'invoice',
  summary: 'Record an invoice: what a client owes, and until when',
  file: 'write',
  arguments: moneyArguments,
  options: {
    on: opt('--on <day>', 'the day it is issued (today)', pastDay),
    due: opt('--due <day>', 'the day to pay it by, or days after its issue: 30d (as the category says, else 30d)', dueTerm),
    number: opt('--number <text>', 'its number (the next one)', text),
    for: opt('--for <text>', 'what it is for', text),
    reclassifySales: flag('--reclassify-sales', 'payments since that were taken for sales are on account'),
    keepSales: flag('--keep-sales', 'payments since that were taken for sales are sales'),
    force: flag('--force', 'even if the prepayment that the category asks for is not there'),
  },
  examples: ['invoice "Asha Patel" 120 --due 30d --for "quote of May"', 'invoice 12 45.50 --on yesterday --number F-2026-12 --keep-sales'],
  async run(context, { client, amount, on, due, number, for: purpose, force, ...values }) {
    const said = salesChoiceSaid(values)
    const store = await context.store()
    const { settings } = store
    const day = on ?? context.today
    const clientId = await resolveClient(context, client)
    warnOfFuture(context, day)
    const sales = said ?? (await askAboutSales(context, store, clientId, day))
    const wanted: NewInvoice = { clientId, amountMinor: amount, day, due, number, purpose, sales, force }
    const { id: operation, result } = await context.write('invoice', (scope) => record(context, scope, wanted))
    const issued = day === context.today ? '' : ` of ${formatDayHuman(day, context.today)}`
    const what = `Invoice ${result.number}${issued} to ${result.name} (${clientId}): ${inCurrency(amount, settings)}`
    const sentence = `${what}, due ${nameOfDay(result.dueOn, context.today)}${describeSettled(result, amount, settings)}.`
    const ids = {
      client_id: clientId,
      invoice_id: result.invoiceId,
      number: result.number,
      issued_on: day,
      due_on: result.dueOn,
      amount_minor: amount,
      open_minor: result.openMinor,
      allocations: result.allocations.map((part) => ({ ...part })),
      reclassified_sales: sales === 'reclassify' ? result.sales : [],
      kept_sales: sales === 'keep' ? result.sales : [],
      currency: settings.currency,
    }
    return answer(context, operation, ids, [
      withUndo(sentence, operation),
      ...salesLine(result.sales, sales),
      ...reopenedLine(result.reopened),
    ])
  },
})
