// environ-mutation: `os.environ["HOME"] = …`, `sys.path.insert(…)`, `settings.DEBUG = True` in a test that never puts the old value back.
// What is put back too late is cleanup-not-registered's.

import { changesIn, putBack, rule, type Change, type FunctionUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly change: Change
  readonly what: string
  readonly unit: FunctionUnit
}

export default rule({
  id: 'environ-mutation',
  summary: 'A test changes the environment, sys.path or an attribute of a module and does not change it back.',
  why: 'The tests behind it run with the change, so they pass or fail by the order in which they are run.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S8997', 'falsegreen:C29'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    for (const change of changesIn(unit, context)) {
      if (change.kind !== 'state') yield { at: change.at, change, what: change.what, unit }
    }
  },
  message: ({ what }) => `\`${what}\` stays changed for the tests behind this one`,
  repair: ({ change, unit }, context) => putBack(change, unit, context),
})
