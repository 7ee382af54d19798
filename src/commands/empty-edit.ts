import { UsageError } from '../cli/errors.ts'

/**
 * Refuses an edit to which nothing is said, which only a slip can mean. `values` are those of its options, without flags such as `--force`
 * that change nothing by themselves; `command` is what calls it.
 * @throws UsageError
 */
export function refuseEmptyEdit(values: object, command: string): void {
  if (Object.values(values).some((value) => value !== undefined && value !== false)) return
  throw new UsageError('nothing was said to change', `see clientele ${command} --help`)
}
