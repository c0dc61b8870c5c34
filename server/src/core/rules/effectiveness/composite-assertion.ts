// composite-assertion: `assert a and b`: a failure does not say which of them.

import { indentAt, insertBefore, lineEndOf, sameLine } from '../../edits/index.ts'
import { rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  /** Each as it is to be asserted. */
  readonly parts: readonly string[]
}

export default rule({
  id: 'composite-assertion',
  summary: 'An assertion joins several conditions, so a failure does not say which of them.',
  why: 'One assertion for each condition fails at the one that does not hold, and shows its values.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT018', 'flake8:PT018', 'sonar:S9073'],
  on: 'node',
  kinds: ['assert_statement'],
  *check(statement): Iterable<Facts> {
    const condition = statement.firstChild
    if (condition === undefined) return
    const parts = partsOf(unwrapped(condition))
    if (parts.length > 1) yield { at: condition, statement, parts }
  },
  message: ({ parts }) => `${parts.length} conditions in one assertion: a failure does not say which`,
  repair({ statement, parts }, context): Repair | Refusal {
    const { segment, start, end } = statement
    if (statement.children.length > 1) return { refusal: 'The message speaks of all of them' }
    if (!sameLine(segment.text, start, end)) return { refusal: 'The assertion takes several lines' }
    if (insertBefore(statement, ['']) === undefined || !/^[ \t]*(?:#|[\r\n]|$)/.test(segment.text.slice(end))) return { refusal: 'Other code shares its line' }
    const separator = `${lineEndOf(segment)}${indentAt(segment.text, start)}`
    // What is no test may be traced or compiled by one, line by line.
    const isSure = context.functionOf(statement)?.role === 'test' && statement.ancestor('function_definition')?.ancestor('function_definition') === undefined
    return { title: 'Assert each condition', edits: [{ segment, start, end, text: parts.map((part) => `assert ${part}`).join(separator) }], safety: isSure ? 'safe' : 'suggested' }
  },
})

function partsOf(condition: Node): readonly string[] {
  if (condition.kind === 'boolean_operator' && condition.hasToken('and')) return condition.children.flatMap((child) => partsOrSelf(child))
  // `not (a or b)` asks that neither holds.
  const denied = condition.kind === 'not_operator' ? unwrapped(condition.field('argument') ?? condition.firstChild!) : undefined
  if (denied?.kind === 'boolean_operator' && denied.hasToken('or')) return alternatives(denied).map((child) => `not ${/^(?:boolean_operator|named_expression|conditional_expression|lambda)$/.test(child.kind) ? `(${child.text})` : child.text}`)
  return [condition.text]
}

function partsOrSelf(child: Node): readonly string[] {
  // Parentheses hold a part together only where they are needed.
  const inner = child.kind === 'parenthesized_expression' ? unwrapped(child) : child
  return inner.kind === 'boolean_operator' && inner.hasToken('and') ? inner.children.flatMap((each) => partsOrSelf(each)) : [/[\r\n]/.test(child.text) || /^(?:named_expression|yield)$/.test(inner.kind) ? child.text : inner.text]
}

function alternatives(node: Node): readonly Node[] {
  return node.kind === 'boolean_operator' && node.hasToken('or') ? node.children.flatMap(alternatives) : [node]
}
