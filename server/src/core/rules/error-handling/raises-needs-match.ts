// raises-needs-match: `pytest.raises(ValueError)` and `pytest.warns(DeprecationWarning)` without `match`, for classes that many mistakes raise.

import { argumentOf, argumentsOf, expectationOf, fitsName, lacksMatch, names, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly expected: string
}

export default rule({
  id: 'raises-needs-match',
  summary: 'An expected exception or warning is of a common class, and its message is not looked at.',
  why: 'A ValueError comes from many places. With `match` the test passes for the one that it is about.',
  section: 'error-handling',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PT011', 'flake8:PT011', 'ruff:PT030', 'flake8:PT030', 'sonar:S9075'],
  options: {
    'raises-require-match-for': names(['BaseException', 'Exception', 'ValueError', 'OSError', 'IOError', 'EnvironmentError', 'socket.error'], 'Exceptions for which `pytest.raises` needs `match`; dotted names, `*` stands for any letters.'),
    'raises-extend-require-match-for': names([], 'More of them, beside the default ones.'),
    'warns-require-match-for': names(['Warning', 'UserWarning', 'DeprecationWarning'], 'Warnings for which `pytest.warns` needs `match`.'),
    'warns-extend-require-match-for': names([], 'More of them, beside the default ones.'),
  },
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = expectationOf(call, context)
    if (name !== 'raises' && name !== 'warns') return
    const { positional, keywords } = argumentsOf(call)
    // The function to call stands behind; `match` would be its argument.
    const isHandedOn = name === 'raises' && (positional.length > 1 || keywords.has('func'))
    if (isHandedOn && !context.asTwin) return
    const expected = argumentOf(call, name === 'raises' ? 'expected_exception' : 'expected_warning', 0)
    const dotted = expected === undefined || expected.kind === 'call' ? undefined : context.qualifiedName(expected)
    if (expected === undefined || dotted === undefined || !lacksMatch(call)) return
    const { options } = context
    const wanted = [...options[`${name}-require-match-for`], ...options[`${name}-extend-require-match-for`]]
    if (!fitsName(dotted, wanted)) return
    // The text may be looked at by a function, or behind the block, where the name of the exception is read.
    const target = call.parent?.kind === 'as_pattern' ? call.parent.descendants('as_pattern_target')[0]?.firstChild : undefined
    const isInspected = keywords.has('check') || (target?.kind === 'identifier' && (context.bindingOf(target)?.occurrences.length ?? 0) > 1)
    // flake8's plugin asks for it all the same.
    if (isHandedOn) {
      yield { at: expected, name, expected: dotted, preset: 'twin', twins: ['flake8:PT011'] }
      return
    }
    const twins = name === 'raises' ? ['ruff:PT011', 'flake8:PT011'] : ['ruff:PT030', 'flake8:PT030', 'sonar:S9075']
    yield { at: expected, name, expected: dotted, twins, ...(isInspected ? { severity: 'hint', preset: 'named' } : {}) }
  },
  message: ({ name, expected }) => `\`${name}(${expected})\` passes for every ${name === 'raises' ? 'error' : 'warning'} of that class; \`match\` would say which`,
})
