// loop-of-assertions: `for text, total in [("a", 1), ("b", 2)]: assert …`: cases that stop at the first failure.

import { addParameter, indentAt, indentUnitOf, lineEndOf, startsLine } from '../../edits/index.ts'
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
    return test.framework === 'unittest' ? withSubTest(loop, context) : parametrized(loop, test, context)
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

/** Takes the cases out over the test, where the loop is all of it. */
function parametrized(loop: Node, test: TestUnit, context: Context): Repair | Refusal {
  const byHand = { refusal: 'Cases for `parametrize` have to be taken out of the test by hand' }
  const { segment } = loop
  const { text } = segment
  const body = loop.field('body')!
  const cases = loop.field('right')!
  const targets = loop.field('left')!
  const names = (targets.kind === 'identifier' ? [targets] : targets.children).map((each) => each.text)
  if (test.statements.length !== 1 || test.statements[0] !== loop || context.definitionsOf('pytest').length === 0 || !startsLine(text, body.start)) return byHand
  if (!names.every((name) => /^[a-z]\w*$/i.test(name) && !test.parameters.some((each) => each.name === name))) return byHand
  // What the test itself binds is not there when the decorator runs; a long table is laid out by its author.
  if ([cases, ...cases.descendants('identifier')].some((each) => context.bindingOf(each) !== undefined) || cases.text.length > 70 || /[\r\n]/.test(cases.text)) return byHand
  if (body.descendants('string').some((string) => /[\r\n]/.test(string.text)) || segment.comments.some((offset) => offset >= loop.start && offset < body.start)) return byHand
  const parameters = addParameter(test.node, names.join(', '))
  if (parameters === undefined || !startsLine(text, test.outer.start)) return byHand
  const extra = indentAt(text, body.start).slice(indentAt(text, loop.start).length)
  const edits: PlaceEdit[] = [{ segment, start: loop.start, end: body.start, text: '' }]
  for (const line of segment.lines) if (line > body.start && line < body.end && text.startsWith(indentAt(text, body.start), line)) edits.push({ segment, start: line, end: line + extra.length, text: '' })
  const argnames = names.length === 1 ? `"${names[0]}"` : `(${names.map((name) => `"${name}"`).join(', ')})`
  const values = `[${cases.text.slice(1, -1).replace(/,\s*$/, '')}]`
  const decorator = `@pytest.mark.parametrize(${argnames}, ${values})${lineEndOf(segment)}${indentAt(text, test.outer.start)}`
  return { title: 'Parametrize the test with the cases', edits: [{ segment, start: test.outer.start, end: test.outer.start, text: decorator }, parameters, ...edits] }
}
