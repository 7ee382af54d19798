import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/**
 * Loads the built program with V8's compiled code beside each file, which halves its start. A cache that this Node did not make is
 * refused by V8, and the file is compiled as usual.
 */

interface Loaded {
  readonly exports: unknown
  readonly script: Script
  readonly cache: string
}

const loaded = new Map<string, Loaded>()

/** The exports of a file of dist/. */
export function load(file: string): unknown {
  const known = loaded.get(file)
  if (known) return known.exports
  const cache = file.replace(/\.cjs$/, '.cache')
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`
  const script = new Script(source, { filename: file, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) })
  const module = { exports: {} }
  const requireFrom = (name: string): unknown => (name.startsWith('./') ? load(join(dirname(file), name)) : require(name))
  script.runInThisContext()(module.exports, requireFrom, module, file, dirname(file))
  loaded.set(file, { exports: module.exports, script, cache })
  return module.exports
}

/** The program's door: `start` of dist/entry.cjs. */
export function start(programFolder: string): Promise<number> {
  const entry = load(join(programFolder, 'dist', 'entry.cjs')) as { start: (programFolder: string) => Promise<number> }
  return entry.start(programFolder)
}

/** Keeps the compiled code of all that ran, for the next start: the build calls it after a few commands. */
export function keepCompiledCode(): void {
  for (const { script, cache } of loaded.values()) writeFileSync(cache, script.createCachedData())
}
