// conditional-assertion: every assertion of a test stands in an except clause: where nothing is raised, nothing is checked.

import { endingOf, rule, type Located, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
}

export default rule({
  id: 'conditional-assertion',
  summary: 'All assertions of a test stand in an except clause.',
  why: 'An assertion in an `except` clause runs only where something was raised. Otherwise the test passes and has checked nothing; `raises` would fail there.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C21'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    // Most tests have no handler; only for the others is it worth asking what they assert.
    const handlers = test.body.descendants('except_clause').filter((handler) => handler.ancestor('function_definition', 'lambda') === test.node)
    if (handlers.length === 0) return
    const { assertions, unread } = context.assertionsOf(test)
    if (assertions.length === 0 || unread.length > 0) return
    const holding = handlers.filter((handler) => assertions.some(({ node }) => handler.contains(node)))
    if (!assertions.every(({ node }) => holding.some((handler) => handler.contains(node)))) return
    const [first] = holding
    const statement = first?.parent
    if (first === undefined || statement?.kind !== 'try_statement') return
    // Failing where nothing was raised, in the tried block or behind it, is what makes such a test whole.
    const tried = statement.field('body')
    if (tried?.lastChild === undefined || endingOf(tried.lastChild) !== undefined || statement.children.some((child) => child.kind === 'else_clause')) return
    // What raises in plain sight always gets there.
    if (tried.descendants('raise_statement').length > 0 || /\b1\s*\/\/?\s*0\b/.test(tried.text)) return
    // A handler that only fails says that nothing may be raised.
    const block = first.lastChild
    if (block === undefined || block.children.some((child) => /^(?:fail|raise|skip|return)$/.test(endingOf(child) ?? '') || /^assert\s*(?:False|0)\b|\.fail\(|\bfail\(/.test(child.text))) return
    yield { at: { segment: test.segment, start: first.start, end: first.start + 'except'.length }, test }
  },
  message: ({ test }) => `Where nothing is raised, \`${test.name}\` checks nothing: its assertions all stand in this handler`,
})
