// `proctor collect`: the ids of the tests that pytest or unittest would collect, and the fixtures of each.

import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Source, TestFixtures } from '../../core/index.ts'
import { createProjects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { findTargets, readTarget } from '../files.ts'
import { createModules } from '../neighbours.ts'
import { reportMistakes } from '../notes.ts'
import { noOverrides } from '../overrides.ts'

interface Collected {
  readonly path: string
  readonly tests: readonly string[]
  readonly fixtures?: readonly TestFixtures[]
  /** With a pattern: why the module's tests are decided at run time. */
  readonly atRunTime?: string | null
  readonly error: string | null
}

export interface CollectOptions {
  readonly format: 'text' | 'json'
  /** unittest's discovery instead of pytest's collection. */
  readonly pattern?: string
  readonly fixtures?: true
  readonly isolated?: true
}

/**
 * json: `{"version", "files": [{"path", "tests": [ids], "error"}], "summary": {"files", "tests", "unreadable"}}`; with `--fixtures` each
 * file has `"fixtures": [{"test": id, "fixtures": [{"name", "definitions": [{"path", "line", "scope", "autouse", "parametrized", "yields",
 * "requests": [names]}]}]}]` as well: of the definitions the first is what the test gets, the others are overridden; none lies outside. With a pattern each file has `"atRunTime"`: why its
 * `load_tests` decides at run time, or null.
 */
export async function collect(given: readonly string[], options: CollectOptions, door: Door): Promise<ExitCode> {
  const isIsolated = options.isolated === true
  const projects = createProjects(door.cwd, isIsolated, noOverrides)
  const proctor = await door.proctor()
  const modules = createModules(proctor, door.cwd)
  const configured = given.length > 0 ? given : projects.testPaths().filter((path) => existsSync(resolve(door.cwd, path)))
  const paths = configured.length > 0 ? configured : ['.']
  const named = new Set(paths.map((path) => resolve(door.cwd, path)))
  const discovers = options.pattern === undefined ? undefined : discovery(options.pattern, named)
  const isTest = discovers ?? ((file: string): boolean => proctor.isTestFile(projects.pathInProject(file), projects.of(file).settings))
  const files = findTargets(paths, door.cwd, isTest).flatMap((target): readonly Collected[] => {
    if ('error' in target) return [{ path: target.path, tests: [], error: target.error }]
    const { settings } = projects.of(target.file)
    const read = readTarget(target.file, settings.maxFileSize)
    if ('error' in read) return [{ path: target.path, tests: [], error: read.error }]
    const source = modules.open(target, read.text)
    const elsewhere = isIsolated ? undefined : modules.elsewhere
    if (discovers !== undefined) {
      const { ids, atRunTime } = proctor.loadTests(source, elsewhere)
      return [{ path: target.path, tests: ids, atRunTime: atRunTime ?? null, error: null }]
    }
    const conftests = isIsolated ? [] : modules.conftests(source)
    // As in pytest, a file that is named outright is collected all the same.
    if (!named.has(target.file) && proctor.isLeftOut(source.path, conftests)) return []
    const fixtures = options.fixtures === true ? { fixtures: proctor.fixtures(source, settings, { elsewhere: elsewhere ?? ((): Source | undefined => undefined), conftests: () => conftests }) } : {}
    return [{ path: target.path, tests: proctor.collect(source, settings, elsewhere), ...fixtures, error: null }]
  })
  const isMisconfigured = reportMistakes(projects.mistakes(), door)
  const unreadable = files.filter((file) => file.error !== null)
  if (options.format === 'json') {
    const tests = files.reduce((sum, file) => sum + file.tests.length, 0)
    door.out(`${JSON.stringify({ version: door.version, files: files.map(jsonOf), summary: { files: files.length, tests, unreadable: unreadable.length } }, undefined, 2)}\n`)
  } else {
    door.out(files.flatMap((file) => (file.fixtures === undefined ? file.tests : file.fixtures.flatMap(linesOf))).map((line) => `${line}\n`).join(''))
    for (const { path, atRunTime } of files) if (typeof atRunTime === 'string') door.err(`${path}: decided at run time: ${atRunTime}\n`)
    for (const { path, error } of unreadable) door.err(`${path}: ${error}\n`)
  }
  return unreadable.length > 0 || isMisconfigured ? 2 : 0
}

/** unittest's `discover`: names that can be imported and fit, in the folder at hand and in packages below it. */
function discovery(pattern: string, named: ReadonlySet<string>): (file: string) => boolean {
  const glob = globOf(pattern)
  const isReached = (folder: string): boolean => named.has(folder) || (existsSync(join(folder, '__init__.py')) && dirname(folder) !== folder && isReached(dirname(folder)))
  return (file) => /^[_a-z]\w*\.py$/i.test(basename(file)) && glob.test(basename(file)) && isReached(dirname(file))
}

/** `fnmatch`: a star stands for anything, braces for themselves. What is no pattern fits nothing. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]+\]|[.*+?^${}()|[\]\\]/g, (part) => (part === '*' ? '.*' : part === '?' ? '.' : part.length > 1 ? part.replace(/^\[!/, '[^') : `\\${part}`))
  try {
    return new RegExp(`^${source}$`, 's')
  } catch {
    return /^(?!)/
  }
}

function jsonOf({ path, tests, fixtures, atRunTime, error }: Collected): unknown {
  if (fixtures === undefined) return { path, tests, ...(atRunTime === undefined ? {} : { atRunTime }), error }
  const written = fixtures.map((test) => ({
    test: test.id,
    fixtures: test.fixtures.map(({ name, definitions }) => ({
      name,
      definitions: definitions.map((each) => ({ path: each.path, line: each.line, scope: each.scope, autouse: each.isAutouse, parametrized: each.isParametrized, yields: each.isGenerator, requests: each.requests })),
    })),
  }))
  return { path, tests, fixtures: written, error }
}

/** Like `pytest --fixtures-per-test`, one line for each fixture; a bare name is none of the workspace's. */
function linesOf({ id, fixtures }: TestFixtures): readonly string[] {
  return [
    id,
    ...fixtures.map(({ name, definitions }) => {
      const [used, ...overridden] = definitions.map(({ path, line }) => `${path}:${line}`)
      return `    ${name}${used === undefined ? '' : ` -- ${used}`}${overridden.length === 0 ? '' : `, overrides ${overridden.join(', ')}`}`
    }),
  ]
}
