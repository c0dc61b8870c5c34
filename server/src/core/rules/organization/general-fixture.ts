// general-fixture: setUp makes something for every test that only some of them use.

import { escaped, mentionsOfFields, rule, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly field: string
  readonly users: number
  readonly tests: number
}

export default rule({
  id: 'general-fixture',
  summary: 'setUp prepares what not every test of the class uses.',
  why: 'Each test pays for it, and a reader has to find out which tests need what. A helper or a class of its own keeps the two apart.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:GeneralFixture', 'pynose:GeneralFixture'],
  on: 'class',
  *check(unit, context): Iterable<Facts> {
    if (unit.isTestCase === 'no' || unit.role === 'plain') return
    const setUp = context.methodNamed(unit, 'setUp')
    const set = setUp === undefined ? undefined : fieldsSet(setUp)
    if (setUp === undefined || set === undefined || set.size === 0) return
    const { tests, fields } = mentionsOfFields(context.source, unit, [...set.keys()])
    if (tests < 2) return
    for (const { field, users, isShared } of fields) {
      // What another method of the class or the set-up itself goes on with serves all tests.
      if (users === tests || isShared || (setUp.body.text.match(new RegExp(`\\bself\\s*\\.\\s*${escaped(field)}\\b`, 'g'))?.length ?? 0) > 1) continue
      yield { at: set.get(field)!, field, users, tests }
    }
  },
  message: ({ field, users, tests }) => `\`self.${field}\` is made for every test; ${users === 0 ? 'none' : `${users}`} of ${tests} use${users === 1 ? 's' : ''} it`,
})

/** Attributes of `self` that the method assigns on its own level, with the place of the first assignment. */
function fieldsSet({ statements }: FunctionUnit): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  for (const statement of statements) {
    const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
    const target = assignment?.kind === 'assignment' ? assignment.field('left') : undefined
    if (target?.kind === 'attribute' && target.field('object')?.text === 'self' && !found.has(target.field('attribute')!.text)) found.set(target.field('attribute')!.text, target)
  }
  return found
}

