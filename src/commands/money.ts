import { arg, type Parser } from '../cli/define.ts'
import { UsageError } from '../cli/errors.ts'
import { amount, text } from '../cli/parsers.ts'
import { formatMinorHuman } from '../domain/money.ts'
import type { Settings } from '../domain/settings.ts'

/** An amount above zero; imports keep zeros, but nobody types one on purpose. */
export const paidAmount: Parser<number> = async (typed, environment) => {
  const minor = await amount(typed, environment)
  if (minor === 0) throw new UsageError(`"${typed}" is nothing to record`, 'say an amount above zero')
  return minor
}

/** Whose money, and how much. */
export const moneyArguments = {
  client: arg('<client>', 'number, name, phone, email, card or reference', text),
  amount: arg('<amount>', 'as in 1234.50', paidAmount),
} as const

/** `120.00 EUR`. */
export function inCurrency(minor: number, { digits, currency }: Settings): string {
  return `${formatMinorHuman(minor, digits)} ${currency}`
}
