// fixture-positional-args: `@pytest.fixture("module")`: pytest takes the text for the function.

import { argumentsOf, fixtureNodeOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
}

/** In the order in which pytest took them before version 6. */
const keywords = ['scope', 'params', 'autouse', 'ids', 'name'] as const

export default rule({
  id: 'fixture-positional-args',
  summary: 'The decorator of a fixture gets arguments by position.',
  why: 'Since version 6 pytest takes keywords alone: what stands first is taken for the function, so no test can request the fixture.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT002', 'flake8:PT002', 'sonar:S9116', 'pylint:W6403'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    const list = fixture?.call?.field('arguments')
    if (list === undefined || !list.children.some(({ kind }) => kind !== 'keyword_argument' && kind !== 'dictionary_splat')) return
    yield { at: fixture!.call!, call: fixture!.call!, name: fixture!.name }
  },
  message: ({ name }) => `The fixture \`${name}\` is configured by position; pytest takes keywords alone`,
  repair({ call }): Repair | Refusal {
    const { positional, keywords: given, isOpen } = argumentsOf(call)
    if (isOpen || positional.length > keywords.length || keywords.slice(0, positional.length).some((keyword) => given.has(keyword))) return { refusal: 'What the arguments stand for can\'t be told' }
    return { title: 'Name the arguments', edits: positional.map(({ segment, start }, i) => ({ segment, start, end: start, text: `${keywords[i]}=` })) }
  },
})
