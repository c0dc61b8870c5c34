// retry-masks-flakiness: a test that is run again until it passes.

import { rule, type Located, type NamedExpression } from '../../kit/index.ts'

interface Facts extends Located {
  /** It skips what failed instead of running it again, as OpenStack's `unstable_test` does. */
  readonly skips: boolean
  readonly name: string
  readonly test: string
}

export default rule({
  id: 'retry-masks-flakiness',
  summary: 'A test is run again until it passes.',
  why: 'One failure in three is a failure that users meet as well. With the retry nobody sees it any more, nor when it becomes two in three.',
  section: 'stability',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C35'],
  on: 'test',
  *check(test): Iterable<Facts> {
    for (const decorator of test.decorators) {
      if (repeats(decorator)) yield { at: decorator.node, name: decorator.name!, test: test.name, skips: /(?:^|\.)unstable_test$/.test(decorator.name!) }
    }
  },
  message: ({ name, test, skips }) => `\`${name.split('.').at(-1)!}\` ${skips ? `has \`${test}\` skipped` : `runs \`${test}\` again`} where it fails`,
})

/** `strict=False` of xfail is another matter; `repeat` runs a test more often whether it fails or not. */
function repeats({ name }: NamedExpression): boolean {
  return /^(?:pytest\.mark\.(?:flaky|retry|rerun)|flaky(?:\.flaky)?|tenacity\.retry|retrying\.retry|retry(?:\.retry)?|backoff\.on_exception|unstable_test|(?:\w+\.)*unstable_test|(?:\w+\.)*retry_on_failure)$/.test(name ?? '')
}
