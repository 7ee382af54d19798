/** Which client was meant, and whether a new one is already there (PRODUCT.md sections 2 and 3). */

/** The system of references typed by hand, and of imports that name no other. */
export const DEFAULT_SYSTEM = 'import'

export type ForcedWay = 'ref' | 'card' | 'phone' | 'email' | 'name'

import { foldName } from './name.ts'

/** What was typed for a client: clientele's own number, one way of looking that was forced, or any. */
export type ClientText = { by: 'number'; number: number } | { by: ForcedWay | 'any'; value: string }

/** A client found: by its number or one of the exact ways, or (`part`) because the text is a part of its name. */
export type ClientHit = { client_id: number; name: string; way: ForcedWay | 'number' | 'part' }

export type ClientCandidate = { client_id: number; name: string }

export type ClientChoice =
  | { found: 'one'; client_id: number }
  | { found: 'none'; message: string; hint: string }
  | { found: 'several'; message: string; candidates: ClientCandidate[] }

const OWN_NUMBER = /^[1-9][0-9]{0,14}$/
const FORCED = /^(ref|card|phone|email|name):\s*(\S.*)$/is
const MOST_LISTED = 10

/** Reads what was typed for a client: digits without a leading zero are its number and nothing else; a prefix forces one way. */
export function readClientText(text: string): ClientText {
  const value = text.trim()
  if (OWN_NUMBER.test(value)) return { by: 'number', number: Number(value) }
  const [, way, rest] = FORCED.exec(value) ?? []
  if (way !== undefined && rest !== undefined) return { by: way.toLowerCase() as ForcedWay, value: rest }
  return { by: 'any', value }
}

/** Whether a text may be a phone: 6 digits or more, and nothing that no phone is written with. */
export function looksLikePhone(text: string): boolean {
  return /^[+(\s]*\p{Nd}[\p{Nd}\s()./+\p{Pd}]*$/u.test(text) && (text.match(/\p{Nd}/gu)?.length ?? 0) >= 6
}

/** A phone as it was typed, for comparison: its letters and digits alone, without case and accents. */
export function typedPhoneKey(text: string): string {
  return foldName(text).replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether a text may stand for a part of a name: two letters or digits at least, and no hyphen before them, as a mistyped option has. */
export function isPartOfName(text: string): boolean {
  return !text.trimStart().startsWith('-') && (foldName(text).match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0) >= 2
}

/**
 * Chooses among the clients found for `text`: those found exactly count together, those with the text as a part of their name only
 * if there is no other and not `exact`. A client found in several ways is one; several are in order of number.
 */
export function chooseClient(hits: readonly ClientHit[], text: string, options: { exact?: boolean } = {}): ClientChoice {
  const exactly = hits.filter((hit) => hit.way !== 'part')
  const counted = exactly.length > 0 || options.exact ? exactly : hits
  const candidates = [...new Map(counted.map(({ client_id, name }) => [client_id, { client_id, name }])).values()]
  candidates.sort((a, b) => a.client_id - b.client_id)
  const [first, second] = candidates
  if (!first) return noClient(text.trim())
  if (!second) return { found: 'one', client_id: first.client_id }
  return { found: 'several', message: severalClients(candidates, text.trim(), exactly.length > 0), candidates }
}

function noClient(text: string): ClientChoice {
  const read = readClientText(text)
  if (read.by === 'number') {
    const { number } = read
    return {
      found: 'none',
      message: `No client has number ${number}.`,
      hint: `clientele find ${number}; a card number is card:${number}, a reference ref:${number}`,
    }
  }
  const find = `clientele find ${shellWord(read.value)}`
  const isName = read.by === 'name' || (read.by === 'any' && !read.value.includes('@') && !looksLikePhone(read.value))
  return {
    found: 'none',
    message: `No client matches "${text}".`,
    hint: isName ? `${find}, or clientele add ${shellQuoted(read.value)}` : find,
  }
}

function severalClients(candidates: readonly ClientCandidate[], text: string, exactly: boolean): string {
  const listed = candidates.slice(0, MOST_LISTED).map(({ client_id, name }) => `${client_id} ${name}`)
  const rest = candidates.length - listed.length
  const names = listed.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  // More of the name cannot part clients that the whole text already names.
  return `${candidates.length} clients match "${text}": ${names}. Say the number${exactly ? '' : ', or more of the name'}.`
}

/** A word that a shell takes as it is, bare; any other quoted. */
function shellWord(text: string): string {
  return /^[\p{L}\p{M}\p{N}@._+:-]+$/u.test(text) && !text.startsWith('-') ? text : shellQuoted(text)
}

function shellQuoted(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`
}

/** The parts of a card by which one client entered twice is known. */
export type CardIdentity = {
  name: string
  card: string | null
  phone: string | null
  phone_e164: string | null
  email: string | null
}

/** A card like the new one: what is `same`, and whether the name is near. */
export type Twin = { client_id: number; name: string; same: ('card' | 'phone' | 'email')[]; near_name: boolean }

/**
 * The cards that a new one may repeat. `refused`: the same card number, or the same phone or email with a near name. `warned`: a near
 * name alone. Each in the order given. `isNear` compares two names.
 */
export function twinsOf(
  candidate: CardIdentity,
  existing: Iterable<CardIdentity & { client_id: number }>,
  isNear: (a: string, b: string) => boolean,
): { refused: Twin[]; warned: Twin[] } {
  const refused: Twin[] = []
  const warned: Twin[] = []
  for (const other of existing) {
    const same: Twin['same'] = []
    if (isSame(candidate.card?.trim(), other.card?.trim())) same.push('card')
    if (isSame(phoneKey(candidate), phoneKey(other))) same.push('phone')
    if (isSame(candidate.email?.trim().toLowerCase(), other.email?.trim().toLowerCase())) same.push('email')
    const twin: Twin = { client_id: other.client_id, name: other.name, same, near_name: isNear(candidate.name, other.name) }
    if (same.includes('card') || (same.length > 0 && twin.near_name)) refused.push(twin)
    else if (twin.near_name) warned.push(twin)
  }
  return { refused, warned }
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a !== '' && a === b
}

/** A phone that could not be read as E.164 is known by its digits. */
function phoneKey(card: CardIdentity): string | undefined {
  return card.phone_e164 ?? card.phone?.replace(/\P{Nd}/gu, '')
}
