// useless-yield-fixture: a fixture that yields and has nothing to do behind it.

import { removeStatement } from '../../edits/index.ts'
import { fixtureNodeOf, rule, yieldsOf, type Context, type FixtureNode, type Located, type Node, type PlaceEdit, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureNode
  readonly statement: Node
}

export default rule({
  id: 'useless-yield-fixture',
  summary: 'A fixture yields its value and cleans nothing up.',
  why: '`yield` announces that something happens after the test. Where nothing does, `return` says what the fixture is: a value.',
  section: 'organization',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT022', 'flake8:PT022', 'sonar:S9100'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    const statement = fixture?.definition.field('body')?.lastChild
    if (fixture === undefined || statement?.kind !== 'expression_statement') return
    const [value, ...more] = statement.children
    // `yield from` runs what it hands on to its end.
    if (value?.kind !== 'yield' || more.length > 0 || value.hasToken('from') || yieldsOf(fixture.definition).length !== 1) return
    if (fixture.decorators.some((decorator) => /^abc\.abstract/.test(context.qualifiedName(decorator) ?? ''))) return
    yield { at: statement, fixture, statement }
  },
  message: ({ fixture }) => `\`${fixture.name}\` has nothing to do after its \`yield\``,
  repair({ fixture, statement }, context): Repair | Refusal {
    const { segment } = statement
    const [value] = statement.firstChild!.children
    const annotation = fixture.definition.field('return_type')
    const edits: PlaceEdit[] = []
    if (value === undefined) {
      const removed = removeStatement(statement)
      if (removed === undefined) return { refusal: 'A comment would be lost' }
      edits.push(removed)
    } else edits.push({ segment, start: statement.start, end: statement.start + 'yield'.length, text: 'return' })
    const type = annotation === undefined ? undefined : givenType(annotation)
    if (annotation !== undefined && type === undefined) return { refusal: 'What it gives is not told by its annotation' }
    if (annotation !== undefined) edits.push({ segment: annotation.segment, start: annotation.start, end: annotation.end, text: type! })
    // Whatever else decorates the fixture may want a generator.
    const isSafe = fixture.decorators.length === 1 && !holdsMore(fixture, value, context)
    return { title: value === undefined ? 'Remove the yield' : 'Return the value', edits, safety: isSafe ? 'safe' : 'suggested' }
  },
})

/**
 * A generator keeps its variables until the test is over: what it made beside the value that it gives, such as a temporary folder,
 * would end with a `return`. Parameters are kept by pytest.
 */
function holdsMore({ definition }: FixtureNode, value: Node | undefined, context: Context<unknown>): boolean {
  const { bindings } = context.scopeOf(definition)
  return [...bindings.values()].some(({ name, definitions }) => {
    if (definitions.length === 1 && value?.kind === 'identifier' && value.text === name) return false
    return definitions.some(({ kind, value: made }) => kind !== 'parameter' && kind !== 'import' && kind !== 'function' && kind !== 'class' && (made === undefined || !/^(?:string|integer|float|true|false|none)$/.test(made.kind)))
  })
}

/** `X` of `Generator[X, None, None]`, `Iterator[X]` and their like; undefined for anything else. */
function givenType(annotation: Node): string | undefined {
  const written = /^(?:\w+\.)*(?:Async)?(?:Generator|Iterator|Iterable)\s*\[\s*([^]*?)\s*\]$/.exec(annotation.text)?.[1]
  if (written === undefined) return undefined
  let depth = 0
  for (let i = 0; i < written.length; i++) {
    const sign = written[i]!
    if ('[({'.includes(sign)) depth++
    else if ('])}'.includes(sign)) depth--
    else if (sign === ',' && depth === 0) return written.slice(0, i).trim()
  }
  return written
}
