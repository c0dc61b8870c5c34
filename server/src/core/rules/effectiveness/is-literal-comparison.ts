// is-literal-comparison: `assert status is 200`: whether two equal values are one object is the interpreter's business.

import { briefly, isConstant, rule, unwrapped, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly comparison: Node
  readonly literal: Node
  readonly operator: string
}

export default rule({
  id: 'is-literal-comparison',
  summary: 'A value is compared with a literal by is.',
  why: 'Whether an equal number or text is the same object depends on the interpreter and on how the value came to be. Python itself warns of it; `==` asks what is meant.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:F632', 'flake8:F632', 'pylint:R0123', 'sonar:S5795'],
  on: 'node',
  kinds: ['comparison_operator'],
  *check(comparison): Iterable<Facts> {
    const operands = comparison.children
    const operator = comparison.fields('operators').map((each) => each.text).join(' ').replace(/\s+/g, ' ')
    if (operands.length !== 2 || (operator !== 'is' && operator !== 'is not')) return
    const literal = operands.map(unwrapped).find(isLiteral)
    if (literal === undefined) return
    // Two literals are a test of the language.
    const isAboutLanguage = operands.every((operand) => isConstant(operand))
    yield { at: comparison, comparison, literal, operator, ...(isAboutLanguage ? { preset: 'twin' } : {}) }
  },
  message: ({ literal, operator }) => `\`${operator} ${briefly(literal)}\` asks for the same object, not for an equal value`,
  repair({ comparison, operator }): Repair {
    const [first, last] = [comparison.fields('operators')[0]!, comparison.fields('operators').at(-1)!]
    const text = operator === 'is' ? '==' : '!='
    return { title: `Compare with ${text}`, edits: [{ segment: comparison.segment, start: first.start, end: last.end, text }] }
  },
})

function isLiteral(node: Node): boolean {
  if (node.kind === 'unary_operator') return /^(?:integer|float)$/.test((node.field('argument') ?? node.lastChild)?.kind ?? '')
  return /^(?:integer|float|string|concatenated_string|list|dictionary|set)$/.test(node.kind) || (node.kind === 'tuple' && isConstant(node))
}
