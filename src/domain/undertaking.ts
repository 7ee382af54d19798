/** What is undertaken with a client: a project or an agreement, begun on one day and ended once, with an outcome (PRODUCT.md section 7). */

/** A kind's words. Its days stand in columns named by the verbs: `opened_on`, `closed_on`. */
export const PROJECT = { noun: 'project', begun: 'opened', ended: 'closed', outcomes: ['agreed', 'exemplary', 'mismanaged'] } as const
export const AGREEMENT = { noun: 'agreement', begun: 'made', ended: 'ended', outcomes: ['kept', 'breached'] } as const

export type UndertakingKind = typeof PROJECT | typeof AGREEMENT
export type Outcome = UndertakingKind['outcomes'][number]

/** `as agreed`, `exemplary`, `breached`. */
export function endingInWords(outcome: Outcome): string {
  return outcome === 'agreed' ? 'as agreed' : outcome
}
