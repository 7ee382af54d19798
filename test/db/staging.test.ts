import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Connection } from '../../src/db/connection.ts'
import { Staging } from '../../src/db/staging.ts'

const WIDTH = 3
const rows = fc.array(
  fc.string().filter((cell) => !cell.includes('\0')),
  { minLength: WIDTH, maxLength: WIDTH },
)
const batches = fc.array(
  fc.array(rows, { minLength: 1, maxLength: 5 }).map((batch) => batch.flat()),
  { maxLength: 12 },
)

function inMemory<T>(work: (connection: Connection) => T): T {
  const connection = new Connection(':memory:', { readonly: false, nativeBinding: undefined })
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

function isInFile(connection: Connection): boolean {
  return connection.sqlite.prepare("SELECT 1 FROM temp.sqlite_schema WHERE name = 'staged_rows'").get() !== undefined
}

test('rows come back as they were staged, be they at hand, in the file or some of each', () => {
  fc.assert(
    fc.property(batches, fc.integer({ min: 0, max: 120 }), (staged, atHand) =>
      inMemory((connection) => {
        const staging = new Staging(connection, WIDTH, atHand)
        for (const batch of staged) staging.add(batch)
        expect([...staging.read()]).toEqual(staged)
        expect([...staging.read()]).toEqual(staged)
        expect(staging.rows).toBe(staged.flat().length / WIDTH)
        const characters = staged.reduce((sum, batch) => sum + batch.join('\0').length, 0)
        expect(isInFile(connection)).toBe(characters > atHand)
        staging.drop()
        expect(isInFile(connection)).toBe(false)
      }),
    ),
  )
})

test('a batch that does not part into rows is a mistake', () => {
  inMemory((connection) => expect(() => new Staging(connection, WIDTH).add(['a', 'b'])).toThrow('does not part into rows of 3'))
})
