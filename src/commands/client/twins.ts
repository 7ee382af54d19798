import type { Context } from '../../cli/context.ts'
import { AppError } from '../../cli/errors.ts'
import type { Store } from '../../db/store.ts'
import { type CardIdentity, type Twin, twinsOf } from '../../domain/client-match.ts'

/** What to do with a card that seems to be on file already. */
export interface TwinRule {
  /** Take it all the same. */
  readonly force: boolean
  /** The client whose card it is, when one is edited: nobody is his own twin. */
  readonly self?: number
  /** Whether a near name alone is worth a warning: it is not where the name was there before. */
  readonly named: boolean
  /** What to say instead, for the refusal. */
  readonly hint: string
}

const MOST_NAMED = 5

function describeTwin(twin: Twin): string {
  return `${twin.client_id} ${twin.name}${twin.same.length > 0 ? ` (same ${twin.same.join(' and ')})` : ''}`
}

/** Refuses a card that is on file already, and warns of what is forced and of near names (PRODUCT.md section 3). @throws AppError */
export async function checkTwins(context: Context, store: Store, candidate: CardIdentity, rule: TwinRule): Promise<void> {
  const { isNearName } = await import('../../parse/near.ts')
  const others = store.lookup.identities().filter(({ client_id }) => client_id !== rule.self)
  const { refused, warned } = twinsOf(candidate, others, isNearName)
  if (refused.length > 0 && !rule.force) {
    throw new AppError(`"${candidate.name}" seems to be on file already: ${refused.map(describeTwin).join(', ')}`, { hint: rule.hint })
  }
  const alike = new Map<string, string[]>()
  for (const { client_id, name, same } of rule.named ? [...refused, ...warned] : refused) {
    const words = same.length === 0 ? 'a near name is' : `the same ${same.join(' and ')} ${same.length === 1 ? 'is' : 'are'}`
    alike.set(words, [...(alike.get(words) ?? []), `${client_id} ${name}`])
  }
  for (const [words, others] of alike) context.warn(`${words} on file: ${others.slice(0, MOST_NAMED).join(', ')}`)
}
