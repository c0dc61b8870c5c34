// `npm run test:editor`: the extension in a real VS Code. `-- node web person package` picks among the suites; all by default.
// PROCTOR_VERBOSE=1 prints what the editor logs.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { removeLeftovers } from '../support/vscode-host/lifetime.mjs'
import { checkPackage } from './package.mjs'
import { usePacked } from './person/use.mjs'
import { runSuite } from './suites.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const suites = {
  package: { title: 'The packed extension', run: (log) => checkPackage(root, log) },
  node: { title: 'In the Node extension host', run: (log, extension) => runSuite('node', extension, log) },
  web: { title: 'In the web worker extension host', run: (log, extension) => runSuite('web', extension, log) },
  person: { title: 'As a person uses it', run: (log) => usePacked(root, log) },
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { extension: { type: 'string', default: root } } })
const chosen = positionals.length > 0 ? positionals : Object.keys(suites)
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`)
  process.exit(2)
}

removeLeftovers()
let passed = 0
let failed = 0
for (const name of chosen) {
  const { title, run } = suites[name]
  console.log(`\n${title}`)
  const outcome = await run(console.log, values.extension).catch((error) => ({ results: [], error: error.stack ?? String(error) }))
  passed += outcome.results.filter(({ state }) => state === 'passed').length
  const failures = outcome.results.filter(({ state }) => state === 'failed').length
  failed += failures
  // A suite that broke off, or ran nothing, has failed although none of its tests says so.
  const isBroken = failures === 0 && (outcome.error !== undefined || outcome.results.length === 0)
  if (isBroken) {
    failed++
    console.log(`  ✗ ${outcome.error ?? 'no test ran'}`)
  }
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
