import { type CardIdentity, type ClientHit, type ClientText, isPartOfName, typedPhoneKey } from '../../domain/client-match.ts'
import { foldName } from '../../domain/name.ts'
import type { Connection } from '../connection.ts'

/** More candidates than this are not fetched: the choice among them is the user's anyway. */
const MOST_CANDIDATES = 1000

const BY_WAY = {
  number: 'SELECT id AS client_id, name FROM client WHERE id = ?',
  ref: 'SELECT DISTINCT c.id AS client_id, c.name FROM client_reference r JOIN client c ON c.id = r.client_id WHERE r.reference = ?',
  card: 'SELECT id AS client_id, name FROM client WHERE card = ?',
  phone: 'SELECT id AS client_id, name FROM client WHERE phone_e164 = ?',
  email: 'SELECT id AS client_id, name FROM client WHERE email = ?',
  name: 'SELECT id AS client_id, name FROM client WHERE name_folded = ?',
  part: 'SELECT id AS client_id, name FROM client WHERE instr(name_folded, ?) > 0',
} as const

type Way = keyof typeof BY_WAY

export function clientLookupQueries(connection: Connection) {
  const hits = (way: Way, value: string | number): ClientHit[] => {
    const rows = connection.sqlite.prepare(`${BY_WAY[way]} ORDER BY 1 LIMIT ${MOST_CANDIDATES}`).all(value) as {
      client_id: number
      name: string
    }[]
    return rows.map((row) => ({ ...row, way }))
  }
  /** Those whose phone was typed like this, whatever stands between its digits and letters: for what no parser understands, or its extension. */
  const typedLike = (text: string): ClientHit[] => {
    const wanted = typedPhoneKey(text)
    // A text without digits, as most names are, is compared with the few phones that have none either.
    const like = /\p{Nd}/u.test(wanted) ? 'phone IS NOT NULL' : "phone NOT GLOB '*[0-9]*'"
    const cards = connection.sqlite.prepare(`SELECT id AS client_id, name, phone FROM client WHERE ${like} ORDER BY id`)
    const found: ClientHit[] = []
    if (wanted === '') return found
    for (const { client_id, name, phone } of cards.iterate() as IterableIterator<{ client_id: number; name: string; phone: string }>) {
      if (typedPhoneKey(phone) === wanted) found.push({ client_id, name, way: 'phone' })
    }
    return found
  }
  const phoneHits = (text: string, e164: string | null): ClientHit[] => {
    const dialled = e164 ? hits('phone', e164) : []
    return dialled.length > 0 ? dialled : typedLike(text)
  }
  return {
    /** Everyone the text may mean (PRODUCT.md section 2, Naming a client). `e164` is the text as a phone number, if it is one. */
    hits: (text: ClientText, e164: string | null, exact: boolean): ClientHit[] =>
      connection.guard(() => {
        if (text.by === 'number') return hits('number', text.number)
        if (text.by === 'phone') return phoneHits(text.value, e164)
        if (text.by === 'name') return hits('name', foldName(text.value))
        if (text.by !== 'any') return hits(text.by, text.value)
        const { value } = text
        const folded = foldName(value)
        const found = [
          ...hits('card', value),
          ...hits('email', value),
          ...(e164 ? hits('phone', e164) : []),
          ...hits('ref', value),
          ...hits('name', folded),
        ]
        if (found.length > 0) return found
        const typed = typedLike(value)
        return typed.length > 0 || exact || !isPartOfName(value) ? typed : hits('part', folded)
      }),

    /** What tells every card from another, for the search for twins. */
    identities: (): (CardIdentity & { client_id: number })[] =>
      connection.all(
        connection.build.selectFrom('client').select(['id as client_id', 'name', 'card', 'phone', 'phone_e164', 'email']).orderBy('id'),
      ),
  }
}
