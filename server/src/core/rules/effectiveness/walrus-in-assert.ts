// walrus-in-assert: `assert (row := find())`: with `python -O` the assert goes and takes the assignment along.

import { insertBefore } from '../../edits/index.ts'
import { rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly walrus: Node
  readonly name: string
}

export default rule({
  id: 'walrus-in-assert',
  summary: 'An assert statement binds a name.',
  why: 'Asserts are left out where Python runs with `-O`, and the name is then never bound. An assignment in front of the assert also reads as what it is.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:RUF018', 'codeql:py-side-effect-in-assert'],
  on: 'node',
  kinds: ['assert_statement'],
  *check(statement, context): Iterable<Facts> {
    for (const walrus of statement.descendants('named_expression')) {
      const name = walrus.field('name')
      if (name === undefined) continue
      // Read by this assert alone, it is missed by nobody.
      const isReadElsewhere = context.bindingOf(name)?.occurrences.some((use) => !statement.contains(use)) ?? true
      yield { at: walrus, statement, walrus, name: name.text, ...(isReadElsewhere ? {} : { severity: 'hint' as const, preset: 'strict' as const }) }
    }
  },
  message: ({ name }) => `\`${name}\` is bound in an assert, which \`python -O\` leaves out`,
  repair({ statement, walrus, name }): Repair | Refusal {
    if (statement.descendants('named_expression').length > 1) return { refusal: 'The assert binds several names' }
    const value = walrus.field('value')
    if (value === undefined || !isEvaluatedFirst(walrus, statement)) return { refusal: 'Something else is evaluated before it' }
    const { segment } = statement
    if (/[\r\n]/.test(value.text)) return { refusal: 'The value takes several lines' }
    const line = insertBefore(statement, [`${name} = ${value.text}`])
    if (line === undefined) return { refusal: 'The assert shares its line' }
    const written = walrus.parent?.kind === 'parenthesized_expression' && unwrapped(walrus.parent) === walrus ? walrus.parent : walrus
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= written.start && offset < written.end)) return { refusal: 'A comment stands beside the value' }
    const gap = /\w/.test(segment.text[written.start - 1] ?? '') ? ' ' : ''
    return { title: `Assign ${name} in front of the assert`, edits: [line, { segment, start: written.start, end: written.end, text: `${gap}${name}` }] }
  },
})

/** True where nothing of the condition is computed before the assignment, and the assignment always is. */
function isEvaluatedFirst(walrus: Node, statement: Node): boolean {
  for (let node = walrus; node !== statement; node = node.parent!) {
    const parent: Node | undefined = node.parent
    if (parent === undefined) return false
    if (parent === statement) return statement.firstChild === node
    if (parent.kind === 'argument_list') {
      // `isinstance(x := f(), int)`: looking up the name of the function comes first and changes nothing.
      if (parent.firstChild !== node || parent.parent?.field('function')?.kind !== 'identifier') return false
    } else if (parent.kind === 'call') {
      if (node.kind !== 'argument_list' && parent.firstChild !== node) return false
    } else if (!/^(?:parenthesized_expression|not_operator|comparison_operator|boolean_operator|binary_operator|unary_operator|attribute|subscript)$/.test(parent.kind) || parent.firstChild !== node) return false
  }
  return false
}
