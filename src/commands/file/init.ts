import type { Parser } from '../../cli/define.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { choice, text } from '../../cli/parsers.ts'
import { settingSpecs } from '../../domain/settings.ts'
import { isCountry } from '../../parse/locale.ts'

function settingValue(key: string): Parser<string> {
  return (typed, environment) => {
    const spec = settingSpecs.find((candidate) => candidate.key === key)
    const value = spec?.accept(String(text(typed, environment)))
    if (!spec || !value || (key === 'country' && !isCountry(value)))
      throw new UsageError(`"${typed}" is not a ${key}`, `say ${spec?.values}`)
    return value
  }
}

export const init = defineCommand({
  name: 'init',
  summary: 'Make a new client file, with its currency, country, decimal mark and day order',
  file: 'create',
  options: {
    currency: opt('--currency <code>', 'the one currency of the file (guessed from your locale)', settingValue('currency')),
    country: opt('--country <code>', 'whose phone numbers are meant without a + (guessed from your locale)', settingValue('country')),
    decimal: opt('--decimal <mark>', 'comma or point, where 1,234 can be read two ways', choice('comma', 'point')),
    dateOrder: opt('--date-order <order>', 'dmy, mdy or ymd, where 03/04/2026 can be read two ways', choice('dmy', 'mdy', 'ymd')),
  },
  examples: ['init --currency EUR --country FR --decimal comma --date-order dmy --db new.db'],
  async run(context, given) {
    if (context.inputSize(context.path)) {
      throw new AppError(`${context.path} is there already`, { hint: 'change it with clientele settings, or name another with --db' })
    }
    const guess = context.guessedLocale
    const locale = {
      currency: given.currency ?? guess.currency,
      country: given.country ?? guess.country,
      decimal: given.decimal ?? guess.decimal,
      dateOrder: given.dateOrder ?? guess.dateOrder,
    }
    const { settings, connection } = await context.at(context.path, 'create', { locale }).store()
    return {
      lines: ['Begin with: clientele add "First Client"'],
      record: {
        operation: null,
        file: connection.path,
        currency: settings.currency,
        country: settings.country,
        decimal: settings.decimal,
        date_order: settings.dateOrder,
        warnings: [],
      },
    }
  },
})
