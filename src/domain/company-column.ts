/** Lists of clients with a first name, a last name and a company: a row that has only the company is of that company. */
import { fieldsOf, foldHeader, OWN_COLUMNS } from './headers.ts'
import type { Source } from './import/cell-source.ts'

/** The tier of names of companies among those of clients. */
const COMPANY_TIER = 4

const EMPTY = { is: [''] }

/** What a company alone is read by, where the table has halves of a name and one column of companies beside; undefined elsewhere. */
export function companySources(
  header: readonly string[],
  columns: ReadonlyMap<string, number>,
): { readonly name: Source; readonly kind: Source } | undefined {
  const halves = ['first_name', 'last_name'].flatMap((field) => columns.get(field) ?? [])
  if (halves.length === 0 || columns.has('name')) return undefined
  const columnAt = (index: number): string => {
    const name = header[index] ?? ''
    return header.filter((each) => foldHeader(each) === foldHeader(name)).length === 1 ? name : `#${index + 1}`
  }
  const taken = new Set(columns.values())
  const companies = header.flatMap((name, index) => {
    const isCompany = fieldsOf('clients', foldHeader(name)).get('name') === COMPANY_TIER
    return isCompany && !taken.has(index) && !OWN_COLUMNS.includes(name.trim()) ? [index] : []
  })
  const [company, ...others] = companies.map(columnAt)
  if (company === undefined || others.length > 0) return undefined
  const when = [...halves.map((index) => ({ column: columnAt(index), ...EMPTY })), { column: company, is_not: [''] }]
  return { name: { when, take: company }, kind: { when, take: { text: 'company' } } }
}

/** The position of a column that is named by its header as it stands, or its place. */
export function placeIn(header: readonly string[], column: string): number {
  const place = /^#(\d+)$/.exec(column)?.[1]
  return place === undefined ? header.indexOf(column) : Number(place) - 1
}
