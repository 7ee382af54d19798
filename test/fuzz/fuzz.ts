/**
 * `npm run fuzz -- [--seconds 60] [--count N] [--seed S] [--first I]`: imports spoiled files, on all processors, and says which of them the import does not
 * survive.
 * The same seed gives the same files; those that fail are kept. `--first I --count 1` runs one of them again.
 */
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { caseOf } from './cases.ts'
import { readSources } from './sources.ts'
import { Trial } from './trial.ts'

/** A process runs so many cases: SQLite's statements are kept until a process ends. */
const CASES_A_PROCESS = 1000
/** A case that says nothing for so long never ends. */
const SILENCE_MS = 60_000
const KEPT = 'node_modules/.cache/clientele/fuzz'

/** What a process says of a case: begun, or done. */
type Report =
  | { readonly index: number; readonly code?: undefined; readonly problem?: undefined }
  | { readonly index: number; readonly code: number; readonly problem?: undefined }
  | { readonly index: number; readonly code?: undefined; readonly problem: string }

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    count: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    first: { type: 'string', default: '0' },
    work: { type: 'string' },
  },
})
const seed = Number(values.seed)
const first = Number(values.first)
const last = first + Number(values.count)
const sources = readSources(resolve('fixtures'))

/** Runs cases one after another, in a process of their own. */
async function work(folder: string): Promise<void> {
  const trial = new Trial(folder)
  await trial.prepare()
  const say = (report: Report): Promise<void> => new Promise((sent) => process.send?.(report, () => sent()))
  for (let index = first; index < last; index++) {
    await say({ index })
    const outcome = await trial.judge(caseOf(sources, seed, index))
    await say(outcome.ok ? { index, code: outcome.code } : { index, problem: outcome.problem })
  }
}

interface Sums {
  cases: number
  failed: number
  readonly codes: Map<number, number>
}

function keep(index: number, problem: string): void {
  const { bytes, argv, env, source } = caseOf(sources, seed, index)
  mkdirSync(KEPT, { recursive: true })
  const file = join(KEPT, `${seed}-${index}.csv`)
  writeFileSync(file, bytes)
  const [kind = '', ...options] = argv
  console.log(`${index} (${source}): ${problem.trimEnd()}\n  LANG=${env.LANG} clientele import ${kind} ${file} ${options.join(' ')}`)
}

/** Answers the number of the case after the last one that ended. */
function runProcess(folder: string, from: number, to: number, until: number, sums: Sums): Promise<number> {
  return new Promise((resolved) => {
    const argv = ['--work', folder, '--seed', String(seed), '--first', String(from), '--count', String(to - from)]
    const child = fork(process.argv[1] ?? '', argv)
    let current = from
    let ended = true
    let timer: NodeJS.Timeout | undefined
    const watch = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS)
    }
    const done = (problem?: string): void => {
      ended = true
      current++
      sums.cases++
      if (problem === undefined) return
      sums.failed++
      keep(current - 1, problem)
    }
    watch()
    child.on('message', ({ index, code, problem }: Report) => {
      watch()
      if (code === undefined && problem === undefined) {
        current = index
        ended = false
        return
      }
      if (code !== undefined) sums.codes.set(code, (sums.codes.get(code) ?? 0) + 1)
      done(problem)
      if (Date.now() > until) child.kill('SIGTERM')
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      if (!ended && signal !== 'SIGTERM') done(signal === 'SIGKILL' ? 'it never ended' : `the process ended with ${code ?? signal}`)
      resolved(current)
    })
  })
}

async function run(): Promise<void> {
  const until = Date.now() + Number(values.seconds) * 1000
  const folder = mkdtempSync(join(tmpdir(), 'clientele-fuzz-'))
  const sums: Sums = { cases: 0, failed: 0, codes: new Map() }
  console.log(`seed ${seed}, ${sources.length} files to spoil`)
  let next = first
  /** One block of cases after another, the rest of one after a crash included. */
  const lane = async (number: number): Promise<void> => {
    const own = join(folder, String(number))
    mkdirSync(own)
    while (next < last && Date.now() < until) {
      const end = Math.min(last, next + CASES_A_PROCESS)
      let at = next
      next = end
      while (at < end && Date.now() < until) at = await runProcess(own, at, end, until, sums)
    }
  }
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, (_, number) => lane(number)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const codes = [...sums.codes].sort(([one], [other]) => one - other).map(([code, count]) => `${count} ended with ${code}`)
  console.log(`${sums.cases} files (seed ${seed}, from ${first}): ${codes.join(', ')}; ${sums.failed} failed`)
  if (sums.failed > 0) process.exitCode = 1
}

if (values.work === undefined) await run()
else {
  await work(values.work)
  process.disconnect()
}
