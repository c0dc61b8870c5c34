// `proctor check`: findings of files, folders or standard input; with --fix and --diff what can be repaired.

import { resolve } from 'node:path'
import { applyEdits, formats, type FormatName, type Preset, type Proctor, reported, type ReportedFile, type Settings, type Source } from '../../core/index.ts'
import { createProjects, type Projects } from '../configuration.ts'
import { unifiedDiff } from '../diff.ts'
import type { Door, ExitCode } from '../door.ts'
import { decode } from '../encoding.ts'
import { findTargets, readTarget, targetOf, writeBack, type ReadFile, type Target } from '../files.ts'
import { Misuse } from '../misuse.ts'
import { createNeighbours, type Neighbours } from '../neighbours.ts'
import { selectorList } from '../overrides.ts'
import { bestFix, reportGaps, reportMistakes } from '../notes.ts'

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
}

export async function check(paths: readonly string[], options: CheckOptions, door: Door): Promise<ExitCode> {
  const isStdin = options.stdinFilename !== undefined
  const given = paths.filter((path) => !(isStdin && path === '-'))
  if (isStdin && given.length > 0) throw new Misuse('--stdin-filename reviews standard input; name no other files')
  if (!isStdin && given.length === 0) throw new Misuse("name the files and folders to review, such as '.' or 'tests'")
  if (options.unsafeFixes && !options.fix && !options.diff) throw new Misuse('--unsafe-fixes works together with --fix or --diff')

  const projects = createProjects(door.cwd, options.isolated === true, {
    preset: options.preset,
    select: selectorList('--select', options.select),
    ignore: selectorList('--ignore', options.ignore) ?? [],
  })
  const proctor = await door.proctor()
  const run: Run = { proctor, projects, neighbours: createNeighbours(proctor, door.cwd, options.isolated === true), options, door }
  const results = isStdin ? [checkStdin(options.stdinFilename!, run)] : checkFiles(given, run)
  const isMisconfigured = reportMistakes(projects.mistakes(), door)

  const files = results.map((result) => result.file)
  const report = formats[options.format]({ version: door.version, files })
  const isFixedTextOut = isStdin && options.fix === true && options.diff !== true
  if (options.diff) door.out(results.map((result) => result.diff).join(''))
  else if (isFixedTextOut) door.err(report)
  else door.out(report)
  if (options.diff) for (const file of files) if (file.error !== null) door.err(`${file.path}: ${file.error}\n`)

  if (files.some((file) => file.error !== null) || isMisconfigured) return 2
  const found = options.diff ? results.some((result) => result.diff !== '') : files.some((file) => file.findings.length > 0)
  return found ? 1 : 0
}

interface Run {
  readonly proctor: Proctor
  readonly projects: Projects
  readonly neighbours: Neighbours
  readonly options: CheckOptions
  readonly door: Door
}

interface Result {
  readonly file: ReportedFile
  /** Empty where nothing would change or nobody asked. */
  readonly diff: string
}

function checkFiles(paths: readonly string[], run: Run): readonly Result[] {
  const { proctor, projects, door } = run
  const isTest = (file: string): boolean => proctor.isTestFile(projects.pathInProject(file), projects.of(file).settings)
  return findTargets(paths, door.cwd, isTest).map((target) => {
    if ('error' in target) return failed(target.path, target.error)
    const { settings } = projects.of(target.file)
    const read = readTarget(target.file, settings.maxFileSize)
    return 'error' in read ? failed(target.path, read.error) : checkText(target, read, settings, run)
  })
}

/** The path only names it: it need not exist. */
function checkStdin(name: string, run: Run): Result {
  const target = targetOf(resolve(run.door.cwd, name), run.door.cwd)
  const { settings } = run.projects.of(target.file)
  const bytes = run.door.readStdin()
  const decoded = decode(bytes)
  const error = 'reason' in decoded ? decoded.reason : decoded.text.length > settings.maxFileSize ? `too long: max-file-size is ${settings.maxFileSize} characters` : undefined
  if (error !== undefined || 'reason' in decoded) return failed(target.path, error ?? '')
  return checkText(target, { ...decoded, bytes }, settings, run, (text) => run.door.out(text))
}

/** `sink`: takes the fixed text instead of the disk. */
function checkText(target: Target, read: ReadFile, settings: Settings, run: Run, sink?: (text: string) => void): Result {
  const { proctor, neighbours, options, door } = run
  let source = neighbours.open(target, read.text)
  const analyzed = () => neighbours.answer(source, () => proctor.analyze(source, settings))
  let diff = ''
  if (options.fix || options.diff) {
    const { edits } = neighbours.answer(source, () => proctor.fixAll(source, settings, { unsafe: options.unsafeFixes === true }))
    const fixed = applyEdits(read.text, edits)
    if (options.diff) diff = unifiedDiff(target.path, read.text, fixed)
    else if (sink !== undefined) sink(fixed)
    else if (fixed !== read.text) {
      const problem = writeBack(target.file, read, fixed)
      if (problem !== undefined) return { file: { ...report(source, settings, run), error: problem.error }, diff }
    }
    if (!options.diff) source = neighbours.open(target, fixed)
  }
  const file = report(source, settings, run)
  if (!options.diff) reportGaps(source, analyzed(), door)
  return { file, diff }
}

function report(source: Source, settings: Settings, { proctor, neighbours }: Run): ReportedFile {
  const { findings } = neighbours.answer(source, () => proctor.analyze(source, settings))
  return {
    path: source.path,
    findings: findings.map((finding) => reported(finding, bestFix(neighbours.answer(source, () => proctor.fixesFor(finding, source, settings))), source)),
    error: null,
  }
}

function failed(path: string, error: string): Result {
  return { file: { path, findings: [], error }, diff: '' }
}
