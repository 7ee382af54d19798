import { importHash, importQueries } from '../../db/queries/imports.ts'
import { dayReader, fails, type Read } from '../../domain/import/cells.ts'
import {
  CLIENT_ERASABLE,
  CLIENT_FIELDS,
  type ClientCells,
  type ClientField,
  type ClientReading,
  clientChange,
  clientFacts,
  hasYearlessBirthday,
  type ImportedClient,
  isNameOnly,
  readClient,
  standsOn,
} from '../../domain/import/client.ts'
import { identityPrefix, TextCounts, withOccurrence } from '../../domain/import/identity.ts'
import { hasLostLetters } from '../../domain/name.ts'
import type { SystemReference } from '../../domain/references.ts'
import type { RowReferences } from './card-references.ts'
import { ClientCards, type ReadRow, type RowIdentity } from './client-cards.ts'
import { type DuplicateChoice, Duplicates } from './client-duplicates.ts'
import { brokenRow, cellOf, type ImportKind, type ImportWork, lineOf, type RowTaker, rejectRow } from './kind.ts'

interface ClientValues {
  /** Of new cards whose row names none. */
  readonly category: string | undefined
  readonly onDuplicate: DuplicateChoice | undefined
}

/** `import clients`. */
export function clientsImport(values: ClientValues): ImportKind {
  return {
    kind: 'clients',
    days: ['birthday', 'archived', 'added', 'checked'],
    amounts: ['credit_limit'],
    dayInEveryRow: false,
    tables: ['client_reference'],
    reference: 'ref',
    erasable: CLIENT_ERASABLE,
    begin: async (work) => {
      const [{ isNearName, NearNames }, { loadPhoneParser }, { countryCode }] = await Promise.all([
        import('../../parse/near.ts'),
        import('../../parse/phone.ts'),
        import('../../parse/country.ts'),
      ])
      const parse = await loadPhoneParser()
      const own = work.scope.store.settings.country
      const e164 = (phone: string, country: string): string | null => parse(phone, (country === '' ? null : countryCode(country)) ?? own)
      return new ClientRows(work, values, { isNearName, near: new NearNames(), e164 })
    },
  }
}

interface Tools {
  readonly isNearName: (a: string, b: string) => boolean
  readonly near: { add(id: number, name: string): void; find(name: string, limit?: number): number[] }
  readonly e164: (phone: string, country: string) => string | null
}

/** What a card that is made is known by, and clientele's own number, if the row says one. */
interface NewIdentity extends RowIdentity {
  readonly number: number | null
}

/** What a row comes to. */
type Judged = 'added' | 'updated' | 'unchanged' | 'skipped'

/** What a row comes to, and whose it is; nobody's, where nothing else that it says counts. */
interface Outcome {
  readonly judged: Judged
  readonly id: number | null
}

const came = (judged: Judged, id: number | null): Read<Outcome> => ({ ok: true, value: { judged, id } })

const NO_CELLS = Object.fromEntries(CLIENT_FIELDS.map((field) => [field, ''])) as ClientCells
const MOST_NEAR = 3
const LARGEST_NUMBER = 1_000_000_000

/** Judges rows by the rules of domain/import/client.ts. */
class ClientRows implements RowTaker {
  private readonly work: ImportWork
  private readonly tools: Tools
  private readonly duplicates: Duplicates
  private readonly cards: ClientCards
  /** Of the fields that the table has. */
  private readonly readers: readonly (readonly [ClientField, (batch: readonly string[], start: number) => string])[]
  private readonly reading: ClientReading
  /** Cards on file that an equal row of the file has taken already. */
  private readonly taken = new Set<number>()
  /** Cards made of rows that name clientele's own number: each such row is a card of its own. */
  private readonly numbered = new Set<number>()
  private readonly occurrences = new TextCounts()

