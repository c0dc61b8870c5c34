// dropped-comparison: `result == 3` as a statement: the answer is thrown away. Where evaluating is the point it stays silent.

import { mayBeMeantToFail, pylintsOf, rule, segmentsMentioning, unwrapped, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly statement: Node
}

const twins = ['ruff:B015', 'flake8:B015', 'sonar:S905', 'falsegreen:C59']

export default rule({
  id: 'dropped-comparison',
  summary: 'A comparison stands as a statement, and nobody looks at its result.',
  why: 'The line reads like a check and checks nothing: an `assert` is missing in front, or one `=` too many makes a comparison of an assignment.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [...twins, 'pylint:W0104', 'pylint:W0106'],
  on: 'node',
  kinds: ['expression_statement'],
  holding: ['comparison_operator'],
  *check(statement, context): Iterable<Facts> {
    const comparison = statement.children.length === 1 ? unwrapped(statement.firstChild!) : undefined
    if (comparison?.kind !== 'comparison_operator' || statement.isBroken) return
    const pylints = pylintsOf(comparison, statement)
    if (mayBeMeantToFail(statement)) yield { at: comparison, statement, preset: 'twin', twins: ['ruff:B015', ...pylints] }
    else yield { at: comparison, statement, twins: [...twins, ...pylints], ...(isForItsOwnSake(statement, context) ? { severity: 'hint' as const } : {}) }
  },
  message: ({ at }) => `The result of \`${operatorOf(at)}\` is thrown away`,
  repair({ at: comparison, statement }): readonly Repair[] {
    const { segment, start } = statement
    const asserted: Repair = { title: 'Assert it', edits: [{ segment, start, end: start, text: 'assert ' }] }
    const sign = comparison.tokens.find((token) => token.kind === '==')
    const left = comparison.firstChild!
    if (sign === undefined || comparison.children.length !== 2 || !isStored(left)) return [asserted]
    const assigned: Repair = { title: 'Assign it', edits: [{ segment, start: sign.start, end: sign.end, text: '=' }] }
    return [assigned, asserted]
  },
})

function operatorOf(comparison: Node): string {
  return comparison.tokens.filter((token) => !token.isNamed).map((token) => token.text).join(' … ') || '=='
}

/** The operator may be what is tried or measured: the file defines such methods, or the function is a benchmark's. */
function isForItsOwnSake(statement: Node, { source }: Context): boolean {
  const inner = statement.ancestor('function_definition')
  if (inner?.parent?.kind === 'decorated_definition' && /bench/i.test(inner.parent.children[0]!.text)) return true
  return segmentsMentioning(source, /\b__(?:eq|ne|lt|le|gt|ge|contains)__\b/) > 0
}

/** A subscript or attribute that the same function assigns elsewhere. */
function isStored(left: Node): boolean {
  if (left.kind !== 'subscript' && left.kind !== 'attribute') return false
  let outermost: Node | undefined
  for (let node = left.ancestor('function_definition'); node !== undefined; node = node.ancestor('function_definition')) outermost = node
  return outermost?.descendants('assignment').some((assignment) => assignment.field('left')?.text === left.text) === true
}
