// `npm run bench`: the engine in process, the server over stdio, memory, the command line over a suite; on real files that it fetches.
// `-- --only engine,server,memory,workspace`, `--profile`, `--against` (peers in the same run), `--quick`, `--strict`, `--json FILE`, `--picture FILE`.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { corpus } from '../support/corpora.mjs'
import { fetchPeers } from './peers.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values } = parseArgs({
  options: { only: { type: 'string' }, profile: { type: 'boolean' }, against: { type: 'boolean' }, quick: { type: 'boolean' }, strict: { type: 'boolean' }, json: { type: 'string' }, picture: { type: 'string' } },
})
const known = ['engine', 'server', 'memory', 'workspace', 'profile']
const parts = values.profile ? ['profile'] : (values.only?.split(',') ?? known.slice(0, 4))
const strange = parts.filter((part) => !known.includes(part))
if (strange.length > 0) throw new Error(`--only takes ${known.join(', ')}; not ${strange.join(', ')}`)

mkdirSync(`${root}.bench`, { recursive: true })
await build({
  entryPoints: [`${root}test/bench/engine.ts`, `${root}test/bench/beyond.ts`],
  outdir: `${root}.bench`,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['web-tree-sitter'],
  logLevel: 'warning',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
const nova = corpus('nova')
const samples = [
  { lines: 1000, path: join(nova, 'nova/tests/unit/conductor/tasks/test_live_migrate.py') },
  { lines: 5000, path: join(nova, 'nova/tests/unit/virt/libvirt/test_config.py') },
  { lines: 10000, path: join(nova, 'nova/tests/unit/network/test_neutron.py') },
]
if (parts.includes('engine')) {
  const flags = [...(values.quick ? ['--quick'] : []), ...(values.strict ? ['--strict'] : []), ...(values.json ? ['--json', values.json.replace(/(\.json)?$/, '-engine.json')] : [])]
  execFileSync(process.execPath, ['--expose-gc', `${root}.bench/engine.mjs`, `${root}grammars`, nova, ...flags], { stdio: 'inherit' })
}
const others = parts.filter((part) => part !== 'engine')
if (others.length > 0) {
  if (others.some((part) => part !== 'profile') && !existsSync(`${root}dist/server.js`)) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
  const peers = values.against ? fetchPeers(root) : { servers: [], lints: [] }
  const plan = { parts: others, grammars: `${root}grammars`, dist: `${root}dist`, samples, suite: testsBelow(join(nova, 'nova/tests')), ...peers, rounds: values.quick ? 1 : 3, json: values.json, picture: values.picture }
  execFileSync(process.execPath, [`${root}.bench/beyond.mjs`], { input: JSON.stringify(plan), stdio: ['pipe', 'inherit', 'inherit'] })
}

function testsBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)test_[^/]*\.py$/.test(file))
    .sort()
    .map((file) => join(folder, file))
}
