import type { Store } from '../../db/store.ts'
import { type Day, dayNumber, dayOfNumber, formatDayHuman } from '../../domain/day.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { ClientEvidence } from '../../domain/trust/evidence.ts'
import { type Judgement, judge } from '../../domain/trust/judge.ts'
import { invoicesNamedIn, type ReasonWords, reasonsInWords } from '../../domain/trust/reasons.ts'
import { ADVICE, VERDICTS, type Verdict } from '../../domain/trust/rules.ts'

const NOTHING: Omit<ClientEvidence, 'client_id'> = { invoices: [], visits: [], projects: [], agreements: [], incidents: [], warnings: [] }

/** Outstanding rests under so many minor units count as settled; under one there is no rest. */
export function ignoredBelow(store: Store): number {
  return Math.max(1, store.settings.trustIgnoreBelowMinor)
}

/** One client as judged on a day, with the evidence (PRODUCT.md section 7). */
export function judgeOne(store: Store, clientId: number, asOf: Day): { readonly judgement: Judgement; readonly evidence: ClientEvidence } {
  const [evidence = { client_id: clientId, ...NOTHING }] = store.trust.evidence(asOf, clientId)
  return { judgement: judge(evidence, dayNumber(asOf), ignoredBelow(store)), evidence }
}

/**
 * Every client of whom there are facts as judged on a day. `look` sees the evidence of each, which is let go afterwards.
 */
export function judgeAll(store: Store, asOf: Day, look: (evidence: ClientEvidence) => void = () => undefined): Map<number, Judgement> {
  const judgements = new Map<number, Judgement>()
  const [day, below] = [dayNumber(asOf), ignoredBelow(store)]
  for (const evidence of store.trust.evidence(asOf)) {
    look(evidence)
    judgements.set(evidence.client_id, judge(evidence, day, below))
  }
  return judgements
}

/** What a client of whom there are no facts is: `unknown`. */
export function judgedWithoutFacts(clientId: number, asOf: Day): Judgement {
  return judge({ client_id: clientId, ...NOTHING }, dayNumber(asOf), 1)
}

/** How reasons name days, by their number; the same few come again and again, and are put in words once. */
export function daysInWords(asOf: Day): (day: number) => string {
  const known = new Map<number, string>()
  return (day) => {
    const words = known.get(day) ?? formatDayHuman(dayOfNumber(day), asOf)
    known.set(day, words)
    return words
  }
}

/** The words for the reasons of some judgements: the numbers of their invoices, amounts, and days as `day` has them. */
export function wordsFor(store: Store, judgements: readonly Judgement[], day: (day: number) => string): ReasonWords {
  const { digits } = store.settings
  const ids: number[] = []
  for (const { grounds } of judgements) for (const id of invoicesNamedIn(grounds)) ids.push(id)
  const numbers = ids.length > 0 ? store.trust.invoiceNumbers(ids) : new Map<number, string>()
  return { invoiceNumber: (id) => numbers.get(id) ?? String(id), money: (minor) => formatMinorHuman(minor, digits), day }
}

/** Why a client is judged so, in words, the main reason first. */
export function reasonsFor(store: Store, judgement: Judgement, asOf: Day): string[] {
  return reasonsInWords(judgement.grounds, wordsFor(store, [judgement], daysInWords(asOf)))
}

/** In the order of the rules, the lowest score first, those without one last, then by number (PRODUCT.md section 7). */
export function inVerdictOrder(judgements: readonly Judgement[]): Judgement[] {
  return VERDICTS.flatMap((verdict) => judgements.filter((judgement) => judgement.verdict === verdict).sort(byScore))
}

function byScore(one: Judgement, other: Judgement): number {
  if (one.score !== other.score) return (one.score ?? Number.POSITIVE_INFINITY) - (other.score ?? Number.POSITIVE_INFINITY)
  return one.client_id - other.client_id
}

/** What a card says of trust; the score has one decimal. */
export interface Trust {
  readonly verdict: Verdict
  readonly score: number | null
  readonly reasons: readonly string[]
  readonly advice: string
}

/** The verdict on one client with its reasons, main reason first, and what to do. */
export function trustIn(store: Store, clientId: number, asOf: Day): Trust {
  const { judgement } = judgeOne(store, clientId, asOf)
  const { verdict, score } = judgement
  return { verdict, score: oneDecimal(score), reasons: reasonsFor(store, judgement, asOf), advice: ADVICE[verdict] }
}

/** A score as it is shown: with one decimal. */
export function oneDecimal(score: number): number
export function oneDecimal(score: number | null): number | null
export function oneDecimal(score: number | null): number | null {
  return score === null ? null : Math.round(score * 10) / 10
}

/** The verdict on every client of whom there are facts; any other is `unknown`. */
export function verdictsOf(store: Store, asOf: Day): Map<number, Verdict> {
  return new Map(Array.from(judgeAll(store, asOf), ([clientId, { verdict }]) => [clientId, verdict]))
}

/** The clients that a report of all has a row for, by number: an archived one only where there are facts of it. */
export function clientsToJudge(store: Store, judgements: ReadonlyMap<number, Judgement>): number[] {
  const { open, archived } = store.purchases.cards({})
  return [...open, ...archived.filter((clientId) => (judgements.get(clientId)?.observations ?? 0) > 0)]
}
