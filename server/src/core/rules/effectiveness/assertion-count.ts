// assertion-count: more assertions in a test than one can keep in mind, or fewer than asked for.

import { integer, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly count: number
  readonly isMany: boolean
  readonly limit: number
}

export default rule({
  id: 'assertion-count',
  summary: 'A test has many assertions.',
  why: 'The first that fails hides what the others would say, and the name of the test cannot name them all.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['wemake:WPS218', 'flake8-fine-pytest:FP005', 'pytestee:PTAS001', 'pytestee:PTAS002', 'pytestee:PTAS003'],
  options: {
    maximum: integer(15, 1, 'Assertions that a test may have; those of helpers count as one each.'),
    minimum: integer(0, 0, 'Assertions that a test must have; tests whose calls cannot all be read are left alone.'),
  },
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const { maximum, minimum } = context.options
    const { assertions, unread } = context.assertionsOf(test)
    const count = assertions.length
    if (count > maximum) yield { at: test.nameNode, name: test.name, count, isMany: true, limit: maximum }
    else if (count < minimum && unread.length === 0) yield { at: test.nameNode, name: test.name, count, isMany: false, limit: minimum }
  },
  message: ({ name, count, isMany, limit }) => `\`${name}\` has ${count} assertion${count === 1 ? '' : 's'}, ${isMany ? 'more' : 'fewer'} than ${limit}`,
})
