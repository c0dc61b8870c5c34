// Sets up a virtual environment and the projects, runs pytest and unittest's loader over them, prints agreement and every difference.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { readProjectConfiguration } from '../../../server/src/core/project/configuration.ts'
import { collectTests, type Elsewhere } from '../../../server/src/core/suite/collect.ts'
import { isLeftOut } from '../../../server/src/core/suite/collect-ignore.ts'
import { compareFixtures, type PytestFixtures } from './fixtures.ts'
import { createParser, openSource, type Parser, type Source } from '../../../server/src/core/syntax/index.ts'
import { projects, type Project } from './projects.ts'

/** One difference: an id that only one side has. `reason` is undefined where nobody knows why. */
interface Difference {
  readonly side: 'only pytest' | 'only proctor' | 'only unittest'
  readonly file: string
  readonly id: string
  readonly reason: string | undefined
}

interface Outcome {
  readonly name: string
  readonly agreed: number
  readonly differences: readonly Difference[]
  readonly note: string
  /** Of the tests that both list. */
  readonly fixtures?: { readonly agreed: number; readonly definitions: number; readonly differences: readonly FixtureOutcome[] }
}

interface FixtureOutcome {
  readonly id: string
  readonly what: string
  readonly reason: string | undefined
}

/** True where every difference has a reason. Names of projects (`click`, `cpython`) choose among them. */
export async function main(root: string, chosen: readonly string[]): Promise<boolean> {
  const parser = await createParser(readFileSync(join(root, 'grammars/tree-sitter.wasm')), readFileSync(join(root, 'grammars/python.wasm')))
  const folder = join(root, '.oracles/collect')
  mkdirSync(folder, { recursive: true })
  const outcomes: Outcome[] = []
  for (const project of projects) {
    const name = project.requirement.split('==')[0]!
    if (chosen.length === 0 || chosen.includes(name)) outcomes.push(comparePytest(root, folder, parser, name, project))
  }
  if (chosen.length === 0 || chosen.includes('cpython')) outcomes.push(compareUnittest(root, parser))
  for (const outcome of outcomes) show(outcome)
  return outcomes.every((outcome) => outcome.agreed > 0 && [...outcome.differences, ...(outcome.fixtures?.differences ?? [])].every((each) => each.reason !== undefined))
}

function show(outcome: Outcome): void {
  const { name, agreed, differences, note } = outcome
  const unexplained = differences.filter((each) => each.reason === undefined)
  const total = agreed + differences.length
  console.log(`${name}: ${agreed} of ${total} agree (${((100 * agreed) / Math.max(1, total)).toFixed(2)} %), ${unexplained.length} differences without a reason${note}`)
  for (const { side, file, id } of unexplained) console.log(`  ${side}: ${file}::${id}`)
  const reasons = new Map<string, Map<string, number>>()
  for (const { side, file, id, reason } of differences) {
    if (reason === undefined) continue
    const places = reasons.get(`${side}, ${reason}`) ?? new Map<string, number>()
    const place = `${file}::${id.split('::')[0]}`
    reasons.set(`${side}, ${reason}`, places.set(place, (places.get(place) ?? 0) + 1))
  }
  for (const [reason, places] of reasons) {
    console.log(`  ${[...places.values()].reduce((sum, count) => sum + count, 0)} ${reason}: ${[...places].slice(0, 40).map(([place, count]) => `${place} (${count})`).join(', ')}${places.size > 40 ? ', …' : ''}`)
  }
  if (outcome.fixtures !== undefined) showFixtures(outcome.fixtures)
}

function showFixtures({ agreed, definitions, differences }: NonNullable<Outcome['fixtures']>): void {
  const unexplained = differences.filter((each) => each.reason === undefined)
  const total = agreed + differences.length
  console.log(`  fixtures: ${agreed} of ${total} tests agree (${((100 * agreed) / Math.max(1, total)).toFixed(2)} %) in ${definitions} definitions, ${unexplained.length} differences without a reason`)
  for (const { id, what } of unexplained.slice(0, 40)) console.log(`    ${id}: ${what}`)
  const reasons = new Map<string, number>()
  for (const { reason } of differences) if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  for (const [reason, count] of reasons) console.log(`    ${count} ${reason}`)
}

