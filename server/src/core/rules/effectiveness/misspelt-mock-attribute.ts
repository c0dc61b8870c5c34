// misspelt-mock-attribute: `Mock(retrun_value=1)`, `m.side_efect = OSError`: the mock takes it and behaves as if nothing had been said.

import { argumentsOf, calledName, editDistance, isMock, isPatch, makesMock, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
  readonly meant: string
}

const settings = ['return_value', 'side_effect', 'new_callable', 'autospec', 'spec_set']
/** Names that differ by a letter or two and are meant. */
const others = new Set(['return_values', 'return_volume', 'return_valid', 'call_count', 'spec_sets'])

export default rule({
  id: 'misspelt-mock-attribute',
  summary: 'What configures a mock is misspelt, so the mock is not configured.',
  why: 'A mock takes any keyword and any attribute. With `retrun_value` it goes on answering with another mock, and the test checks something else than its author thinks.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N364'],
  on: 'node',
  kinds: ['keyword_argument', 'attribute'],
  called: (name) => meantBy(name) !== undefined,
  *check(node, context): Iterable<Facts> {
    const name = node.field(node.kind === 'attribute' ? 'attribute' : 'name')
    const meant = name === undefined ? undefined : meantBy(name.text)
    if (name === undefined || meant === undefined) return
    if (node.kind === 'attribute' ? configures(node, context) : isForMock(node, context)) yield { at: name, written: name.text, meant }
  },
  message: ({ written, meant }) => `Mocks have no \`${written}\` that would change them, they have \`${meant}\``,
  repair: ({ at, meant }): Repair => ({ title: `Change to ${meant}`, edits: [{ segment: at.segment, start: at.start, end: at.end, text: meant }] }),
})

/** The setting within two slips of the name; the first letter of a word or two more make another word, `_side_effect` is private. */
function meantBy(name: string): string | undefined {
  if (name === '__return_value' || name === '__side_effect') return name.slice(2)
  if (!/^[a-z]+_?[a-z]+$/.test(name) || name.length < 7 || settings.includes(name) || others.has(name)) return undefined
  return settings.find((setting) => Math.abs(setting.length - name.length) < 3 && editDistance(name, setting, 3) < (setting.length > 9 ? 3 : 2))
}

/** `m.side_efect = …`, or a chain of it, on a mock. */
function configures(attribute: Node, context: Context): boolean {
  let outer = attribute
  while (outer.parent?.kind === 'attribute' && outer.fieldName === 'object') outer = outer.parent
  return outer.parent?.kind === 'assignment' && outer.fieldName === 'left' && isMock(attribute.field('object')!, context)
}

/** A keyword of `Mock(…)`, `patch(…)` and their like; one of `m.configure_mock(…)` too. */
function isForMock(argument: Node, context: Context): boolean {
  const call = argument.parent?.parent
  if (call?.kind !== 'call' || !argumentsOf(call).keywords.has(argument.field('name')!.text)) return false
  return makesMock(call, context) || isPatch(context.qualifiedName(call)) || calledName(call) === 'configure_mock'
}
