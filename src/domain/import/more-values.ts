/** What a card has no room for: the second phone or email of a row, where a profile takes the first of several. */
import type { Cells, FindColumn, Source } from './cell-source.ts'
import { isNothingAmongWords } from './nothing.ts'

const SENTENCES: Readonly<Record<string, string>> = {
  phone: 'with more phones than a card holds: the first is taken',
  email: 'with more emails than a card holds: the first is taken',
}

/** A column of values, and what stands between several in one cell. */
interface Values {
  readonly column: string
  readonly between?: string
}

/** What is to be said of a row whose sources for these fields hold more than is taken; undefined where none can. */
export function moreThanTaken(fields: Readonly<Record<string, Source>>, find: FindColumn): ((cells: Cells) => string[]) | undefined {
  const readers = Object.entries(fields).flatMap(([field, source]) => {
    const sentence = SENTENCES[field]
    const values = valuesOf(source).flatMap(({ column, between }) => {
      const index = find(column)
      return index === undefined ? [] : [{ index, between }]
    })
    return sentence === undefined || (values.length < 2 && values[0]?.between === undefined) ? [] : [{ sentence, values }]
  })
  if (readers.length === 0) return undefined
  return (cells) =>
    readers.flatMap(({ sentence, values }) => {
      const said = values.flatMap(({ index, between }) => {
        const cell = cells[index] ?? ''
        return between === undefined ? [cell] : cell.split(between)
      })
      return new Set(said.map(bare).filter((text) => text !== '')).size > 1 ? [sentence] : []
    })
}

function valuesOf(source: Source): Values[] {
  if (typeof source === 'string') return [{ column: source }]
  if ('first' in source) return source.first.flatMap(valuesOf)
  if (!('of' in source)) return []
  const { before } = source
  return valuesOf(source.of).map((values) => (before === undefined ? values : { ...values, between: before }))
}

/** A phone or email without what may be written in another way. */
function bare(value: string): string {
  const text = value.trim()
  if (isNothingAmongWords(text)) return ''
  return text.includes('@') ? text.toLowerCase() : text.replace(/[\s().\u00a0\u202f/-]/g, '')
}
