// process-state-not-restored: `os.chdir(…)`, `signal.signal(…)`, `logging.disable(…)`, `sys.stdout = …` with nothing that goes back.
// What is put back too late is cleanup-not-registered's.

import { changesIn, putBack, rule, type Change, type FunctionUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly change: Change
  readonly what: string
  readonly unit: FunctionUnit
}

export default rule({
  id: 'process-state-not-restored',
  summary: 'A test changes the state of the process and does not change it back.',
  why: 'The working directory, signal handlers, masks and the like are one for all tests: those behind this one run with what it left.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    for (const change of changesIn(unit, context)) {
      if (change.kind === 'state') yield { at: change.at, change, what: change.what, unit }
    }
  },
  message: ({ what }) => `\`${what}\` changes the whole process, and nothing changes it back`,
  repair: ({ change, unit }, context) => putBack(change, unit, context),
})
