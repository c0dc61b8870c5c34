// Comments without a space behind the hash, as pycodestyle's E262 and E265 see them.

import { startsLine } from '../../edits/index.ts'
import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  /** Behind the hash. */
  readonly gap: number
}

export default rule({
  id: 'block-comment-space',
  summary: 'A comment begins directly behind its hash.',
  why: 'With a space the words stand apart from the sign, as PEP 8 has it; editors that comment lines out put none, so that notes and switched-off code can be told apart.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:E262', 'ruff:E265', 'flake8:E262', 'flake8:E265', 'keystone:K002'],
  on: 'module',
  gather: (segment): readonly { readonly start: number; readonly end: number; readonly isOther: boolean }[] => {
    const { comments, text } = segment
    const found: { start: number; end: number; isOther: boolean }[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const comment = text.slice(comments[i]!, comments[i + 1]!)
      // `#:` is for Sphinx; `## heading` and `#####` have rules of their own elsewhere.
      // Behind code the linters want one hash and one space.
      const isTheirs = /^#(?:#|[\t\u00a0]| [ \t\u00a0]+\S)/.test(comment) && !startsLine(text, comments[i]!)
      if (isTheirs) found.push({ start: comments[i]!, end: comments[i + 1]!, isOther: true })
      if (/^#(?:$|[\s#]|:(?:\s|$))/.test(comment)) continue
      found.push({ start: comments[i]!, end: comments[i + 1]!, isOther: !/[\p{L}\p{N}]/u.test(comment) || /^#[%!]/.test(comment) || looksLikeCode.test(comment) })
    }
    return found
  },
  *check(module): Iterable<Facts> {
    for (const { segment, facts } of module.gathered) for (const { start, end, isOther } of facts) {
      const isOwnLine = startsLine(segment.text, start)
      // Python's own `#!` is one on the first line only.
      if (isOwnLine && segment.text[start + 1] === '!' && module.source.positionAt(module.source.rangeOf({ segment, start, end }).start).line === 0) continue
      yield { at: { segment, start, end }, segment, gap: start + 1, twins: isOwnLine ? ['ruff:E265', 'flake8:E265', 'keystone:K002'] : ['ruff:E262', 'flake8:E262'], ...(isOther ? { preset: 'twin' as const } : {}) }
    }
  },
  message: ({ segment, gap }) => (/[\s#]/.test(segment.text[gap] ?? '') ? 'More than one space or hash begins the comment' : 'There is no space behind the hash'),
  repair: ({ segment, gap }): Repair | undefined => (/[\s#]/.test(segment.text[gap] ?? '') ? undefined : { title: 'Insert a space', edits: [{ segment, start: gap, end: gap, text: ' ' }] }),
})

/** A line that an editor commented out; a line drawn with signs and a notebook's cell are no sentences either. */
const looksLikeCode = /^#(?:@|[\w.]+(?:\[[^\]]*\])?\s*[-+*/|&]?=[^=]|[\w.]+\(|(?:def|class|import|from|return|for|if|elif|else|while|with|try|except|finally|assert|raise|print|del|pass|yield|await|async)\b|[\])}'"]|[\w.]+,\s*[\w.]+\s*=)/
