// duplicate-fixture: two fixtures of one file that give the same.

import { rule, type Context, type FixtureUnit, type Located, type Node, type SuiteFile } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
  readonly earlier: FixtureUnit
}

interface Body {
  readonly definition: Node
  /** Its statements in a line each. */
  readonly body: string
}

export default rule({
  id: 'duplicate-fixture',
  summary: 'Two fixtures of one file have the same body.',
  why: 'Whoever changes one of them has to know of the other. One fixture with one name serves both.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest-deadfixtures:dup-fixtures'],
  on: 'module',
  // Of a fixture that somebody repeats there are two functions with one decorator and the same lines.
  gather: (segment): readonly Body[] => (segment.kind === 'trivia' || !segment.text.includes('@') ? [] : segment.root.descendants('decorated_definition').flatMap(bodyOf)),
  keysOf: (facts) => facts.map(({ body }) => body),
  *check(module, context): Iterable<Facts> {
    const byBody = new Map<string, Node[]>()
    for (const { facts } of module.gathered) for (const { body, definition } of facts) byBody.set(body, [...(byBody.get(body) ?? []), definition])
    for (const definitions of byBody.values()) if (definitions.length > 1) yield* repeatedAmong(fixturesOf(definitions, context), () => module.suite)
  },
  message: ({ fixture, earlier }) => `\`${fixture.fixtureName}\` gives the same as \`${earlier.fixtureName}\``,
})

/** True where somebody requests two of the same. */
function areBothWanted(one: FixtureUnit, other: FixtureUnit, { tests, fixtures }: SuiteFile): boolean {
  return [...tests, ...fixtures].some(({ parameters }) => [one, other].every(({ fixtureName }) => parameters.some(({ name }) => name === fixtureName)))
}

function* repeatedAmong(fixtures: readonly FixtureUnit[], suite: () => SuiteFile): Iterable<Facts> {
  const seen = new Map<string, FixtureUnit>()
  for (const fixture of fixtures) {
    const key = keyOf(fixture)
    if (key === undefined) continue
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, fixture)
    // Two of one name replace each other: another matter.
    else if (earlier.fixtureName !== fixture.fixtureName && !areBothWanted(earlier, fixture, suite())) yield { at: fixture.nameNode, fixture, earlier, related: [{ at: earlier.nameNode, message: 'The same body' }] }
  }
}

function fixturesOf(definitions: readonly Node[], context: Context<unknown>): readonly FixtureUnit[] {
  return definitions.flatMap((definition) => {
    const unit = context.functionOf(definition)
    return unit?.role === 'fixture' ? [unit as FixtureUnit] : []
  })
}

/** Characters of a body that is worth sharing. */
const shortest = 25

/** A body that is long enough to be worth sharing: next to nothing is done by many alike. */
function bodyOf(decorated: Node): readonly Body[] {
  const definition = decorated.field('definition')
  if (definition?.kind !== 'function_definition' || decorated.children.filter(({ kind }) => kind === 'decorator').length !== 1) return []
  const body = linesOf(definition.field('body')?.children ?? [])
  return body.length < shortest ? [] : [{ definition, body }]
}

function linesOf(statements: readonly Node[]): string {
  const [first] = statements
  const isDescribed = first?.kind === 'expression_statement' && /string$/.test(first.firstChild?.kind ?? '')
  return joined(isDescribed ? statements.slice(1) : statements)
}

function joined(statements: readonly Node[]): string {
  return statements.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n')
}

/** Equal for fixtures that do the same; undefined for those that do next to nothing, which many do alike. */
function keyOf({ statements, parameters, scope, isAutouse, owner, decorators, segment }: FixtureUnit): string | undefined {
  const body = joined(statements)
  if (body.length < shortest || isAutouse || decorators.length !== 1) return undefined
  const configured = decorators[0]!.call?.field('arguments')?.children.filter((each) => each.field('name')?.text !== 'name').map(({ text }) => text) ?? []
  // An override of a fixture from further up requests it by its own name.
  return [owner?.name ?? '', segment.kind, scope, ...configured, ...parameters.map(({ name }) => name), body].join('\n')
}
