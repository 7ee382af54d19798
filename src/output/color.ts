/**
 * Whether to colour: what was asked for, else never where `NO_COLOR` is set to anything, always where `FORCE_COLOR` is (save `0`), and
 * otherwise on a terminal only.
 */
export function colorWanted(
  choice: 'auto' | 'always' | 'never',
  env: { readonly NO_COLOR?: string | undefined; readonly FORCE_COLOR?: string | undefined },
  isTTY: boolean,
): boolean {
  if (choice !== 'auto') return choice === 'always'
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return isTTY
}
