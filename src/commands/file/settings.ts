import { answer } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, optionalArg } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { amount } from '../../cli/parsers.ts'
import type { Store } from '../../db/store.ts'
import { formatMinorPlain } from '../../domain/money.ts'
import { type SettingSpec, settingSpecs } from '../../domain/settings.ts'
import { table, type View } from '../../output/view.ts'
import { isCountry } from '../../parse/locale.ts'

interface SettingRow {
  readonly key: string
  readonly value: string
  readonly meaning: string
}

function rowsOf(store: Store, only: SettingSpec | undefined): SettingRow[] {
  const stored = store.settingsTable.stored()
  return settingSpecs
    .filter((spec) => only === undefined || spec === only)
    .map((spec) => ({ key: spec.key, value: shown(store, spec, stored.get(spec.key) ?? ''), meaning: `${spec.meaning}: ${spec.values}` }))
}

/** A stored text as people write the value. */
function shown({ settings: { digits } }: Store, { isAmount }: SettingSpec, stored: string): string {
  if (isAmount) return formatMinorPlain(stored === '' ? 10 ** digits : Number(stored), digits)
  return stored || 'none'
}

/** What `accept` is to look at: an amount in minor units, anything else as typed. */
async function understood(context: Context, { isAmount }: SettingSpec, typed: string): Promise<string> {
  const isNone = ['', 'none'].includes(typed.trim().toLowerCase())
  return isAmount && !isNone ? String(await amount(typed, { today: context.today, settings: () => context.settings() })) : typed
}

function checkAllowed(store: Store, spec: SettingSpec, value: string): void {
  if (spec.key === 'currency' && value !== store.settings.currency && store.settingsTable.hasMoney()) {
    throw new AppError(`the currency stays ${store.settings.currency}: money is recorded in it`, {
      hint: 'begin another file with clientele init --db',
    })
  }
  if (spec.key === 'category' && !store.categories.byName(value)) {
    const names = store.categories.all().map((category) => category.name)
    throw new UsageError(`there is no category "${value}"`, `say one of ${names.join(', ')}`)
  }
}

async function change(context: Context, spec: SettingSpec, typed: string): Promise<View> {
  const value = spec.accept(await understood(context, spec, typed))
  if (value === undefined || (spec.key === 'country' && !isCountry(value)))
    throw new UsageError(`"${typed}" is not a value for ${spec.key}`, `say ${spec.values}`)
  const { id } = await context.write('settings', ({ store, note }) => {
    checkAllowed(store, spec, value)
    store.settingsTable.set(spec.key, value)
    note({ setting: spec.key })
  })
  const now = shown(await context.store(), spec, value)
  const sentence = id === null ? `${spec.key} is ${now} already.` : `${spec.key} is now ${now}.`
  return answer(context, id, { key: spec.key, value: value === '' ? null : now }, [sentence])
}

export const settings = defineCommand({
  name: 'settings',
  summary: 'Show what can be set, or set one: settings decimal point',
  file: 'write',
  arguments: {
    key: optionalArg('[key]', 'the setting', (typed) => typed),
    value: optionalArg('[value]', 'its new value', (typed) => typed),
  },
  examples: ['settings', 'settings decimal point'],
  async run(context, { key, value }) {
    const spec = settingSpecs.find((candidate) => candidate.key === key)
    if (key !== undefined && !spec)
      throw new UsageError(`there is no setting "${key}"`, `say one of ${settingSpecs.map((each) => each.key).join(', ')}`)
    if (spec && value !== undefined) return change(context, spec, value)
    const store = await context.store()
    const rows = rowsOf(store, spec)
    return {
      title: 'Settings',
      head: { currency: store.settings.currency },
      foot: { total: { settings: rows.length } },
      table: table<SettingRow>({
        columns: [
          { key: 'key', title: 'Setting', kind: 'text', style: () => 'bold' },
          { key: 'value', title: 'Value', kind: 'text' },
          { key: 'meaning', title: 'Meaning', kind: 'text' },
        ],
        rows,
      }),
    }
  },
})
