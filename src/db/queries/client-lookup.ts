import type { CardIdentity, ClientHit, ClientText } from '../../domain/client-match.ts'
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
  return {
    /** Everyone the text may mean (PRODUCT.md section 2, Naming a client). `e164` is the text as a phone number, if it is one. */
    hits: (text: ClientText, e164: string | null, exact: boolean): ClientHit[] =>
      connection.guard(() => {
        if (text.by === 'number') return hits('number', text.number)
        if (text.by === 'phone') return e164 ? hits('phone', e164) : []
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
        return found.length > 0 || exact || folded === '' ? found : hits('part', folded)
      }),

    /** What tells every card from another, for the search for twins. */
    identities: (): (CardIdentity & { client_id: number })[] =>
      connection.all(
        connection.build.selectFrom('client').select(['id as client_id', 'name', 'card', 'phone', 'phone_e164', 'email']).orderBy('id'),
      ),
  }
}
