// nested-test: a test inside a function: no runner sees it, and nobody calls it.

import { rule, unusedFunctions, type FunctionUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly within: FunctionUnit
}

export default rule({
  id: 'nested-test',
  summary: 'A test stands inside another function, where no runner finds it.',
  why: 'Runners collect what stands in the module or in a class. An indent too many hides the test, and it never runs again.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C4'],
  on: 'function',
  *check(within, context): Iterable<Facts> {
    for (const nested of unusedFunctions(within.node, context)) {
      const nameNode = nested.field('name')!
      if (/^test(?:_|[A-Z])/.test(nameNode.text)) yield { at: nameNode, name: nameNode.text, within }
    }
  },
  message: ({ name, within }) => `\`${name}\` never runs, it is defined inside \`${within.name}\``,
})
