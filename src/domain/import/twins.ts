/** The cards of the file by what tells one client from another (PRODUCT.md section 3), for rows that may be about one of them. */
import { nameText } from '../name.ts'

export interface TwinIdentity {
  readonly name: string
  readonly card: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly phone_e164: string | null
}

/** A card with the same card number, or with a near name and the same phone, email or reference. */
export interface TwinFound {
  readonly id: number
  readonly same: 'card' | 'phone' | 'email' | 'ref'
}

/** Cards by what they have in common; most have it alone, and an array for each of those would be most of the memory. */
type Cards = Map<string, number | number[]>

function put(cards: Cards, key: string | null | undefined, id: number): void {
  if (key === null || key === undefined || key === '') return
  const before = cards.get(key)
  if (before === undefined) cards.set(key, id)
  else if (typeof before === 'number') {
    if (before !== id) cards.set(key, [before, id])
  } else if (before.at(-1) !== id) before.push(id)
}

function idsOf(cards: Cards, key: string | null | undefined): readonly number[] {
  if (key === null || key === undefined || key === '') return NONE
  const found = cards.get(key)
  return found === undefined ? NONE : typeof found === 'number' ? [found] : found
}

const NONE: readonly number[] = []

/** A phone that could not be read as E.164 is known by its digits. */
function phoneKey({ phone, phone_e164 }: Pick<TwinIdentity, 'phone' | 'phone_e164'>): string | undefined {
  return phone_e164 ?? phone?.replace(/\P{Nd}/gu, '')
}

export class TwinIndex {
  readonly names = new Map<number, string>()
  private readonly cards: Cards = new Map()
  private readonly phones: Cards = new Map()
  private readonly emails: Cards = new Map()
  /** By references that are no keys. */
  private readonly references: Cards = new Map()
  private readonly folded: Cards = new Map()
  private readonly isNear: (a: string, b: string) => boolean

  constructor(isNear: (a: string, b: string) => boolean) {
    this.isNear = isNear
  }

  /**
   * Adds a card, or what is new on one. `reference`: one that is no key, if it has any. `isTaken`: a row of the file stands on the card already,
   * so that its name need not find it.
   */
  add(id: number, identity: TwinIdentity, reference = '', isTaken = false): void {
    const { name } = identity
    put(this.references, reference, id)
    this.names.set(id, name)
    put(this.cards, identity.card, id)
    put(this.phones, phoneKey(identity), id)
    put(this.emails, identity.email?.toLowerCase(), id)
    if (!isTaken) put(this.folded, nameText(name), id)
  }

  /** The twins of a card that is not there yet, each once. `reference`: one that is no key; `owner`: whose it is on file. */
  find(identity: TwinIdentity, reference = '', owner?: number): TwinFound[] {
    const found = new Map<number, TwinFound>()
    const distant = new Set<number>()
    const take = (ids: readonly number[], same: TwinFound['same']): void => {
      for (const id of ids) {
        if (found.has(id) || (distant.has(id) && same !== 'card')) continue
        if (same === 'card' || this.isNear(identity.name, this.names.get(id) ?? '')) found.set(id, { id, same })
        else distant.add(id)
      }
    }
    take(idsOf(this.cards, identity.card), 'card')
    take(idsOf(this.phones, phoneKey(identity)), 'phone')
    take(idsOf(this.emails, identity.email?.toLowerCase()), 'email')
    if (owner !== undefined) take([owner], 'ref')
    take(idsOf(this.references, reference), 'ref')
    return [...found.values()]
  }

  /** Those of exactly that folded name that no row had taken when they were added, in the order they were added. */
  named(name: string): readonly number[] {
    return idsOf(this.folded, nameText(name))
  }
}
