import type { JudgedCard } from '../../db/queries/trust.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass } from '../../domain/abc.ts'
import type { Day } from '../../domain/day.ts'
import type { Judgement } from '../../domain/trust/judge.ts'
import type { Verdict } from '../../domain/trust/rules.ts'
import { reasonsOf } from './verdicts.ts'

/** A client before his reasons are put in words. */
export interface Judged {
  readonly card: JudgedCard
  readonly judgement: Judgement
  readonly class: AbcClass
  /** Under `--moves`: that of the day before the period. */
  readonly verdict_before?: Verdict
}

/** A row of `report trust` (PRODUCT.md section 7); what it shows is in its columns. */
export interface TrustRow {
  readonly judged: Judged
  readonly reasons: readonly string[]
}

/** Clients whose reasons are put in words at once: a table shows the first hundred of perhaps a hundred thousand, other formats all. */
const FIRST_BLOCK = 128
const BLOCK = 8192

/** The rows one after another; reasons are put in words a block at a time. */
export function* trustRows(store: Store, judged: readonly Judged[], asOf: Day): Generator<TrustRow> {
  for (let start = 0, size = FIRST_BLOCK; start < judged.length; start += size, size = BLOCK) {
    const block = judged.slice(start, start + size)
    const reasons = reasonsOf(
      store,
      block.map((each) => each.judgement),
      asOf,
    )
    for (let at = 0; at < block.length; at++) yield { judged: block[at] as Judged, reasons: reasons[at] ?? [] }
  }
}
