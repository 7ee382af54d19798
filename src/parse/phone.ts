/** Phone numbers in any format, as E.164 (`+33612345678`). The library behind it is loaded when a phone is first read. */

import { latinDigits } from '../domain/digits.ts'

export type Phone = { e164: string | null; typed: string }
/** A phone as E.164, or null if it is none that can be dialled. `country` is ISO alpha-2; without a known one only +international is read. */
export type PhoneParser = (text: string, country: string | null) => string | null

/** Loads the parser once, for callers that read many phones without waiting on each. */
export async function loadPhoneParser(): Promise<PhoneParser> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min/es6')
  return (text, country) => {
    const region = country?.toUpperCase()
    // The library does not read Gujarati and Hindi digits.
    const phone = parsePhoneNumberFromString(latinDigits(text), region !== undefined && isSupportedCountry(region) ? region : undefined)
    return phone?.isValid() ? phone.number : null
  }
}

/** One phone as typed and as E.164; `e164` is null where it cannot be dialled. */
export async function parsePhone(text: string, country: string | null): Promise<Phone> {
  const parse = await loadPhoneParser()
  return { e164: parse(text, country), typed: text }
}