function comparePytest(root: string, folder: string, parser: Parser, name: string, project: Project): Outcome {
  const tree = project.folder === undefined ? unpacked(folder, name, project) : join(root, project.folder)
  const python = environment(folder, name, tree, project)
  const collected = join(folder, `${name}.json`)
  rmSync(collected, { force: true })
  const tests = project.tests.filter((each) => existsSync(join(tree, each)))
  const run = spawnSync(python, ['-W', 'ignore', '-m', 'pytest', '--collect-only', '-q', '--continue-on-collection-errors', '-o', 'addopts=', '-p', 'pytest_plugin', '-p', 'no:cacheprovider', '--rootdir', tree, ...tests], {
    cwd: tree,
    env: { ...process.env, PYTHONPATH: `${join(root, 'test/oracles/collect')}:${join(tree, 'src')}:${tree}`, PROCTOR_COLLECTED: collected, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 180_000,
  })
  if (!existsSync(collected)) return { name, agreed: 0, differences: [], note: `; pytest failed: ${(run.stdout + run.stderr).slice(-1500)}` }
  const answer = JSON.parse(readFileSync(collected, 'utf8')) as { tests: { file: string; id: string; fixtures: PytestFixtures }[]; failed: string[] }

  const settings = settingsOf(tree)
  const ours = new Map<string, Set<string>>()
  const fixtures: { agreed: number; definitions: number; differences: FixtureOutcome[] } = { agreed: 0, definitions: 0, differences: [] }
  const elsewhere = filesIn(parser, tree, [...settings.pythonPath.map((each) => join(tree, each)), tree, join(tree, 'src')])
  const files = new Set([...answer.tests.map((each) => each.file), ...tests.flatMap((each) => testFiles(join(tree, each), settings.pythonFiles).map((file) => relative(tree, file)))])
  // What pytest could not import (or left out by a skip of the whole module) proves nothing either way.
  const left = new Set(answer.failed.map((id) => id.split('::')[0]!))
  for (const file of files) {
    if (left.has(file)) continue
    const source = openSource(parser, file, readFileSync(join(tree, file), 'utf8'))
    const conftests = conftestsAbove(elsewhere, source)
    if (isLeftOut(file, conftests)) continue
    ours.set(file, new Set(collectTests(source, settings, elsewhere).map((id) => id.slice(file.length + 2))))
    const asked = new Map(answer.tests.filter((each) => each.file === file).map((each) => [`${file}::${each.id}`, each.fixtures]))
    const compared = compareFixtures(source, settings, { elsewhere, conftests: () => conftests }, asked)
    fixtures.agreed += compared.agreed
    fixtures.definitions += compared.definitions
    fixtures.differences.push(...compared.differences.map(({ id, what }) => ({ id, what, reason: reasonFor(project.fixtureReasons, `${id} ${what}`) })))
  }
  const theirs = new Set<string>()
  for (const each of answer.tests) if (!left.has(each.file)) theirs.add(`${each.file}::${each.id}`)
  const ignored = answer.tests.length === 0 ? '' : left.size === 0 ? '' : `; not compared: ${[...left].join(', ')}`
  return { name, ...differ('only pytest', ours, theirs, project.reasons), note: ignored, fixtures }
}

/** The conftest files in the folder of a file and those above it, nearest first. */
function conftestsAbove(elsewhere: Elsewhere, source: Source): readonly Source[] {
  const folders = source.path.split('/').length
  return Array.from({ length: folders }, (_, i) => elsewhere(`${'.'.repeat(i + 1)}conftest`, source)).filter((each) => each !== undefined)
}

function differ(side: Difference['side'], ours: ReadonlyMap<string, ReadonlySet<string>>, theirs: ReadonlySet<string>, reasons: Project['reasons']) {
  const differences: Difference[] = []
  let agreed = 0
  const known = (id: string): string | undefined => reasonFor(reasons, id)
  for (const whole of theirs) {
    const [file, id] = split(whole)
    if (ours.get(file)?.has(id) === true) agreed++
    else {
      differences.push({ side, file, id, reason: known(whole) })
    }
  }
  for (const [file, ids] of ours) {
    for (const id of ids) if (!theirs.has(`${file}::${id}`)) differences.push({ side: 'only proctor', file, id, reason: known(`${file}::${id}`) })
  }
  return { agreed, differences }
}

function reasonFor(reasons: Project['reasons'], id: string): string | undefined {
  return Object.entries(reasons).find(([part]) => id.includes(part))?.[1]
}

/** Files of the project by the names that imports use: relative ones from their folder, others from `roots` and the importing file's own folder. */
function filesIn(parser: Parser, base: string, roots: readonly string[]): Elsewhere {
  const sources = new Map<string, Source | undefined>()
  const open = (place: string): Source | undefined => {
    if (!sources.has(place)) {
      const path = [`${place}.py`, join(place, '__init__.py')].find((each) => existsSync(each))
      sources.set(place, path === undefined ? undefined : openSource(parser, relative(base, path), readFileSync(path, 'utf8')))
    }
    return sources.get(place)
  }
  return (module, from) => {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
    const parts = rest === '' ? [] : rest!.split('.')
    const own = dirname(join(base, from.path))
    if (dots !== '') return open(join(own, ...Array.from({ length: dots!.length - 1 }, () => '..'), ...parts))
    for (const root of [...roots, own]) {
      const found = parts.length === 0 ? undefined : open(join(root, ...parts))
      if (found !== undefined) return found
    }
    return undefined
  }
}

function split(whole: string): readonly [string, string] {
  const at = whole.indexOf('::')
  return [whole.slice(0, at), whole.slice(at + 2)]
}

export function unpacked(folder: string, name: string, project: Project): string {
  const trees = join(folder, 'trees')
  mkdirSync(trees, { recursive: true })
  const prefix = project.requirement.replace('==', '-').toLowerCase()
  const find = (): string | undefined => readdirSync(trees).find((each) => each.toLowerCase().replaceAll('_', '-') === prefix)
  if (find() === undefined) {
    const python = basePython()
    const archives = join(folder, 'archives')
    execFileSync(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', project.requirement.split('==')[0]!, '-d', archives, project.requirement], { stdio: ['ignore', 'ignore', 'inherit'] })
    const archive = readdirSync(archives).find((each) => each.toLowerCase().replaceAll('_', '-').startsWith(prefix))
    if (archive === undefined) throw new Error(`no source distribution of ${name}`)
    execFileSync('tar', ['xf', join(archives, archive), '-C', trees])
  }
  return realpathSync(join(trees, find()!))
}

/** Each project has a virtual environment of its own: their plugins would meddle with one another. Gives its python. */
export function environment(folder: string, name: string, tree: string, project: Project): string {
  const place = join(folder, 'environments', name)
  const python = join(place, 'bin/python')
  if (existsSync(join(place, 'done'))) return python
  execFileSync(basePython(), ['-m', 'venv', place])
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'pytest', ...(project.folder === undefined ? [tree] : []), ...project.needs], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
  mkdirSync(join(place, 'done'))
  return python
}

function basePython(): string {
  return process.env['PROCTOR_PYTHON'] ?? 'python3'
}

function settingsOf(tree: string) {
  const names = ['pytest.toml', 'pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'].filter((each) => existsSync(join(tree, each)))
  const read = readProjectConfiguration(names.map((path) => ({ path, text: readFileSync(join(tree, path), 'utf8') })))
  return { pythonClasses: read.pythonClasses ?? ['Test'], pythonFunctions: read.pythonFunctions ?? ['test'], pythonFiles: read.pythonFiles ?? ['test_*.py', '*_test.py'], pythonPath: read.pythonPath ?? [] }
}

function testFiles(place: string, patterns: readonly string[]): readonly string[] {
  const globs = patterns.map((each) => new RegExp(`^${each.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`))
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && each.name.endsWith('.py') && globs.some((glob) => glob.test(each.name)))
    .map((each) => join(each.parentPath, each.name))
}

