// What a command says beside its output, on standard error: mistakes in the settings, parts that were not reviewed, rules that broke down.

import type { Analysis, Fix, Mistake, Refusal, Source } from '../core/index.ts'
import type { Door } from './door.ts'

/** `pyproject.toml:3: rules.lng-test: no rule …`. True where Proctor's own settings have one: then the exit code is 2. */
export function reportMistakes(mistakes: readonly Mistake[], door: Door): boolean {
  for (const { source, line, key, message } of mistakes) {
    door.err(`${source}${line === undefined ? '' : `:${line}`}: ${key === '' ? '' : `${key}: `}${message}\n`)
  }
  return mistakes.some((mistake) => mistake.of === undefined)
}

/** One line each for the parts that were not reviewed and the rules that broke down; empty where there are none. */
export function gapLines(source: Source, analysis: Analysis): string {
  const gaps = analysis.gaps.map(({ at, reason }) => {
    const first = source.positionAt(at.start).line + 1
    const last = source.positionAt(Math.max(at.start, at.end - 1)).line + 1
    return `${source.path}:${first}: ${first === last ? 'line' : 'lines'} ${first === last ? first : `${first} to ${last}`} not reviewed: ${reason}\n`
  })
  return [...gaps, ...analysis.breakdowns.map(({ rule, message }) => `${source.path}: the rule ${rule.id} broke down: ${message}; please report it\n`)].join('')
}

export function bestFix(answers: readonly (Fix | Refusal)[]): Fix | undefined {
  return answers.find((answer): answer is Fix => 'edits' in answer)
}
