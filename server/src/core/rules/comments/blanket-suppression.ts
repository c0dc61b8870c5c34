// `# type: ignore` and `# pylint: disable=all` that name no code: they hide whatever comes. A bare `# noqa` hides this rule as well.

import { rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly text: string
}

const kinds: readonly { readonly pattern: RegExp; readonly twins: readonly string[] }[] = [
  { pattern: /#\s*type:\s*ignore\b(?!\[)/, twins: ['ruff:PGH003', 'sonar:S1309', 'pygrep-hooks:python-check-blanket-type-ignore'] },
  { pattern: /#\s*pylint:\s*(?:disable(?:-next)?\s*=\s*all|skip-file)\b/, twins: ['sonar:S1309'] },
]

export default rule({
  id: 'blanket-suppression',
  summary: 'A suppression comment names no code, so it hides every finding of its line or file.',
  why: 'It was written for one finding and hides the next one too: a misspelt assertion on the same line is not reported any more. With the code it says what was accepted.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PGH003', 'sonar:S1309', 'pygrep-hooks:python-check-blanket-type-ignore'],
  on: 'module',
  gather: (segment) => {
    const { comments, text } = segment
    const found: { start: number; end: number; kind: number }[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const comment = text.slice(comments[i]!, comments[i + 1]!)
      kinds.forEach(({ pattern }, kind) => {
        const match = pattern.exec(comment)
        if (match !== null) found.push({ start: comments[i]! + match.index, end: comments[i]! + match.index + match[0].trimEnd().length, kind })
      })
    }
    return found
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end, kind } of facts) yield { at: { segment, start, end }, text: segment.text.slice(start, end), twins: kinds[kind]!.twins }
  },
  message: ({ text }) => `'${text}' names no code, so it hides every finding here`,
})
