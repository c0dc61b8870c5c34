// Applies every safe fix to copies of real suites, runs their tests before and after, and compares what came out for each test.

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { main as proctorMain } from '../../../server/src/cli/main.ts'
import { allRules, createProctor, type Proctor, type ReportedFinding } from '../../../server/src/core/index.ts'
import { suites, type Outcomes, type Suite } from './suites.ts'

interface Result {
  readonly suite: string
  readonly files: number
  readonly outcomes: ReadonlyMap<string, number>
  /** By rule: safe fixes that were offered before and are gone after. */
  readonly fixes: ReadonlyMap<string, number>
  readonly differences: readonly { readonly id: string; readonly before: string; readonly after: string }[]
  /** Tests that come out otherwise each time, with the fixes or without. */
  readonly unsteady: number
  readonly seconds: number
}

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { quick: { type: 'boolean', default: false } } })
  const grammars = { runtime: readFileSync(`${root}grammars/tree-sitter.wasm`), grammar: readFileSync(`${root}grammars/python.wasm`) }
  const results: Result[] = []
  for (const suite of suites(root, positionals.length === 0 && values.quick ? ['jinja2'] : positionals)) {
    const result = await prove(suite, join(root, '.oracles/fix-safety'), await createProctor(grammars))
    show(result)
    results.push(result)
  }
  summarize(results)
  return results.length > 0 && results.every(({ differences, outcomes }) => differences.length === 0 && outcomes.size > 0)
}

async function prove(suite: Suite, work: string, proctor: Proctor): Promise<Result> {
  const start = performance.now()
  mkdirSync(work, { recursive: true })
  const name = suite.name.replace(/\W+/g, '-')
  const [before, after] = [suite.copy(join(work, name, 'before')), suite.copy(join(work, name, 'after'))]
  const offered = await safeFixes(proctor, suite, after)
  await check(proctor, suite, after, ['--fix'])
  const left = await safeFixes(proctor, suite, after)
  const changed = [...offered.files].filter((path) => readFileSync(join(before, path), 'utf8') !== readFileSync(join(after, path), 'utf8'))

  const [one, two] = [suite.run(before, changed), suite.run(after, changed)]
  let differences = differ(one, two)
  let unsteady = 0
  if (differences.length > 0) {
    // What comes out otherwise in a second run of the same files proves nothing about them.
    const [again, afterAgain] = [suite.run(before, changed), suite.run(after, changed)]
    const steady = differences.filter(({ id }) => again.get(id) === one.get(id) && afterAgain.get(id) === two.get(id))
    unsteady = differences.length - steady.length
    differences = steady
  }
  const fixes = new Map([...offered.byRule].map(([rule, count]) => [rule, count - (left.byRule.get(rule) ?? 0)] as const).filter(([, count]) => count > 0))
  return { suite: suite.name, files: changed.length, outcomes: tally([...two.values()]), fixes, differences, unsteady, seconds: (performance.now() - start) / 1000 }
}

/** Every rule by its id, so that what only `strict` shows, or nobody who does not name it, is fixed too. */
const everything = allRules.map(({ id }) => id).join(',')

async function check(proctor: Proctor, suite: Suite, cwd: string, more: readonly string[]): Promise<string> {
  let out = ''
  let err = ''
  const code = await proctorMain(['check', ...suite.tests, '--select', everything, '--format', 'json', ...more], {
    cwd,
    version: '0',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readStdin: () => new Uint8Array(),
    proctor: () => Promise.resolve(proctor),
    serve: () => Promise.reject(new Error('not here')),
  })
  if (code === 2 && out === '') throw new Error(`proctor check failed in ${cwd}: ${err.slice(0, 2000)}`)
  return out
}

async function safeFixes(proctor: Proctor, suite: Suite, cwd: string): Promise<{ readonly byRule: ReadonlyMap<string, number>; readonly files: ReadonlySet<string> }> {
  const { files } = JSON.parse(await check(proctor, suite, cwd, [])) as { readonly files: readonly { readonly path: string; readonly findings: readonly ReportedFinding[] }[] }
  const safe = files.flatMap(({ path, findings }) => findings.filter(({ fix }) => fix?.safety === 'safe').map(({ rule }) => ({ path, rule })))
  return { byRule: tally(safe.map(({ rule }) => rule)), files: new Set(safe.map(({ path }) => path)) }
}

function differ(before: Outcomes, after: Outcomes): Result['differences'] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id) !== after.get(id)).map((id) => ({ id, before: before.get(id) ?? 'absent', after: after.get(id) ?? 'absent' }))
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function show({ suite, files, outcomes, fixes, differences, unsteady, seconds }: Result): void {
  const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
  console.log(`${suite}: ${total} tests (${words(outcomes)}), ${files} files changed, ${differences.length} tests come out otherwise, ${unsteady} are unsteady; ${seconds.toFixed(0)} s`)
  console.log(`  fixes: ${words(fixes) || 'none'}`)
  for (const { id, before, after } of differences.slice(0, 30)) console.log(`  ${id}: ${before} before, ${after} after`)
}

function summarize(results: readonly Result[]): void {
  const sum = (of: (result: Result) => number): number => results.reduce((all, result) => all + of(result), 0)
  const byRule = new Map<string, number>()
  for (const { fixes } of results) for (const [rule, count] of fixes) byRule.set(rule, (byRule.get(rule) ?? 0) + count)
  console.log(`\n${results.length} suites, ${sum(({ outcomes }) => [...outcomes.values()].reduce((all, count) => all + count, 0))} tests, ${sum(({ files }) => files)} files changed, ${sum(({ differences }) => differences.length)} tests come out otherwise`)
  for (const [rule, count] of [...byRule].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(7)}  ${rule}`)
  const never = allRules.filter(({ id, fix }) => fix === 'safe' && !byRule.has(id)).map(({ id }) => id)
  if (never.length > 0) console.log(`safe fixes that none of these suites called for: ${never.join(', ')}`)
}

function words(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${count} ${word}`).join(', ')
}
