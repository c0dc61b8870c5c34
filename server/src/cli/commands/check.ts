// `proctor check`: findings of files, folders or standard input; with --fix and --diff what can be repaired.

import { resolve } from 'node:path'
import { formats, isTestFile, type FormatName, type Preset, type ReportedFile, type ReportedFinding } from '../../core/index.ts'
import { createCache, type Cache } from '../cache.ts'
import { createProjects, type Projects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { decode } from '../encoding.ts'
import { findTargets, targetOf, type Target } from '../files.ts'
import { Misuse } from '../misuse.ts'
import { reportMistakes } from '../notes.ts'
import { selectorList } from '../overrides.ts'
import { createReviewer, failed, type Reviewed, type Setup } from '../reviewer.ts'
import { reviewAll, writeAll, type Result } from '../run.ts'

export interface CheckOptions {
  readonly format: FormatName
  readonly select?: readonly string[]
  readonly ignore?: readonly string[]
  readonly preset?: Preset
  readonly isolated?: true
  readonly fix?: true
  readonly unsafeFixes?: true
  readonly diff?: true
  readonly stdinFilename?: string
  /** `auto`: as many threads as are worth their start. */
  readonly jobs: number | 'auto'
  readonly cache: boolean
  readonly cacheLocation?: string
}

export async function check(paths: readonly string[], options: CheckOptions, door: Door): Promise<ExitCode> {
  const isStdin = options.stdinFilename !== undefined
  const given = paths.filter((path) => !(isStdin && path === '-'))
  if (isStdin && given.length > 0) throw new Misuse('--stdin-filename reviews standard input; name no other files')
  if (!isStdin && given.length === 0) throw new Misuse("name the files and folders to review, such as '.' or 'tests'")
  if (options.unsafeFixes && !options.fix && !options.diff) throw new Misuse('--unsafe-fixes works together with --fix or --diff')

  const setup = setupOf(options, door)
  const projects = createProjects(door.cwd, setup.isIsolated, setup.overrides)
  const isFixedTextOut = isStdin && options.fix === true && options.diff !== true
  let results: readonly Result[]
  if (isStdin) results = [await reviewStdin(options.stdinFilename!, setup, projects, door, isFixedTextOut)]
  else {
    const isTest = (file: string): boolean => isTestFile(projects.pathInProject(file), projects.of(file).settings)
    const found = findTargets(given, door.cwd, isTest)
    // Named outright they were not asked for their settings yet, whose mistakes are told.
    for (const target of found) if (!('error' in target)) projects.of(target.file)
    const reviewed = await reviewAll(found, setup, { jobs: options.jobs, cache: cacheFor(options, setup, projects, door), door })
    if ('stopped' in reviewed) return reviewed.stopped
    const written = await writeAll(reviewed, door)
    if ('stopped' in written) return written.stopped
    results = written
  }
  const notes = results.map(({ reviewed }) => reviewed.notes).join('')
  if (notes !== '') door.err(notes)
  const isMisconfigured = reportMistakes(projects.mistakes(), door)

  const files = results.map(fileOf)
  const report = (): string => formats[options.format]({ version: door.version, files })
  if (options.diff) door.out(results.map(({ reviewed }) => reviewed.diff).join(''))
  else if (isFixedTextOut) door.err(report())
  else door.out(report())
  if (options.diff) for (const file of files) if (file.error !== null) door.err(`${file.path}: ${file.error}\n`)

  if (files.some((file) => file.error !== null) || isMisconfigured) return 2
  const hasFound = options.diff ? results.some(({ reviewed }) => reviewed.diff !== '') : files.some((file) => file.findings.length > 0)
  return hasFound ? 1 : 0
}

function setupOf(options: CheckOptions, door: Door): Setup {
  return {
    cwd: door.cwd,
    isIsolated: options.isolated === true,
    overrides: { preset: options.preset, select: selectorList('--select', options.select), ignore: selectorList('--ignore', options.ignore) ?? [] },
    wish: { fixes: options.fix !== true && options.diff !== true ? 'none' : options.unsafeFixes === true ? 'all' : 'safe', diff: options.diff === true },
  }
}

/** Fixes are made from files as they are, never from memory. */
function cacheFor(options: CheckOptions, setup: Setup, projects: Projects, door: Door): Cache | undefined {
  if (door.build === undefined || !options.cache || setup.wish.fixes !== 'none') return undefined
  const location = options.cacheLocation === undefined ? undefined : resolve(door.cwd, options.cacheLocation)
  if (location === undefined && setup.isIsolated) return undefined
  return createCache({ cwd: setup.cwd, build: door.build(), location, isIsolated: setup.isIsolated, overrides: setup.overrides, projectOf: projects.of })
}

/** The path only names it: it need not exist. `isFixedTextOut`: the fixed text is the command's output. */
async function reviewStdin(name: string, setup: Setup, projects: Projects, door: Door, isFixedTextOut: boolean): Promise<Result> {
  const target: Target = targetOf(resolve(door.cwd, name), door.cwd)
  const { maxFileSize } = projects.of(target.file).settings
  const bytes = door.readStdin()
  const decoded = decode(bytes)
  const answer = (reviewed: Reviewed): Result => ({ target, reviewed })
  if ('reason' in decoded) return answer(failed(decoded.reason))
  if (decoded.text.length > maxFileSize) return answer(failed(`too long: max-file-size is ${maxFileSize} characters`))
  const reviewed = createReviewer(await door.proctor(), setup).reviewText(target, { ...decoded, bytes })
  if (isFixedTextOut) door.out(reviewed.fixed?.text ?? decoded.text)
  return answer(reviewed)
}

function fileOf({ target, reviewed }: Result): ReportedFile {
  return { path: target.path, findings: JSON.parse(reviewed.findings) as readonly ReportedFinding[], error: reviewed.error }
}
