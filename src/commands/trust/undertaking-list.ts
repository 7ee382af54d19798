import { type Command, defineCommand, flag, opt } from '../../cli/define.ts'
import { period } from '../../cli/parsers.ts'
import type { UndertakingRow } from '../../db/queries/undertakings.ts'
import { describePeriod } from '../../domain/period.ts'
import { AGREEMENT, endingInWords, PROJECT, type UndertakingKind } from '../../domain/undertaking.ts'
import { counted } from '../../domain/words.ts'
import { type Column, table } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { clientOption } from './options.ts'
import { capital } from './words.ts'

function columnsOf(kind: UndertakingKind): Column<UndertakingRow>[] {
  const { noun, begun, ended } = kind
  return [
    { key: `${noun}_id`, title: '#', kind: 'count', value: ({ id }) => id },
    { key: 'client_id', title: 'Number', kind: 'count', show: 'machine' },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference of the client', kind: 'text', show: 'machine' },
    { key: 'title', title: capital(noun), kind: 'text', essential: true },
    { key: `${begun}_on`, title: capital(begun), kind: 'day', value: ({ begun_on }) => begun_on },
    { key: `${ended}_on`, title: capital(ended), kind: 'day', value: ({ ended_on }) => ended_on },
    {
      key: 'outcome',
      title: 'Outcome',
      kind: 'text',
      human: ({ outcome }) => (outcome === null ? '' : endingInWords(outcome)),
      essential: true,
    },
  ]
}

function listing(kind: UndertakingKind, examples: readonly string[]): Command {
  const { noun, begun, ended } = kind
  return defineCommand({
    name: `${noun}s list`,
    summary: `List ${noun}s, newest first`,
    file: 'read',
    options: {
      client: clientOption,
      period: opt('--period <period>', `${begun} in this period`, period),
      open: flag('--open', `only those that are not ${ended}`),
    },
    examples,
    async run(context, { client, period: during, open }) {
      const { settings, undertakings } = await context.store()
      const { today } = context
      const clientId = client === undefined ? undefined : await resolveClient(context, client)
      const rows = undertakings.list(kind, { clientId, period: during, openOn: open ? today : undefined })
      const standing = rows.filter(({ ended_on }) => ended_on === null || ended_on > today).length
      return {
        title: `${capital(noun)}s${during ? `, ${begun} in ${describePeriod(during)}` : ''}`,
        head: { currency: settings.currency },
        table: table<UndertakingRow>({ columns: columnsOf(kind), rows, empty: `No ${noun}s.` }),
        foot: { total: { [`${noun}s`]: rows.length, open: standing } },
        closing: rows.length > 0 ? [[{ text: `${counted(rows.length, noun)}: ${standing} open`, style: 'dim' }]] : [],
      }
    },
  })
}

export const projectsList = listing(PROJECT, ['projects --open', 'projects list --client "Asha Patel" --format csv'])
export const agreementsList = listing(AGREEMENT, ['agreements --open', 'agreements list --period 2026'])
