/** Runs a development tool written in TypeScript: `node src/dev/run.mjs build` runs src/dev/build.ts, `test/bench/bench` that file. Node 20 cannot read it by itself. */
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const [tool, ...rest] = process.argv.slice(2)
const outfile = `node_modules/.cache/clientele/${tool.replaceAll('/', '-')}.mjs`
await build({
  entryPoints: [`${tool.includes('/') ? '' : 'src/dev/'}${tool}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})
process.argv = [process.argv[0], outfile, ...rest]
await import(pathToFileURL(outfile).href)
