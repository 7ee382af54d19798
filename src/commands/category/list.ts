import { defineCommand } from '../../cli/define.ts'
import type { CategoryWithCount } from '../../db/queries/categories.ts'
import { table } from '../../output/view.ts'

export const categoriesList = defineCommand({
  name: 'categories list',
  summary: 'List the categories with their policy and the number of clients in each',
  file: 'read',
  examples: ['categories', 'categories list --format csv'],
  async run(context) {
    const { categories, settings } = await context.store()
    const rows = categories.withCounts()
    const clients = rows.reduce((sum, row) => sum + row.clients, 0)
    return {
      title: 'Categories',
      head: { currency: settings.currency },
      table: table<CategoryWithCount>({
        columns: [
          { key: 'category_id', title: 'Id', kind: 'count', show: 'machine', value: (row) => row.id },
          { key: 'category', title: 'Category', kind: 'text', value: (row) => row.name, style: () => 'bold' },
          { key: 'clients', title: 'Clients', kind: 'count' },
          { key: 'attention', title: 'Attention', kind: 'text' },
          { key: 'prepay_percent', title: 'Prepay', kind: 'count', human: percent },
          { key: 'terms_days', title: 'Terms', kind: 'count', human: (row) => days(row.terms_days) },
          { key: 'visit_every_days', title: 'Contact', kind: 'count', human: (row) => days(row.visit_every_days) },
          { key: 'advice', title: 'Advice', kind: 'text' },
        ],
        rows,
      }),
      foot: { total: { categories: rows.length, clients } },
      closing: [`New cards get ${settings.category}, unless you say --category (clientele settings category NAME changes that).`],
    }
  },
})

const percent = (row: CategoryWithCount): string => (row.prepay_percent === null ? '' : `${row.prepay_percent} %`)
const days = (count: number | null): string => (count === null ? '' : `${count} d`)
