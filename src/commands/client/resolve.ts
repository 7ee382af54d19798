import type { Context } from '../../cli/context.ts'
import { NotFound, UsageError } from '../../cli/errors.ts'
import { chooseClient, looksLikePhone, readClientText } from '../../domain/client-match.ts'

/**
 * The number of the one client that was meant (PRODUCT.md section 2, Naming a client). Several: a choice on a terminal.
 * @throws NotFound when nobody, or off a terminal when several answer to the text
 */
export async function resolveClient(context: Context, text: string): Promise<number> {
  const store = await context.store()
  const [, way] = /^\s*(ref|card|phone|email|name):\s*$/i.exec(text) ?? []
  if (way !== undefined) throw new UsageError(`nothing stands after "${way}:"`, `say for example ${way.toLowerCase()}:12`)
  const meant = readClientText(text)
  const mayBePhone = meant.by === 'phone' || (meant.by === 'any' && looksLikePhone(meant.value))
  const { parsePhone } = mayBePhone ? await import('../../parse/phone.ts') : { parsePhone: null }
  const e164 = parsePhone && meant.by !== 'number' ? (await parsePhone(meant.value, store.settings.country)).e164 : null
  const choice = chooseClient(store.lookup.hits(meant, e164, context.globals.exact), text, { exact: context.globals.exact })
  if (choice.found === 'one') return choice.client_id
  if (choice.found === 'none') throw new NotFound(choice.message, choice.hint)
  if (!context.ask) throw new NotFound(choice.message)
  const choices = choice.candidates.map(({ client_id, name }) => ({ name: `${client_id} ${name}`, value: client_id }))
  return context.ask.choose(`Which client is "${text}"?`, choices)
}
