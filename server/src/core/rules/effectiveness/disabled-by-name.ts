// disabled-by-name: `def xtest_…`, `def dont_test_…` with assertions that nobody calls: a test switched off without a reason.

import { indentAt, lineEndOf } from '../../edits/index.ts'
import { escaped, rule, segmentsMentioning, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly unit: FunctionUnit
  readonly original: string
}

const prefix = /^(?:x|_x|no_?|not_?|dont_?|do_not_?|donot_?|disabled?_?|skip(?:ped)?_?|off_?|broken_?|hide_?|ignored?_?|deactivated_?)(?=test_?[A-Za-z\d])/i

export default rule({
  id: 'disabled-by-name',
  summary: 'A test is switched off by a change of its name.',
  why: 'Nobody sees that it does not run: no report counts it as skipped, and nothing says why. A skip with its reason is seen in every run.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['eslint-jest:no-test-prefixes'],
  on: 'helper',
  *check(unit, context): Iterable<Facts> {
    const match = prefix.exec(unit.name)
    if (match === null || unit.decorators.some(({ name }) => /fixture|route|command|task/.test(name ?? ''))) return
    // A method is only a test's where its class holds tests.
    if (unit.owner !== undefined && unit.owner.role !== 'test' && unit.owner.isTestCase !== 'yes') return
    if (unit.role === 'nested' || context.assertionsOf(unit).assertions.length === 0) return
    if (segmentsMentioning(context.source, new RegExp(`\\b${escaped(unit.name)}\\b`), 2) > 1) return
    yield { at: unit.nameNode, unit, original: unit.name.slice(match[0].length) }
  },
  message: ({ unit }) => `\`${unit.name}\` is switched off by its name, and nothing says why`,
  repair({ unit, original }, context): Repair | Refusal {
    const isUnittest = unit.owner?.isTestCase === 'yes'
    if (context.definitionsOf(isUnittest ? 'unittest' : 'pytest').length === 0) return { refusal: `${isUnittest ? 'unittest' : 'pytest'} is not imported` }
    if (context.definitionsOf(original).length > 0 || unit.owner?.functions.some(({ name }) => name === original) === true) return { refusal: `\`${original}\` is there already` }
    const { segment, outer, nameNode } = unit
    const decorator = isUnittest ? '@unittest.skip("disabled by its name")' : '@pytest.mark.skip(reason="disabled by its name")'
    return {
      title: 'Skip it with a reason',
      edits: [
        { segment, start: outer.start, end: outer.start, text: `${decorator}${lineEndOf(segment)}${indentAt(segment.text, outer.start)}` },
        { segment, start: nameNode.start, end: nameNode.end, text: original },
      ],
    }
  },
})
