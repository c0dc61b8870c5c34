// mock-without-spec: `Mock()` and `patch("a.b")` without a spec take every attribute and every argument.

import { argumentsOf, calledName, injectsMock, patchOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly written: string
  readonly isPatch: boolean
}

const makers = /^(?:Mock|MagicMock|AsyncMock|NonCallableMock|NonCallableMagicMock|ThreadingMock)$/
const telling = ['spec', 'spec_set', 'autospec', 'wraps', 'new_callable', 'new', 'side_effect']

export default rule({
  id: 'mock-without-spec',
  summary: 'A mock is made without saying what it stands for.',
  why: 'It answers every attribute and takes every argument. When the real class renames a method, the test goes on passing.',
  section: 'organization',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['hacking:H210', 'sonar:S9137', 'flake8:TMS010', 'flake8:TMS011', 'flake8:TMS012', 'flake8:TMS020', 'flake8:TMS021', 'flake8:TMS022', 'falsegreen:C13b'],
  whenNotToUse: 'Where mocks mostly stand for callbacks and plain values.',
  on: 'node',
  kinds: ['call'],
  called: /Mock$|^patch$|^object$/,
  *check(call, context): Iterable<Facts> {
    const name = calledName(call) ?? ''
    const { positional, keywords, isOpen } = argumentsOf(call)
    if (isOpen || telling.some((keyword) => keywords.has(keyword))) return
    const callee = call.field('function')!
    if (makers.test(name)) {
      if (positional.length === 0 && /^(?:unittest\.)?mock\./.test(context.qualifiedName(call) ?? '')) yield { at: callee, written: callee.text, isPatch: false }
      return
    }
    const patch = patchOf(call, context)
    if (patch !== undefined && patch.replacement === undefined && (injectsMock(patch) || patch.by === 'mocker')) yield { at: callee, written: callee.text, isPatch: true }
  },
  message: ({ written, isPatch }) => `\`${written}\` makes a mock that takes anything; ${isPatch ? '`autospec=True`' : '`spec=`'} would hold it to the real one`,
})
