/** Numbers that follow from a seed: the same case of the same seed is the same file. */
export interface Random {
  /** An integer from 0 to `below` - 1. */
  next(below: number): number
  /** True once in `times`. */
  once(times: number): boolean
  one<T>(of: readonly T[]): T
}

/** The numbers of one case. The generator is mulberry32. */
export function randomOf(seed: number, index: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 0
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
  return {
    next,
    once: (times) => next(times) === 0,
    one: (of) => {
      const found = of[next(of.length)]
      if (found === undefined) throw new RangeError('nothing to choose from')
      return found
    },
  }
}
