// nan-comparison: `assert mean == float("nan")`: NaN equals nothing, itself included.

import { argumentsOf, briefly, calledName, claimOf, isAboutComparing, literalText, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly nan: Node
  readonly other: Node
  readonly comparison: Node
  readonly operator: string
}

export default rule({
  id: 'nan-comparison',
  summary: 'A value is compared with NaN, which equals nothing.',
  why: 'NaN differs from every value and from itself: `==` is always false and `!=` always true, whatever was computed. `math.isnan` answers the question that was meant.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PLW0177', 'pylint:W0177', 'wemake:WPS456'],
  on: 'node',
  kinds: ['comparison_operator', 'call'],
  called: /^assert(?:Not)?Equal$/,
  *check(node, context): Iterable<Facts> {
    const operands = node.kind === 'call' ? comparedBy(node) : node.children
    if (operands === undefined || operands.length < 2) return
    const nan = operands.find((operand) => isNan(unwrapped(operand), context))
    if (nan === undefined) return
    const unit = context.functionOf(node)
    // How a number type compares with NaN is worth tests of its own.
    const isAbout = unit !== undefined && isAboutComparing([unit.name, unit.owner?.name ?? ''])
    const operator = node.kind === 'call' ? (calledName(node) ?? '') : node.fields('operators').map((each) => each.text).join(' ')
    yield { at: node, nan: unwrapped(nan), other: operands.find((operand) => operand !== nan)!, comparison: node, operator, severity: /^(?:==|!=|assert.*)$/.test(operator) ? 'error' : 'warning', ...(isAbout ? { preset: 'twin' } : {}), ...(node.kind === 'call' ? { twins: [] } : {}) }
  },
  message: ({ nan, operator }) =>
    operator === '!=' || operator === 'assertNotEqual' ? `Everything differs from \`${briefly(nan)}\`, so this is always true` : `Nothing equals \`${briefly(nan)}\`, so \`${operator}\` gives no answer`,
  repair({ nan, other, comparison, operator }, context): Repair | Refusal | undefined {
    if (!/^(?:==|!=|assertEqual|assertNotEqual)$/.test(operator) || comparison.children.length > 2) return undefined
    const root = nan.kind === 'attribute' ? nan.field('object')!.text : context.definitionsOf('math').length > 0 ? 'math' : undefined
    if (root === undefined) return { refusal: 'math is not imported here' }
    const { segment, start, end } = comparison
    const asked = `${root}.isnan(${other.text})`
    if (comparison.kind === 'comparison_operator') return { title: `Ask ${root}.isnan`, edits: [{ segment, start, end, text: operator === '==' ? asked : `not ${asked}` }] }
    const callee = comparison.field('function')!.field('object')!
    if (comparison.field('arguments')!.children.length !== 2) return { refusal: 'The assertion has a message' }
    return { title: `Ask ${root}.isnan`, edits: [{ segment, start, end, text: `${callee.text}.${operator === 'assertEqual' ? 'assertTrue' : 'assertFalse'}(${asked})` }] }
  },
})

function comparedBy(call: Node): readonly Node[] | undefined {
  const name = calledName(call)
  if (name !== 'assertEqual' && name !== 'assertNotEqual') return undefined
  return claimOf(call)?.operands
}

function isNan(node: Node, context: Context): boolean {
  if (node.kind === 'attribute') return /\.nan$/i.test(node.text) && /^(?:numpy\.(?:nan|NaN|NAN)|math\.nan)$/.test(context.qualifiedName(node) ?? '')
  if (node.kind !== 'call' || node.field('function')?.text !== 'float') return false
  const { positional } = argumentsOf(node)
  return positional.length === 1 && /^[+-]?nan$/i.test((literalText(positional[0]!) ?? '').trim())
}
