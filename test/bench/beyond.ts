// The benchmarks beyond the engine: servers over stdio, the command line over a suite, memory; peers beside them in the same run.
// Prints tables, and writes what it measured as JSON and as a picture where asked.

import { readFileSync, writeFileSync } from 'node:fs'
import { Language, Parser } from 'web-tree-sitter'
import { picture } from './picture.ts'
import { profileKeystrokes } from './profile.ts'
import { measureDocuments, measureServer, type Server, type ServerRow } from './server.ts'
import { measureWorkspace, type Lint, type WorkspaceRow } from './workspace.ts'

export interface Plan {
  readonly parts: readonly string[]
  readonly grammars: string
  readonly dist: string
  readonly samples: readonly { readonly lines: number; readonly path: string }[]
  readonly suite: readonly string[]
  readonly servers: readonly Server[]
  readonly lints: readonly Lint[]
  readonly rounds: number
  readonly json: string | undefined
  readonly picture: string | undefined
}

const plan = JSON.parse(readFileSync(0, 'utf8')) as Plan
const wasm = { runtime: new Uint8Array(readFileSync(`${plan.grammars}/tree-sitter.wasm`)), grammar: new Uint8Array(readFileSync(`${plan.grammars}/python.wasm`)) }
const proctor: Server = { name: 'Proctor', command: process.execPath, args: [`${plan.dist}/server.js`, '--stdio'] }
const fixed = (value: number, digits = 1): string => (Number.isFinite(value) ? value.toFixed(digits) : '-').padStart(10)

if (plan.parts.includes('profile')) {
  for (const { lines, path } of plan.samples) {
    const { keystrokes, phases, rules } = await profileKeystrokes(wasm, path)
    console.log(`\nWhere a keystroke goes, ${lines} lines, mean of ${keystrokes}, ms`)
    for (const [phase, ms] of phases) console.log(`${fixed(ms, 3)}  ${phase}`)
    for (const [rule, ms] of rules.slice(0, 15)) console.log(`${fixed(ms, 3)}    ${rule}`)
  }
}

const servers: ServerRow[] = []
if (plan.parts.includes('server')) {
  console.log('\nServer over stdio, ms\nlines   server                     start   keystroke p50      p95   in open string p50      p95   actions p95    RSS MB  findings')
  for (const { lines, path } of plan.samples) {
    for (const server of [proctor, ...plan.servers]) {
      try {
        const row = await measureServer(server, lines, path, plan.rounds)
        servers.push(row)
        console.log(`${String(lines).padEnd(8)}${row.server.padEnd(22)}${fixed(row.start, 0)}      ${fixed(row.keystroke.median)}${fixed(row.keystroke.p95)}            ${fixed(row.openString.median)}${fixed(row.openString.p95)}    ${fixed(row.actions?.p95 ?? Number.NaN)}${fixed(row.rssMb, 0)}${String(row.findings).padStart(10)}`)
      } catch (error) {
        console.log(`${String(lines).padEnd(8)}${server.name.padEnd(22)}  ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
}

let rssOfMany = Number.NaN
if (plan.parts.includes('memory')) {
  rssOfMany = await measureDocuments(proctor, plan.suite.slice(0, 500))
  console.log(`\nMemory of the server with ${Math.min(500, plan.suite.length)} documents open: ${fixed(rssOfMany, 0).trim()} MB`)
}

let workspace: readonly WorkspaceRow[] = []
if (plan.parts.includes('workspace')) {
  await Parser.init({ wasmBinary: wasm.runtime })
  const parser = new Parser()
  parser.setLanguage(await Language.load(wasm.grammar))
  workspace = measureWorkspace(`${plan.dist}/cli.js`, plan.suite, parser, plan.lints, plan.rounds)
  const own = workspace.find(({ name }) => name === 'proctor check')?.seconds ?? Number.NaN
  console.log(`\nCommand line, ${plan.suite.length} files\nwhat                                     s   files/s  times Proctor`)
  for (const { name, files, seconds, isEstimate } of workspace) console.log(`${name.padEnd(32)}${fixed(seconds, 2)}${fixed(files / seconds, 0)}${fixed(seconds / own, 2)}${isEstimate ? '  (from a part of the files)' : ''}`)
}

if (plan.json !== undefined) writeFileSync(plan.json, `${JSON.stringify({ node: process.version, servers, rssOfMany, workspace }, null, 2)}\n`)
if (plan.picture !== undefined && servers.length > 0) writeFileSync(plan.picture, picture(servers))
