// CPython's own suite, module by module. What came out of a module is kept by what it rests on, so that a way that leaves it alone,
// and the next run of the whole, need not run it anew.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copied, ran, read } from './copies.ts'
import { isLeftOut } from './left-out.ts'
import type { Suite } from './suites.ts'

/** None takes a third of it on a machine that does nothing else. A module that takes longer is named as not finished, on both sides. */
const secondsOfModule = 180

/** `here`: the folder of this file, `kept`: where outcomes are kept, `processes`: so many modules run at once. */
export function cpython(here: string, kept: string, processes: number): Suite {
  const [library, python, version] = JSON.parse(execFileSync('python3', ['-c', 'import json, os, sys, test; print(json.dumps([os.path.dirname(test.__file__), sys.executable, sys.version]))'], { encoding: 'utf8' })) as [string, string, string]
  const runner = ['run_unittest.py', 'unittest_outcomes.py'].map((name) => readFileSync(join(here, name), 'utf8'))
  mkdirSync(kept, { recursive: true })
  return {
    name: 'CPython Lib/test',
    python,
    ways: ['always', 'renames'],
    tests: ['test'],
    copy: (to) => copied(library, to, 'test'),
    isLeftOut: (path) => modulesAmong([path]).length === 0,
    async run(folder, changed, again) {
      const outcomes = new Map<string, string>()
      const texts = textsOf(join(folder, 'test'))
      const modules = modulesAmong(changed).filter((name) => again === undefined || again.some((id) => speaksOf(id, name)))
      const next = modules.values()
      const runOne = async (): Promise<void> => {
        for (const name of next) {
          const file = join(kept, createHash('sha256').update(JSON.stringify([version, runner, name, basis(name, texts)])).digest('hex'))
          if (again !== undefined || !existsSync(file)) {
            const out = await finished(join(folder, 'run', name), (place, out) => ran(python, [join(here, 'run_unittest.py'), `test.${name}`, out], place, [here, folder], secondsOfModule, out))
            // A module that does not end, or ends the interpreter, is so on both sides or shows as a difference.
            if (out === undefined) {
              outcomes.set(`run of ${name}`, 'not finished')
              continue
            }
            writeFileSync(file, readFileSync(out))
          }
          for (const [id, word] of read(file)) outcomes.set(id, word)
        }
      }
      await Promise.all(Array.from({ length: processes }, runOne))
      return outcomes
    },
  }
}

/** Modules of tests that hold one of the files. */
function modulesAmong(changed: readonly string[]): readonly string[] {
  const names = new Set(changed.map((path) => path.split('/')[1]!.replace(/\.py$/, '')))
  return [...names].filter((name) => name.startsWith('test_') && !isLeftOut(name)).sort()
}

/** Ids begin with `test.test_json.`; those of set-ups hold it. */
function speaksOf(id: string, module: string): boolean {
  return id === `run of ${module}` || new RegExp(`\\btest\\.${module}\\b`).test(id)
}

async function finished(place: string, run: (place: string, out: string) => Promise<string>): Promise<string | undefined> {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  const out = join(place, 'outcomes.json')
  await run(place, out)
  return existsSync(out) ? out : undefined
}

interface Text {
  readonly hash: string
  /** What it imports or names behind `test.`, and other words that stand there. */
  readonly named: ReadonlySet<string>
}

/** By name, the modules and packages of a folder. */
function textsOf(folder: string): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>()
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry)
    const files = statSync(path).isDirectory() ? pythonFilesIn(path) : entry.endsWith('.py') ? [path] : []
    if (files.length === 0) continue
    const text = files.map((file) => readFileSync(file, 'latin1')).join('\f')
    texts.set(entry.replace(/\.py$/, ''), { hash: createHash('sha256').update(text, 'latin1').digest('hex'), named: new Set(text.match(/^[ \t]*(?:from|import)\b[^\n(]*(?:\([^)]*\))?|\btest\.\w+/gm)?.flatMap((place) => place.match(/\w+/g) ?? [])) })
  }
  return texts
}

function pythonFilesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.py')).sort().map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}

/** The texts that a module rests on: its own and, one after another, those that they name. */
function basis(name: string, texts: ReadonlyMap<string, Text>): readonly string[] {
  const names = new Set([name])
  for (const each of names) for (const word of texts.get(each)?.named ?? []) if (texts.has(word)) names.add(word)
  return [...names].sort().map((each) => `${each} ${texts.get(each)?.hash ?? ''}`)
}
