// Applies every safe fix to copies of real suites, runs their tests before and after, and compares what came out for each test.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { main as proctorMain } from '../../../server/src/cli/main.ts'
import { allRules, createProctor, type Proctor, type ReportedFinding } from '../../../server/src/core/index.ts'
import { drawnEdits } from './drawn.ts'
import type { Outcomes } from './copies.ts'
import { suiteNamed, suiteNames, type Suite } from './suites.ts'
import { configure, ways, type Way } from './ways.ts'

interface Result {
  readonly suite: string
  readonly way: string
  readonly files: number
  readonly outcomes: ReadonlyMap<string, number>
  /** By rule: safe fixes that were offered before and are gone after, or variables renamed. */
  readonly fixes: ReadonlyMap<string, number>
  /** Tests that come out otherwise, and what became of a text that must not. */
  readonly differences: readonly string[]
  /** Tests that come out otherwise each time, with the fixes or without. */
  readonly unsteady: readonly string[]
  /** Of `files`, those whose tests are not run. */
  readonly leftOut: number
  /** Runs that did not end, before as after. */
  readonly unfinished: readonly string[]
  readonly seconds: number
}

interface Offered {
  readonly path: string
  readonly finding: ReportedFinding & { readonly fix: NonNullable<ReportedFinding['fix']> }
}

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, way: { type: 'string' }, processes: { type: 'string' }, read: { type: 'string' }, select: { type: 'string' } },
  })
  const unknown = positionals.find((name) => !suiteNames.includes(name))
  if (unknown !== undefined) throw new Error(`no suite named ${unknown}; there are ${suiteNames.join(', ')}`)
  if (values.way !== undefined && !ways.some(({ name }) => name === values.way)) throw new Error(`no way named ${values.way}; there are ${ways.map(({ name }) => name).join(', ')}`)
  const processes = Number(values.processes ?? availableParallelism())
  const work = join(root, '.oracles/fix-safety')
  mkdirSync(work, { recursive: true })
  const grammars = { runtime: readFileSync(`${root}grammars/tree-sitter.wasm`), grammar: readFileSync(`${root}grammars/python.wasm`) }
  const here = join(root, 'test/oracles/fix-safety')
  const results: Result[] = []
  for (const name of positionals.length > 0 ? positionals : values.quick ? ['occasions', 'jinja2'] : suiteNames) {
    const proof = { suite: suiteNamed(name, here, join(root, '.oracles/collect'), processes), folder: join(work, name), proctor: await createProctor(grammars), here }
    const chosen = ways.filter(({ name }) => (values.way === undefined ? proof.suite.ways.includes(name) : name === values.way))
    if (values.read !== undefined) await show(proof, chosen, Number(values.read), values.select?.split(','))
    else results.push(...(await prove(proof, chosen)))
  }
  if (values.read !== undefined) return true
  summarize(results)
  return results.length > 0 && results.every(({ differences, outcomes }) => differences.length === 0 && outcomes.size > 0)
}

interface Proof {
  readonly suite: Suite
  readonly folder: string
  readonly proctor: Proctor
  readonly here: string
}

/** The suite runs once as it is, and once for each way. */
async function prove(proof: Proof, chosen: readonly Way[]): Promise<readonly Result[]> {
  const { suite, folder } = proof
  const started = performance.now()
  const before = suite.copy(join(folder, 'before'))
  const fixed: Fixed[] = []
  for (const way of chosen) fixed.push(await fix(proof, before, way))
  const all = [...new Set(fixed.flatMap(({ changed }) => changed))]
  const one = await suite.run(before, all)
  let seconds = performance.now() - started
  const results: Result[] = []
  for (const { way, after, changed, fixes, faults } of fixed) {
    const start = performance.now()
    // Where nothing was changed, there is nothing to compare.
    const two = changed.length === 0 ? one : await suite.run(after, all)
    const compared = differ(one, two)
    const again = compared.length === 0 ? undefined : [await suite.run(before, all, compared.map(({ id }) => id)), await suite.run(after, all, compared.map(({ id }) => id))] as const
    const isSteady = (id: string): boolean => again === undefined || (again[0].get(id) === one.get(id) && again[1].get(id) === two.get(id))
    const differences = [...faults, ...compared.filter(({ id }) => isSteady(id)).map(({ id, words }) => `${id}: ${words}`)]
    const result: Result = { suite: suite.name, way: way.name, files: changed.length, outcomes: tally([...two.values()]), fixes, differences, unsteady: compared.filter(({ id }) => !isSteady(id)).map(({ id }) => id), leftOut: changed.filter((path) => suite.isLeftOut?.(path)).length, unfinished: [...two].flatMap(([id, word]) => (word === 'not finished' ? [id] : [])), seconds: (seconds + performance.now() - start) / 1000 }
    seconds = 0
    tell(result)
    results.push(result)
  }
  return results
}

