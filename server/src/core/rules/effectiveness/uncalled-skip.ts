// uncalled-skip: `self.fail` or `pytest.skip` as a statement without a call, `unittest.SkipTest(…)` that is not raised.

import { calledName, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly isException: boolean
}

export default rule({
  id: 'uncalled-skip',
  summary: 'What should skip or fail the test is named and not called, or made and not raised.',
  why: 'The statement does nothing, so the test goes on where it should have ended.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['expression_statement'],
  holding: ['attribute', 'call'],
  *check(statement, context): Iterable<Facts> {
    const at = statement.children.length === 1 ? statement.firstChild : undefined
    if (at === undefined || statement.isBroken) return
    if (at.kind === 'attribute' && isEnding(at, context)) yield { at, isException: false }
    else if (at.kind === 'call' && isException(at, context)) yield { at, isException: true }
  },
  message: ({ at, isException }) => (isException ? `\`${calledName(at)}\` is made and not raised` : `\`${at.text}\` is not called`),
  repair({ at, isException }): Repair | Refusal {
    const { segment, start, end } = at
    if (isException) return { title: 'Raise it', edits: [{ segment, start, end: start, text: 'raise ' }] }
    if (!/\.(?:fail|xfail|skip)$/.test(at.text)) return { refusal: 'The reason is not said' }
    return { title: `Call ${at.text}()`, edits: [{ segment, start: end, end, text: '()' }] }
  },
})

function isEnding(attribute: Node, context: Context): boolean {
  if (/^(?:self)\.(?:skipTest|fail)$/.test(attribute.text)) {
    const owner = context.functionOf(attribute)?.owner
    return owner?.isTestCase === 'yes'
  }
  return /^pytest\.(?:skip|fail|xfail|exit)$/.test(context.qualifiedName(attribute) ?? '')
}

function isException(call: Node, context: Context): boolean {
  return /^(?:unittest(?:\.case)?\.SkipTest|pytest\.(?:skip|fail|xfail)\.Exception)$/.test(context.qualifiedName(call) ?? '')
}
