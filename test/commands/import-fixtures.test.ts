import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFile, programFolder } from '../support.ts'

/** `answer` is the JSON answer, left out where the table as a whole is refused; `error` the last line said to people. */
interface Expected {
  /** Where the owner lives, as the environment says it; nowhere in particular if left out. */
  readonly env?: Readonly<Record<string, string>>
  readonly arguments: readonly [string, string, ...string[]]
  readonly exit: number
  readonly answer?: object
  readonly error?: string
  readonly rows: readonly object[]
}

const folder = join(programFolder, 'fixtures', 'import')

// The others are for the reading alone: test/csv/corpus.test.ts.
for (const name of readdirSync(folder).filter((each) => existsSync(join(folder, each, 'expected.json')))) {
  test(`fixtures/import/${name} comes in as expected, and once`, async () => {
    const input = readFileSync(join(folder, name, 'input.csv'))
    const expected: Expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))
    const clientele = newFile()
    const { env = {} } = expected
    const first = await clientele.with({ input, env }, ...expected.arguments, '--format', 'json')
    expect(first.code).toBe(expected.exit)
    if (expected.answer) expect(first.json).toEqual(expected.answer)
    else expect(first.out).toBe('')
    const rows = async () => (await clientele('export', expected.arguments[1], '--format', 'json')).json.rows
    expect(await rows()).toMatchObject(expected.rows)
    const again = await clientele.with({ input, env }, ...expected.arguments)
    expect(await rows()).toMatchObject(expected.rows)
    if (expected.error) expect(again.err.trimEnd().split('\n').at(-1)).toBe(expected.error)
    else if (expected.rows.length > 0) expect(again.out).toContain('Nothing was changed.')
    expect((await clientele('log', '--format', 'json')).json.rows).toHaveLength(expected.rows.length > 0 ? 1 : 0)
  })
}