/** A copy with all fixes of a way, and what the texts themselves say against them. */
async function fix({ suite, folder, proctor, here }: Proof, before: string, way: Way): Promise<Fixed> {
  const after = suite.copy(join(folder, way.name))
  const putBack = configure(after, way)
  const { fixes, faults } = way.fixes === 'safe' ? await applySafe(proctor, suite, after, way) : await applyRenames(proctor, suite, before, after, way, here)
  putBack()
  const changed = changedFiles(before, after)
  const kept = ask<readonly Fault[]>(suite, [join(here, 'kept.py'), before, after, way.fixes], changed)
  return { way, after, changed, fixes, faults: [...kept.map(({ path, fault }) => `${path}: ${fault}`), ...faults] }
}

interface Fixed {
  readonly way: Way
  readonly after: string
  /** From the suite's folder. */
  readonly changed: readonly string[]
  readonly fixes: ReadonlyMap<string, number>
  readonly faults: readonly string[]
}

interface Fault {
  readonly path: string
  readonly fault: string
}

async function applySafe(proctor: Proctor, suite: Suite, after: string, way: Way): Promise<Pick<Fixed, 'fixes' | 'faults'>> {
  const safeIn = async (paths: readonly string[], more: readonly string[]) => (await fixable(proctor, after, paths, way.select, more)).filter(({ finding }) => finding.fix.safety === 'safe')
  const offered = await safeIn(suite.tests, [])
  const left = await safeIn(suite.tests, ['--fix'])
  const texts = textsIn(after)
  // Whatever still has a fix now must be left alone by the next run too.
  if (left.length > 0) await safeIn(pathsOf(left), ['--fix'])
  const counts = tally(left.map(({ finding }) => finding.rule))
  const fixes = new Map([...tally(offered.map(({ finding }) => finding.rule))].map(([rule, count]) => [rule, count - (counts.get(rule) ?? 0)] as const).filter(([, count]) => count > 0))
  return { fixes, faults: [...textsIn(after)].filter(([path, text]) => texts.get(path) !== text).map(([path]) => `${path}: a second run changes it again`) }
}

/** A rule says only so much of a file at once, and one rename may call for another, so files are asked until they have nothing to rename. */
async function applyRenames(proctor: Proctor, suite: Suite, before: string, after: string, way: Way, here: string): Promise<Pick<Fixed, 'fixes' | 'faults'>> {
  const fixes = new Map<string, number>()
  let known = 0
  let faults: readonly Fault[] = []
  for (let paths = suite.tests, texts = '', round = 0; paths.length > 0 && round < 20; round++) {
    const offered = await fixable(proctor, after, paths, way.select, [])
    for (const rule of new Set(offered.map(({ finding }) => finding.rule))) {
      await fixable(proctor, after, pathsOf(offered.filter(({ finding }) => finding.rule === rule)), [rule], ['--fix', '--unsafe-fixes'])
      const answer = ask<{ readonly variables: number; readonly splits: number; readonly faults: readonly Fault[] }>(suite, [join(here, 'renamed.py'), before, after], changedFiles(before, after))
      if (answer.variables > known) fixes.set(rule, (fixes.get(rule) ?? 0) + answer.variables - known)
      known = answer.variables
      if (answer.splits > 0) fixes.set('variables that became two', answer.splits)
      faults = answer.faults
    }
    const now = JSON.stringify([...textsIn(after)])
    paths = now === texts ? [] : pathsOf(offered)
    texts = now
  }
  return { fixes, faults: faults.map(({ path, fault }) => `${path}: is compiled differently: ${fault}`) }
}

