import { expect, test } from 'vitest'
import { colorWanted } from '../../src/output/color.ts'

test('the option decides, then NO_COLOR, then FORCE_COLOR, then the terminal', () => {
  expect(colorWanted('always', { NO_COLOR: '1' }, false)).toBe(true)
  expect(colorWanted('never', { FORCE_COLOR: '1' }, true)).toBe(false)
  expect(colorWanted('auto', {}, true)).toBe(true)
  expect(colorWanted('auto', {}, false)).toBe(false)
  expect(colorWanted('auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false)
  expect(colorWanted('auto', { NO_COLOR: '' }, true)).toBe(true)
  expect(colorWanted('auto', { FORCE_COLOR: '1' }, false)).toBe(true)
  expect(colorWanted('auto', { FORCE_COLOR: '0' }, true)).toBe(false)
})
