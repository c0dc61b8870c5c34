// Names with two underscores in a row inside: order__total. Python's own and private ones, at both ends, are not meant.

import { renamedTo, rule, type Located, type Node, type Refusal, type Repair, type Segment } from '../../kit/index.ts'
import { functionScopes } from '../../naming/index.ts'

interface Facts extends Located {
  readonly node: Node
  readonly noun: 'variable' | 'parameter' | 'function' | 'class'
}

export default rule({
  id: 'double-underscore-run',
  summary: 'A name has two underscores in a row inside.',
  why: 'In most fonts `order__total` and `order_total` look the same, so one is written where the other is meant. Names of tests that part unit, case and outcome by two underscores do so on purpose and are left alone.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:WPS116'],
  on: 'module',
  gather(segment: Segment): readonly Facts[] {
    if (segment.kind === 'trivia' || segment.isBroken || !/[A-Za-z0-9]__[A-Za-z0-9]/.test(segment.text)) return []
    const locals = functionScopes(segment).flatMap((scope) => [...scope.bindings.values()]).filter(({ name }) => hasRun(name))
    const found = locals.flatMap(({ definitions }): readonly Facts[] => {
      const [first] = definitions
      return first === undefined || /^(?:import|function|class|global|nonlocal)$/.test(first.kind) ? [] : [{ at: first.node, node: first.node, noun: first.kind === 'parameter' ? 'parameter' : 'variable' }]
    })
    const defined = segment.root.descendants('function_definition', 'class_definition').flatMap((definition): readonly Facts[] => {
      const name = definition.field('name')
      if (name === undefined || !hasRun(name.text)) return []
      return [{ at: name, node: name, noun: definition.kind === 'class_definition' ? 'class' : 'function', ...(/^test|^Test/.test(name.text) ? { preset: 'twin' as const } : {}) }]
    })
    return [...found, ...defined]
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { facts } of gathered) yield* facts
  },
  message: ({ node }) => `'${node.text}' has two underscores in a row`,
  repair: ({ node, noun }, context): readonly (Repair | Refusal)[] => renamedTo(node, [node.text.replace(/(?<=[^_])_{2,}(?=[^_])/g, '_')], noun, context),
})

function hasRun(name: string): boolean {
  return /[^_]__+[^_]/.test(name)
}
