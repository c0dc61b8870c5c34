// reviewInThreads(): worker threads with a share of files each, who help each other out at the end. A thread that dies takes one file with
// it, and another takes its place.

import type { Target } from './files.ts'
import { brokenDown, failed, type Reviewed } from './reviewer.ts'

/** One thread that reviews what it is posted, in that order, with a message for each. */
export interface Thread {
  post(target: Target): void
  /** Ends it at once. It is silent from then on. */
  stop(): void
}

export interface ThreadEvents {
  /** It can review; comes once, before every answer. */
  readonly ready: () => void
  readonly reviewed: (answer: Reviewed) => void
  /** It is gone without having been stopped; once, after all its answers. `reason`: an Error, where there was one. */
  readonly died: (reason: unknown) => void
}

export type StartThread = (events: ThreadEvents) => Thread

export interface Sharing {
  /** One for each thread, in the order in which they are begun. A thread that is through with its own goes on with the longest of the others. */
  readonly shares: readonly (readonly Target[])[]
  readonly start: StartThread
  readonly begun?: (target: Target) => void
  readonly reviewed: (target: Target, answer: Reviewed) => void
}

/** So many files wait at a thread: the one it reviews, and one more, so that it need not wait for us. */
const mostAtOnce = 2

/**
 * Resolves with what is left to review: nothing, or everything where a thread cannot even start. `stop` ends all threads at once; then
 * the promise resolves with what had no answer.
 */
export function reviewInThreads({ shares, start, begun, reviewed }: Sharing): { readonly left: Promise<readonly Target[]>; readonly stop: () => void } {
  const waiting = shares.filter((share) => share.length > 0).map((share) => [...share].reverse())
  const running = new Map<Thread, Target[]>()
  let end: (left: readonly Target[]) => void
  const left = new Promise<readonly Target[]>((resolve) => (end = resolve))

  const stop = (): void => {
    const unanswered = [...[...running.values()].flat(), ...waiting.flatMap((share) => share.splice(0).reverse())]
    for (const thread of running.keys()) thread.stop()
    running.clear()
    end(unanswered)
  }
  // Before that nobody takes what another thread is about to begin.
  let haveBegun = false
  const isMore = (): boolean => waiting.some((share) => share.length > 0)
  const next = (own: Target[]): Target | undefined => own.pop() ?? (haveBegun ? waiting.reduce((longest, share) => (share.length > longest.length ? share : longest), own).pop() : undefined)
  const feed = (thread: Thread, queue: Target[], own: Target[]): void => {
    while (queue.length < mostAtOnce) {
      const target = next(own)
      if (target === undefined) break
      queue.push(target)
      begun?.(target)
      thread.post(target)
    }
    if (queue.length > 0) return
    thread.stop()
    running.delete(thread)
    if (running.size === 0) end([])
  }
  const add = (own: Target[]): void => {
    const queue: Target[] = []
    let isReady = false
    const thread = start({
      ready() {
        isReady = true
      },
      reviewed(answer) {
        if (!running.has(thread)) return
        reviewed(queue.shift()!, answer)
        feed(thread, queue, own)
      },
      died(reason) {
        if (!running.delete(thread)) return
        // What keeps a thread from starting keeps the next one as well.
        if (!isReady) {
          own.push(...queue.reverse())
          stop()
          return
        }
        const [victim, ...others] = queue
        if (victim !== undefined) reviewed(victim, deathOf(reason))
        own.push(...others.reverse())
        if (isMore()) add(own)
        else if (running.size === 0) end([])
      },
    })
    running.set(thread, queue)
    feed(thread, queue, own)
  }
  for (const own of waiting) add(own)
  haveBegun = true
  if (waiting.length === 0) end!([])
  return { left, stop }
}

function deathOf(reason: unknown): Reviewed {
  if ((reason as { readonly code?: string } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY') return failed('its review ran out of memory')
  return reason === undefined ? failed('its review broke down: the thread ended; please report it') : brokenDown(reason)
}
