// monkey-patch: any patch at all, for projects that hand their dependencies in.

import { isPatch, patchOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly written: string
}

export default rule({
  id: 'monkey-patch',
  summary: 'A name of the code under test is replaced while the test runs.',
  why: 'A patch knows where the code looks its helpers up. Where dependencies are handed in as arguments, a fake does the same and survives a refactoring.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['flake8:flake8-doubles'],
  whenNotToUse: 'In every project that has not decided to do without patches.',
  on: 'node',
  kinds: ['call'],
  called: /^(?:patch|object|dict|multiple|setattr|stub_out|MonkeyPatch|MockPatch|MockPatchObject)$/,
  *check(call, context): Iterable<Facts> {
    const isBroad = isPatch(context.qualifiedName(call))
    if (!isBroad && patchOf(call, context) === undefined) return
    const callee = call.field('function')!
    yield { at: callee, written: callee.text }
  },
  message: ({ written }) => `\`${written}\` replaces a name of the code under test`,
})
