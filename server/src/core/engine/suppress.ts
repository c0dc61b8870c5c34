// Applies the suppression comments to findings, and reports comments that hide nothing or name no rule.

import { findingOf } from './check.ts'
import type { EnabledRule } from './enabled.ts'
import type { Finding } from './finding.ts'
import { removalOf, suppressionsOf, type Suppression } from './suppressions.ts'
import { rule, type Rule } from '../kit/index.ts'
import type { Located } from '../kit/rule.ts'
import { namesRule } from '../settings/severity.ts'
import type { Source } from '../syntax/index.ts'

interface Mention extends Located {
  readonly suppression: Suppression
  /** Undefined where the comment names no rule. */
  readonly name: string | undefined
}

/** The two rules of the engine itself: they judge the comments, not the code, so nothing subscribes to them. */
const unused = rule<'node', Mention>({
  id: 'unused-suppression',
  summary: 'A suppression comment hides no finding',
  why: 'A comment that hides nothing misleads its readers, and it will hide the next real finding on its line.',
  section: 'comments',
  severity: 'information',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:RUF100', 'pylint:I0021'],
  on: 'node',
  kinds: [],
  *check() {},
  message: ({ name }) => (name === undefined ? 'This suppression hides no finding' : `The suppression of ${name} hides no finding`),
  repair: ({ suppression, name }) => ({ title: 'Remove the unused suppression', edits: removalOf(suppression, name) }),
})

const unknown = rule<'node', Mention>({
  id: 'unknown-suppressed-rule',
  summary: 'A suppression comment names a rule that does not exist',
  why: 'The comment hides nothing: the rule that it should name is misspelt or gone.',
  section: 'comments',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pylint:W0012'],
  on: 'node',
  kinds: [],
  *check() {},
  message: ({ name }) => `There is no rule, section or twin named '${name}'`,
})

export const suppressionRules: readonly Rule[] = [unknown, unused]

/** What is left to show, the findings about the comments themselves included, and how many were hidden. */
export function suppress(source: Source, findings: readonly Finding[], enabled: readonly EnabledRule[], rules: readonly Rule[]): { readonly shown: readonly Finding[]; readonly hidden: number } {
  const suppressions: Suppression[] = []
  for (const segment of source.segments) if (segment.comments.length > 0) suppressions.push(...suppressionsOf(segment))
  if (suppressions.length === 0) return { shown: findings, hidden: 0 }

  const used = new Set<string>()
  const key = (suppression: Suppression, name: string | undefined): string => `${suppressions.indexOf(suppression)} ${name ?? ''}`
  const shown = findings.filter((finding) => {
    let hides = false
    for (const suppression of suppressions) {
      if (!covers(suppression, finding)) continue
      if (suppression.names.length === 0) {
        used.add(key(suppression, undefined))
        hides = true
      }
      for (const { name } of suppression.names) {
        if (!namesRule(name, finding.rule)) continue
        used.add(key(suppression, name))
        hides = true
      }
    }
    return !hides
  })

  const about: Finding[] = []
  const [unusedRule, unknownRule] = [unused, unknown].map((one) => enabled.find((candidate) => candidate.rule === one))
  for (const suppression of suppressions) {
    if (suppression.names.length === 0) {
      if (unusedRule !== undefined && !used.has(key(suppression, undefined)) && !suppression.segment.isBroken) about.push(findingOf(unusedRule, mention(suppression, undefined)))
      continue
    }
    for (const { name, at } of suppression.names) {
      const meant = rules.filter((one) => namesRule(name, one))
      if (meant.length === 0) {
        if (unknownRule !== undefined) about.push(findingOf(unknownRule, { ...mention(suppression, name), at }))
        continue
      }
      // A rule that does not run can't tell whether its suppression is needed.
      const allRan = meant.every((one) => enabled.some((candidate) => candidate.rule === one))
      if (unusedRule === undefined || used.has(key(suppression, name)) || !allRan || isUnsure(source, suppression)) continue
      about.push(findingOf(unusedRule, { ...mention(suppression, name), at }))
    }
  }
  return { shown: [...shown, ...about], hidden: findings.length - shown.length }
}

function mention(suppression: Suppression, name: string | undefined): Mention {
  return { at: suppression.at, suppression, name, tag: 'unnecessary' }
}

/** Where code is broken its findings are withheld, so that nothing can be said of what would be hidden there. */
function isUnsure(source: Source, suppression: Suppression): boolean {
  return suppression.scope === 'file' ? source.segments.some((segment) => segment.isBroken) : suppression.segment.isBroken
}

function covers(suppression: Suppression, finding: Finding): boolean {
  if (suppression.scope === 'file') return true
  const { at } = finding
  return suppression.segment === at.segment && suppression.covers.start <= at.start && at.start < suppression.covers.end
}
