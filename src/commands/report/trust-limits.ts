import type { ClientEvidence } from '../../domain/trust/evidence.ts'
import { limitAction, mostPaidOnTime, suggestedLimit } from '../../domain/trust/limit.ts'
import type { Column } from '../../output/view.ts'
import { verdictStyle } from './trust-columns.ts'
import type { TrustRow } from './trust-rows.ts'

/** The most a client had open and paid in time, in minor units, by client: gathered while all are judged. */
export class PaidOnTime {
  private readonly most = new Map<number, number>()
  private readonly asOf: number
  private readonly ignoreBelow: number

  constructor(asOf: number, ignoreBelow: number) {
    this.asOf = asOf
    this.ignoreBelow = ignoreBelow
  }

  readonly look = ({ client_id, invoices }: ClientEvidence): void => {
    const most = mostPaidOnTime(invoices, this.asOf, this.ignoreBelow)
    if (most > 0) this.most.set(client_id, most)
  }

  of(clientId: number): number {
    return this.most.get(clientId) ?? 0
  }
}

/** A row with its credit limit by behaviour (PRODUCT.md section 7, `--limits`); amounts in minor units. */
export interface LimitRow extends TrustRow {
  readonly paid_on_time_minor: number
  readonly suggested_limit_minor: number
  readonly limit_action: 'raise' | 'hold' | 'cut'
}

export function limitRow(row: TrustRow, paidOnTime: number): LimitRow {
  const { card, judged } = row
  const suggested = suggestedLimit(paidOnTime, judged.judgement.verdict)
  return {
    ...row,
    paid_on_time_minor: paidOnTime,
    suggested_limit_minor: suggested,
    limit_action: limitAction(suggested, card.credit_limit_minor),
  }
}

/** What people see under `--limits`, and what machine formats get beside the columns of the report. */
export function limitColumns(trust: readonly Column<TrustRow>[]): Column<LimitRow>[] {
  const hidden = trust
    .filter(({ show, key }) => show !== 'people' || key === 'client')
    .map((column): Column<LimitRow> => (['client', 'verdict'].includes(column.key) ? column : { ...column, show: 'machine' }))
  return [
    ...hidden,
    { key: 'owes', title: 'Owes', kind: 'money', show: 'people', value: ({ judged }) => judged.judgement.outstanding_minor },
    { key: 'paid_on_time_minor', title: 'Paid in time', kind: 'money' },
    { key: 'credit_limit_minor', title: 'Limit', kind: 'money', value: ({ card }) => card.credit_limit_minor },
    { key: 'suggested_limit_minor', title: 'Suggested', kind: 'money', essential: true },
    {
      key: 'limit_action',
      title: 'Do',
      kind: 'text',
      essential: true,
      style: ({ limit_action, judged }) => (limit_action === 'cut' ? (verdictStyle(judged.judgement.verdict) ?? 'attention') : undefined),
    },
  ]
}
