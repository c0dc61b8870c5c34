// misspelt-mock-assertion: `m.called_once_with(…)`, `m.asset_called()`, `m.assert_called_once` without a call: nothing is checked.

import { argumentsOf, calledName, editDistance, isAttributeOfRecordedCall, isMock, rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
  /** The assertion that is meant; the written one where only its call is missing. */
  readonly meant: string
  readonly isCalled: boolean
  /** The `assert` statement or the call of `assertTrue` that the fix takes away. */
  readonly wrapper: Node | undefined
}

/** Of what is not called; Ruff does not look into `assertTrue`. */
const uncalled = ['pygrep-hooks:python-check-mock-methods', 'falsegreen:C13', 'sonar:S9136']

/** What the linters look for; of other misspellings only Sonar knows. */
const knownSlip = /^(?:any_call|called_once|called_once_with|called_with|has_calls|not_called|(?:asse?r?ts?|assertt)_?call(?:ed|s).*)$/

/** Assertions of unittest.mock; true for those that take no arguments. */
const assertions: ReadonlyMap<string, boolean> = new Map([
  ['assert_called', true], ['assert_called_once', true], ['assert_not_called', true], ['assert_awaited', true], ['assert_awaited_once', true], ['assert_not_awaited', true],
  ['assert_called_with', false], ['assert_called_once_with', false], ['assert_any_call', false], ['assert_has_calls', false],
  ['assert_awaited_with', false], ['assert_awaited_once_with', false], ['assert_any_await', false], ['assert_has_awaits', false],
])

/** What people write from memory and no small slip leads to. */
const fromMemory: ReadonlyMap<string, string> = new Map([
  ['called_once', 'assert_called_once'], ['called_with', 'assert_called_with'], ['called_once_with', 'assert_called_once_with'], ['not_called', 'assert_not_called'],
  ['has_calls', 'assert_has_calls'], ['any_call', 'assert_any_call'], ['called_any_with', 'assert_any_call'], ['awaited_once', 'assert_awaited_once'],
  ['awaited_with', 'assert_awaited_with'], ['awaited_once_with', 'assert_awaited_once_with'], ['not_awaited', 'assert_not_awaited'], ['has_awaits', 'assert_has_awaits'],
  ['assert_called_with_once', 'assert_called_once_with'], ['assert_was_called', 'assert_called'], ['assert_was_called_with', 'assert_called_with'],
  ['assert_was_called_once', 'assert_called_once'], ['assert_was_called_once_with', 'assert_called_once_with'], ['assert_was_not_called', 'assert_not_called'],
  ['assert_never_called', 'assert_not_called'], ['mock_assert_called', 'assert_called'], ['mock_assert_called_with', 'assert_called_with'],
])
/** Real attributes of mocks that are near an assertion's name. */
const real = new Set(['called', 'awaited', 'call_count', 'await_count', 'call_args', 'await_args'])

export default rule({
  id: 'misspelt-mock-assertion',
  summary: 'An assertion of a mock is misspelt or is not called.',
  why: 'A mock makes up every attribute that it is asked for, so an assertion with a wrong name is one more call of the mock and passes. Newer versions of Python refuse some of these names, not all.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PGH005', 'sonar:S9136', 'nova:N364', 'pygrep-hooks:python-check-mock-methods', 'flake8:M001', 'falsegreen:C13'],
  on: 'node',
  kinds: ['attribute'],
  called: (name) => meantBy(name) !== undefined,
  *check(node, context): Iterable<Facts> {
    const name = node.field('attribute')
    const meant = name === undefined ? undefined : meantBy(name.text)
    const use = meant === undefined ? undefined : useOf(node)
    // On a recorded call no assertion is right: that is vacuous-call-object's.
    if (name === undefined || meant === undefined || use === undefined || isAttributeOfRecordedCall(node)) return
    const isUncalled = meant === name.text && !use.isCalled
    if (!isUncalled && (meant === name.text || !isMock(node.field('object')!, context))) return
    // A subject of the tests may have a method of that name: it is then called somewhere for its result, or defined here.
    if (!isUncalled && context.definitionsOf(name.text).length > 0) return
    yield { at: name, written: name.text, meant, ...use, ...(isUncalled ? { twins: use.wrapper?.kind === 'call' ? uncalled : ['ruff:PGH005', ...uncalled] } : knownSlip.test(name.text) ? {} : { twins: ['sonar:S9136'] }) }
  },
  message: ({ written, meant }) =>
    written === meant ? `\`${written}\` is not called, so nothing is checked` : `\`${written}\` is not an assertion of mocks, \`${meant}\` is`,
  repair({ at, written, meant, isCalled, wrapper }): Repair | Refusal {
    if (!isCalled && assertions.get(meant) !== true) return { refusal: `\`${meant}\` needs the expected arguments` }
    const call = `${meant}${isCalled ? '' : '()'}`
    const title = written === meant ? `Call ${meant}()` : `Change to ${meant}${isCalled ? '' : '()'}`
    const { segment } = at
    if (wrapper === undefined) return { title, edits: [{ segment, start: at.start, end: at.end, text: call }] }
    const subject = at.parent!.parent!.kind === 'call' ? at.parent!.parent! : at.parent!
    // The assertions of mocks answer None, so what asserts their result has to go; a message goes with it.
    return {
      title,
      edits: [
        { segment, start: wrapper.start, end: subject.start, text: '' },
        { segment, start: at.start, end: at.end, text: call },
        ...(wrapper.end > subject.end ? [{ segment, start: subject.end, end: wrapper.end, text: '' }] : []),
      ],
    }
  },
})

function meantBy(name: string): string | undefined {
  if (!/ca+l|aw+a|as+[aer]|ase/.test(name)) return undefined
  if (assertions.has(name)) return name
  if (real.has(name)) return undefined
  const known = fromMemory.get(name)
  if (known !== undefined || name.length < 10) return known
  const near = [...assertions.keys()].map((meant) => ({ meant, distance: editDistance(name, meant, 3) })).filter(({ distance }) => distance < 3)
  return near.sort((a, b) => a.distance - b.distance)[0]?.meant
}

/** How the attribute is used, where its use can only be meant as an assertion; undefined elsewhere. */
function useOf(attribute: Node): { readonly isCalled: boolean; readonly wrapper: Node | undefined } | undefined {
  let outer = attribute
  const isCalled = attribute.parent?.kind === 'call' && attribute.fieldName === 'function'
  if (isCalled) outer = attribute.parent!
  let parent = outer.parent
  while (parent?.kind === 'await' || parent?.kind === 'parenthesized_expression') [outer, parent] = [parent, parent.parent]
  if (parent?.kind === 'expression_statement' && parent.children.length === 1) return { isCalled, wrapper: undefined }
  if (parent?.kind === 'assert_statement' && parent.firstChild === outer) return { isCalled, wrapper: parent }
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined
  if (call?.kind !== 'call' || !/^assert(?:True|_)$/.test(calledName(call) ?? '')) return undefined
  return unwrapped(argumentsOf(call).positional[0] ?? call) === unwrapped(outer) ? { isCalled, wrapper: call } : undefined
}
