// What the segments gathered for each module rule, carried over from the version before: a keystroke changes one segment of many.

import type { Change, Checked, Gathered, SegmentResult } from './check.ts'
import type { Rule } from '../kit/index.ts'
import type { Source } from '../syntax/index.ts'

/** `results`: one for each segment of `source`. `before` may be of any other version of the file. */
export function gatheredAfter(before: Checked | undefined, source: Source, results: readonly SegmentResult[]): Checked {
  const { segments } = source
  if (before === undefined) return { segments, results, gathered: byRule(results), changes: new Map() }
  // A result that was worked out anew counts as another one though its segment stayed.
  const isSame = (old: number, fresh: number): boolean => before.segments[old] === segments[fresh] && before.results[old] === results[fresh]
  const [oldCount, count] = [before.segments.length, segments.length]
  const shorter = Math.min(oldCount, count)
  let head = 0
  while (head < shorter && isSame(head, head)) head++
  let tail = 0
  while (tail < shorter - head && isSame(oldCount - 1 - tail, count - 1 - tail)) tail++

  const gone = byRule(before.results.slice(head, oldCount - tail))
  const come = byRule(results.slice(head, count - tail))
  const gathered = new Map(before.gathered)
  const changes = new Map<Rule, Change>()
  for (const rule of new Set([...gone.keys(), ...come.keys()])) {
    const [left, added] = [gone.get(rule) ?? [], come.get(rule) ?? []]
    if (left.length === added.length && left.every((one, i) => one === added[i])) continue
    const all = before.gathered.get(rule) ?? []
    // What goes stands together; where nothing goes, the new stands behind what the unchanged segments in front gathered.
    const at = left.length > 0 ? all.indexOf(left[0]!) : countInFront(all, source, head)
    gathered.set(rule, [...all.slice(0, at), ...added, ...all.slice(at + left.length)])
    changes.set(rule, { gone: left, come: added })
  }
  return { segments, results, gathered, changes }
}

function byRule(results: readonly SegmentResult[]): Map<Rule, Gathered[]> {
  const all = new Map<Rule, Gathered[]>()
  for (const { gathered } of results) {
    for (const [rule, one] of gathered) {
      const known = all.get(rule)
      if (known === undefined) all.set(rule, [one])
      else known.push(one)
    }
  }
  return all
}

/** How many of them belong to one of the first `segments` segments. All of them belong to this version. */
function countInFront(all: readonly Gathered[], source: Source, segments: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (source.indexOf(all[middle]!.segment) < segments) low = middle + 1
    else high = middle
  }
  return low
}
