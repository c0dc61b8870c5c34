// Renames every fixture, and every function and class that others may import, in copies of real projects, one after another, and lets
// pytest compare: `--setup-plan` (which fixtures each test gets, in which order), then the outcome of each test.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { applyEdits, createProctor, defaultSettings, type Proctor } from '../../../server/src/core/index.ts'
import { draftsOf } from '../../../server/src/core/suite/drafts.ts'
import { fixtureDecorator, keyword } from '../../../server/src/core/suite/fixtures.ts'
import { environment, unpacked } from '../collect/compare.ts'
import { projects } from '../collect/projects.ts'

/** Suites that run in some seconds without a network. */
const chosenByDefault = ['flask', 'jinja2', 'httpx']

export async function main(root: string, chosen: readonly string[]): Promise<boolean> {
  const proctor = await createProctor({ runtime: readFileSync(join(root, 'grammars/tree-sitter.wasm')), grammar: readFileSync(join(root, 'grammars/python.wasm')) })
  let isFine = true
  for (const name of chosen.length === 0 ? chosenByDefault : chosen) isFine = compare(root, proctor, name) && isFine
  return isFine
}

interface Renamed {
  readonly from: string
  readonly to: string
  readonly is: string
  readonly files: number
}

function compare(root: string, proctor: Proctor, name: string): boolean {
  const project = projects.find((each) => each.requirement.startsWith(`${name}==`))
  if (project === undefined) throw new Error(`there is no project ${name}`)
  const collected = join(root, '.oracles/collect')
  const original = unpacked(collected, name, project)
  const python = environment(collected, name, original, project)
  const tree = join(root, '.oracles/rename', name)
  rmSync(tree, { recursive: true, force: true })
  mkdirSync(tree, { recursive: true })
  cpSync(original, tree, { recursive: true })
  const run = (...args: string[]): string => runPytest(python, tree, [...args, ...project.tests])
  const [planBefore, outcomesBefore] = [run('--setup-plan'), run('-rA', '--tb=no')]

  const { renamed, refused } = renameAll(proctor, tree, project.tests)
  const back = (text: string): string => renamed.reduceRight((at, { from, to }) => at.replaceAll(to, from), text)
  const plans = differences(planOf(planBefore), planOf(back(run('--setup-plan'))))
  const outcomes = differences(outcomesOf(outcomesBefore), outcomesOf(back(run('-rA', '--tb=no'))))

  const kinds = (is: string) => renamed.filter((each) => each.is === is)
  const fixtures = kinds('fixture')
  const most = Math.max(0, ...renamed.map((each) => each.files))
  console.log(`${name}: ${fixtures.length} fixtures and ${renamed.length - fixtures.length} other names renamed (in up to ${most} files), ${refused.length} refused; ${planOf(planBefore).length} set-ups, ${plans.length} differ; ${outcomesOf(outcomesBefore).length} outcomes, ${outcomes.length} differ`)
  for (const each of refused) console.log(`  refused: ${each}`)
  for (const each of [...plans, ...outcomes].slice(0, 40)) console.log(`  ${each}`)
  return plans.length === 0 && outcomes.length === 0 && fixtures.length > 0 && planOf(planBefore).length > 0 && outcomesOf(outcomesBefore).length > 0
}

function runPytest(python: string, tree: string, args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(python, ['-W', 'ignore', '-m', 'pytest', '-q', '-o', 'addopts=', '-p', 'no:cacheprovider', '-p', 'no:randomly', '--rootdir', tree, ...args], {
    cwd: tree,
    env: { ...process.env, PYTHONPATH: tree, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', COLUMNS: '400' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 900_000,
  })
  if (error !== undefined) throw new Error(`pytest ${args.join(' ')} did not end: ${error.message}`)
  return stdout + stderr
}

/** What is set up and torn down, line by line; the list of a test's fixtures is sorted, as pytest does by their names. */
function planOf(output: string): readonly string[] {
  return output.replace(/UUID\('[^']*'\)|0x[0-9a-f]+|<(function|class) [^>]*>/g, '…').split('\n').filter((line) => /^\s*(SETUP|TEARDOWN)\b|\(fixtures used: /.test(line)).map((line) =>
    line.replace(/\((fixtures used: )([^)]*)\)/, (_, words: string, names: string) => `(${words}${names.split(', ').sort().join(', ')})`),
  )
}

function outcomesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => /^(PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b/.test(line)).map((line) => line.replace(/ - .*/, '').replace(/^(SKIPPED \[\d+\] [^:]+):.*/, '$1')).sort()
}

function differences(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = (lines: readonly string[]) => lines.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map<string, number>())
  const [old, young] = [count(before), count(after)]
  const gone = [...old].flatMap(([line, times]) => (young.get(line) === times ? [] : [`before ${times}: ${line}`]))
  const come = [...young].flatMap(([line, times]) => (old.get(line) === times ? [] : [`after ${times}: ${line}`]))
  // The same lines in another order: fixtures that are set up one before the other now.
  const moved = gone.length + come.length === 0 ? before.findIndex((line, i) => after[i] !== line) : -1
  return moved < 0 ? [...gone, ...come] : [`in another order from: ${before[moved]} → ${after[moved]}`]
}

/** Reads the project once; writes what changed. */
function renameAll(proctor: Proctor, tree: string, folders: readonly string[]): { readonly renamed: readonly Renamed[]; readonly refused: readonly string[] } {
  const texts = new Map<string, string>()
  for (const entry of readdirSync(tree, { withFileTypes: true, recursive: true })) {
    const path = relative(tree, join(entry.parentPath, entry.name))
    if (entry.isFile() && (entry.name.endsWith('.py') || /^(pyproject\.toml|pytest\.ini|tox\.ini|setup\.cfg)$/.test(path))) texts.set(path, readFileSync(join(tree, path), 'utf8'))
  }
  const renamed: Renamed[] = []
  const refused: string[] = []
  const changed = new Set<string>()
  const paths = [...texts.keys()].filter((each) => each.endsWith('.py'))
  for (const path of paths) {
    if (!folders.some((folder) => path.startsWith(`${folder}/`))) continue
    for (const name of namesOf(proctor, path, texts.get(path)!)) {
      const to = `${name.startsWith('Test') ? 'Test' : name.startsWith('test') ? 'test_' : ''}renamed_${renamed.length + refused.length}_x`
      const text = texts.get(path)!
      const offset = placeOf(proctor, path, text, name)
      // An earlier rename went over it.
      if (offset === undefined) continue
      const search = proctor.renameSearch(proctor.open(path, text), offset, to, defaultSettings)
      if (search === undefined) continue
      const needed = new Map([...texts].filter(([each, content]) => each === path || search.mayMatter(each, content)))
      const answer = proctor.renameAcross(path, offset, to, defaultSettings, { workspace: tree, paths, texts: needed })
      if ('refusal' in answer) {
        refused.push(`${path} ${name}: ${answer.refusal}`)
        continue
      }
      for (const each of answer) {
        texts.set(each.path, applyEdits(each.source.text, each.edits))
        changed.add(each.path)
      }
      renamed.push({ from: name, to, is: search.is, files: answer.length })
    }
  }
  for (const path of changed) writeFileSync(join(tree, path), texts.get(path)!)
  return { renamed, refused }
}

/** Fixtures by the name under which they are requested, and other functions and classes at module level; tests keep their names, which are their ids. */
function namesOf(proctor: Proctor, path: string, text: string): readonly string[] {
  return [...new Set(definitionsOf(proctor, path, text).map((each) => each.name))]
}

function placeOf(proctor: Proctor, path: string, text: string, name: string): number | undefined {
  return definitionsOf(proctor, path, text).find((each) => each.name === name)?.offset
}

function definitionsOf(proctor: Proctor, path: string, text: string): readonly { readonly name: string; readonly offset: number }[] {
  const source = proctor.open(path, text)
  return source.segments.flatMap((segment) => {
    const { functions, classes } = draftsOf(segment)
    const own = [...functions, ...classes].filter((each) => each.within !== 'function' && !/^(test|Test|pytest_|setup|teardown|renamed_\d)/.test(each.name))
    return own.flatMap((each) => {
      const decorator = 'parameters' in each ? fixtureDecorator(source, each) : undefined
      if (decorator === undefined && (segment.kind === 'member' || each.within !== 'body')) return []
      const string = decorator === undefined ? undefined : keyword(decorator, 'name')
      const content = string?.children[1]
      return content === undefined ? [{ name: each.name, offset: source.rangeOf(each.nameNode).start }] : [{ name: content.text, offset: source.rangeOf(content).start }]
    })
  })
}
