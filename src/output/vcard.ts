/**
 * Cards as vCards 3.0 (RFC 2426), which telephones, Outlook, Google and Apple Contacts all read; 4.0 only some do. What no property is for
 * stands in `X-CLIENTELE-` ones, so that import takes all of it back; other programs pass over them. A view of cards only.
 */
import { rawValue } from './cells.ts'
import { machineColumns, machineText } from './machine.ts'
import type { RenderOptions } from './options.ts'
import { sanitizeMachineText } from './sanitize.ts'
import type { View } from './view.ts'

/** Bytes of a line without its end; a longer one is folded. */
const LONGEST_LINE = 75

type Values = ReadonlyMap<string, string>

/** Keys that a property of the standard is for; the others go into properties of clientele's own. */
const STANDARD: readonly string[] = [
  ...['name', 'kind', 'category', 'phone', 'email', 'address', 'postcode', 'city', 'region', 'country', 'birthday', 'note'],
]

/** The cards of the view's rows. */
export function* drawVcards(view: View, { currency, terminal }: RenderOptions): Iterable<string> {
  if (!view.table) return
  const columns = machineColumns(view.table)
  for (const row of view.table.rows) {
    const values = new Map<string, string>()
    for (const column of columns) {
      const raw = rawValue(column, row)
      // Not neutralised: no spreadsheet reads this.
      const text = typeof raw === 'string' ? raw : Array.isArray(raw) ? raw.join('; ') : machineText(raw, column.kind, currency.digits)
      if (text !== '') values.set(column.key.replace(/_minor$/, ''), text)
    }
    const card = lines(values).map(folded).join('')
    yield terminal ? sanitizeMachineText(card.replaceAll('\r\n', '\n')) : card
  }
}

function lines(values: Values): string[] {
  const text = (key: string): string => escaped(values.get(key) ?? '')
  const one = (property: string, key: string): string[] => (values.has(key) ? [`${property}:${text(key)}`] : [])
  const isCompany = values.get('kind') === 'company'
  const address = [text('address'), text('city'), text('region'), text('postcode'), text('country')]
  const own = [...values].filter(([key]) => !STANDARD.includes(key))
  return [
    ...['BEGIN:VCARD', 'VERSION:3.0', `FN:${text('name')}`],
    // Which part of a name is the family's nobody has said.
    ...(isCompany ? ['N:;;;;', `ORG:${text('name')}`, 'X-ABShowAs:COMPANY'] : [`N:;${text('name')};;;`]),
    ...one('TEL;TYPE=VOICE', 'phone'),
    ...one('EMAIL;TYPE=INTERNET', 'email'),
    ...(address.some((part) => part !== '') ? [`ADR:;;${address.join(';')}`] : []),
    ...one('BDAY', 'birthday'),
    ...one('CATEGORIES', 'category'),
    ...one('NOTE', 'note'),
    ...one('UID', 'ref'),
    ...own.map(([key, value]) => `X-CLIENTELE-${key.toUpperCase().replaceAll('_', '-')}:${escaped(value)}`),
    'END:VCARD',
  ]
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** The line with its end; what is longer goes on behind a space on the next one, and no character is cut. */
function folded(line: string): string {
  if (line.length <= LONGEST_LINE && Buffer.byteLength(line) <= LONGEST_LINE) return `${line}\r\n`
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (bytes + length > LONGEST_LINE) {
      parts.push(part)
      part = ''
      bytes = 1
    }
    part += character
    bytes += length
  }
  return `${[...parts, part].join('\r\n ')}\r\n`
}
