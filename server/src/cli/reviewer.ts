// createReviewer(): reviews one file after the other and gives what was found as plain data, which goes from thread to thread and to the
// disk. It reads files and never writes one.

import { applyEdits, reported, type Proctor, type ReportedFinding, type Settings, type Source } from '../core/index.ts'
import { createProjects } from './configuration.ts'
import { unifiedDiff } from './diff.ts'
import { contentHash, readTarget, type ReadFile, type Target } from './files.ts'
import { createNeighbours, type Evidence } from './neighbours.ts'
import { bestFix, gapLines } from './notes.ts'
import type { Overrides } from './overrides.ts'

/** What a run wants of each file. */
export interface Wish {
  /** The fixes that are applied before findings are reported, or shown with `diff`. */
  readonly fixes: 'none' | 'safe' | 'all'
  /** Show what would change instead: the findings are then those of the file as it is. */
  readonly diff: boolean
}

/** Everything that a reviewer has to know before its first file; plain data. */
export interface Setup {
  readonly cwd: string
  readonly isIsolated: boolean
  readonly overrides: Overrides
  readonly wish: Wish
}

export interface Reviewed {
  /** JSON of the {@link ReportedFinding}s. */
  readonly findings: string
  /** Why the file could not be reviewed or fixed; null where it was. */
  readonly error: string | null
  /** Whole lines for standard error: parts that were not reviewed. */
  readonly notes: string
  /** Empty where nothing would change or nobody asked. */
  readonly diff: string
  /** The fixed file, where the wish was to fix and it has changed: for the caller to write. */
  readonly fixed?: Fixed
  /** What the findings rest on; missing where they are not for keeping. */
  readonly evidence?: Evidence & { readonly hash: string }
}

export interface Fixed {
  /** Undefined where the file's encoding cannot hold the fixed text. */
  readonly bytes: Uint8Array | undefined
  readonly text: string
  /** The `contentHash` of what was read. */
  readonly before: string
  /** As in {@link Reviewed}: what holds as long as the fixed file is not written. */
  readonly findingsBefore: string
}

export interface Reviewer {
  readonly review: (target: Target) => Reviewed
  /** `read` need not be on the disk. */
  readonly reviewText: (target: Target, read: ReadFile) => Reviewed
}

export function createReviewer(proctor: Proctor, { cwd, isIsolated, overrides, wish }: Setup): Reviewer {
  const projects = createProjects(cwd, isIsolated, overrides)
  const neighbours = createNeighbours(proctor, cwd, isIsolated)

  const findingsOf = (source: Source, settings: Settings): string => {
    const { findings } = neighbours.answer(source, () => proctor.analyze(source, settings))
    const all: readonly ReportedFinding[] = findings.map((finding) => reported(finding, bestFix(neighbours.answer(source, () => proctor.fixesFor(finding, source, settings))), source))
    return JSON.stringify(all)
  }
  const reviewText = (target: Target, read: ReadFile): Reviewed => {
    const { settings } = projects.of(target.file)
    const source = neighbours.open(target, read.text)
    if (wish.fixes === 'none') {
      const findings = findingsOf(source, settings)
      const analysis = neighbours.answer(source, () => proctor.analyze(source, settings))
      const evidence = analysis.breakdowns.length > 0 ? undefined : neighbours.evidence(source)
      return { findings, error: null, notes: gapLines(source, analysis), diff: '', ...(evidence === undefined ? {} : { evidence: { ...evidence, hash: contentHash(read.bytes) } }) }
    }
    const { edits } = neighbours.answer(source, () => proctor.fixAll(source, settings, { unsafe: wish.fixes === 'all' }))
    const text = applyEdits(read.text, edits)
    if (wish.diff) return { findings: findingsOf(source, settings), error: null, notes: '', diff: unifiedDiff(target.path, read.text, text) }
    const after = text === read.text ? source : neighbours.open(target, text)
    const findings = findingsOf(after, settings)
    const notes = gapLines(after, neighbours.answer(after, () => proctor.analyze(after, settings)))
    const reviewed: Reviewed = { findings, error: null, notes, diff: '' }
    return after === source ? reviewed : { ...reviewed, fixed: { bytes: read.encode(text), text, before: contentHash(read.bytes), findingsBefore: findingsOf(source, settings) } }
  }
  return {
    reviewText,
    review(target) {
      const read = readTarget(target.file, projects.of(target.file).settings.maxFileSize)
      return 'error' in read ? failed(read.error) : reviewText(target, read)
    },
  }
}

export function failed(error: string): Reviewed {
  return { findings: '[]', error, notes: '', diff: '' }
}

/** What is said of a file whose review ended otherwise than it should. */
export function brokenDown(error: unknown): Reviewed {
  return failed(`its review broke down: ${error instanceof Error ? error.message : String(error)}; please report it`)
}
