// Compares loadTests with unittest's loader on every module of CPython's suite that has a `load_tests` of its own: where the answer
// claims to be exact, it is the same set of tests; where it does not, the reason is printed.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { loadTests } from '../../../server/src/core/suite/load-tests.ts'
import { createParser, openSource, type Source } from '../../../server/src/core/syntax/index.ts'

export async function main(root: string): Promise<boolean> {
  const parser = await createParser(readFileSync(join(root, 'grammars/tree-sitter.wasm')), readFileSync(join(root, 'grammars/python.wasm')))
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
