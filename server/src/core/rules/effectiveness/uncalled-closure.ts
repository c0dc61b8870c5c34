// uncalled-closure: a function inside a test that nobody calls or hands on; what it was to do never happens.

import { claimOf, escaped, rule, unusedFunctions, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly asserts: boolean
}

export default rule({
  id: 'uncalled-closure',
  summary: 'A function in a test is neither called nor handed on.',
  why: 'Defining a function runs none of its lines. Where it was to be the callback, the replacement or the check, the test now goes without.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['nova:N349'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const nested of unusedFunctions(test.node, context)) {
      const nameNode = nested.field('name')!
      // Nested tests are a rule of their own.
      if (/^(?:test|_+$)/.test(nameNode.text)) continue
      // Defining it is the act: its defaults raise, or its scopes are what is tested.
      if (nested.ancestor('with_statement')?.descendants('with_item').some((item) => /[rR]aises/.test(item.text)) === true || nested.descendants('global_statement', 'nonlocal_statement').length > 0) continue
      // Code in a text may name it: an annotation, a template, what `eval` gets.
      if (test.body.descendants('string').some((text) => !nested.contains(text) && new RegExp(`\\b${escaped(nameNode.text)}\\b`).test(text.text))) continue
      const asserts = nested.descendants('assert_statement', 'call').some((node) => claimOf(node) !== undefined)
      yield { at: nameNode, name: nameNode.text, asserts, severity: asserts ? 'warning' : 'information' }
    }
  },
  message: ({ name, asserts }) => (asserts ? `\`${name}\` is never called, so its assertions never run` : `\`${name}\` is neither called nor handed on`),
})