/** CPython's own suite through unittest's loader; pytest's rules are switched off. */
function compareUnittest(root: string, parser: Parser): Outcome {
  const name = 'cpython'
  const python = basePython()
  const folder = execFileSync(python, ['-c', 'import test; print(list(test.__path__)[0])'], { encoding: 'utf8' }).trim()
  const modules = readdirSync(folder).filter((each) => /^test_\w+\.py$/.test(each) && !slow.has(each.slice(0, -3))).map((each) => each.slice(0, -3)).sort()
  const run = spawnSync(python, [join(root, 'test/oracles/collect/unittest_loader.py'), ...modules.map((each) => `test.${each}`)], { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 900_000 })
  const answers = JSON.parse(run.stdout) as Record<string, { file?: string; tests?: { id: string }[]; failed?: string[] }>
  const ours = new Map<string, ReadonlySet<string>>()
  const theirs = new Set<string>()
  const failed: string[] = []
  const all = filesIn(parser, realpathSync(folder), [dirname(realpathSync(folder))])
  // Only the suite itself: unittest and the rest of the library are known by name.
  const elsewhere: Elsewhere = (module, from) => (module.startsWith('.') || /^test(\.|$)/.test(module) ? all(module, from) : undefined)
  for (const [module, answer] of Object.entries(answers)) {
    if (answer.tests === undefined || answer.file === undefined) {
      failed.push(module)
      continue
    }
    const file = relative(realpathSync(folder), answer.file)
    const source = openSource(parser, file, readFileSync(answer.file, 'utf8'))
    ours.set(file, new Set(collectTests(source, { pythonClasses: [], pythonFunctions: [] }, elsewhere).map((id) => id.slice(file.length + 2))))
    for (const each of answer.tests) theirs.add(`${file}::${each.id}`)
  }
  const note = failed.length === 0 ? '' : `; could not be imported here: ${failed.map((each) => each.slice('test.'.length)).join(', ')}`
  return { name, ...differ('only unittest', ours, theirs, cpythonReasons), note }
}

/** Modules that do not come back within a minute, or that other suites start. */
const slow = new Set(['test_regrtest'])

const cpythonReasons: Readonly<Record<string, string>> = {
  'test_abc.py::test_factory.<locals>.': 'the class is made by a function',
  'test_argparse.py::Test': 'a metaclass adds the methods',
  'test_dbm.py::TestCase_': 'the class is made by a loop',
  'test_compileall.py::CommandLineTests': 'a metaclass wraps the methods',
  'test_logging.py::TimedRotatingFileHandlerTest::test_compute_rollover': 'a loop adds the methods',
  'test_ordered_dict.py::CPythonBuiltinDictTests::': 'a loop adds the methods',
  'test_shelve.py::TestProto': 'the class is made by a loop',
  'test_xml_etree_c.py::': 'a fresh copy of another module, whose classes code puts here',
  'test_os.py::TestInvalidFD::': 'a loop adds the methods',
}
