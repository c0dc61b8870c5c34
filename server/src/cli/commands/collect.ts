// `proctor collect`: the ids of the tests that pytest or unittest would collect.

import { createProjects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { findTargets, readTarget } from '../files.ts'
import { createModules } from '../neighbours.ts'
import { reportMistakes } from '../notes.ts'
import { noOverrides } from '../overrides.ts'

/** json: `{"version", "files": [{"path", "tests": [ids], "error"}], "summary": {"files", "tests", "unreadable"}}`. */
export async function collect(paths: readonly string[], options: { readonly format: 'text' | 'json'; readonly isolated?: true }, door: Door): Promise<ExitCode> {
  const projects = createProjects(door.cwd, options.isolated === true, noOverrides)
  const proctor = await door.proctor()
  const modules = createModules(proctor, door.cwd)
  const isTest = (file: string): boolean => proctor.isTestFile(projects.pathInProject(file), projects.of(file).settings)
  const files = findTargets(paths, door.cwd, isTest).map((target) => {
    if ('error' in target) return { path: target.path, tests: [], error: target.error }
    const { settings } = projects.of(target.file)
    const read = readTarget(target.file, settings.maxFileSize)
    if ('error' in read) return { path: target.path, tests: [], error: read.error }
    return { path: target.path, tests: proctor.collect(modules.open(target, read.text), settings, options.isolated === true ? undefined : modules.elsewhere), error: null }
  })
  const isMisconfigured = reportMistakes(projects.mistakes(), door)
  const unreadable = files.filter((file) => file.error !== null)
  if (options.format === 'json') {
    const tests = files.reduce((sum, file) => sum + file.tests.length, 0)
    door.out(`${JSON.stringify({ version: door.version, files, summary: { files: files.length, tests, unreadable: unreadable.length } }, undefined, 2)}\n`)
  } else {
    door.out(files.flatMap((file) => file.tests).map((id) => `${id}\n`).join(''))
    for (const { path, error } of unreadable) door.err(`${path}: ${error}\n`)
  }
  return unreadable.length > 0 || isMisconfigured ? 2 : 0
}
