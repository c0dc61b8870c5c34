// Analyses one version of a file: unit rules per segment, module rules over what was gathered, suppressions, gaps.

import { answersFor, checkSegments, type Breakdown } from './check.ts'
import { enabledRules, type EnabledRule } from './enabled.ts'
import type { Analysis, Finding, Gap } from './finding.ts'
import { checkModules } from './modules.ts'
import { isHiddenByNeighbour } from './neighbour-scopes.ts'
import { suppress } from './suppress.ts'
import type { Rule } from '../kit/index.ts'
import { leftTo } from '../settings/neighbours/step-aside.ts'
import type { Settings } from '../settings/settings.ts'
import { standingOn, type Source } from '../syntax/index.ts'

const cache = new WeakMap<Source, WeakMap<Settings, Analysis>>()

export function analyze(source: Source, settings: Settings, rules: readonly Rule[]): Analysis {
  let bySettings = cache.get(source)
  if (bySettings === undefined) cache.set(source, (bySettings = new WeakMap()))
  let known = bySettings.get(settings)
  if (known === undefined) bySettings.set(settings, (known = analyzeAnew(source, settings, enabledRules(rules, settings), rules)))
  return known
}

function analyzeAnew(source: Source, settings: Settings, enabled: readonly EnabledRule[], rules: readonly Rule[]): Analysis {
  if (source.length > settings.maxFileSize) {
    const reason = `the file is longer than maxFileSize (${settings.maxFileSize} characters) and was not reviewed`
    return { findings: [], gaps: [{ at: { start: 0, end: source.length }, reason }], ran: [], breakdowns: [], suppressed: 0, left: [], leftFindings: 0 }
  }
  return standingOn(answersFor(source, enabled), () => run(source, settings, enabled, rules))
}

function run(source: Source, settings: Settings, enabled: readonly EnabledRule[], rules: readonly Rule[]): Analysis {
  const all: Finding[] = []
  const breakdowns: Breakdown[] = []
  const checked = checkSegments(source, enabled, settings)
  for (const result of checked.results) {
    if (result.findings.length > 0) all.push(...result.findings)
    if (result.breakdowns.length > 0) breakdowns.push(...result.breakdowns)
  }
  const modules = checkModules(source, checked, enabled, settings)
  all.push(...modules.findings)
  breakdowns.push(...modules.breakdowns)
  const broken = onceEach(breakdowns)
  const ran = enabled.map((one) => one.rule).filter((rule) => !broken.some((one) => one.rule === rule))
  // What is hidden or left to others comes after Proctor's own comments, so that those are not called unused for it.
  const { shown, hidden } = suppress(source, all, enabled, rules)
  const heard = shown.filter((finding) => !isHiddenByNeighbour(source, finding))
  const findings = heard.filter((finding) => leftTo(finding.rule, finding.twins, source.path, settings) === undefined)
  return {
    findings: inOrder(source, findings),
    gaps: gapsOf(source),
    ran,
    breakdowns: broken,
    suppressed: hidden + shown.length - heard.length,
    left: ran.flatMap((rule) => {
      const to = leftTo(rule, rule.twins, source.path, settings)
      return to === undefined ? [] : [{ rule, to }]
    }),
    leftFindings: heard.length - findings.length,
  }
}

function inOrder(source: Source, findings: readonly Finding[]): readonly Finding[] {
  const starts = new Map(findings.map((finding) => [finding, source.startOf(finding.at.segment) + finding.at.start]))
  return [...findings].sort((a, b) => starts.get(a)! - starts.get(b)! || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0))
}

function gapsOf(source: Source): readonly Gap[] {
  return source.segments
    .filter((segment) => segment.isBroken)
    .map((segment) => {
      const base = source.startOf(segment)
      const reason = segment.unclosed === undefined ? 'it is not valid Python' : 'a triple-quoted string is never closed'
      return { at: { start: base + segment.code, end: base + segment.text.trimEnd().length }, reason }
    })
}

function onceEach(breakdowns: readonly Breakdown[]): readonly Breakdown[] {
  return [...new Map(breakdowns.map((one) => [one.rule, one])).values()]
}
