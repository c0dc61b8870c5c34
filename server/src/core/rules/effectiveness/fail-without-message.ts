// fail-without-message: `pytest.fail()` without a word of why.

import { argumentsOf, literalText, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'fail-without-message',
  summary: 'A call of fail says nothing of what went wrong.',
  why: 'The report then holds the name of the test and a line number. A few words save whoever reads it a look into the code.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PT016', 'flake8:PT016', 'sonar:S9077', 'falsegreen:C36'],
  on: 'node',
  kinds: ['call'],
  called: /^fail$/,
  *check(call, context): Iterable<Facts> {
    const callee = call.field('function')
    if (callee === undefined || !/\bfail$/.test(callee.text)) return
    const isMethod = callee.text === 'self.fail' && context.functionOf(call)?.owner?.isTestCase === 'yes'
    if (!isMethod && context.qualifiedName(callee) !== 'pytest.fail') return
    // At module level nobody reads a report: whoever calls it there wants the exception.
    const isOutside = context.functionOf(call) === undefined
    const { positional, keywords, isOpen } = argumentsOf(call)
    const reason: Node | undefined = positional[0] ?? keywords.get('reason') ?? keywords.get('msg')
    if (!isOpen && (reason === undefined || literalText(reason) === '')) yield { at: call, name: callee.text, ...(isOutside ? { preset: 'strict' as const } : {}), ...(isMethod ? { twins: ['sonar:S9077', 'falsegreen:C36'] } : {}) }
  },
  message: ({ name }) => `\`${name}\` gives no reason`,
})
