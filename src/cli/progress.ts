import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** How far the work is, in the unit of the total. */
  at(done: number): void
  stop(): void
}

/** A bar on stderr, for a terminal. */
export function progressBar(label: string, total: number): Progress {
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage} %`, stream: process.stderr, clearOnComplete: true, hideCursor: true, barsize: 30 },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return { at: (done) => bar.update(Math.min(done, total)), stop: () => bar.stop() }
}
