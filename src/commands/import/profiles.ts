import { defineCommand } from '../../cli/define.ts'
import { table } from '../../output/view.ts'

interface ProfileRow {
  readonly name: string
  readonly kind: string
  readonly origin: 'built in' | 'saved'
  readonly title: string
  readonly source: string | null
}

export const importProfiles = defineCommand({
  name: 'import profiles',
  summary: 'List the layouts that import knows, and those saved with --save-profile',
  file: 'read',
  examples: ['import profiles', 'import profiles --format csv'],
  async run(context) {
    const { BUILT_IN } = await import('../../profiles/built-in.ts')
    const store = await context.store({ orMemory: true })
    const saved = store.importProfiles.all().map(({ name, kind, definition }): ProfileRow => {
      const { title = '' } = JSON.parse(definition) as { title?: string }
      return { name, kind, origin: 'saved', title, source: null }
    })
    const known = BUILT_IN.map(
      ({ name, kind, title, source }): ProfileRow => ({ name, kind, origin: 'built in', title, source: source ?? null }),
    )
    return {
      title: 'Import profiles',
      head: { currency: store.settings.currency },
      table: table<ProfileRow>({
        columns: [
          { key: 'name', title: 'Profile', kind: 'text', style: () => 'bold' },
          { key: 'kind', title: 'Of', kind: 'text' },
          { key: 'origin', title: 'From', kind: 'text', show: 'secondary' },
          { key: 'title', title: 'Layout', kind: 'text', room: 50 },
          { key: 'source', title: 'Documented', kind: 'text', show: 'machine' },
        ],
        rows: [...saved, ...known],
      }),
      foot: { total: { saved: saved.length, built_in: known.length } },
      closing: ['A file whose columns are those of a built-in profile is read by it; --profile NAME says which, --profile none says none.'],
    }
  },
})
