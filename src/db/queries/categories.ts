import type { Insertable, Selectable } from 'kysely'
import type { Connection, Values } from '../connection.ts'
import type { CategoryTable } from '../tables.ts'

export type Category = Omit<Selectable<CategoryTable>, 'operation_id'>
type Columns = Omit<Insertable<CategoryTable>, 'id' | 'operation_id'>
/** What can be set; undefined leaves a column as it is. */
export type CategoryPolicy = { readonly [K in keyof Columns]?: Columns[K] | undefined }

export interface CategoryWithCount extends Category {
  readonly clients: number
}

const COLUMNS = ['id', 'name', 'attention', 'advice', 'prepay_percent', 'terms_days', 'visit_every_days'] as const

export function categoryQueries(connection: Connection) {
  const { build } = connection
  return {
    all: (): Category[] => connection.all(build.selectFrom('category').select(COLUMNS).orderBy('id')),

    withCounts: (): CategoryWithCount[] =>
      connection.all(
        build
          .selectFrom('category')
          .select(COLUMNS)
          .select((eb) =>
            eb
              .selectFrom('client')
              .whereRef('client.category_id', '=', 'category.id')
              .select(({ fn }) => fn.countAll<number>().as('n'))
              .$asScalar()
              .$notNull()
              .as('clients'),
          )
          .orderBy('id'),
      ) as CategoryWithCount[],

    byName: (name: string): Category | undefined => connection.get(build.selectFrom('category').select(COLUMNS).where('name', '=', name)),

    byId: (id: number): Category | undefined => connection.get(build.selectFrom('category').select(COLUMNS).where('id', '=', id)),

    insert: (name: string, policy: CategoryPolicy): number => connection.insert('category', { ...policy, name } as Values),

    update: (id: number, policy: CategoryPolicy): string[] => connection.update('category', id, policy as Values),

    /** Ids of the clients in a category, archived ones too. */
    clientsIn: (id: number): number[] =>
      connection.all(build.selectFrom('client').select('id').where('category_id', '=', id)).map((row) => row.id),

    /** Moves every client of one category to another. */
    moveClients: (from: number, to: number): void => {
      connection.currentOperation()
      const sql = 'UPDATE client SET category_id = ? WHERE category_id = ?'
      if (connection.guard(() => connection.sqlite.prepare(sql).run(to, from)).changes > 0) connection.changed = true
    },

    remove: (id: number): void => connection.delete('category', id),
  }
}
