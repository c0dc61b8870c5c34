// patch-pathlib-with-snapshot: a snapshot is read and written through pathlib, which the test has patched.

import { calledName, patchOf, rule, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly target: string
}

export default rule({
  id: 'patch-pathlib-with-snapshot',
  summary: 'A test patches pathlib and then compares with a snapshot, which is read through pathlib.',
  why: 'The snapshot plugin meets the patch as well: it finds no snapshot, or writes it where nobody looks, and the comparison says nothing.',
  section: 'stability',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['semgrep:pytest-assert_match-after-path-patch'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const calls = context.callsOf(test)
    const matches = calls.filter((call) => calledName(call) === 'assert_match' && /(?:^|_)snapshot$/.test(call.field('function')?.field('object')?.text ?? ''))
    if (matches.length === 0) return
    for (const call of patchesOf(test, calls)) {
      const patch = patchOf(call, context)
      const target = patch?.target ?? (patch === undefined ? undefined : context.qualifiedName(patch.object))
      if (patch === undefined || target === undefined || !/^(?:pathlib|os\.path)\b/.test(target)) continue
      // A `with` that is over before the snapshot is read does no harm.
      const block = call.ancestor('with_statement')
      if (block !== undefined && !matches.some((match) => block.contains(match))) continue
      yield { at: patch.object, target }
    }
  },
  message: ({ target }) => `The snapshot is read through \`${target}\`, which is patched`,
})

function patchesOf(test: TestUnit, calls: readonly Node[]): readonly Node[] {
  return [...test.decorators.flatMap(({ call }) => call ?? []), ...calls]
}
