// Bundles the five entries into dist/: `npm run build`, `-- --watch` to keep at it, `-- --dev` for readable output with source maps.
import { build, context } from 'esbuild'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dev = process.argv.includes('--dev')
const watch = process.argv.includes('--watch')

// esbuild takes the ESM build of web-tree-sitter even for CommonJS output, and that one dies on `import.meta.url`.
const alias = { 'web-tree-sitter': `${root}node_modules/web-tree-sitter/web-tree-sitter.cjs` }
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'inline' : false,
  legalComments: 'none',
  logLevel: 'warning',
  alias,
  define: { PROCTOR_VERSION: JSON.stringify(JSON.parse((await import('node:fs')).readFileSync(`${root}package.json`, 'utf8')).version) },
}
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' }
const web = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'], external: [...['vscode'], 'fs', 'path', 'fs/promises', 'module', 'url'] }

const entries = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { ...web, entryPoints: ['client/src/browser.ts'], outfile: 'dist/client-web.js', format: 'cjs' },
  { ...node, entryPoints: ['server/src/hosts/node.ts'], outfile: 'dist/server.js' },
  { ...web, entryPoints: ['server/src/hosts/worker.ts'], outfile: 'dist/server-worker.js', format: 'iife' },
  { ...node, entryPoints: ['server/src/hosts/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
]

const missing = entries.filter((entry) => !existsSync(root + entry.entryPoints[0]))
if (missing.length > 0) throw new Error(`no such entry: ${missing.map((entry) => entry.entryPoints[0]).join(', ')}`)
for (const entry of entries) {
  if (watch) await (await context(entry)).watch()
  else await build(entry)
}
