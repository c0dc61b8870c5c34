// fixture-without-value-as-parameter: `def test_total(_database)`: a fixture is requested for what it does, not for a value.

import { addsToUsefixtures, removeArgument } from '../../edits/index.ts'
import { argnamesIn, flag, markOf, parametrizeOf, patchedParameters, rule, type Context, type FixtureUnit, type Located, type Parameter, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly parameter: Parameter
  readonly isRead: boolean
}

const ruff = ['ruff:PT019', 'flake8:PT019']

export default rule({
  id: 'fixture-without-value-as-parameter',
  summary: 'A fixture that gives no value is requested as a parameter.',
  why: 'A parameter that nobody reads looks like a mistake. `@pytest.mark.usefixtures` says that only what the fixture does is wanted.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [...ruff, 'flake8:PF002'],
  options: {
    'whatever-name': flag(false, 'Also look at parameters without an underscore, where the fixture is one of this file that gives no value.'),
  },
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const isTest = unit.role === 'test' && unit.owner?.isTestCase !== 'yes'
    if (!isTest && !unit.name.startsWith('test_')) return
    const test = unit as TestUnit
    const known = casesOf(test, context)
    const patched = patchedParameters(test)
    for (const parameter of test.parameters) {
      const { name, node, kind } = parameter
      const isMarked = name.startsWith('_')
      if (kind === 'var-keyword' || kind === 'var-positional' || known?.has(name) || (!isMarked && !(context.options['whatever-name'] && givesNothing(name, context)))) continue
      const isRead = (context.bindingOf(node)?.occurrences.length ?? 2) > 1
      if (isTest && known !== undefined && !isRead && !patched.includes(node)) yield { at: node, test, parameter, isRead, ...(isMarked && unit.name.startsWith('test_') ? {} : { twins: ['flake8:PF002'] }) }
      // Ruff goes by the underscore alone.
      else if (isMarked && known !== undefined && unit.name.startsWith('test_')) yield { at: node, test, parameter, isRead, preset: 'twin', twins: ruff }
    }
  },
  message: ({ parameter, test, isRead }) => isRead ? `\`${parameter.name}\` is called as if its value did not matter` : `\`${test.name}\` takes \`${parameter.name}\` and never reads it`,
  repair({ test, parameter }, context): Repair | Refusal {
    if (context.definitionsOf('pytest').length === 0) return { refusal: 'pytest is not imported here' }
    const own = test.node.field('parameters')?.children.find((child) => child === parameter.node || child.contains(parameter.node))
    const removed = own === undefined ? undefined : removeArgument(own)
    const added = addsToUsefixtures(test.outer, parameter.name)
    return removed === undefined || added === undefined ? { refusal: 'The parameter or the decorators stand in an unusual way' } : { title: `Use the fixture by a mark`, edits: [added, removed] }
  },
})

/** The names that cases fill; undefined where they are not written out. */
function casesOf(test: TestUnit, context: Context<unknown>): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  for (const { node } of test.decorators) {
    if (node.parent === undefined || markOf(node.parent, context) !== 'parametrize') continue
    const { names } = parametrizeOf(node, context) ?? {}
    const each = names === undefined ? undefined : argnamesIn(names)
    if (names !== undefined && each === undefined) return undefined
    for (const name of each ?? []) found.add(name.trim())
  }
  return found
}

function givesNothing(name: string, context: Context<unknown>): boolean {
  const definitions = context.definitionsOf(name)
  const definition = definitions.length === 1 ? definitions[0]!.root.firstChild : undefined
  const statement = definition?.kind === 'decorated_definition' ? definition.field('definition')?.field('body')?.firstChild : undefined
  const unit = statement === undefined ? undefined : context.functionOf(statement)
  if (unit?.role !== 'fixture' || (unit as FixtureUnit).fixtureName !== name) return false
  return unit.body.descendants('return_statement', 'yield').every((each) => !each.isNamed || each.children.length === 0)
}