  constructor(work: ImportWork, { category, onDuplicate }: ClientValues, tools: Tools) {
    this.work = work
    this.tools = tools
    this.duplicates = new Duplicates(work, tools.isNearName, onDuplicate)
    this.cards = new ClientCards(work, category, this.duplicates)
    this.reading = {
      today: work.context.today,
      rules: work.rules,
      readDay: dayReader(work.rules.dateOrder),
      e164: tools.e164,
      knowsCategory: (name) => this.cards.writer.knowsCategory(name),
    }
    this.readers = CLIENT_FIELDS.filter((field) => work.places.has(field)).map((field) => [field, cellOf(work, field)] as const)
    for (const identity of importQueries(work.scope.store.connection).identities()) {
      this.duplicates.index.add(identity.id, identity)
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
    this.cards.writer.finish()
  }

  private takeRow(batch: readonly string[], start: number): Read<Judged> {
    const { tally } = this.work
    const cells: Record<ClientField, string> = { ...NO_CELLS }
    for (const [field, read] of this.readers) cells[field] = read(batch, start)
    const row = readClient(cells, this.reading)
    if (!row.ok) return row
    const line = lineOf(batch, start)
    if (hasYearlessBirthday(cells)) tally.remark('whose birthday has no year, taken without it', `line ${line} ${cells.birthday}`)
    const references = this.cards.references.read(cells.ref, cells.refs)
    if (!references.ok) return references
    const outcome = this.judge({ cells, row: row.value, line }, references.value)
    if (!outcome.ok) return outcome
    const { judged, id } = outcome.value
    if (id === null) return { ok: true, value: judged }
    if (cells.categories !== '' && row.value.category === null) {
      tally.remark('with a category that is not on file, taken without it', `line ${line} "${cells.categories.split('\n')[0]}"`)
    }
    const named = this.cards.addOthers(id, references.value.others, line, judged !== 'added')
    return { ok: true, value: named && judged === 'unchanged' ? 'updated' : judged }
  }

  private judge(read: ReadRow, { main, others }: RowReferences): Read<Outcome> {
    const { cells, row } = read
    const isKey = main !== null && (cells.refs !== '' || this.work.references.of(main.reference) === 1)
    const reference = isKey ? main : null
    const known = reference === null ? undefined : this.cards.references.find(reference)
    const key = reference === null ? this.keyOf(row, cells.client_number) : null
    const same = key === null ? undefined : this.cards.knownRow(key, read)
    if (same) return came('unchanged', same.made ? null : same.id)
    if (row.category !== null && !this.cards.writer.knowsCategory(row.category)) {
      return fails('category', `there is no category "${row.category}"`, `make it: clientele categories add "${row.category}"`)
    }
    const number = this.readNumber(cells.client_number)
    if (!number.ok) return number
    const numbered = number.value !== null && this.duplicates.index.names.has(number.value) ? number.value : null
    const owner = this.ownerOf(reference === null ? others : [reference, ...others], numbered)
    if (!owner.ok) return owner
    if (hasLostLetters(row.name)) {
      const lost = this.refuseLost(row.name, known?.client_id ?? numbered ?? owner.value, cells.client_number)
      if (lost) return lost
    }
    if (known) return came(this.cards.setKnown(known, read), known.client_id)
    if (numbered !== null) return this.byNumber(numbered, read, { reference, key })
    if (owner.value !== null) return came(this.cards.setOwner(owner.value, read, { reference, key }), owner.value)
    return this.byTwins(read, { number: number.value, reference, key })
  }

  /** The refusal of a name whose letters were lost on the way; what a card is called already, it is called, and what an export wrote as well. */
  private refuseLost(name: string, id: number | null, number: string): ReturnType<typeof fails> | undefined {
    if (id === null ? number !== '' : this.duplicates.index.names.get(id) === name) return undefined
    return fails('name', `name "${name}" has lost letters on the way`, 'save the table again as UTF-8, which has room for every alphabet')
  }

  /** The client whose references these are, or whose number the row says; null where that is nobody yet. */
  private ownerOf(references: readonly SystemReference[], number: number | null): Read<number | null> {
    const { names } = this.duplicates.index
    let owner = number
    for (const each of references) {
      const id = this.cards.references.find(each)?.client_id
      if (id !== undefined && owner !== null && id !== owner) {
        return fails('ref', `ref "${each.reference}" is that of client ${id} ${names.get(id)}, not of client ${owner}`)
      }
      owner = id ?? owner
    }
    return { ok: true, value: owner }
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

  private byNumber(id: number, read: ReadRow, identity: RowIdentity): Read<Outcome> {
    const { name } = read.row
    const there = this.duplicates.index.names.get(id) ?? ''
    if (!this.tools.isNearName(name, there)) return fails('client_number', `client_number ${id} is ${there}, not ${name}`)
    return came(this.cards.setOwner(id, read, identity), id)
  }

  /** Whether a row of the file stands for the card already. */
  private isTaken(id: number): boolean {
    return this.taken.has(id) || this.duplicates.isMade(id)
  }

  private byTwins(read: ReadRow, made: NewIdentity): Read<Outcome> {
    const { row, cells, line } = read
    const { cards, duplicates, work } = this
    const { reference, key, number } = made
    const before = duplicates.choice === 'skip' ? cards.skippedFor(read) : undefined
    if (before !== undefined) {
      duplicates.tellAgain(row, before, line)
      return came('skipped', null)
    }
    const repeated = reference === null ? cells.ref : ''
    const owner = repeated === '' ? undefined : cards.references.find({ system: work.system, reference: repeated })?.client_id
    // Two rows that say clientele's own numbers are two clients, however alike.
    const twins = duplicates.index.find(row, repeated, owner).filter(({ id }) => number === null || !this.numbered.has(id))
    const equal = twins.find(({ id }) => standsOn(row, cards.of(id)))
    if (equal) return came(cards.set(equal.id, read, made, {}), equal.id)
    if (twins.length > 0) {
      if (duplicates.choice === undefined) return duplicates.refusal(row, twins, reference?.reference ?? '')
      if (duplicates.choice === 'update') {
        const one = duplicates.theOne(row, twins)
        if (!one.ok) return one
        duplicates.tell(row, twins, line)
        return came(cards.set(one.value, read, made, clientChange(row, cards.of(one.value))), one.value)
      }
      duplicates.tell(row, twins, line)
      if (duplicates.choice === 'skip') {
        cards.keepSkipped(twins[0]?.id ?? 0, read)
        return came('skipped', null)
      }
    } else if (reference === null && isNameOnly(row)) {
      const same = duplicates.index.named(row.name).find((id) => !this.isTaken(id) && standsOn(row, cards.of(id)))
      if (same !== undefined) {
        this.taken.add(same)
        // A row that comes later may yet rename that card.
        if (key !== null) cards.keepRow(same, key)
        return came('unchanged', same)
      }
    }
    return came('added', this.add(read, made, twins.length === 0))
  }

  /** `tellsNear`: nothing was said yet of cards like it. */
  private add(read: ReadRow, made: NewIdentity, tellsNear: boolean): number {
    const { row, cells, line } = read
    const { tally } = this.work
    const { near } = this.tools
    const alike = tellsNear ? near.find(row.name, MOST_NEAR) : []
    if (alike.length > 0) {
      const named = alike.map((id) => `${id} ${this.duplicates.index.names.get(id)}`).join(', ')
      tally.remark('with a name near to one on file', `line ${line} ${row.name} (${named})`, 'added beside it')
    }
    if (row.phone !== null && row.phone_e164 === null) {
      tally.remark('with a phone that is not understood, kept as it stands', `line ${line} "${row.phone}"`)
    }
    const id = this.cards.add(read, made.number, made)
    this.duplicates.made(row, id, line, made.reference === null ? cells.ref : '')
    near.add(id, row.name)
    if (made.number !== null) this.numbered.add(id)
    return id
  }
}
