/**
 * All that other systems call a client, as one list: `shop:12; bank:FR76`. A backslash stands before a semicolon or a backslash that is
 * part of a text, and before a colon that is part of a system's name.
 */

/** What a system calls a client. */
export interface SystemReference {
  readonly system: string
  readonly reference: string
}

/** One item of the list. */
export function formatReference({ system, reference }: SystemReference): string {
  return `${system.replace(/[\\;:]/g, '\\$&')}:${reference.replace(/[\\;]/g, '\\$&')}`
}

/** The items of a list; undefined where one names no system or no reference. */
export function readReferences(list: string): readonly SystemReference[] | undefined {
  const found: SystemReference[] = []
  for (const [item] of list.matchAll(/(?:\\.|[^\\;])+/gs)) {
    if (item.trim() === '') continue
    const [, system = '', reference = ''] = /^((?:\\.|[^\\:])*):(.*)$/s.exec(item) ?? []
    const read = { system: plain(system), reference: plain(reference) }
    if (read.system === '' || read.reference === '') return undefined
    found.push(read)
  }
  return found
}

function plain(text: string): string {
  return text.trim().replace(/\\(.)/gs, '$1')
}
