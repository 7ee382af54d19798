/**
 * What a column that no field takes says against a row: an invoice that is void or paid, a payment that failed, a refund that stands among payments as if it
 * were one. Such a row is not imported as if nothing was said: it is a bad row, with the option that says what the column means.
 */
import { foldHeader, foldWithoutUnit, type TableKind } from '../headers.ts'
import type { ColumnMap } from '../mapping.ts'
import { BELOW_ZERO } from './cell-source.ts'
import { wordTable } from './cells.ts'
import { REFUND_WORDS } from './payment.ts'

type Cells = readonly string[]
/** Why the row cannot be taken as it stands, to go behind "the row"; undefined where nothing is said against it. */
type Objection = (cells: Cells) => string | undefined

const STATES = foldedSet(
  `status, state, payment status, transaction status, financial status, invoice status, statut, état, statut paiement, statut du paiement, état du paiement, statut facture,
   statut de la facture, état de la facture, zustand, zahlungsstatus, rechnungsstatus, estado, estado del pago, estado de la factura`,
)
const TYPES = foldedSet(
  'type, transaction type, operation type, type opération, type d’opération, nature, nature de l’opération, typ, tipo',
)
const OPEN_REST = foldedSet(
  `balance due, amount due, invoice amount due, open balance, open amount, outstanding, outstanding balance, reste dû, restant dû, reste à payer, solde dû, offener betrag,
   saldo pendiente, importe pendiente`,
)

const paymentState = wordTable<'not paid'>({
  'not paid': `failed, declined, refused, rejected, cancelled, canceled, void, voided, pending, expired, unpaid, incomplete, échoué, échec, échouée, refusé, refusée, rejeté, rejetée,
    annulé, annulée, en attente, impayé, impayée, expiré, expirée, fehlgeschlagen, abgelehnt, storniert, abgebrochen, ausstehend, unbezahlt, fallido, fallida, rechazado, rechazada,
    cancelado, cancelada, anulado, anulada, pendiente`,
})
const paymentType = wordTable<'refund' | 'no payment'>({
  refund: REFUND_WORDS,
  'no payment': `invoice, invoices, bill, credit memo, credit note, estimate, quote, facture, factures, devis, note de crédit, rechnung, angebot, factura, presupuesto`,
})
const invoiceState = wordTable<'void' | 'paid'>({
  void: `voided, cancelled, canceled, deleted, draft, annulé, annulée, supprimée, brouillon, storniert, gelöscht, entwurf, anulada, cancelada, borrador`,
  paid: `paid in full, fully paid, partially paid, partly paid, partial, payé, payée, réglé, réglée, soldée, acquittée, partiellement payée, partiellement réglée, bezahlt, beglichen,
    teilweise bezahlt, pagado, pagada, parcialmente pagada`,
})
const invoiceType = wordTable<'no invoice'>({
  'no invoice': `payment, payments, sales receipt, refund, credit memo, credit note, bill, estimate, quote, deposit, paiement, règlement, remboursement, avoir, note de crédit, devis,
    zahlung, rückzahlung, gutschrift, angebot, pago, reembolso, nota de crédito, presupuesto`,
})

