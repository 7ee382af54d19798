import type { JudgedCard } from '../../db/queries/trust.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass } from '../../domain/abc.ts'
import type { Day } from '../../domain/day.ts'
import type { Judgement } from '../../domain/trust/judge.ts'
import { reasonsInWords } from '../../domain/trust/reasons.ts'
import type { Verdict } from '../../domain/trust/rules.ts'
import { daysInWords, wordsFor } from './verdicts.ts'

/** A client before his card is looked up, and his reasons are put in words. */
export interface Judged {
  readonly judgement: Judgement
  readonly class: AbcClass
  /** Under `--moves`: that of the day before the period. */
  readonly verdict_before?: Verdict
}

/** A row of `report trust` (PRODUCT.md section 7); what it shows is in its columns. */
export interface TrustRow {
  readonly card: JudgedCard
  readonly judged: Judged
  readonly reasons: readonly string[]
}

/** Clients looked up at once: a table shows the first hundred of perhaps a hundred thousand. */
const FIRST_BLOCK = 128
const BLOCK = 1024

/** The rows one after another; a client whose card was taken back since he was judged has none. */
export function* trustRows(store: Store, judged: readonly Judged[], asOf: Day): Generator<TrustRow> {
  const days = daysInWords(asOf)
  for (let start = 0, size = FIRST_BLOCK; start < judged.length; start += size, size = BLOCK) {
    const block = judged.slice(start, start + size)
    const judgements = block.map(({ judgement }) => judgement)
    const cards = store.trust.cards(judgements.map(({ client_id }) => client_id))
    const words = wordsFor(store, judgements, days)
    for (const each of block) {
      const card = cards.get(each.judgement.client_id)
      if (card) yield { card, judged: each, reasons: reasonsInWords(each.judgement.grounds, words) }
    }
  }
}
