// mock-without-spec: `Mock()` and `patch("a.b")` without a spec take every attribute and every argument.

import { argumentsOf, calledName, injectsMock, patchOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly written: string
  readonly isPatch: boolean
}

const makers = /^(?:Mock|MagicMock|AsyncMock|NonCallableMock|NonCallableMagicMock|ThreadingMock)$/
const telling = ['spec', 'spec_set', 'autospec', 'wraps', 'new_callable', 'new', 'side_effect']

const twins = ['hacking:H210', 'sonar:S9137', 'flake8:TMS010', 'flake8:TMS011', 'flake8:TMS012', 'flake8:TMS020', 'flake8:TMS021', 'flake8:TMS022', 'falsegreen:C13b']
const others = twins.filter((twin) => twin !== 'hacking:H210')

export default rule({
  id: 'mock-without-spec',
  summary: 'A mock is made without saying what it stands for.',
  why: 'It answers every attribute and takes every argument. When the real class renames a method, the test goes on passing.',
  section: 'organization',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins,
  whenNotToUse: 'Where mocks mostly stand for callbacks and plain values.',
  on: 'node',
  kinds: ['call'],
  called: /Mock$|^patch$|^object$/,
  *check(call, context): Iterable<Facts> {
    const name = calledName(call) ?? ''
    const { positional, keywords, isOpen } = argumentsOf(call)
    const callee = call.field('function')!
    // hacking goes by what is written, and side_effect says nothing to it.
    const least = callee.text === 'mock.patch' ? 2 : callee.text === 'mock.patch.object' ? 3 : 0
    const isHackings = positional.length < least && !telling.some((keyword) => keyword !== 'side_effect' && keywords.has(keyword))
    if (isOpen || telling.some((keyword) => keywords.has(keyword))) {
      if (isHackings) yield { at: callee, written: callee.text, isPatch: true, preset: 'twin', twins: ['hacking:H210'] }
      return
    }
    if (makers.test(name)) {
      if (positional.length === 0 && /^(?:unittest\.)?mock\./.test(context.qualifiedName(call) ?? '')) yield { at: callee, written: callee.text, isPatch: false, twins: others }
      return
    }
    const patch = patchOf(call, context)
    if (patch !== undefined && patch.replacement === undefined && (injectsMock(patch) || patch.by === 'mocker')) yield { at: callee, written: callee.text, isPatch: true, ...(isHackings ? {} : { twins: others }) }
    else if (isHackings) yield { at: callee, written: callee.text, isPatch: true, preset: 'twin', twins: ['hacking:H210'] }
  },
  message: ({ written, isPatch }) => `\`${written}\` makes a mock that takes anything; ${isPatch ? '`autospec=True`' : '`spec=`'} would hold it to the real one`,
})
