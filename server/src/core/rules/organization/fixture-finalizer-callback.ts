// fixture-finalizer-callback: `request.addfinalizer(…)` where a `yield` would show what comes after the test.

import { indentAt, lineEndOf, startsLine } from '../../edits/index.ts'
import { fixtureNodeOf, rule, yieldsOf, type FixtureNode, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly fixture: FixtureNode
  readonly isOnly: boolean
}

export default rule({
  id: 'fixture-finalizer-callback',
  summary: 'A fixture registers its clean-up by a callback.',
  why: 'Behind a `yield` set-up and clean-up stand in the order in which they run, and share their local names.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT021', 'flake8:PT021', 'sonar:S9080'],
  whenNotToUse: 'Where fixtures register a clean-up for each of many things, or must clean up although their own set-up fails.',
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    if (!decorated.text.includes('addfinalizer')) return
    const fixture = fixtureNodeOf(decorated, context)
    if (fixture === undefined || !fixture.definition.field('parameters')?.children.some((each) => (each.kind === 'identifier' ? each : each.field('name') ?? each.firstChild)?.text === 'request')) return
    const calls = fixture.definition.field('body')!.descendants('call').filter((call) => call.field('function')?.text.replace(/\s/g, '') === 'request.addfinalizer' && call.ancestor('function_definition') === fixture.definition && isStatementLike(call))
    // One finding for a fixture: the callbacks are mended together.
    const last = calls.at(-1)
    if (last !== undefined) yield { at: last, call: last, fixture, isOnly: calls.length === 1 }
  },
  message: ({ fixture }) => `\`${fixture.name}\` cleans up in a callback; behind a \`yield\` it would read in order`,
  repair({ call, fixture, isOnly }): Repair | Refusal {
    const { definition } = fixture
    const statement = call.parent
    const body = definition.field('body')!
    const [callback, ...more] = call.field('arguments')?.children ?? []
    if (!isOnly || statement?.kind !== 'expression_statement' || statement.parent !== body || callback === undefined || more.length > 0 || callback.kind === 'keyword_argument' || yieldsOf(definition).length > 0) return { refusal: 'There is more than one clean-up, or it is not always registered' }
    const returns = body.descendants('return_statement').filter((each) => each.ancestor('function_definition', 'lambda') === definition)
    const next = statement.nextSibling
    const isLast = next === undefined && returns.length === 0
    if (!isLast && !(next?.kind === 'return_statement' && next.nextSibling === undefined && returns.length === 1)) return { refusal: 'The fixture goes on after it has registered its clean-up' }
    const { segment } = call
    const end = next?.end ?? statement.end
    if (!startsLine(segment.text, statement.start) || segment.comments.some((offset) => offset >= statement.start && offset < end)) return { refusal: 'A comment would be lost' }
    const isThunk = callback.kind === 'lambda' && callback.field('parameters') === undefined
    if (!isThunk && callback.kind !== 'identifier' && callback.kind !== 'attribute') return { refusal: 'What is called is computed first' }
    const cleanUp = isThunk ? callback.field('body')!.text : `${callback.text}()`
    const value = next?.firstChild?.text
    if (/[\r\n]/.test(cleanUp)) return { refusal: 'The clean-up takes several lines' }
    const gap = `${lineEndOf(segment)}${indentAt(segment.text, statement.start)}`
    return { title: 'Clean up behind a yield', edits: [{ segment, start: statement.start, end, text: `${value === undefined ? 'yield' : `yield ${value}`}${gap}${cleanUp}` }] }
  },
})

/** Ruff looks at calls that are statements, values and arguments of calls; a callback built elsewhere is another matter. */
function isStatementLike(call: Node): boolean {
  let at = call.parent
  while (at?.kind === 'call' || at?.kind === 'argument_list') at = at.parent
  return at?.kind === 'expression_statement' || at?.kind === 'assignment' || at?.kind === 'return_statement'
}
