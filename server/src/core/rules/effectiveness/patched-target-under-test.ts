// patched-target-under-test: a function is patched and then called by the test itself: it is the mock that is tested.

import { belongsTo, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly target: string
}

export default rule({
  id: 'patched-target-under-test',
  summary: 'A test patches a function and then calls it by the name that it patched.',
  why: 'The call goes to the mock. Whatever is asserted afterwards is asserted of the mock, and the function does not run.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['vacuous:patched-target-under-test'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const patches = context.patchesOf(test).filter(({ how, by, replacement, call }) => (how === 'decorator' || how === 'with') && by === 'mock' && replacement === undefined && !/\b(?:wraps|side_effect|new_callable)=/.test(call.text))
    // A mock that is told what to answer stands in for something; what it answers may then be what the test needs.
    if (patches.length === 0 || /\.(?:return_value|side_effect)\b/.test(test.body.text)) return
    for (const call of context.callsOf(test)) {
      // A name that was imported into the test's module is not what a patch of the other module replaces, so only attributes count.
      const callee = call.field('function')
      const name = callee?.kind === 'attribute' && belongsTo(call, test.node) ? context.qualifiedName(call) : undefined
      const patch = name === undefined ? undefined : patches.find((each) => each.target === name)
      if (patch === undefined || name === undefined || isOutside(call, patch.how, patch.call)) continue
      yield { at: callee!, target: name, related: patch.call.segment === call.segment ? [{ at: patch.call, message: 'Patched here' }] : [] }
      return
    }
  },
  message: ({ target }) => `\`${target}\` is patched, so the test calls the mock`,
})

/** A patch of a `with` holds in its block. */
function isOutside(call: Node, how: string, patch: Node): boolean {
  return how === 'with' && !(patch.ancestor('with_statement')?.field('body')?.contains(call) ?? true)
}
