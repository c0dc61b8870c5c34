// assert-on-string-literal: `assert "message"`: a text that is not empty is true, the condition got lost.

import { claimOf, rule, truthOf, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  /** Undefined for an f-string of fields only. */
  readonly truth: boolean | undefined
  readonly hasMessage: boolean
}

export default rule({
  id: 'assert-on-string-literal',
  summary: 'An assertion tests a string literal, which is always true.',
  why: 'Python takes a string with characters as true. Most often the condition was lost, or the condition and the message changed places, and the test checks nothing there.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PLW0129', 'pylint:W0129', 'flake8:ULA001', 'flake8:ULA005'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    const subject = claim?.operands[0]
    if (claim === undefined || subject === undefined || (subject.kind !== 'string' && subject.kind !== 'concatenated_string')) return
    // `assert not "…"` always fails, which somebody sees.
    if (claim.relation !== 'true' || context.functionOf(node) === undefined) return
    const truth = truthOf(subject)
    if (node.kind === 'call' && truth !== true) return
    // `assertTrue("text", 3)` compares, in the wrong method.
    if (node.kind === 'call' && claim.message !== undefined && !/string$/.test(claim.message.kind)) return
    yield { at: subject, truth, hasMessage: claim.message !== undefined, twins: node.kind === 'call' ? [] : ['ruff:PLW0129', ...(/^[rR]?[bB]/.test(subject.text) ? [] : ['pylint:W0129']), ...(truth === undefined ? ['flake8:ULA005'] : truth ? ['flake8:ULA001'] : [])], severity: truth === true ? 'error' : 'warning' }
  },
  message({ truth, hasMessage }) {
    if (truth === undefined) return 'Assertion on an f-string, which is true unless it is empty'
    if (!truth) return 'Assertion on an empty string, which always fails'
    return hasMessage ? 'Assertion on a string, which is always true; its message may be the condition' : 'Assertion on a string, which is always true; the condition is missing'
  },
})
