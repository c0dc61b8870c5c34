// loop-of-assertions: `for text, total in [("a", 1), ("b", 2)]: assert …`: cases that stop at the first failure.

import { indentAt, indentUnitOf, lineEndOf, startsLine } from '../../edits/index.ts'
import { rule, type Context, type Located, type Node, type PlaceEdit, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly loop: Node
  readonly test: TestUnit
  readonly count: number
}

export default rule({
  id: 'loop-of-assertions',
  summary: 'A test goes through written cases in a loop and asserts for each.',
  why: 'The first case that fails hides the rest, and the report does not say which it was. Parametrized cases and `subTest` run all of them and name each.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sourcery:no-loop-in-tests'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const loop of test.body.descendants('for_statement')) {
      const cases = loop.field('right')
      if (cases === undefined || !/^(?:list|tuple|set)$/.test(cases.kind) || cases.children.length < 2 || cases.children.some(({ kind }) => kind === 'list_splat')) continue
      if (loop.ancestor('function_definition') !== test.node || loop.ancestor('for_statement', 'while_statement', 'with_statement') !== undefined) continue
      const body = loop.field('body')
      if (body === undefined || loop.children.some(({ kind }) => kind === 'else_clause') || /\bsub[Tt]ests?\b/.test(loop.text)) continue
      const asserts = context.assertionsOf(test).assertions.some(({ node, kind }) => body.contains(node) && (kind === 'statement' || kind === 'method'))
      if (asserts && body.descendants('break_statement', 'return_statement', 'continue_statement').length === 0) yield { at: loop.field('left')!, loop, test, count: cases.children.length }
    }
  },
  message: ({ count }) => `${count} cases in a loop: the first that fails hides the rest`,
  repair({ loop, test }, context): Repair | Refusal {
    return test.owner?.isTestCase === 'yes' ? withSubTest(loop, context) : { refusal: 'Cases for `parametrize` have to be taken out of the test by hand' }
  },
})

/** Wraps the loop's body in `with self.subTest(…)`, one step deeper. */
function withSubTest(loop: Node, context: Context): Repair | Refusal {
  const { segment } = loop
  const { text } = segment
  const body = loop.field('body')!
  const targets = loop.field('left')!
  const names = targets.kind === 'identifier' ? [targets] : targets.children
  if (!names.every(({ kind }) => kind === 'identifier')) return { refusal: 'The names of a case are not plain' }
  const named = names.filter(({ text: name }) => name !== '_')
  if (!startsLine(text, body.start) || body.descendants('string').some((string) => /[\r\n]/.test(string.text))) return { refusal: 'The body shares its line with the loop or holds a text of several lines' }
  const step = indentUnitOf(context.source)
  const indent = indentAt(text, body.start)
  const edits: PlaceEdit[] = []
  for (const line of segment.lines) if (line > body.start && line < body.end && text.slice(line).search(/\S/) !== text.slice(line).search(/[\r\n]|$/) && text.startsWith(indent, line)) edits.push({ segment, start: line, end: line, text: step })
  const header = `with self.subTest(${named.map(({ text: name }) => `${name}=${name}`).join(', ')}):${lineEndOf(segment)}${indent}${step}`
  return { title: 'Run each case as a subTest', edits: [{ segment, start: body.start, end: body.start, text: header }, ...edits] }
}
