// Compares loadTests with unittest's loader on every module of CPython's suite that has a `load_tests` of its own: where the answer
// claims to be exact, it is the same set of tests; where it does not, the reason is printed. And with its discovery on testtools.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { loadTests } from '../../../server/src/core/suite/load-tests.ts'
import { createParser, openSource, type Parser, type Source } from '../../../server/src/core/syntax/index.ts'

export async function main(root: string): Promise<boolean> {
  const parser = await createParser(readFileSync(join(root, 'grammars/tree-sitter.wasm')), readFileSync(join(root, 'grammars/python.wasm')))
  const ofModules = compareModules(root, parser)
  return compareDiscovery(root, parser) && ofModules
}

/** A project whose tests testtools' own loader runs. `collect.mjs testtools` fetches it. */
function compareDiscovery(root: string, parser: Parser): boolean {
  const folder = join(root, '.oracles/collect')
  const name = existsSync(join(folder, 'trees')) ? readdirSync(join(folder, 'trees')).find((each) => each.startsWith('testtools-')) : undefined
  const python = join(folder, 'environments/testtools/bin/python')
  if (name === undefined || !existsSync(python)) {
    console.log('discovery: not compared; run test/oracles/collect.mjs testtools first')
    return true
  }
  const tree = join(folder, 'trees', name)
  const run = spawnSync(python, ['-W', 'ignore', join(root, 'test/oracles/collect/load_tests.py'), '--discover', 'testtools', '.', 'test*.py'], { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 180_000 })
  const theirs = new Set(JSON.parse(run.stdout.slice(run.stdout.lastIndexOf('@@@') + 3)) as string[])
  const files = readdirSync(join(tree, 'testtools'), { recursive: true, encoding: 'utf8' }).filter((each) => /^test\w*\.py$/.test(basename(each)) && existsSync(join(tree, 'testtools', dirname(each), '__init__.py')))
  const sources = new Map<string, Source>()
  const open = (path: string): Source => {
    const source = sources.get(path) ?? openSource(parser, path, readFileSync(join(tree, path), 'utf8'))
    sources.set(path, source)
    return source
  }
  const elsewhere = (module: string, from: Source): Source | undefined => {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
    const place = join(dots === '' ? '' : join(dirname(from.path), ...Array.from({ length: dots!.length - 1 }, () => '..')), ...rest!.split('.').filter((part) => part !== ''))
    const path = [`${place}.py`, join(place, '__init__.py')].find((each) => existsSync(join(tree, each)))
    return path === undefined ? undefined : open(path)
  }
  const ours = new Set<string>()
  const excused = new Set<string>()
  for (const file of files) {
    const { ids, atRunTime } = loadTests(open(join('testtools', file)), elsewhere)
    for (const id of ids) ours.add(id)
    if (atRunTime !== undefined) excused.add(join('testtools', file))
    if (atRunTime !== undefined) console.log(`  ${file}: ${atRunTime}`)
  }
  const differences = [...[...theirs].filter((id) => !ours.has(id)), ...[...ours].filter((id) => !theirs.has(id))].filter((id) => !excused.has(id.slice(0, id.indexOf('::'))))
  console.log(`discovery: ${[...ours].filter((id) => theirs.has(id)).length} of ${theirs.size} tests of testtools agree, ${differences.length} differ without a reason`)
  for (const each of differences.slice(0, 20)) console.log(`  ${each}`)
  return theirs.size > 0 && differences.length === 0
}

function compareModules(root: string, parser: Parser): boolean {
  const python = process.env['PROCTOR_PYTHON'] ?? 'python3'
  const folder = realpathSync(execFileSync(python, ['-c', 'import test; print(list(test.__path__)[0])'], { encoding: 'utf8' }).trim())
  const modules = readdirSync(folder).filter((each) => /^test_\w+\.py$/.test(each) && /^\s*(def load_tests|load_tests\s*=|.*import.*\bload_tests\b)/m.test(readFileSync(join(folder, each), 'utf8')))
  const run = spawnSync(python, [join(root, 'test/oracles/collect/load_tests.py'), ...modules.map((each) => `test.${each.slice(0, -3)}`)], { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 900_000 })
  const answers = JSON.parse(run.stdout) as Readonly<Record<string, { readonly file: string; readonly tests: readonly string[] }>>
  const sources = new Map<string, Source>()
  const open = (path: string): Source => {
    let source = sources.get(path)
    if (source === undefined) sources.set(path, (source = openSource(parser, relative(folder, path), readFileSync(path, 'utf8'))))
    return source
  }
  /** Only the suite itself: unittest and the rest of the library are known by name. */
  const elsewhere = (module: string, from: Source): Source | undefined => {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
    if (dots === '' && !/^test(\.|$)/.test(module)) return undefined
    const start = dots === '' ? dirname(folder) : join(folder, dirname(from.path), ...Array.from({ length: dots!.length - 1 }, () => '..'))
    const place = join(start, ...rest!.split('.').filter((part) => part !== ''))
    const path = [`${place}.py`, join(place, '__init__.py')].find((each) => existsSync(each))
    return path === undefined ? undefined : open(path)
  }
  const counts = { exact: 0, tests: 0, atRunTime: 0 }
  const wrong: string[] = []
  for (const [name, { file, tests }] of Object.entries(answers)) {
    const source = open(file)
    const { ids, atRunTime } = loadTests(source, elsewhere)
    if (atRunTime !== undefined) {
      counts.atRunTime++
      console.log(`  ${name}: ${atRunTime}`)
      continue
    }
    const [ours, theirs] = [new Set(ids.map((id) => id.slice(source.path.length + 2))), new Set(tests)]
    const differences = [...[...ours].filter((id) => !theirs.has(id)).map((id) => `only proctor: ${id}`), ...[...theirs].filter((id) => !ours.has(id)).map((id) => `only unittest: ${id}`)]
    if (differences.length === 0) counts.exact++
    else wrong.push(`${name}: ${differences.slice(0, 8).join(', ')}`)
    counts.tests += ours.size
  }
  console.log(`load_tests: ${counts.exact} modules with ${counts.tests} tests agree, ${counts.atRunTime} decide at run time, ${wrong.length} differ; ${modules.length - Object.keys(answers).length} could not be imported`)
  for (const each of wrong) console.log(`  ${each}`)
  return counts.exact > 0 && wrong.length === 0
}
