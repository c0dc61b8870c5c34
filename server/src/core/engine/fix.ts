// Turns repairs into edits of the file, and applies all of them until nothing is left to fix.

import { analyze } from './analyze.ts'
import { wordsOf } from './check.ts'
import { contextFor } from './context.ts'
import type { Finding, Fix } from './finding.ts'
import type { Refusal, Repair, Rule } from '../kit/index.ts'
import type { PlaceEdit } from '../kit/rule.ts'
import { optionsOf } from '../settings/options.ts'
import type { Settings } from '../settings/settings.ts'
import { editSource, type Source } from '../syntax/index.ts'
import { composeEdits } from '../text/pieces.ts'
import { sortEdits, type TextEdit } from '../text/range.ts'

/** The repairs of one finding of this version, best first. */
export function fixesFor(finding: Finding, source: Source, settings: Settings): readonly (Fix | Refusal)[] {
  const { rule, facts } = finding
  if (rule.repair === undefined || !source.has(finding.at.segment)) return []
  try {
    const answer = rule.repair(facts, contextFor(source, settings, optionsOf(rule, settings)))
    const repairs: readonly (Repair | Refusal)[] = answer === undefined ? [] : Array.isArray(answer) ? answer : [answer as Repair | Refusal]
    return repairs.map((repair) => ('refusal' in repair ? repair : fixOf(repair, source, rule)))
  } catch (error) {
    return [{ refusal: `the fix of ${rule.id} failed: ${wordsOf(error)}` }]
  }
}

export function fixOf(repair: Repair, source: Source, rule?: Rule): Fix {
  return {
    title: repair.title,
    safety: repair.safety ?? rule?.fix ?? 'suggested',
    edits: sortEdits(absolute(repair.edits, source)),
    isSnippet: repair.isSnippet ?? false,
  }
}

export function absolute(edits: readonly PlaceEdit[], source: Source): readonly TextEdit[] {
  return edits.map(({ segment, start, end, text }) => {
    const base = source.startOf(segment)
    return { start: base + start, end: base + end, text }
  })
}

/** More passes than any real file needs; two rules that undo each other must not go on for ever. */
const maximumPasses = 10

export interface FixAllOptions {
  /** `suggested` fixes too. */
  readonly unsafe?: boolean
  /** Only this rule's. */
  readonly rule?: string
}

export function fixAll(source: Source, settings: Settings, rules: readonly Rule[], options: FixAllOptions = {}): { readonly edits: readonly TextEdit[]; readonly fixed: number } {
  const rounds: (readonly TextEdit[])[] = []
  let current = source
  let fixed = 0
  for (let pass = 0; pass < maximumPasses; pass++) {
    const { edits, count } = onePass(current, settings, rules, options)
    if (count === 0) break
    const next = editSource(current, edits)
    // A fix never breaks what could be read before it.
    if (brokenIn(next) > brokenIn(current)) break
    rounds.push(edits)
    current = next
    fixed += count
  }
  return { edits: composeEdits(source.length, rounds), fixed }
}

/** The fixes of one analysis that do not touch each other; the others wait for the next pass. */
function onePass(source: Source, settings: Settings, rules: readonly Rule[], options: FixAllOptions): { readonly edits: readonly TextEdit[]; readonly count: number } {
  const taken: TextEdit[] = []
  let count = 0
  for (const finding of analyze(source, settings, rules).findings) {
    if (finding.rule.fix === undefined || (options.rule !== undefined && finding.rule.id !== options.rule)) continue
    if (!options.unsafe && finding.rule.fix !== 'safe') continue
    const fix = fixesFor(finding, source, settings).find((one): one is Fix => 'edits' in one)
    if (fix === undefined || fix.edits.length === 0 || (!options.unsafe && fix.safety !== 'safe') || fix.isSnippet) continue
    if (fix.edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))) continue
    // Two renames were each judged without the other: the second waits until the first one's new name can be seen.
    const isRename = /naming|test-names/.test(finding.rule.section)
    if (isRename && fix.edits.some((edit) => taken.some((other) => other.text === edit.text))) continue
    taken.push(...fix.edits)
    count++
  }
  return { edits: sortEdits(taken), count }
}

function brokenIn(source: Source): number {
  return source.segments.filter((segment) => segment.isBroken).length
}
