// Real test suites as questions: each variable with a good name, whose name is to be found from everything but itself.

import { readFileSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { glob } from 'tinyglobby'
import { cluesOf, type Clues } from '../../src/core/naming/evidence.ts'
import { functionScopes, isLocal, namesOfFile, type Vocabulary } from '../../src/core/naming/file-names.ts'
import { siteOf } from '../../src/core/naming/sites.ts'
import { isGoodName } from '../../src/core/naming/words.ts'
import { createWorkspaceNames } from '../../src/core/naming/workspace-names.ts'
import type { Binding } from '../../src/core/semantic/model.ts'
import { createParser, openSource, type Source, type Parser } from '../../src/core/syntax/index.ts'

/** Source packages whose names teach the weights. None of them is scored. */
export const trainingSuites = ['nova', 'cinder', 'pytest', 'attrs', 'flask', 'httpx', 'django', 'celery', 'certbot', 'djangorestframework', 'apache-libcloud']
/** Source packages that training never sees. */
export const scoringSuites = ['keystone', 'aiohttp', 'requests', 'scrapy', 'wagtail', 'ansible-core', 'werkzeug', 'jinja2', 'click']

export interface Question {
  readonly binding: Binding
  readonly clues: Clues
  /** What the rest of its file says. */
  readonly file: Vocabulary
  /** What all other files say. */
  readonly workspace: Vocabulary
}

/** A file of which nothing is known but the variable's own function. */
export const nothing: Vocabulary = { usesOf: () => 0, namesOf: () => new Map(), parametersOf: () => [] }

export async function parserOf(root: string): Promise<Parser> {
  return createParser(readFileSync(`${root}grammars/tree-sitter.wasm`), readFileSync(`${root}grammars/python.wasm`))
}

/** Folder of a source package, fetched when it is not there. */
export async function folderOf(root: string, name: string): Promise<string> {
  const { corpus } = (await import(pathToFileURL(`${root}test/support/corpora.mjs`).href)) as { corpus: (name: string) => string }
  return corpus(name)
}

export interface Suite {
  readonly files: number
  readonly sources: readonly Source[]
  readonly questions: readonly Question[]
}

/** The test files of one repository, evenly picked where there are more than `mostFiles`; the same name with the same initializer is asked once; `asks`: false for the sources alone. */
export async function suiteOf(parser: Parser, folder: string, mostFiles = Infinity, asks = true): Promise<Suite> {
  const all = (await glob(['**/test_*.py', '**/*_test.py', '**/tests.py', '**/tests/**/*.py'], { cwd: folder, absolute: true })).sort().filter((file) => statSync(file).size < 1_000_000)
  const files = all.length <= mostFiles ? all : all.filter((_, i) => Math.floor((i * mostFiles) / all.length) !== Math.floor(((i - 1) * mostFiles) / all.length))
  const sources = files.map((file) => openSource(parser, file, readFileSync(file, 'utf8')))
  if (!asks) return { files: files.length, sources, questions: [] }
  const everything = createWorkspaceNames()
  for (const source of sources) Array.from(everything.learn(source.path, source))
  const asked = new Set<string>()
  const questions = sources.flatMap((source) => {
    const workspace = everything.without(source.path)
    return hidden(source).flatMap((binding): readonly Question[] => {
      const key = `${binding.name} ${siteOf(binding.definitions[0]!)?.value.text.slice(0, 200)}`
      if (asked.has(key)) return []
      asked.add(key)
      return [{ binding, clues: cluesOf(binding), file: namesOfFile(source), workspace }]
    })
  })
  return { files: files.length, sources, questions }
}

/** Locals whose name is good already: at least three letters, no digits, not generic. */
export function hidden(source: Source): readonly Binding[] {
  return source.segments.flatMap((segment) =>
    segment.kind === 'trivia' || segment.isBroken ? [] : functionScopes(segment).flatMap((scope) => [...scope.bindings.values()].filter((binding) => isLocal(binding) && isGoodName(binding.name) && siteOf(binding.definitions[0]!) !== undefined)),
  )
}
