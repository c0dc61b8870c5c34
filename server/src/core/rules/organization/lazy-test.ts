// lazy-test: many tests of a file that all call one function of the program; a published smell.

import { calledName, integer, rule, type Located, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly count: number
}

interface Calls {
  readonly names: readonly string[]
}

export default rule({
  id: 'lazy-test',
  summary: 'Many tests of a file call the same imported function.',
  why: 'Tests that differ in their data only read better as cases of one.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:LazyTest'],
  options: { maximum: integer(10, 1, 'Tests of a file that may call one function.') },
  on: 'module',
  gather: (segment): Calls | undefined => (segment.kind === 'trivia' ? undefined : { names: calledIn(segment) }),
  *check({ suite, gathered }, context): Iterable<Facts> {
    const bySegment = new Map(gathered.map(({ segment, facts }) => [segment, facts?.names ?? []]))
    const tests = new Map<string, typeof suite.tests[number][]>()
    for (const test of suite.tests) {
      for (const name of bySegment.get(test.segment) ?? []) {
        if (context.definitionsOf(name).some(({ root }) => /^import_/.test(root.firstChild?.kind ?? ''))) tests.set(name, [...(tests.get(name) ?? []), test])
      }
    }
    for (const [name, callers] of tests) {
      const first = callers[0]!
      if (callers.length > context.options.maximum) yield { at: first.nameNode, name, count: callers.length }
    }
  },
  message: ({ name, count }) => `${count} tests of this file call \`${name}\``,
})

/** Plain names that a segment calls, each once. */
function calledIn(segment: Segment): readonly string[] {
  const names = segment.root.descendants('call').flatMap((call) => (call.field('function')?.kind === 'identifier' ? [calledName(call) ?? ''] : []))
  return [...new Set(names)].filter((name) => /^[a-z_]/.test(name))
}
