// shared-fixture-mutated: a test changes the list or dict that a fixture of a wider scope gave it, and so gives it to the next test.

import { belongsTo, rule, type FixtureUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly fixture: string
  readonly scope: string
}

const mutators = /^(?:append|extend|insert|remove|pop|popitem|clear|update|setdefault|add|discard|sort|reverse)$/

export default rule({
  id: 'shared-fixture-mutated',
  summary: 'A test changes an object that a fixture of a wider scope shares between tests.',
  why: 'The tests behind it get the object as it was left. Alone each passes, together they pass or fail by their order.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const { name, node } of test.parameters) {
      // Few tests change what they are given, so that is asked first.
      const binding = context.bindingOf(node)
      const at = binding?.definitions.length === 1 ? binding.occurrences.map(mutationAt).find((change) => change !== undefined && belongsTo(change, test.node)) : undefined
      const fixture = at === undefined ? undefined : context.fixtureRequested(test, name)
      if (fixture === undefined || !isShared(fixture)) continue
      // What is taken out again behind it is back as it was.
      if (at !== undefined && !isUndone(at, name, test.body)) yield { at, fixture: name, scope: fixture.scope }
    }
  },
  message: ({ fixture, scope }) => `\`${fixture}\` is one object for the whole ${scope}, and this changes it for the tests behind`,
})

/** Its value is a container that is made when it runs, for more than one test. */
function isShared(fixture: FixtureUnit): boolean {
  if (!/^(?:class|module|package|session)$/.test(fixture.scope)) return false
  const exits = fixture.body.descendants('return_statement', 'yield').filter((node) => node.isNamed && belongsTo(node, fixture.node))
  return exits.length === 1 && isContainer(exits[0]!.firstChild)
}

function isContainer(node: Node | undefined): boolean {
  if (node === undefined) return false
  if (/^(?:list|dictionary|set|list_comprehension|dictionary_comprehension|set_comprehension)$/.test(node.kind)) return true
  return node.kind === 'call' && /^(?:list|dict|set|bytearray|(?:collections\.)?(?:OrderedDict|defaultdict|deque|Counter))$/.test(node.field('function')!.text)
}

/** What changes the object, where the name is used to do so. */
function mutationAt(use: Node): Node | undefined {
  const { parent } = use
  if (parent?.kind === 'attribute' && use.fieldName === 'object' && parent.parent?.kind === 'call' && parent.fieldName === 'function') {
    return mutators.test(parent.field('attribute')?.text ?? '') ? parent.parent : undefined
  }
  if (parent?.kind === 'subscript' && use.fieldName === 'value') {
    const outer = parent.parent
    if ((outer?.kind === 'assignment' || outer?.kind === 'augmented_assignment') && parent.fieldName === 'left') return parent
    return outer?.kind === 'delete_statement' ? parent : undefined
  }
  return parent?.kind === 'augmented_assignment' && use.fieldName === 'left' ? use : undefined
}

function isUndone(change: Node, name: string, body: Node): boolean {
  return new RegExp(`\\b${name}\\.(?:pop|remove|clear|discard)\\b|del ${name}\\b`).test(body.segment.text.slice(change.end, body.end)) || change.ancestor('try_statement') !== undefined
}