/** What a Python file beside this one prints about these files. */
function ask<T>(suite: Suite, args: readonly string[], paths: readonly string[]): T {
  const { status, stdout, stderr } = spawnSync(suite.python, args, { input: JSON.stringify(paths), encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`)
  return JSON.parse(stdout) as T
}

function changedFiles(before: string, after: string): readonly string[] {
  const texts = textsIn(before)
  return [...textsIn(after)].filter(([path, text]) => texts.get(path) !== text).map(([path]) => path)
}

/** Bytes of the Python files of a folder, by their paths in it. */
function textsIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.pyi?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.sort().map((path) => [relative(folder, path), readFileSync(path, 'latin1')]))
}

/** What has a fix; with `--fix` what has one still. The paths are from `cwd`. */
async function fixable(proctor: Proctor, cwd: string, paths: readonly string[], select: readonly string[], more: readonly string[]): Promise<readonly Offered[]> {
  let out = ''
  let err = ''
  const code = await proctorMain(['check', ...paths, '--select', select.join(','), '--format', 'json', ...more], {
    cwd,
    version: '0',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readStdin: () => new Uint8Array(),
    proctor: () => Promise.resolve(proctor),
    serve: () => Promise.reject(new Error('not here')),
  })
  if (code === 2 && out === '') throw new Error(`proctor check failed in ${cwd}: ${err.slice(0, 2000)}`)
  const { files } = JSON.parse(out) as { readonly files: readonly { readonly path: string; readonly findings: readonly ReportedFinding[] }[] }
  return files.flatMap(({ path, findings }) => findings.flatMap((finding) => (finding.fix === null ? [] : [{ path, finding: { ...finding, fix: finding.fix } }])))
}

function pathsOf(offered: readonly Offered[]): readonly string[] {
  return [...new Set(offered.map(({ path }) => path))]
}

/** Prints up to so many fixes of each rule as diffs, taken evenly, and runs no tests. */
async function show({ suite, folder, proctor }: Proof, chosen: readonly Way[], count: number, rules: readonly string[] | undefined): Promise<void> {
  const copy = suite.copy(join(folder, 'read'))
  const original = `${copy}.before`
  cpSync(copy, original, { recursive: true })
  for (const way of chosen) {
    const putBack = configure(copy, way)
    const offered = (await fixable(proctor, copy, suite.tests, way.select, [])).filter(({ finding }) => finding.fix.safety === 'safe' || way.fixes === 'renames')
    putBack()
    for (const rule of new Set(offered.map(({ finding }) => finding.rule))) {
      if (rules !== undefined && !rules.includes(rule)) continue
      const own = offered.filter(({ finding }) => finding.rule === rule)
      const step = Math.max(1, Math.floor(own.length / count))
      for (const { path, finding } of own.filter((_, i) => i % step === 0).slice(0, count)) {
        console.log(`\n${suite.name}, ${way.name}: ${rule}, ${path}:${finding.range.start.line}\n${drawnEdits(readFileSync(join(copy, path), 'utf8'), finding.fix.edits)}`)
      }
    }
  }
}

function differ(before: Outcomes, after: Outcomes): readonly { readonly id: string; readonly words: string }[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id) !== after.get(id)).map((id) => ({ id, words: `${before.get(id) ?? 'absent'} before, ${after.get(id) ?? 'absent'} after` }))
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function tell({ suite, way, files, outcomes, fixes, differences, unsteady, leftOut, unfinished, seconds }: Result): void {
  const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
  console.log(`${suite}, ${way}: ${total} tests (${listed(outcomes)}), ${files} files changed${leftOut > 0 ? ` (${leftOut} of them are left out of the run)` : ''}, ${differences.length} differences, ${unsteady.length} tests are unsteady; ${seconds.toFixed(0)} s`)
  console.log(`  fixes: ${listed(fixes) || 'none'}`)
  for (const each of differences.slice(0, 40)) console.log(`  ${each}`)
  if (unfinished.length > 0) console.log(`  not finished: ${unfinished.join(', ')}`)
  if (unsteady.length > 0) console.log(`  unsteady: ${unsteady.slice(0, 20).join(', ')}`)
}

function summarize(results: readonly Result[]): void {
  const sum = (of: (result: Result) => number): number => results.reduce((all, result) => all + of(result), 0)
  const byRule = new Map<string, number>()
  for (const { fixes } of results) for (const [rule, count] of fixes) byRule.set(rule, (byRule.get(rule) ?? 0) + count)
  const suites = new Set(results.map(({ suite }) => suite)).size
  console.log(`\n${suites} suites, ${results.length} runs with fixes, ${sum(({ outcomes }) => [...outcomes.values()].reduce((all, count) => all + count, 0))} tests, ${sum(({ files }) => files)} files changed, ${sum(({ differences }) => differences.length)} differences`)
  for (const [rule, count] of [...byRule].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(7)}  ${rule}`)
  const never = allRules.filter(({ id, fix }) => fix === 'safe' && !byRule.has(id)).map(({ id }) => id)
  if (never.length > 0 && results.some(({ way }) => way !== 'renames')) console.log(`safe fixes that none of these suites called for: ${never.join(', ')}`)
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${count} ${word}`).join(', ')
}
