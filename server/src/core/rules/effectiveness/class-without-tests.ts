// class-without-tests: a TestCase or `class Test…` in which nothing is collected.

import { methodNames, rule, segmentsMentioning, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'class-without-tests',
  summary: 'A test class has no test.',
  why: 'The runner finds nothing in it. Its tests were renamed, moved or never written.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S2187'],
  whenNotToUse: 'Where classes of other files derive from it; a class whose name says that (Base, Mixin, Abstract, Case) is left alone.',
  on: 'class',
  *check(unit, context): Iterable<Facts> {
    if (unit.outer !== undefined || /base|mixin|abstract|common|TestCase$|Case$|^_|helper|support/i.test(unit.name)) return
    const isMeant = unit.isTestCase === 'yes' || (/^Test[A-Z_]/.test(unit.name) && unit.bases.length === 0 && unit.isTestCase === 'no')
    // A class that runs and has methods has a test among them, unless it inherits what it runs.
    if (!isMeant || unit.decorators.length > 0) return
    // What it inherits runs with it; what derives from it may have the tests.
    if (context.ancestorsOf(unit).length > 0 || unit.bases.some(({ name }) => !/^(?:object|(?:unittest|django\.test|testtools)(?:\.\w+)*)$/.test(name ?? ''))) return
    if (unit.role === 'test' && methodNames(context.source, unit).length > 0) return
    if (unit.functions.some(({ role }) => role === 'test') || unit.functions.some(({ name, role }) => role === 'helper' && !/^_|^setup|^teardown/i.test(name)) || unit.functions.some(({ name }) => /^__/.test(name))) return
    if (segmentsMentioning(context.source, new RegExp(`\\(\\s*(?:[\\w.]+,\\s*)*${unit.name}\\b`)) > 0) return
    yield { at: unit.nameNode, name: unit.name }
  },
  message: ({ name }) => `\`${name}\` holds no test`,
})
