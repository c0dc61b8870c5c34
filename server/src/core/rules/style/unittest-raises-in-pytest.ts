// unittest-raises-in-pytest: `self.assertRaises(E)` in a project that writes `pytest.raises(E)`.

import { argumentsOf, calledName, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
  /** True where the file imports pytest. */
  readonly isPytests: boolean
}

const raising = /^(?:assertRaises|assertRaisesRegex|assertRaisesRegexp|failUnlessRaises)$/

export default rule({
  id: 'unittest-raises-in-pytest',
  summary: 'An expected exception is written with unittest\'s method where pytest is used.',
  why: 'One way to say it in a file is enough, and `pytest.raises` gives the exception with its traceback and matches its text.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT027', 'flake8:PT027', 'unittest2pytest:raises'],
  whenNotToUse: 'Files that do not import pytest are told only where PT027 is asked for by name: they are unittest\'s.',
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = calledName(call)
    const callee = call.field('function')
    if (name === undefined || callee?.kind !== 'attribute' || !/Raises/.test(name)) return
    if (!raising.test(name) || callee.field('object')?.text !== 'self') {
      // flake8's plugin minds them on any object, and Django's own.
      if (raising.test(name) || name === 'assertRaisesMessage') yield { at: callee, call, name, isPytests: usesPytest(context), preset: 'twin', twins: ['flake8:PT027'] }
      return
    }
    const isPytests = usesPytest(context)
    yield { at: callee, call, name, isPytests, ...(isPytests ? {} : { preset: 'twin' as const }) }
  },
  message: ({ name, isPytests }) => `\`${name}\` is unittest's; ${isPytests ? 'this file uses pytest' : "pytest's is `raises`"}`,
  repair({ call, name }, context): Repair | Refusal {
    const held = call.parent?.kind === 'as_pattern' ? call.parent : call
    const target = held === call ? undefined : held.descendants('as_pattern_target')[0]?.firstChild
    const { positional, keywords, isOpen } = argumentsOf(call)
    const isRegex = /Regex/.test(name)
    if (!usesPytest(context)) return { refusal: 'pytest is not imported here' }
    if (held.parent?.kind !== 'with_item' || isOpen || keywords.size > 0 || positional.length !== (isRegex ? 2 : 1)) return { refusal: 'It is not the context of a with, or has more arguments' }
    // `caught.exception` is `caught.value` there.
    const uses = target === undefined ? [] : (context.bindingOf(target)?.occurrences ?? []).filter((each) => each !== target)
    if (uses.some((use) => use.parent?.kind !== 'attribute' || use.parent.field('attribute')?.text !== 'exception') || (uses.length > 0 && (context.bindingOf(target!)?.definitions.length ?? 0) > 1)) return { refusal: 'The context is used in other ways' }
    const { segment, start, end } = call
    const text = `pytest.raises(${positional[0]!.text}${isRegex ? `, match=${positional[1]!.text}` : ''})`
    const renamed = uses.map((use) => ({ segment, start: use.end, end: use.parent!.end, text: '.value' }))
    return { title: 'Use pytest.raises', edits: [{ segment, start, end, text }, ...renamed] }
  },
})

function usesPytest(context: Context): boolean {
  return context.definitionsOf('pytest').some(({ root }) => /^import/.test(root.firstChild?.kind ?? ''))
}
