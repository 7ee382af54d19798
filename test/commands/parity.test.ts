import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { newFile, newFolder, programFolder } from '../support.ts'

/** Every command in the registry is complete: a summary, an example that runs, a line in the README and a test. */

const demo = join(newFolder(), 'demo.db')
beforeAll(async () => {
  expect((await newFile(demo)('demo', '--keep', demo)).code).toBe(0)
}, 240_000)

/** The words of an example, as a shell would split them. */
function split(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '')
}

const tests = readdirSync(join(programFolder, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.includes('parity'))
  .map((name) => readFileSync(join(programFolder, 'test', name), 'utf8'))
  .join('\n')
const readme = readFileSync(join(programFolder, 'README.md'), 'utf8')

describe.each(commands)('$name', (command) => {
  test('says what it does, with an example', () => {
    expect(command.summary).toMatch(/^[A-Z].*[^.]$/)
    expect(command.examples.length).toBeGreaterThan(0)
  })

  test.each(command.examples)('the example `%s` runs on the demo file', async (example) => {
    const folder = newFolder()
    const db = join(folder, 'demo.db')
    copyFileSync(demo, db)
    const words = split(example).map((word) => (/^[\w-]+\.(csv|db|json|html)$/.test(word) ? join(newFolder(), word) : word))
    const input = example.includes(' -') && example.startsWith('import') ? 'client,date,amount\nP-0013,2026-11-01,12.00\n' : ''
    const { code, err } = await newFile(db).with({ input }, ...words)
    expect(err).not.toContain('bug')
    expect(code).toBe(0)
  })

  test('stands in the README', () => {
    expect(readme).toContain(`clientele ${command.name.replace(/ list$/, ' [list]')}`)
  })

  test('is tested', () => {
    const words = command.name.replace(/ list$/, '').split(' ')
    expect(new RegExp(`[('\`]${words.join("'?,? ?'?")}\\b`).test(tests)).toBe(true)
  })
})
