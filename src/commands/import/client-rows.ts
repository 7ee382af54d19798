import { importHash, importQueries, type KnownClientRow, type KnownReferenceRow } from '../../db/queries/imports.ts'
import { dayReader, fails, type Read } from '../../domain/import/cells.ts'
import {
  CLIENT_FIELDS,
  type ClientCells,
  clientChange,
  clientContent,
  clientFacts,
  hasYearlessBirthday,
  type ImportedClient,
  isNameOnly,
  readClient,
  standsOn,
} from '../../domain/import/client.ts'
import { identityPrefix, TextCounts, withOccurrence } from '../../domain/import/identity.ts'
import { TwinIndex } from '../../domain/import/twins.ts'
import { CardWriter } from './card-writer.ts'
import { brokenRow, cellOf, type ImportKind, type ImportWork, LINE, type RowTaker, rejectRow } from './kind.ts'

/** `import clients`. `category`: of new cards whose row names none. */
export function clientsImport(values: { readonly category: string | undefined }): ImportKind {
  return {
    kind: 'clients',
    days: ['birthday', 'archived'],
    amounts: [],
    dayInEveryRow: false,
    tables: ['client_reference'],
    reference: 'ref',
    begin: async (work) => {
      const [{ isNearName, NearNames }, { loadPhoneParser }, { countryCode }] = await Promise.all([
        import('../../parse/near.ts'),
        import('../../parse/phone.ts'),
        import('../../parse/country.ts'),
      ])
      const parse = await loadPhoneParser()
      const own = work.scope.store.settings.country
      const e164 = (phone: string, country: string): string | null => parse(phone, (country === '' ? null : countryCode(country)) ?? own)
      return new ClientRows(work, values.category, { isNearName, near: new NearNames(), e164 })
    },
  }
}

interface Tools {
  readonly isNearName: (a: string, b: string) => boolean
  readonly near: { add(id: number, name: string): void; find(name: string, limit?: number): number[] }
  readonly e164: (phone: string, country: string) => string | null
}

/** What a card that is made is known by: clientele's own number, if the row says one, and the row's key, if it has no reference. */
interface NewIdentity {
  readonly number: number | null
  readonly key: string | null
}

/** What a row comes to. */
type Judged = 'added' | 'updated' | 'unchanged'

const MOST_NEAR = 3
const MOST_TWINS = 3
const LARGEST_NUMBER = 1_000_000_000

/** Judges rows by the rules of domain/import/client.ts. */
class ClientRows implements RowTaker {
  private readonly work: ImportWork
  private readonly tools: Tools
  private readonly writer: CardWriter
  private readonly twins: TwinIndex
  private readonly references: Map<string, KnownReferenceRow>
  private readonly readers: readonly (readonly [string, (batch: readonly string[], start: number) => string])[]
  private readonly readDay: ReturnType<typeof dayReader>
  private readonly queries: ReturnType<typeof importQueries>
  /** Cards that an equal row of the file has taken already. */
  private readonly taken = new Set<number>()
  /** Keys of the rows without a reference that made a card, in this import or another. */
  private readonly keys: Set<string>
  private readonly occurrences = new TextCounts()

  constructor(work: ImportWork, category: string | undefined, tools: Tools) {
    this.work = work
    this.tools = tools
    this.queries = importQueries(work.scope.store.connection)
    this.writer = new CardWriter(work, category)
    this.readDay = dayReader(work.rules.dateOrder)
    this.readers = CLIENT_FIELDS.map((field) => [field, cellOf(work, field)] as const)
    this.references = this.queries.importedReferences(work.system)
    this.keys = this.queries.clientKeys()
    this.twins = new TwinIndex(tools.isNearName)
    for (const identity of this.queries.identities()) {
      this.twins.add(identity)
      tools.near.add(identity.id, identity.name)
    }
  }

  take(batch: readonly string[], width: number): void {
    const { tally } = this.work
    for (let start = 0; start < batch.length; start += width) {
      const problem = brokenRow(batch, start)
      const judged = problem ? { ok: false as const, problem } : this.takeRow(batch, start)
      if (judged.ok) tally[judged.value]++
      else rejectRow(this.work, batch, start, judged.problem)
    }
  }

  finish(): void {
    this.writer.finish()
  }

  private takeRow(batch: readonly string[], start: number): Read<Judged> {
    const cells = Object.fromEntries(this.readers.map(([field, read]) => [field, read(batch, start)])) as ClientCells
    const row = readClient(cells, this.work.context.today, this.readDay, this.tools.e164)
    if (!row.ok) return row
    const line = Number(batch[start + LINE])
    if (hasYearlessBirthday(cells)) this.work.tally.remark('whose birthday has no year, taken without it', `line ${line} ${cells.birthday}`)
    return this.judge(cells, row.value, line)
  }

