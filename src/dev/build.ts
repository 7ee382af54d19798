/** Builds dist/: the program, with one separately loaded file for every dynamic `import()` of a project file. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

const DIST = 'dist'
const WARM_UP = `
  const [folder, ...lines] = process.argv.slice(1)
  const loader = require(folder + '/dist/loader.cjs')
  const run = async () => {
    for (const line of lines) {
      process.argv = [process.argv[0], 'clientele', ...JSON.parse(line)]
      await loader.start(folder)
    }
  }
  run().then(() => {
    for (const door of JSON.parse(process.env.DOORS)) loader.load(folder + '/dist/' + door + '.cjs')
    loader.keepCompiledCode()
  })
`
const WARM_UP_LINES = [
  ['add', 'Asha', '--phone', '0612345678'],
  ['pay', 'asha', '12'],
  ['visit', 'asha', '--planned', '--on', 'next friday 14:30'],
  ['show', 'asha'],
  ['list'],
  ['payments'],
  ['today'],
  ['report', 'abc'],
  ['log', '--format', 'json'],
  ['--help'],
].map((line) => JSON.stringify(line))

/** Turns `import('./x.ts')` into a require of `dist/x.cjs`, built as an entry of its own: esbuild does not split CommonJS. */
function doors(found: Set<string>): Plugin {
  return {
    name: 'doors',
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        const file = resolve(resolveDir, path)
        found.add(file)
        return { path: `./${doorName(file)}.cjs`, external: true }
      })
    },
  }
}

/**
 * Parts of Node that libraries load at their start for what we do not use, 2 ms each: commander's child_process is loaded when touched,
 * and chalk, which is always told its level, need not ask the terminal.
 */
const LATE: Readonly<Record<string, string>> = {
  'node:child_process': "module.exports = { get spawn() { return require('child_process').spawn } }",
  'node:tty': 'module.exports = { isatty: () => false }',
}

const lateBuiltins: Plugin = {
  name: 'late-builtins',
  setup(setup) {
    setup.onResolve({ filter: /^node:(child_process|tty)$/ }, ({ path, importer }) =>
      /node_modules.(commander|chalk)./.test(importer) ? { path, namespace: 'late' } : undefined,
    )
    setup.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({ contents: LATE[path] ?? '' }))
  },
}

/** `src/db/store.ts` becomes `db-store`. */
function doorName(file: string): string {
  return `${basename(dirname(file))}-${basename(file, '.ts')}`
}

async function bundle(entry: string, name: string, found: Set<string>): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: `${DIST}/${name}.cjs`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // A real import() of a CommonJS file makes Node read its exports first, which costs 20 ms.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    logLevel: 'error',
    define: { 'import.meta.url': '""' },
    plugins: [doors(found), lateBuiltins],
  })
}

rmSync(DIST, { recursive: true, force: true })
const found = new Set<string>()
const built = new Set<string>()
await bundle('src/entry.ts', 'entry', found)
await bundle('src/loader.ts', 'loader', found)
for (let open = [...found]; open.length > 0; open = [...found].filter((file) => !built.has(file))) {
  for (const file of open) {
    built.add(file)
    await bundle(file, doorName(file), found)
  }
}
writeFileSync(`${DIST}/package.json`, '{ "type": "commonjs" }\n')

// Runs the commonest commands once, and loads all others, to keep what V8 compiled for them.
const commandDoors = [...found].filter((file) => file.includes('/commands/')).map(doorName)
const warm = mkdtempSync(join(tmpdir(), 'clientele-build-'))
spawnSync(process.execPath, ['-e', WARM_UP, resolve('.'), ...WARM_UP_LINES], {
  env: { ...process.env, CLIENTELE_DB: join(warm, 'warm.db'), CLIENTELE_TODAY: '2026-01-01', DOORS: JSON.stringify(commandDoors) },
  stdio: 'ignore',
})
rmSync(warm, { recursive: true, force: true })
