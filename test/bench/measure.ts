import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'

export interface Measured {
  /** Wall time, milliseconds. */
  readonly time: number
  /** Largest resident memory seen, MB; NaN where the system does not tell. */
  readonly memory: number
}

function residentPeak(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

/** Runs a command to its end. @throws Error when it fails */
export function measure(command: readonly string[], env: NodeJS.ProcessEnv = process.env, input?: string): Promise<Measured> {
  const [file = '', ...argv] = command
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(file, argv, { env, stdio: [input === undefined ? 'ignore' : openSync(input, 'r'), 'pipe', 'pipe'] })
    child.stdout?.resume()
    let memory = Number.NaN
    const watch = setInterval(() => {
      const peak = residentPeak(child.pid ?? 0)
      if (!Number.isNaN(peak)) memory = Number.isNaN(memory) ? peak : Math.max(memory, peak)
    }, 10)
    const errors: string[] = []
    child.stderr?.on('data', (chunk) => errors.push(String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ time: performance.now() - begun, memory })
      else reject(new Error(`${command.join(' ')} ended with ${code}: ${errors.join('')}`))
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

export interface Pair {
  readonly name: string
  /** What the ratio is not to pass. */
  readonly target: number
  readonly runs: number
  /** Makes the state that both sides start from; not timed. */
  readonly before?: () => void
  readonly ours: () => Promise<Measured>
  readonly floor: () => Promise<Measured>
}

export interface Compared {
  readonly name: string
  readonly ratio: number
  readonly target: number
  readonly ours: number
  readonly floor: number
  readonly memory: number
}

/** Ours and the floor in turn, after one run of each that does not count; medians, and the median of the ratios pair by pair. */
export async function compare({ name, target, runs, before, ours, floor }: Pair): Promise<Compared> {
  const pairs: { ours: Measured; floor: Measured }[] = []
  for (let run = 0; run <= runs; run++) {
    before?.()
    const pair = { floor: await floor(), ours: await ours() }
    if (run > 0) pairs.push(pair)
  }
  return {
    name,
    target,
    ratio: median(pairs.map((pair) => pair.ours.time / pair.floor.time)),
    ours: median(pairs.map((pair) => pair.ours.time)),
    floor: median(pairs.map((pair) => pair.floor.time)),
    memory: median(pairs.map((pair) => pair.ours.memory)),
  }
}
