// assertion-in-raises-block: an assertion behind the call that raises, in the block that the exception leaves.

import { raisesBlockOf, rule, truthOf, type Context, type Located, type Node, type RaisesBlock, type Refusal, type Repair } from '../../kit/index.ts'
import { movedBehind } from '../../edits/index.ts'

interface Facts extends Located {
  readonly block: RaisesBlock
  readonly statements: readonly Node[]
}

export default rule({
  id: 'assertion-in-raises-block',
  summary: 'A block that expects an exception ends with an assertion, which is not reached.',
  why: 'The exception leaves the block at the call that raises it. What stands behind it there never runs, so the assertion can\'t fail.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S5915'],
  on: 'assertion',
  *check({ kind, node }, context): Iterable<Facts> {
    if (kind !== 'statement' && kind !== 'method' && kind !== 'mock') return
    const statement = node.kind === 'assert_statement' ? node : node.parent
    const within = statement?.parent?.parent
    if (statement === undefined || (node !== statement && statement.kind !== 'expression_statement') || within?.kind !== 'with_statement') return
    const block = raisesBlockOf(within)
    if (block === undefined || within.isBroken || mayRaiseIt(block, node)) return
    // `assert False` behind the call says that nobody is to come here.
    if (node.kind === 'assert_statement' && truthOf(node.firstChild!) === false) return
    const statements = block.body.children
    const first = firstOfTail(statements)
    if (first === 0 || statements[first] !== statement || usesTarget(block, statements.slice(first), context)) return
    yield { at: node, block, statements: statements.slice(first) }
  },
  message: ({ block }) => `Not reached: the exception that \`${block.name}\` expects has left the block`,
  repair({ block, statements }): Repair | Refusal {
    const edits = movedBehind(block.statement, statements)
    return edits === undefined ? { refusal: 'The lines share their place with others' } : { title: 'Move behind the block', edits }
  },
})

/** Index of the first of the assertions at the block's end. */
function firstOfTail(statements: readonly Node[]): number {
  let at = statements.length
  while (at > 0 && isAssertion(statements[at - 1]!)) at--
  return at === statements.length || at === 0 || !mayRaise(statements[at - 1]!) ? 0 : at
}

function isAssertion(statement: Node): boolean {
  if (statement.kind === 'assert_statement') return true
  const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  return call?.kind === 'call' && /^(?:self\.assert[A-Z]\w*|[\w.]+\.assert_(?:not_)?(?:called|any_call|has_calls|awaited)\w*)$/.test(call.field('function')?.text ?? '')
}

/** What stands in front is a call or awaits one, so the exception has its source there. */
function mayRaise(statement: Node): boolean {
  return statement.kind !== 'function_definition' && statement.kind !== 'class_definition' && statement.kind !== 'decorated_definition' && statement.descendants('call', 'raise_statement', 'await').length > 0
}

/** The assertion itself is what fails or raises: an AssertionError or any error is expected, or it calls something too. */
function mayRaiseIt({ call }: RaisesBlock, assertion: Node): boolean {
  const expected = call.field('arguments')?.firstChild?.text ?? ''
  if (/Assert|^\(?(?:Exception|BaseException)\b|[Ff]ail|Skip|Exit|Outcome/.test(expected)) return true
  const calls = assertion.kind === 'call' ? (assertion.field('arguments')?.descendants('call', 'await', 'subscript') ?? []) : assertion.descendants('call', 'await', 'subscript')
  return calls.some((each) => !/^(?:len|str|isinstance|list|sorted|set|dict|repr|type|mock\.call|call)\(/.test(each.text))
}

/** `cm.exception` there is exception-used-inside-block's. */
function usesTarget({ target }: RaisesBlock, statements: readonly Node[], context: Context): boolean {
  return target !== undefined && (context.bindingOf(target)?.occurrences ?? []).some((use) => statements.some((statement) => statement.contains(use)))
}
