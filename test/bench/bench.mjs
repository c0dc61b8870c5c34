// `npm run bench`: bundles the benchmark, fetches the files it measures on, runs it. Flags: --quick, --strict, --json FILE.

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { corpus } from '../support/corpora.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
mkdirSync(`${root}.bench`, { recursive: true })
await build({
  entryPoints: [`${root}test/bench/engine.ts`],
  outfile: `${root}.bench/engine.mjs`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['web-tree-sitter'],
  logLevel: 'warning',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
execFileSync(process.execPath, ['--expose-gc', `${root}.bench/engine.mjs`, `${root}grammars`, corpus('nova'), ...process.argv.slice(2)], { stdio: 'inherit' })
