import { type Argument, arg, opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { pastDay, text, wholeNumber } from '../../cli/parsers.ts'
import { SIGNS, type Sign } from '../../domain/trust/rules.ts'

const SIGNS_IN_WORDS = `${SIGNS.slice(0, -1).join(', ')} or ${SIGNS.at(-1)}`

/** A sign of trust; `behavior` is the American spelling of one. */
export const sign: Parser<Sign> = (typed) => {
  const word = typed.trim().toLowerCase()
  const found = SIGNS.find((known) => known === (word === 'behavior' ? 'behaviour' : word))
  if (found === undefined) throw new UsageError(`"${typed}" is not a sign of trust`, `say ${SIGNS_IN_WORDS}`)
  return found
}

export const clientArgument = arg('<client>', 'number, name, phone, email, card or reference', text)
export const signArgument = arg('<sign>', `what it is about: ${SIGNS_IN_WORDS}`, sign)

/** The number of something that a list shows. */
export function numberArgument(noun: string): Argument<number> {
  return arg('<number>', `the number of the ${noun}`, wholeNumber(`${noun} number`, 1, 999_999_999_999_999))
}

export const onOption = opt('--on <day>', 'the day it happened (today)', pastDay)

export const clientOption = opt('--client <client>', 'of this client', text)
