import type { Insertable, Selectable } from 'kysely'
import type { Connection, Values } from '../connection.ts'
import type { CategoryTable } from '../tables.ts'

export type Category = Omit<Selectable<CategoryTable>, 'operation_id'>
export type CategoryPolicy = Partial<Omit<Insertable<CategoryTable>, 'id' | 'operation_id'>>

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

    insert: (name: string, policy: CategoryPolicy): number => connection.insert('category', { name, ...policy } as Values),

    update: (id: number, policy: CategoryPolicy): string[] => connection.update('category', id, policy as Values),

    /** Ids of the clients in a category, archived ones too. */
    clientsIn: (id: number): number[] =>
      connection.all(build.selectFrom('client').select('id').where('category_id', '=', id)).map((row) => row.id),

    moveClient: (clientId: number, categoryId: number): string[] => connection.update('client', clientId, { category_id: categoryId }),

    remove: (id: number): void => connection.delete('category', id),
  }
}
