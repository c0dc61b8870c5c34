// unprefixed-test: a method among tests that asserts, takes nothing, is called by nobody, and lacks the prefix for which runners look.

import { escaped, rule, segmentsMentioning, type Context, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly unit: FunctionUnit
}

/** Names of runners and families, and those by which people switch a test off: disabled-by-name's. */
const others = /^(?:_|test|setup|set_up|teardown|tear_down|runTest|run_test|main$|suite$|load_tests|x+_|off|skip|disabled?|dont|no_|not_|ignored?|broken|todo|pytest_|addCleanup|shortDescription|id$|debug$|run$)/i

export default rule({
  id: 'unprefixed-test',
  summary: 'A method of a test class asserts and is never called: its name does not begin with test.',
  why: 'Runners go by the name. A method `delete_snapshot_fails` beside `test_delete_snapshot` looks like a test and is never run, and nothing says so: what it guards can break unseen.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S5899'],
  whenNotToUse: 'In a suite whose base classes call the methods of their subclasses by names that they put together.',
  on: 'helper',
  *check(unit, context): Iterable<Facts> {
    const { owner, parameters, decorators, name } = unit
    if (owner === undefined || others.test(name) || parameters.length !== 1 || parameters[0]!.name !== 'self' || unit.isGenerator) return
    if (decorators.some((each) => !/(?:^|\.)(?:patch\b.*|skip\w*|expectedFailure|override_settings)$|^pytest\.mark\./.test(each.name ?? ''))) return
    if (!/\bassert|\.fail\(|\braises\(/.test(unit.body.text) || /\breturn\s+\S/.test(unit.body.text)) return
    if (owner.role !== 'test' || (owner.isTestCase === 'unknown' && mayBeHook(unit)) || isAsked(unit, context)) return
    if (context.assertionsOf(unit).assertions.length > 0) yield { at: unit.nameNode, unit }
  },
  message: ({ unit }) => `'${unit.name}' asserts, but nothing calls it: its name does not begin with 'test'`,
  repair: ({ unit }, context): readonly (Repair | Refusal)[] => {
    const { segment, start, end } = unit.nameNode
    const better = `test_${unit.name}`
    if (context.methodNamed(unit.owner!, better) !== undefined) return [{ refusal: `'${better}' is there already` }]
    return [{ title: `Rename to '${better}'`, edits: [{ segment, start, end, text: better }] }]
  },
})

/** A base that could not be read may call a method whose name is a verb of checking or making; others have never been seen to be called so. */
function mayBeHook({ name, owner }: FunctionUnit): boolean {
  return /^(?:check|assert|verify|validate|do|run|init|initialize|create|make|prepare|build|ensure|before|after|on|handle|is|has)(?:_|[A-Z]|$)/.test(name) || !owner!.bases.every((base) => /Test/.test(base.node.text))
}

/** Something may call it: a word of this file, a base that has a method of that name, a class derived from its own. */
function isAsked(unit: FunctionUnit, context: Context): boolean {
  const { owner, name } = unit
  const word = new RegExp(`\\b${escaped(name)}\\b`)
  if (unit.segment.text.split(word).length > 2 || segmentsMentioning(context.source, word, 2) > 1) return true
  if (segmentsMentioning(context.source, new RegExp(`^\\s*class\\s+\\w+\\(.*\\b${escaped(owner!.name)}\\b`, 'm')) > 0) return true
  return context.inheritedElsewhere(owner!, name).method !== undefined || context.ancestorsOf(owner!).some((base) => context.methodNamed(base, name) !== undefined)
}
