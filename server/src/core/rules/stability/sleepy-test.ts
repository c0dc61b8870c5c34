// sleepy-test: a test sleeps for a fixed time and then checks: too long on a fast machine, too short on a slow one.

import { rule, sleepsBeforeCheck, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'sleepy-test',
  summary: 'A test sleeps for a fixed time before it checks.',
  why: 'The time is too long on a fast machine and too short on a slow one. Waiting for the condition itself, or for an event, is both quicker and sure.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pynose:SleepyTest', 'pytest-smell:SleepyTest', 'tsdetect:SleepyTest', 'testsmell:TS09', 'zorilla:ZR002', 'semgrep:arbitrary-sleep', 'falsegreen:C16', 'nova:N374'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const call of context.callsOf(test)) {
      if (sleepsBeforeCheck(call, test, context)) yield { at: call }
    }
  },
  message: ({ at }) => `The test sleeps for a fixed time, \`${at.text.replace(/\s+/g, ' ')}\``,
})