const AMOUNT = /^[-+(]?\s?\p{Sc}?\s?\d[\d\s.,'’]*[.,]\d{2}\s?(?:\p{Sc}|\p{Lu}{3})?\)?$/u

/** What the columns of a table may say against its rows; undefined where there are none that could. `explicit`: the fields whose columns the user names. */
export function objectionsOf(kind: TableKind, header: Cells, map: ColumnMap, explicit: ReadonlySet<string>): Objection | undefined {
  const rules = kind === 'payments' ? againstPayments(header, map, explicit) : kind === 'invoices' ? againstInvoices(header, map) : []
  if (rules.length === 0) return undefined
  return (cells) => {
    for (const rule of rules) {
      const said = rule(cells)
      if (said !== undefined) return said
    }
    return undefined
  }
}

function againstPayments(header: Cells, map: ColumnMap, explicit: ReadonlySet<string>): Objection[] {
  const { columns } = map
  const method = explicit.has('method') ? undefined : columns.get('method')
  const own = method === undefined || method >= header.length ? [] : [method]
  const unused = unusedColumns(header, map)
  const types = columns.has('direction') ? [] : [...own, ...unused].filter((index) => isCalled(TYPES, header[index]))
  const states = unused.filter((index) => isCalled(STATES, header[index]))
  return [
    ...states.map((index): Objection => {
      const otherwise = `or say ${mapOption('note', header[index])} where that means something else`
      return (cells) =>
        paymentState(textAt(cells, index)) === undefined
          ? undefined
          : `${says(cells, header, index)}, so that no money came - leave it out with --skip-bad, ${otherwise}`
    }),
    ...types.map((index) => againstTypes(header, columns, index)),
    ...own.map((index): Objection => {
      const options = `say which is: --map method=COLUMN, or ${mapOption('note', header[index])}`
      return (cells) =>
        AMOUNT.test(textAt(cells, index)) ? `${says(cells, header, index)}, an amount and no method of payment - ${options}` : undefined
    }),
  ]
}

function againstTypes(header: Cells, columns: ReadonlyMap<string, number>, index: number): Objection {
  const wentOut = (cells: Cells): boolean =>
    BELOW_ZERO.test(textAt(cells, columns.get('amount'))) || textAt(cells, columns.get('money_out')) !== ''
  const asText = mapOption(columns.get('method') === index ? 'method' : 'note', header[index])
  return (cells) => {
    const type = paymentType(textAt(cells, index))
    if (type === undefined || (type === 'refund' && wentOut(cells))) return undefined
    const said = says(cells, header, index)
    return type === 'refund'
      ? `${said}, but its amount is above zero - say ${mapOption('direction', header[index])} if that column tells refunds from payments, or ${asText} if not`
      : `${said}, which is no payment - leave it out with --skip-bad, or say ${asText} where that means something else`
  }
}

function againstInvoices(header: Cells, map: ColumnMap): Objection[] {
  const { columns } = map
  const unused = unusedColumns(header, map)
  const rest = unused.find((index) => isCalled(OPEN_REST, header[index]))
  const amount = columns.get('amount')
  const isOpenRest = isCalled(OPEN_REST, header[amount ?? -1])
  const isDated = (cells: Cells): boolean => isOpenRest || textAt(cells, columns.get('paid_on')) !== ''
  const openRest = rest === undefined ? '' : `, or ${mapOption('amount', header[rest])} to import what is open`
  const when = `but nothing says when it was paid - say --map paid_on=COLUMN${openRest}`
  const states = unused.filter((index) => isCalled(STATES, header[index]))
  return [
    ...unused
      .filter((index) => isCalled(TYPES, header[index]))
      .map((index): Objection => {
        const otherwise = `or say ${mapOption('for', header[index])} where that means something else`
        return (cells) =>
          invoiceType(textAt(cells, index)) === undefined
            ? undefined
            : `${says(cells, header, index)}, which is no invoice - leave it out with --skip-bad, ${otherwise}`
      }),
    ...states.map((index): Objection => {
      const otherwise = `${mapOption('for', header[index])} where that means something else`
      return (cells) => {
        const state = invoiceState(textAt(cells, index))
        if (state === undefined || (state === 'paid' && isDated(cells))) return undefined
        const said = says(cells, header, index)
        return state === 'paid' ? `${said}, ${when}, or ${otherwise}` : `${said} - leave it out with --skip-bad, or say ${otherwise}`
      }
    }),
    ...(rest === undefined || amount === undefined
      ? []
      : [
          (cells: Cells) => {
            const isOpen = textAt(cells, rest) === '' || figures(textAt(cells, rest)) === figures(textAt(cells, amount))
            return isOpen || isDated(cells) ? undefined : `${says(cells, header, rest)}, which is not its amount, ${when}`
          },
        ]),
  ]
}

/** The columns of the table that no field takes and nobody knows. */
function unusedColumns(header: Cells, { columns, unmapped }: ColumnMap): number[] {
  const used = new Set(columns.values())
  return header.flatMap((name, index) => (!used.has(index) && unmapped.includes(name) ? [index] : []))
}

function says(cells: Cells, header: Cells, index: number): string {
  return `says "${textAt(cells, index)}" in ${header[index]?.trim()}`
}

function mapOption(field: string, header = ''): string {
  const name = header.trim()
  return /^[\p{L}\p{M}\p{N}_-]+$/u.test(name) ? `--map ${field}=${name}` : `--map "${field}=${name}"`
}

function textAt(cells: Cells, index: number | undefined): string {
  return index === undefined ? '' : (cells[index]?.trim() ?? '')
}

/** An amount without signs and empty decimals, to be compared with one of the same row. */
function figures(amount: string): string {
  return amount.replace(/[.,]0{1,2}(?=\D*$)/, '').replace(/\D/g, '')
}

function isCalled(names: ReadonlySet<string>, header = ''): boolean {
  return names.has(foldHeader(header)) || names.has(foldWithoutUnit(header))
}

function foldedSet(names: string): ReadonlySet<string> {
  return new Set(names.split(',').map(foldHeader))
}
