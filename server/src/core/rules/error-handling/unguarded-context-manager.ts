// unguarded-context-manager: a `@contextmanager` whose tidying up stands bare behind its `yield`, so that a failing test skips it.

import { dedentedLines, indentAt, indentUnitOf, lineEndOf, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { belongsTo, calledName, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
}

export default rule({
  id: 'unguarded-context-manager',
  summary: 'A context manager tidies up behind a `yield` that no `try` guards.',
  why: 'An exception of the block comes out of the `yield`. What stands behind it is then skipped, so one failing test leaves its traces to all others.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:RUF075'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const definition = decorated.field('definition')
    const body = definition?.field('body')
    if (definition?.kind !== 'function_definition' || body === undefined || !decorated.children.some((each) => isContextManager(each, context))) return
    for (const each of body.descendants('yield')) {
      if (!each.isNamed || !belongsTo(each, definition) || isGuarded(each, body)) continue
      // What only looks at what the block did has nothing to do where it failed; one inside a test is mostly what is tested.
      yield { at: each, name: definition.field('name')!.text, ...(tidiesUp(each, body) && definition.ancestor('function_definition') === undefined ? {} : { severity: 'hint', preset: 'strict' }) }
    }
  },
  message: ({ name }) => `\`${name}\` does not tidy up where its block fails: no \`try\` guards the \`yield\``,
  repair({ at }, { source }): Repair | Refusal {
    const statement = at.parent
    const block = statement?.parent
    if (statement?.kind !== 'expression_statement' || block?.parent?.kind !== 'function_definition') return { refusal: 'The yield is part of a larger statement' }
    const { segment } = at
    const { text } = segment
    const index = block.children.indexOf(statement)
    const outer = indentAt(text, statement.start)
    const rest = dedentedLines(block, `${outer}${indentUnitOf(source)}`, index + 1)
    const after = nextLineAt(text, statement.end)
    if (rest === undefined || /[\r\n]/.test(statement.text) || !startsLine(text, statement.start) || block.children.slice(index + 1).some(isCheck)) return { refusal: 'What stands behind the yield is not only tidying up, or cannot be moved' }
    const lineEnd = lineEndOf(segment)
    const line = text.slice(statement.start, after).replace(/[\r\n]+$/, '')
    const edit = { segment, start: lineStartAt(text, statement.start), end: nextLineAt(text, block.lastChild!.end), text: `${outer}try:${lineEnd}${outer}${indentUnitOf(source)}${line}${lineEnd}${outer}finally:${lineEnd}${rest}` }
    return { title: 'Guard the yield', edits: [edit] }
  },
})

function isContextManager(decorator: Node, context: Context): boolean {
  return decorator.kind === 'decorator' && /^contextlib\.(?:async)?contextmanager$/.test(context.qualifiedName(decorator) ?? '')
}

/** Inside a `try`, last in a `with`, or with nothing behind it. */
function isGuarded(yielding: Node, body: Node): boolean {
  let isLast = true
  for (let node: Node = yielding; node !== body; node = node.parent!) {
    const parent: Node | undefined = node.parent
    if (parent === undefined) return true
    if (parent.kind === 'try_statement' && node.kind === 'block') return true
    if (parent.kind === 'except_clause' || parent.kind === 'else_clause' && parent.parent?.kind === 'try_statement') return true
    if (parent.kind === 'block') {
      const next = node.nextSibling
      if (next !== undefined && !(next.kind === 'return_statement' && isYield(node))) isLast = false
      if (next === undefined && parent.parent?.kind === 'with_statement' && isYield(node)) return true
      if (next?.kind === 'return_statement' && isYield(node)) return true
    }
    if (parent.kind === 'finally_clause') isLast = false
  }
  return isLast
}

function isYield(statement: Node): boolean {
  return statement.kind === 'expression_statement' && statement.firstChild?.kind === 'yield'
}

function tidiesUp(yielding: Node, body: Node): boolean {
  for (let node: Node = yielding; node !== body; node = node.parent!) {
    if (node.parent?.kind !== 'block') continue
    for (let next = node.nextSibling; next !== undefined; next = next.nextSibling) if (!isCheck(next)) return true
  }
  return false
}

function isCheck(statement: Node): boolean {
  if (statement.kind === 'assert_statement' || statement.kind === 'raise_statement' || statement.kind === 'return_statement') return true
  if (/^(?:if|for|with)_statement$/.test(statement.kind)) return statement.descendants('block').every((block) => block.children.every(isCheck))
  const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  // A value that is only computed for a check behind it.
  if (call?.kind === 'assignment') return call.field('left')?.kind === 'identifier'
  return call?.kind === 'call' && /^_?assert|^fail|^check|^verify|^print$|^seek$/i.test(calledName(call) ?? '')
}
