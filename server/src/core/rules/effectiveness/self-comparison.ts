// self-comparison: `assert total == total`: both sides are the same expression.

import { briefly, claimOf, isAboutComparing, isConstant, isRepeatable, isSameText, rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly side: string
}

export default rule({
  id: 'self-comparison',
  summary: 'An assertion compares an expression with itself.',
  why: 'A value equals itself whatever the code under test computed. Mostly one of the sides was to be the expected value.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S5863', 'sonar:S1764', 'ruff:PLR0124', 'pylint:R0124', 'falsegreen:C7'],
  whenNotToUse: 'Tests of `__eq__` and `__hash__` compare an object with itself on purpose. Where their names say so nothing is reported.',
  on: 'node',
  kinds: ['assert_statement', 'call', 'comparison_operator'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    if (node.kind !== 'comparison_operator') {
      const own = ownFinding(node, context)
      if (own !== undefined) yield own
      return
    }
    // Where it is no assertion, or about how comparing works, only linters mind: for names, and for plain questions about names.
    const left = node.children.find((each, i) => each.text === node.children[i + 1]?.text)
    if (left === undefined || !/^(?:\w+|(?:id|len|type|int|bool|str|repr|bytes)\(\w+\))$/.test(left.text) || isConstant(left)) return
    const assertion = node.ancestor('assert_statement', 'call')
    if (assertion === undefined || ownFinding(assertion, context)?.at.start !== left.start) yield { at: node, side: briefly(left), preset: 'twin', twins: comparisons }
  },
  message: ({ side }) => `\`${side}\` is compared with itself`,
})

const comparisons = ['ruff:PLR0124', 'pylint:R0124']

function ownFinding(node: Node, context: Context): Facts | undefined {
  const claim = claimOf(node)
  if (claim === undefined || !/^(?:==|is)$/.test(claim.relation)) return undefined
  const [left, right] = claim.operands
  if (left === undefined || right === undefined || !isSameText(left, right) || isConstant(left) || !isRepeatable(left)) return undefined
  // Reading an attribute twice may be the act: `assertIs(r.cached, r.cached)`.
  const isRead = left.kind === 'attribute'
  if ((left.kind !== 'identifier' && !isRead) || (isRead && claim.relation === 'is')) return undefined
  const unit = context.functionOf(node)
  // A function that is compared with itself, or code that mentions a special method, tests how comparing works.
  if (unit === undefined || isAboutComparing([unit.name, unit.owner?.name ?? '']) || /__(?:eq|ne|lt|le|gt|ge|hash|cmp)__|assertNotEqual|!=|hash\(/.test(unit.body.text)) return undefined
  // Several of them in one test: whether these things equal themselves is the question.
  const isSeries = isRead && [...unit.body.text.matchAll(/\bassert (\S+\.\S+) == (\S+)[ \t]*$/gm)].filter(([, one, other]) => one === other).length > 1
  const isComparison = !isRead && left.parent?.kind === 'comparison_operator'
  return { at: { segment: node.segment, start: left.start, end: right.end }, side: briefly(left), severity: isSeries ? 'hint' : isRead ? 'warning' : 'error', ...(isSeries ? { preset: 'strict' as const } : {}), twins: ['sonar:S5863', 'sonar:S1764', 'falsegreen:C7', ...(isComparison ? comparisons : [])] }
}
