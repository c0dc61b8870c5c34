// A file with findings at chosen words, for the tests of reports and reviews: no rule has to fire for them.

import type { Analysis, Finding, Fix } from '../../server/src/core/engine/finding.ts'
import { rule, type Rule, type SectionId, type Severity } from '../../server/src/core/kit/index.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

export async function sourceOf(text: string, path = 'tests/test_x.py'): Promise<Source> {
  return openSource(await testParser(), path, text)
}

export function ruleOf(id: string, section: SectionId, twins: readonly string[] = []): Rule {
  return rule({ id, section, twins, summary: id, why: id, severity: 'warning', preset: 'recommended', fix: undefined, since: '0.1.0', on: 'test', *check() {}, message: () => id })
}

/** At the first occurrence of `word`, all of which lies in one segment. */
export function findingAt(source: Source, word: string, of: Rule, severity: Severity, message = `${word} is wrong`): Finding {
  const start = source.text.indexOf(word)
  const segment = source.segmentAt(start)!
  const base = source.startOf(segment)
  const at = { segment, start: start - base, end: start - base + word.length }
  return { rule: of, severity, message, at, related: [], twins: of.twins, tag: undefined, facts: { at } }
}

export function analysisOf(findings: readonly Finding[], ran: readonly Rule[], rest: Partial<Analysis> = {}): Analysis {
  return { findings, ran, gaps: [], breakdowns: [], suppressed: 0, left: [], leftFindings: 0, ...rest }
}

export function fixAt(source: Source, word: string, text: string, rest: Partial<Fix> = {}): Fix {
  const start = source.text.indexOf(word)
  return { title: `Replace ${word}`, safety: 'safe', edits: [{ start, end: start + word.length, text }], isSnippet: false, ...rest }
}
