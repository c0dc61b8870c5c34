// unpassed-fixture: a test uses a fixture's name without requesting it, and gets the fixture function's object.

import { addParameter } from '../../edits/index.ts'
import { mayBeMeantToFail, namesOfFixtures, rule, type Context, type FixtureUnit, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly use: Node
  readonly unit: FunctionUnit
}

export default rule({
  id: 'unpassed-fixture',
  summary: 'A fixture is used that the function does not request.',
  why: 'Without a parameter of that name the test sees what the decorator left at module level, not the value that the fixture gives.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pycharm:PyTestUnpassedFixture'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    if ((unit.role !== 'test' && unit.role !== 'fixture') || unit.owner?.isTestCase === 'yes') return
    const fixtures = namesOfFixtures(context.source)
    if (fixtures.length === 0) return
    const seen = new Set<string>()
    for (const use of unit.body.descendants('identifier')) {
      if (!fixtures.includes(use.text) || seen.has(use.text) || !isRead(use) || context.bindingOf(use) !== undefined) continue
      const fixture = fixtureNamed(use.text, context)
      if (fixture === undefined || fixture.node === unit.node || mayBeMeantToFail(use)) continue
      seen.add(use.text)
      yield { at: use, use, unit, related: [{ at: fixture.nameNode, message: 'The fixture' }] }
    }
  },
  message: ({ use, unit }) => `\`${unit.name}\` uses the fixture \`${use.text}\` without requesting it`,
  repair({ use, unit }): Repair | Refusal {
    const edit = addParameter(unit.node, use.text)
    return edit === undefined ? { refusal: 'There is no list of parameters' } : { title: `Request \`${use.text}\``, edits: [edit] }
  },
})

/** True where the name's value is looked at: no keyword, no attribute behind a dot, no call of it, nothing about the function object. */
function isRead(use: Node): boolean {
  const { parent, fieldName } = use
  if (parent === undefined || (parent.kind === 'attribute' && fieldName === 'attribute') || (parent.kind === 'keyword_argument' && fieldName === 'name')) return false
  if (parent.kind === 'call' && fieldName === 'function') return false
  // A part of a module's dotted name.
  if (parent.kind === 'dotted_name' || parent.kind === 'aliased_import') return false
  return !(parent.kind === 'attribute' && parent.field('attribute')?.text.startsWith('_'))
}

/** The one fixture of this file's module level that is requested by the name of its function. */
function fixtureNamed(name: string, context: Context): FixtureUnit | undefined {
  const definitions = context.definitionsOf(name)
  const definition = definitions.length === 1 ? definitions[0]!.root.firstChild : undefined
  const statement = definition?.kind === 'decorated_definition' ? definition.field('definition')?.field('body')?.firstChild : undefined
  const unit = statement === undefined ? undefined : context.functionOf(statement)
  if (unit?.role !== 'fixture' || unit.name !== name || !unit.decorators.some((each) => /^pytest(?:_asyncio)?\.fixture$/.test(each.name ?? ''))) return undefined
  return (unit as FixtureUnit).fixtureName === name ? (unit as FixtureUnit) : undefined
}
