import type { JudgedCard } from '../../db/queries/trust.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass } from '../../domain/abc.ts'
import type { Day } from '../../domain/day.ts'
import type { Judgement } from '../../domain/trust/judge.ts'
import { ADVICE, type Verdict } from '../../domain/trust/rules.ts'
import type { SignScore, SignScores } from '../../domain/trust/score.ts'
import { oneDecimal, reasonsOf } from './verdicts.ts'

/** A row of `report trust` (PRODUCT.md section 7); the scores have one decimal. */
export interface TrustRow {
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly category: string
  readonly class: AbcClass
  readonly verdict: Verdict
  readonly verdict_before: Verdict | null
  readonly score: number | null
  readonly signs: SignScores
  readonly observations: number
  readonly outstanding_minor: number
  readonly overdue_minor: number
  readonly oldest_overdue_days: number | null
  readonly reasons: readonly string[]
  readonly advice: string
  readonly credit_limit_minor: number | null
}

/** A client before his reasons are put in words. */
export interface Judged {
  readonly card: JudgedCard
  readonly judgement: Judgement
  readonly class: AbcClass
  readonly verdict_before?: Verdict
}

/** Clients whose reasons are put in words at once: a table shows the first hundred of perhaps a hundred thousand, other formats all. */
const FIRST_BLOCK = 128
const BLOCK = 8192

function rounded(sign: SignScore | null): SignScore | null {
  return sign && { score: oneDecimal(sign.score), observations: sign.observations }
}

/** A client as a row. */
export function trustRow(judged: Judged, reasons: readonly string[]): TrustRow {
  const { card, judgement: of, class: abc, verdict_before = null } = judged
  const { payment, behaviour, projects, time, honesty } = of.signs
  const { client_id, client, ref, category, credit_limit_minor } = card
  return {
    client_id,
    client,
    ref,
    category,
    class: abc,
    verdict: of.verdict,
    verdict_before,
    score: oneDecimal(of.score),
    signs: {
      payment: rounded(payment),
      behaviour: rounded(behaviour),
      projects: rounded(projects),
      time: rounded(time),
      honesty: rounded(honesty),
    },
    observations: of.observations,
    outstanding_minor: of.outstanding_minor,
    overdue_minor: of.overdue_minor,
    oldest_overdue_days: of.oldest_overdue_days,
    reasons,
    advice: ADVICE[of.verdict],
    credit_limit_minor,
  }
}

/** The rows one after another; reasons are put in words a block at a time. */
export function* trustRows(store: Store, judged: readonly Judged[], asOf: Day): Generator<TrustRow> {
  for (let start = 0, size = FIRST_BLOCK; start < judged.length; start += size, size = BLOCK) {
    const block = judged.slice(start, start + size)
    const judgements = block.map((each) => each.judgement)
    const reasons = reasonsOf(store, judgements, asOf)
    for (const each of block) yield trustRow(each, reasons.get(each.card.client_id) ?? [])
  }
}
