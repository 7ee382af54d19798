import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its settings from the default export.
export default defineConfig({
  test: { root: resolve(import.meta.dirname, '..'), testTimeout: 240_000, setupFiles: ['test/seed.ts'] },
})
