// tautological-assertion: an assertion that its own text decides, so that nothing the code does can make it fail.

import { briefly, claimOf, isAboutComparing, isConstant, isSameText, rule, truthOf, unwrapped, type Claim, type Located, type Node, type Repair } from '../../kit/index.ts'
import { isComparedLiteral, lintersOf } from './_constants.ts'

interface Facts extends Located {
  readonly reason: string
  /** What only linters mind: it may fail always, or be no assertion. */
  readonly isTwins?: boolean
  /** A constant beside a condition that can fail: `"a" and "b" in text`. */
  readonly isHalf: boolean
  /** The comparison and the constant of `x == 'a' or 'b'`. */
  readonly choice: Choice | undefined
}

interface Choice {
  readonly whole: Node
  readonly subject: Node
  readonly values: readonly Node[]
}

export default rule({
  id: 'tautological-assertion',
  summary: 'An assertion compares or tests constants, so it always passes.',
  why: 'What is written in the assertion alone decides it. The test stays green whatever the code under test does.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S5914', 'pylint:W1503', 'falsegreen:C5', 'vacuous:constant-assertion', 'flake8:ULA001', 'flake8:ULA004', 'flake8:ULA006', 'ruff:PLR0133', 'pylint:R0133', 'nova:N365', 'pynose:RedundantAssertion', 'tsdetect:RedundantAssertion', 'codeql:py-assert-literal-constant'],
  on: 'node',
  kinds: ['assert_statement', 'call', 'comparison_operator'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    if (node.kind === 'comparison_operator') {
      // Two literals that are compared, in an assertion or not, are what Ruff and Pylint mind.
      if (node.children.every((each) => isComparedLiteral(unwrapped(each)))) yield { at: node, reason: briefly(node), isTwins: true, isHalf: false, choice: undefined, preset: 'twin', twins: ['ruff:PLR0133', 'pylint:R0133'] }
      return
    }
    const claim = claimOf(node)
    if (claim === undefined) return
    const linters = lintersOf(claim)
    const half = halfIn(claim)
    if (half !== undefined && context.functionOf(node) !== undefined) {
      yield { at: half, reason: briefly(half), isHalf: true, choice: undefined, twins: others }
      return
    }
    const reason = reasonOf(claim)
    const unit = context.functionOf(node)
    const [first, last] = [claim.operands[0]!, claim.operands.at(-1)!]
    const at = { segment: node.segment, start: first.start, end: last.end }
    // Tests of comparing and of truth take the simplest values there are.
    const isMeant = unit === undefined || (claim.relation !== 'true' && isAboutComparing([unit.name, unit.owner?.name ?? '']))
    if (reason !== undefined && !isMeant) yield { at, reason, isHalf: false, choice: choiceIn(first), twins: [...others, ...linters] }
    else if (linters.length > 0) yield { at, reason: claim.operands.map((each) => briefly(each)).join(', '), isTwins: true, isHalf: false, choice: undefined, preset: 'twin', twins: linters }
  },
  message: ({ reason, isHalf, isTwins }) => (isTwins === true ? `\`${reason}\`: constants alone decide this` : isHalf ? `\`${reason}\` is always true, so this half checks nothing` : `This assertion always passes: ${reason}`),
  repair({ choice }): Repair | undefined {
    if (choice === undefined) return undefined
    const { whole, subject, values } = choice
    const text = `${subject.text} in (${values.map((value) => value.text).join(', ')})`
    return { title: 'Compare with each of the values', edits: [{ segment: whole.segment, start: whole.start, end: whole.end, text }] }
  },
})

/** The twins of what is asserted; comparing literals has its own. */
const others = ['sonar:S5914', 'falsegreen:C5', 'vacuous:constant-assertion', 'nova:N365', 'pynose:RedundantAssertion', 'tsdetect:RedundantAssertion']

function reasonOf({ relation, operands, assertion, message }: Claim): string | undefined {
  const [left, right] = operands as [Node, Node]
  switch (relation) {
    case 'true': case 'false': {
      // Strings, generators, lambdas and tuples are mistakes of their own; so is a value in the place of the message.
      if (/^(?:string|concatenated_string|generator_expression|lambda|tuple)$/.test(left.kind) || (message !== undefined && isConstant(message) && !/string$/.test(message.kind))) return undefined
      if (truthOf(left) !== (relation === 'true')) return undefined
      const deciding = left.kind === 'boolean_operator' ? left.children.find((child) => truthOf(child) === (relation === 'true')) : undefined
      return `\`${briefly(deciding ?? left)}\` is always ${relation}`
    }
    case 'none': return left.kind === 'none' && assertion.kind === 'call' ? '`None` is None' : undefined
    case 'not none': return left.kind !== 'none' && (isConstant(left) || truthOf(left) === true) ? `\`${briefly(left)}\` is never None` : undefined
    case '==': case 'is': return isConstant(left) && isConstant(right) && isSameText(left, right) ? 'both sides are the same constant' : undefined
    case '!=': return differ(left, right) ? 'these constants differ' : undefined
    case 'is not': return isFresh(left) || isFresh(right) ? `\`${briefly(isFresh(right) ? right : left)}\` is a new object` : undefined
    case 'instance': return right.text === 'object' ? 'everything is an `object`' : undefined
    default: return undefined
  }
}

/** A text before `and` that was to be looked for as well. */
function halfIn({ relation, operands }: Claim): Node | undefined {
  const [condition] = operands
  if (relation !== 'true' || condition?.kind !== 'boolean_operator' || !condition.hasToken('and')) return undefined
  return condition.children.find((child) => /^(?:string|concatenated_string|integer)$/.test(unwrapped(child).kind) && truthOf(child) === true)
}

/** Two plain numbers or two plain strings that are not the same; other spellings of one value are left alone. */
function differ(left: Node, right: Node): boolean {
  const isPlain = (node: Node) => (node.kind === 'integer' && /^[1-9]\d*$/.test(node.text)) || (node.kind === 'string' && /^(?:'[\w ]*'|"[\w ]*")$/.test(node.text))
  return isPlain(left) && isPlain(right) && left.kind === right.kind && left.text.replaceAll('"', "'") !== right.text.replaceAll('"', "'")
}

function isFresh(node: Node): boolean {
  return /^(?:list|dictionary|set|list_comprehension|dictionary_comprehension|set_comprehension|lambda|generator_expression)$/.test(node.kind)
}

/** `x == 'a' or 'b'`, which was to be `x in ('a', 'b')`. */
function choiceIn(whole: Node): Choice | undefined {
  if (whole.kind !== 'boolean_operator' || !whole.hasToken('or')) return undefined
  const [comparison, ...values] = alternatives(whole)
  if (comparison?.kind !== 'comparison_operator' || comparison.children.length !== 2 || comparison.fields('operators')[0]?.text !== '==' || !values.every(isConstant)) return undefined
  return { whole, subject: comparison.children[0]!, values: [comparison.children[1]!, ...values] }
}

function alternatives(node: Node): readonly Node[] {
  return node.kind === 'boolean_operator' && node.hasToken('or') ? node.children.flatMap(alternatives) : [unwrapped(node)]
}