  private judge(cells: ClientCells, row: ImportedClient, line: number): Read<Judged> {
    const reference = cells.ref !== '' && this.work.references.of(cells.ref) === 1 ? cells.ref : ''
    const known = reference === '' ? undefined : this.references.get(reference)
    const key = reference === '' ? this.keyOf(row, cells.client_number) : null
    if (key !== null && this.keys.has(key)) return { ok: true, value: 'unchanged' }
    if (row.category !== null && !this.writer.knowsCategory(row.category)) {
      return fails('category', `there is no category "${row.category}"`, `make it: clientele categories add "${row.category}"`)
    }
    const number = this.readNumber(cells.client_number)
    if (!number.ok) return number
    if (number.value !== null && this.twins.names.has(number.value)) return this.byNumber(number.value, row, reference, known)
    if (known) return this.byReference(row, known)
    return this.byTwins(row, reference, { number: number.value, key }, line)
  }

  /** The second equal row with a name alone may be another client; one with a card, phone or email is the same. */
  private keyOf(row: ImportedClient, number: string): string {
    const facts = identityPrefix(this.work.system, 'client').facts + clientFacts(row, number)
    const occurrence = isNameOnly(row) ? this.occurrences.add(facts) : 1
    return importHash(occurrence === 1 ? facts : withOccurrence(facts, occurrence))
  }

  private readNumber(text: string): Read<number | null> {
    if (text === '') return { ok: true, value: null }
    const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : LARGEST_NUMBER + 1
    return number <= LARGEST_NUMBER
      ? { ok: true, value: number }
      : fails('client_number', `client_number "${text}" is no number of clientele's`)
  }

  private byNumber(id: number, row: ImportedClient, reference: string, known: KnownReferenceRow | undefined): Read<Judged> {
    const there = this.twins.names.get(id) ?? ''
    if (known && known.client_id !== id) {
      return fails(
        'ref',
        `ref "${reference}" is that of client ${known.client_id} ${this.twins.names.get(known.client_id)}, not of client ${id}`,
      )
    }
    if (known) return this.byReference(row, known)
    if (!this.tools.isNearName(row.name, there)) return fails('client_number', `client_number ${id} is ${there}, not ${row.name}`)
    const changed = this.writer.change(id, clientChange(row, this.card(id)))
    if (reference === '') return { ok: true, value: changed ? 'updated' : 'unchanged' }
    this.addReference(id, reference, row)
    return { ok: true, value: 'updated' }
  }

  private byReference(row: ImportedClient, known: KnownReferenceRow): Read<Judged> {
    const content = importHash(clientContent(row))
    if (content === known.imported_hash) return { ok: true, value: 'unchanged' }
    const changed = this.writer.change(known.client_id, clientChange(row, this.card(known.client_id)))
    if (!changed) return { ok: true, value: 'unchanged' }
    this.writer.keepContent(known.id, content)
    return { ok: true, value: 'updated' }
  }

  private byTwins(row: ImportedClient, reference: string, made: NewIdentity, line: number): Read<Judged> {
    const twins = this.twins.find(row)
    const equal = twins.find(({ id }) => standsOn(row, this.card(id)))
    if (equal) {
      if (reference === '') return { ok: true, value: 'unchanged' }
      this.addReference(equal.id, reference, row)
      return { ok: true, value: 'updated' }
    }
    if (twins.length > 0) {
      const named = twins.slice(0, MOST_TWINS).map(({ id, same }) => `client ${id} ${this.twins.names.get(id)} (same ${same})`)
      const hint = reference === '' ? 'change that card: clientele edit' : `if so: clientele edit ${twins[0]?.id} --ref "${reference}"`
      return fails('name', `"${row.name}" seems to be ${named.join(', ')}, whose card differs`, hint)
    }
    if (reference === '' && isNameOnly(row)) {
      const same = this.twins.named(row.name).find((id) => !this.taken.has(id) && standsOn(row, this.card(id)))
      if (same !== undefined) {
        this.taken.add(same)
        return { ok: true, value: 'unchanged' }
      }
    }
    this.add(row, reference, made, line)
    return { ok: true, value: 'added' }
  }

  private add(row: ImportedClient, reference: string, { number, key }: NewIdentity, line: number): void {
    const { tally } = this.work
    const { near } = this.tools
    const alike = near.find(row.name, MOST_NEAR)
    if (alike.length > 0) {
      const named = alike.map((id) => `${id} ${this.twins.names.get(id)}`).join(', ')
      tally.remark('with a name near to one on file, added beside it', `line ${line} ${row.name} (${named})`)
    }
    if (row.phone !== null && row.phone_e164 === null) {
      tally.remark('with a phone that is not understood, kept as it stands', `line ${line} "${row.phone}"`)
    }
    const id = this.writer.add(row, number, key)
    if (key !== null) this.keys.add(key)
    this.twins.add({ ...row, id })
    near.add(id, row.name)
    this.taken.add(id)
    if (reference !== '') this.addReference(id, reference, row)
  }

  private addReference(id: number, reference: string, row: ImportedClient): void {
    const content = importHash(clientContent(row))
    this.writer.addReference(id, reference, content)
  }

  private card(id: number): KnownClientRow {
    this.writer.flush()
    const card = this.queries.client(id)
    if (!card) throw new Error(`there is no client ${id}`)
    return card
  }
}
