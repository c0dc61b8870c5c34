// fixture-scope-mismatch: a fixture requests another that lives shorter than itself, which pytest refuses at run time.

import { argumentOf, literalText, rule, type Context, type FixtureUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
  readonly requested: string
  readonly scope: string
}

/** From the shortest life to the longest. */
const order = ['function', 'class', 'module', 'package', 'session'] as const
/** Fixtures of pytest and common plugins that live for one function. */
const builtins = new Set(['tmp_path', 'tmpdir', 'monkeypatch', 'capsys', 'capsysbinary', 'capfd', 'capfdbinary', 'caplog', 'recwarn', 'mocker', 'record_property', 'pytester', 'testdir', 'db', 'transactional_db', 'settings'])

export default rule({
  id: 'fixture-scope-mismatch',
  summary: 'A fixture requests another one of a narrower scope.',
  why: 'What lives longer can\'t hold what is made anew for each test: pytest fails every test that uses the fixture with ScopeMismatch.',
  section: 'error-handling',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'fixture',
  *check(fixture, context): Iterable<Facts> {
    const own = order.indexOf(fixture.scope as (typeof order)[number])
    if (own <= 0) return
    for (const { name, node, default: given } of fixture.parameters) {
      if (given !== undefined || name === fixture.fixtureName) continue
      const scope = scopeOf(name, fixture, context)
      if (scope === undefined || order.indexOf(scope as (typeof order)[number]) < 0 || order.indexOf(scope as (typeof order)[number]) >= own) continue
      yield { at: node, fixture, requested: name, scope }
    }
  },
  message: ({ fixture, requested, scope }) => `\`${fixture.fixtureName}\` lives for the ${fixture.scope} and requests \`${requested}\`, which lives for the ${scope}`,
  repair({ fixture, scope }): Repair | Refusal {
    const written = fixture.decorators.map(({ call }) => (call === undefined ? undefined : argumentOf(call, 'scope', 0))).find((node): node is Node => node !== undefined && literalText(node) === fixture.scope)
    if (written === undefined) return { refusal: 'The scope is not written out' }
    const content = written.children.find(({ kind }) => kind === 'string_content')
    if (content === undefined) return { refusal: 'The scope is not written out' }
    return { title: `Narrow the scope to ${scope}`, edits: [{ segment: content.segment, start: content.start, end: content.end, text: scope }] }
  },
})

/** The scope of the fixture that the name means here; undefined where it is another file's. */
function scopeOf(name: string, { owner }: FixtureUnit, context: Context): string | undefined {
  if (owner !== undefined && context.methodNamed(owner, name) !== undefined) return undefined
  const definitions = context.definitionsOf(name)
  if (definitions.length === 0) return builtins.has(name) ? 'function' : undefined
  const definition = definitions.length === 1 ? definitions[0]!.root.firstChild : undefined
  const statement = (definition?.kind === 'decorated_definition' ? definition.field('definition') : definition)?.field('body')?.firstChild
  const unit = statement === undefined ? undefined : context.functionOf(statement)
  return unit?.role === 'fixture' ? (unit as FixtureUnit).scope : undefined
}
