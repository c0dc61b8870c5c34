// Module rules over one version: what they found is kept while what was gathered, and what else they asked, says the same.

import { findingOf, moduleResults, wordsOf, type Breakdown, type Change, type Checked, type Gathered } from './check.ts'
import { contextFor } from './context.ts'
import { isShown, type EnabledRule } from './enabled.ts'
import type { Finding } from './finding.ts'
import type { Context, Located } from '../kit/index.ts'
import type { Settings } from '../settings/settings.ts'
import { suiteOf } from '../suite/units.ts'
import { changed, track, type Read, type Source } from '../syntax/index.ts'

/** What one module rule found, and what that rests on. */
export interface ModuleResult {
  gathered: readonly Gathered[]
  readonly findings: readonly Finding[]
  readonly breakdown: Breakdown | undefined
  readonly reads: readonly Read[]
  /** True where it looked at the whole file, which no read tells: then it holds for one version only. */
  readonly isWide: boolean
  /** How many times each of the keys occurs that its `keysOf` gives, in `counted`; nothing where it looked at the whole file. */
  readonly counts: Map<string, number>
  counted: readonly Gathered[]
}

const none: readonly Gathered[] = []

export function checkModules(source: Source, checked: Checked, enabled: readonly EnabledRule[], settings: Settings): { readonly findings: readonly Finding[]; readonly breakdowns: readonly Breakdown[] } {
  const findings: Finding[] = []
  const breakdowns: Breakdown[] = []
  const kept = moduleResults(source, enabled)
  for (const one of enabled) {
    if (one.rule.on !== 'module') continue
    const gathered = checked.gathered.get(one.rule) ?? none
    let result = kept.get(one.rule)
    if (result === undefined || !stillHolds(result, one, gathered, checked.changes.get(one.rule), source)) kept.set(one.rule, (result = check(source, one, gathered, settings, result)))
    if (result.findings.length > 0) findings.push(...result.findings)
    if (result.breakdown !== undefined) breakdowns.push(result.breakdown)
  }
  return { findings, breakdowns }
}

/** True where the rule would find the same again. Brings the counts of its keys to this version. */
function stillHolds(known: ModuleResult, { rule }: EnabledRule, gathered: readonly Gathered[], change: Change | undefined, source: Source): boolean {
  if (known.isWide || known.breakdown !== undefined) return false
  if (known.gathered !== gathered) {
    if (change === undefined || rule.keysOf === undefined) return false
    const gone = change.gone.map(({ facts }) => rule.keysOf!(facts as never))
    const come = change.come.map(({ facts }) => rule.keysOf!(facts as never))
    if (gone.includes(undefined) || come.includes(undefined)) return false
    const { counts } = known
    // A key that another segment shares, now or before, may have made a finding or may make one.
    let isShared = false
    for (const key of gone.flat() as string[]) {
      const count = counts.get(key) ?? 0
      if (count > 1) isShared = true
      if (count > 1) counts.set(key, count - 1)
      else counts.delete(key)
    }
    for (const key of come.flat() as string[]) {
      const count = counts.get(key) ?? 0
      if (count > 0) isShared = true
      counts.set(key, count + 1)
    }
    known.counted = gathered
    if (isShared) return false
    known.gathered = gathered
  }
  return !changed(known.reads, source)
}

/** `before`: what it found in the version before, if that is known. */
function check(source: Source, enabled: EnabledRule, gathered: readonly Gathered[], settings: Settings, before: ModuleResult | undefined): ModuleResult {
  const { rule } = enabled
  const same = findingsOfBefore(before?.findings ?? [], source)
  const findings: Finding[] = []
  let breakdown: Breakdown | undefined
  let isWide = false
  const whole = (): Source => {
    isWide = true
    return source
  }
  const module = {
    get source() {
      return whole()
    },
    get suite() {
      return suiteOf(whole(), settings)
    },
    gathered,
  }
  // Of its own, so that each answer that it gives is among the reads of this rule.
  const own: Context = contextFor(source, settings, enabled.options, enabled.asTwins !== undefined)
  const context = Object.create(own, { source: { get: whole } }) as Context
  const { reads } = track(() => {
    try {
      for (const facts of rule.check(module as never, context as never)) {
        if (!facts.at.segment.isBroken && isShown(enabled, facts)) findings.push(same(facts) ?? findingOf(enabled, facts))
      }
    } catch (error) {
      breakdown = { rule, message: wordsOf(error) }
    }
  })
  const counts = isWide ? new Map<string, number>() : before?.counted === gathered ? before.counts : countsOf(enabled, gathered)
  return { gathered, findings, breakdown, reads, isWide, counts, counted: isWide ? none : gathered }
}

/** Gives the finding that was made of the very same facts, which a rule may keep by segment; asked in the order in which they were found. */
function findingsOfBefore(findings: readonly Finding[], source: Source): (facts: Located) => Finding | undefined {
  let at = 0
  return (facts) => {
    while (at < findings.length && findings[at]!.facts !== facts && !source.has(findings[at]!.at.segment)) at++
    const finding = findings[at]
    if (finding?.facts !== facts) return undefined
    at++
    return finding
  }
}

function countsOf({ rule }: EnabledRule, gathered: readonly Gathered[]): Map<string, number> {
  const counts = new Map<string, number>()
  if (rule.keysOf === undefined) return counts
  for (const { facts } of gathered) for (const key of rule.keysOf(facts as never) ?? []) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
