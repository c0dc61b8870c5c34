// raises-without-exception: `pytest.raises()` says of no exception that it is expected, and `pytest.warns()` of no warning.

import { argumentOf, argumentsOf, expectationOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
  readonly hasMore: boolean
}

export default rule({
  id: 'raises-without-exception',
  summary: 'An expectation of an exception or a warning does not say which.',
  why: '`pytest.raises()` is an error when it runs. `pytest.warns()` takes any warning, and with only a `match` any class that carries such a text.',
  section: 'error-handling',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PT010', 'flake8:PT010', 'ruff:PT029', 'flake8:PT029', 'sonar:S9075'],
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = expectationOf(call, context)
    const callee = call.field('function')
    if (callee === undefined || (name !== 'raises' && name !== 'warns')) return
    const { positional, keywords, isOpen } = argumentsOf(call)
    if (name === 'warns') {
      // Legal since pytest 7, where it means Warning.
      const isBare = positional.length === 0 && keywords.size === 0 && !isOpen
      if (isBare) yield { at: callee, name, hasMore: false, severity: 'information', preset: 'strict', twins: ['ruff:PT029', 'flake8:PT029', 'sonar:S9075'] }
      return
    }
    if (argumentOf(call, 'expected_exception', 0) !== undefined || isOpen) return
    const hasMore = keywords.has('match') || keywords.has('check')
    // Since pytest 8.4 either of them is enough, and Ruff says nothing either.
    const twins = hasMore ? [] : ['ruff:PT010', 'flake8:PT010']
    yield { at: callee, name, hasMore, twins, ...(hasMore ? { severity: 'hint', preset: 'strict' } : {}) }
  },
  message: ({ at, name, hasMore }) => (name === 'warns' ? `\`${at.text}()\` takes any warning` : hasMore ? `\`${at.text}\` takes an exception of any class` : `\`${at.text}()\` does not say which exception it expects`),
})
