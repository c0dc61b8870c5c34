// One run over many files: what is known from an earlier run, the rest in threads or, where that is not worth it, here; then the writing
// of what was fixed. Answers come in the order of the files, whichever was done first.

import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { Cache } from './cache.ts'
import type { Door, StopCode } from './door.ts'
import { writeOver, type Target, type Unreadable } from './files.ts'
import { createProgress, type Progress } from './progress.ts'
import { brokenDown, createReviewer, failed, type Reviewed, type Setup } from './reviewer.ts'
import { reviewInThreads } from './threads.ts'

export interface Result {
  /** Without a `file` it could not even be found. */
  readonly target: { readonly path: string; readonly file?: string }
  readonly reviewed: Reviewed
}

/** The command was stopped; what is to be said of it has been said. */
export interface Stopped {
  readonly stopped: StopCode
}

export interface RunOptions {
  /** Threads at most; 1: none but this one. `auto`: as many as are worth it. */
  readonly jobs: number | 'auto'
  readonly cache: Cache | undefined
  readonly door: Door
}

/** Bytes of Python that take as long to review as a thread takes to start. */
const worthAThread = 200_000
/** Each thread reads base classes and helpers for itself, and holds some 100 MB. More than these are for those who ask for them. */
const mostThreads = 16

export async function reviewAll(found: readonly (Target | Unreadable)[], setup: Setup, { jobs, cache, door }: RunOptions): Promise<readonly Result[] | Stopped> {
  const answers = new Map<Target, Reviewed>()
  const unknown: Target[] = []
  for (const target of found) {
    if ('error' in target) continue
    const known = cache?.recall(target)
    if (known === undefined) unknown.push(target)
    else answers.set(target, known)
  }
  const sized = unknown.map((target) => ({ target, size: sizeOf(target.file) }))
  const progress = createProgress(door)
  const reviewed = (target: Target, answer: Reviewed): void => {
    answers.set(target, answer)
    cache?.keep(target, answer)
  }
  const stopped = await reviewUnknown(sized, setup, { jobs, door, progress, reviewed })
  progress.clear()
  cache?.save()
  if (stopped !== undefined) {
    door.err(`proctor: stopped; ${answers.size} of ${found.length} files were reviewed${setup.wish.fixes === 'none' || setup.wish.diff ? '' : ', and none was changed'}\n`)
    return { stopped }
  }
  return found.map((target) => ({ target, reviewed: 'error' in target ? failed(target.error) : answers.get(target)! }))
}

interface Sized {
  readonly target: Target
  /** Bytes. */
  readonly size: number
}

interface Reviewing {
  readonly jobs: number | 'auto'
  readonly door: Door
  readonly progress: Progress
  readonly reviewed: (target: Target, answer: Reviewed) => void
}

async function reviewUnknown(sized: readonly Sized[], setup: Setup, { jobs, door, progress, reviewed }: Reviewing): Promise<StopCode | undefined> {
  let left: readonly Target[] = sized.map(({ target }) => target)
  let done = 0
  const size = threadsFor(sized, jobs, door)
  if (size > 1) {
    const sharing = reviewInThreads({
      shares: sharesOf(sized, size),
      start: door.threads!.starterFor(setup),
      begun: ({ path }) => progress.show(done, sized.length, path),
      reviewed: (target, answer) => {
        done++
        reviewed(target, answer)
      },
    })
    let stopped: StopCode | undefined
    const release = door.onStop?.((code) => {
      stopped = code
      sharing.stop()
    })
    left = await sharing.left
    release?.()
    if (stopped !== undefined) return stopped
  }
  if (left.length === 0) return undefined
  // Nothing is written meanwhile, so that a signal may end the process where it stands.
  const reviewer = createReviewer(await door.proctor(), setup)
  for (const target of left) {
    progress.show(done, sized.length, target.path)
    reviewed(target, answerOf(() => reviewer.review(target)))
    done++
  }
  return undefined
}

/**
 * As many parts of the same number of bytes. Files that lie together stay together, as they import the same modules, which each thread
 * reads for itself; the largest of a part comes first, so that nobody is left alone with a long one at the end.
 */
function sharesOf(sized: readonly Sized[], count: number): readonly (readonly Target[])[] {
  const shares = Array.from({ length: count }, (): Sized[] => [])
  const all = sized.reduce((sum, { size }) => sum + size, 0)
  let before = 0
  for (const one of sized) {
    shares[Math.min(count - 1, Math.floor(((before + one.size / 2) / Math.max(1, all)) * count))]!.push(one)
    before += one.size
  }
  return shares.map((share) => share.sort((a, b) => b.size - a.size).map(({ target }) => target))
}

function answerOf(review: () => Reviewed): Reviewed {
  try {
    return review()
  } catch (error) {
    return brokenDown(error)
  }
}

function threadsFor(sized: readonly Sized[], jobs: number | 'auto', { threads }: Door): number {
  if (threads === undefined) return 1
  if (jobs !== 'auto') return Math.min(jobs, sized.length)
  const all = sized.reduce((sum, { size }) => sum + size, 0)
  return Math.min(threads.parallelism, mostThreads, sized.length, Math.floor(all / worthAThread))
}

/** Writes what was fixed, in order and each file at once, after all were reviewed: so each was reviewed beside the others as they were. */
export async function writeAll(results: readonly Result[], door: Door): Promise<readonly Result[] | Stopped> {
  if (results.every(({ reviewed }) => reviewed.fixed === undefined)) return results
  let stopped: StopCode | undefined
  const release = door.onStop?.((code) => (stopped = code))
  const written: Result[] = []
  let changed = 0
  for (const result of results) {
    // A signal is heard between two files, never within one.
    if (result.reviewed.fixed !== undefined) await setImmediate()
    if (stopped !== undefined) break
    const answer = write(result)
    if (answer.reviewed.fixed !== undefined) changed++
    written.push(answer)
  }
  release?.()
  if (stopped === undefined) return written
  const all = results.filter(({ reviewed }) => reviewed.fixed !== undefined).length
  door.err(`proctor: stopped; ${changed} of ${all} files with fixes were changed\n`)
  return { stopped }
}

function write(result: Result): Result {
  const { target, reviewed } = result
  if (reviewed.fixed === undefined || target.file === undefined) return result
  const problem = writeOver(target.file, reviewed.fixed.before, reviewed.fixed.bytes)
  return problem === undefined ? result : { target, reviewed: { findings: reviewed.fixed.findingsBefore, error: problem.error, notes: '', diff: '' } }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}
