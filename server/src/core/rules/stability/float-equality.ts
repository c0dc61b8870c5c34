// float-equality: `assert total == 0.3` where total was reckoned: the last bit decides.

import { withImport } from '../../edits/index.ts'
import { calledName, claimOf, rule, unwrapped, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly assertion: Node
  readonly operands: readonly Node[]
  readonly relation: '==' | '!='
}

export default rule({
  id: 'float-equality',
  summary: 'Floating-point numbers that were reckoned are compared exactly.',
  why: '`0.1 + 0.2 == 0.3` is false. Whether such a comparison holds depends on the order of operations, the compiler and the platform.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S1244', 'falsegreen:C8', 'flake8:WPS459'],
  on: 'assertion',
  *check({ node, within }, context): Iterable<Facts> {
    if (/Almost|Close/.test(calledName(node) ?? '')) return
    const claim = claimOf(node)
    if (claim === undefined || (claim.relation !== '==' && claim.relation !== '!=') || claim.operands.length !== 2 || /approx|isclose|round\(/.test(node.text)) return
    for (const [one, other] of [[0, 1], [1, 0]] as const) {
      const [literal, actual] = [claim.operands[one]!, claim.operands[other]!]
      if (!isInexact(literal) || !isReckoned(actual, literal, within, context)) continue
      yield { at: literal, assertion: node, operands: claim.operands, relation: claim.relation }
      return
    }
  },
  message: ({ at }) => `\`${at.text.replace(/\s+/g, ' ')}\` is compared exactly with a number that was reckoned`,
  repair({ at, assertion, operands, relation }, context): Repair | Refusal {
    const { segment } = at
    if (assertion.kind === 'call') {
      const name = assertion.field('function')!.field('attribute')
      if (name === undefined || !/^assert(?:Not)?Equals?$/.test(name.text)) return { refusal: 'It has no counterpart that allows for rounding' }
      const almost = relation === '==' ? 'assertAlmostEqual' : 'assertNotAlmostEqual'
      return { title: `Use ${almost}()`, edits: [{ segment, start: name.start, end: name.end, text: almost }] }
    }
    if (context.functionOf(assertion)?.owner?.isTestCase !== undefined && context.functionOf(assertion)!.owner!.isTestCase !== 'no') return { refusal: 'A TestCase has assertAlmostEqual' }
    const pytest = withImport(context.source, 'pytest')
    if (pytest === undefined || operands.length !== 2) return { refusal: 'pytest can\'t be imported under its name' }
    return { title: 'Compare with pytest.approx()', edits: [...pytest.edits, { segment, start: at.start, end: at.start, text: `${pytest.name}.approx(` }, { segment, start: at.end, end: at.end, text: ')' }] }
  },
})

/** A float that binary digits can't write, or a sum of such. */
function isInexact(node: Node): boolean {
  const inner = unwrapped(node)
  if (inner.kind === 'unary_operator') return inner.firstChild !== undefined && isInexact(inner.lastChild!)
  if (inner.kind === 'binary_operator') return inner.children.every((child) => /^(?:integer|float|unary_operator|binary_operator|parenthesized_expression)$/.test(child.kind)) && inner.children.some(isInexact)
  if (inner.kind !== 'float') return false
  const value = Number(inner.text.replaceAll('_', ''))
  // A multiple of 1/1024 below 2^40 is exact, and so is what arithmetic makes of a few of them.
  return Number.isFinite(value) && !Number.isInteger(value) && !Number.isInteger(value * 1024)
}

/** Arithmetic in the operand, or in the value of its name; or a literal of so many digits that nobody handed it in. */
function isReckoned(actual: Node, literal: Node, within: FunctionUnit, context: Context): boolean {
  const inner = unwrapped(actual)
  if (isArithmetic(inner)) return true
  if (inner.kind === 'identifier') {
    const definitions = context.bindingOf(inner)?.definitions ?? []
    if (definitions.some(({ kind, value }) => kind === 'augmented' || (value !== undefined && isArithmetic(unwrapped(value))))) return true
  }
  if (inner.kind === 'float' || inner.kind === 'integer') return false
  const digits = literal.text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length
  // The same digits elsewhere in the test are its input, which passes through.
  return digits >= 12 && within.body.text.split(literal.text).length === 2
}

function isArithmetic(node: Node): boolean {
  if (node.kind === 'call' && /^(?:sum|math\.(?!floor|ceil|trunc|fsum|copysign|ldexp|frexp|fabs|ulp|nextafter)\w+|statistics\.(?:f?mean|p?variance|p?stdev)|np\.(?:sum|mean|std|var|dot)|numpy\.(?:sum|mean|std|var|dot))$/.test(node.field('function')!.text)) return true
  return node.kind === 'binary_operator' && ['+', '-', '*', '/', '**'].some((sign) => node.hasToken(sign)) && node.descendants('string', 'list', 'tuple').length === 0
}
