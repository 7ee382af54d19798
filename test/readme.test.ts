import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bin } from './e2e/built.ts'
import { newFolder, programFolder, TODAY } from './support.ts'

/** The README's examples are true: each `$` line of its console blocks is run in turn, in one folder, and prints what stands below it. */

interface Step {
  readonly command: string
  readonly expected: string
}

function steps(readme: string): Step[] {
  const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '')
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...lines] = step.split('\n')
        return { command, expected: lines.join('\n').trimEnd() }
      }),
  )
}

/** The expected text as a pattern: `…` stands for anything. */
function pattern(expected: string): RegExp {
  const escaped = expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('…', '[\\s\\S]*')}$`)
}

test('every example of the README prints what it says', () => {
  const folder = newFolder()
  const tools = join(folder, 'tools')
  mkdirSync(tools)
  writeFileSync(join(tools, 'clientele'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, { mode: 0o700 })
  const env = { PATH: `${tools}:${process.env.PATH}`, HOME: folder, LANG: 'C', CLIENTELE_TODAY: TODAY }
  const all = steps(readFileSync(join(programFolder, 'README.md'), 'utf8'))
  expect(all.length).toBeGreaterThan(10)
  for (const { command, expected } of all) {
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8' })
    // A command that fails says so on stderr; what is said there beside an answer is left out of the README.
    expect(`$ ${command}\n${(stdout || stderr).trimEnd()}`).toMatch(pattern(`$ ${command}\n${expected}`))
  }
})
