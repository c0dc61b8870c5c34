// crowded-raises-block: `with pytest.raises(E): prepare(); act()`: any of the statements may raise what is expected of one.

import { movedBefore } from '../../edits/index.ts'
import { calledName, contextsOf, endingOf, expectationOf, isRaisesName, isWarnsName, rule, truthOf, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly name: string
  readonly isWarning: boolean
  readonly count: number
}

const compound = /^(?:if|for|while|try|with|match)_statement$|_definition$/

/** Calls that fail only where the program is wrong altogether: `int(x)` is none of them. */
const harmless = /^(?:str|repr|len|list|dict|set|tuple|frozenset|type|id|bool|isinstance|range|object|Path|PurePath|uuid4|Mock|MagicMock|AsyncMock|datetime|date|timedelta|super|getattr|print|partial|call)$/

export default rule({
  id: 'crowded-raises-block',
  summary: 'A block that expects an exception or a warning holds more than the one statement that is to raise it.',
  why: 'Whichever statement raises ends the block, so the test passes when the preparation fails, and what stands behind the one that raises never runs.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT012', 'flake8:PT012', 'ruff:PT031', 'flake8:PT031', 'flake8:B908', 'sonar:S5778', 'sonar:S9088', 'falsegreen:C19', 'falsegreen:C49'],
  whenNotToUse: 'Where blocks also walk through states. Only blocks of which a statement before the last calls something are reported by default; loops and conditions in one, blocks that expect warnings and calls inside of calls are reported by the preset strict.',
  on: 'node',
  kinds: ['with_statement'],
  *check(statement, context): Iterable<Facts> {
    const body = statement.field('body')
    const found = expectationIn(statement, context)
    if (body === undefined || body.children.length === 0 || found === undefined || statement.isBroken) return
    const { call, isPytest } = found
    const name = calledName(call) ?? ''
    const isWarning = isWarnsName(name)
    const statements = body.children
    const facts = { at: call, statement, name, isWarning, count: statements.length }
    const bugbears = statements.length > 1 && bugbearsName.test(name) && /^(?:\w+\.)?\w+$/.test(call.field('function')!.text) ? ['flake8:B908'] : []
    const own = [...bugbears, ...(isWarning ? ['sonar:S9088', 'falsegreen:C49'] : ['sonar:S5778', 'falsegreen:C19'])]
    const code = !isPytest || name === 'deprecated_call' ? undefined : isWarning ? 'PT031' : 'PT012'
    const plugins = code !== undefined && isCrowdedForPlugin(statements) ? [`flake8:${code}`] : []
    const codes = code === undefined ? [] : [`ruff:${code}`, ...plugins]
    const first = { segment: statement.segment, start: statement.start, end: call.end }
    if (statements.length > 1 || isCrowded(statements[0]!)) {
      // A `raise` of the test's own at the end, or a failure, says which statement is meant.
      const isLikely = !isWarning && !isRaiseOrFailure(statements[statements.length - 1]!) && statements.slice(0, -1).some((each) => !compound.test(each.kind) && mayRaise(each))
      yield { ...facts, at: first, twins: [...own, ...codes], ...(isLikely ? {} : { severity: 'hint', preset: 'strict' }) }
    } else if (plugins.length > 0) {
      yield { ...facts, at: first, twins: plugins, preset: 'twin' }
    } else if (!isWarning && !compound.test(statements[0]!.kind) && riskyCalls(statements[0]!) > 1) {
      yield { ...facts, at: first, count: 1, twins: ['sonar:S5778'], severity: 'hint', preset: 'strict' }
    }
  },
  message: ({ name, isWarning, count, statement }) =>
    count === 1 && !compound.test(statement.field('body')!.firstChild!.kind)
      ? `Several calls may raise what \`${name}\` expects`
      : `The block of \`${name}\` holds more than the statement that is to ${isWarning ? 'warn' : 'raise'}`,
  repair({ statement, count }): Repair | Refusal | undefined {
    const statements = statement.field('body')!.children
    if (count < 2) return undefined
    const last = statements[statements.length - 1]!
    if (!mayRaise(last) || last.kind === 'assert_statement') return { refusal: 'Which of the statements raises is not clear' }
    const edits = movedBefore(statement, statements.slice(0, -1))
    return edits === undefined ? { refusal: 'The lines share their place with others' } : { title: 'Move what prepares in front of the block', edits }
  },
})

function expectationIn(statement: Node, context: Context): { readonly call: Node; readonly isPytest: boolean } | undefined {
  for (const { value } of contextsOf(statement)) {
    if (value.kind !== 'call') continue
    if (expectationOf(value, context) !== undefined) return { call: value, isPytest: true }
    const name = calledName(value)
    const isOwn = /^(?:self|cls)$/.test(value.field('function')?.field('object')?.text ?? '')
    if (isOwn && name !== 'assertLogs' && (isRaisesName(name) || isWarnsName(name))) return { call: value, isPytest: false }
  }
  return undefined
}

/** True for one statement that holds others: a `with` around one simple statement, a definition and an empty loop are not. */
function isCrowded(statement: Node): boolean {
  const inner = statement.field('body')?.children ?? []
  if (statement.kind === 'with_statement') return inner.length !== 1 || compound.test(inner[0]?.kind ?? '')
  if (/_definition$/.test(statement.kind)) return false
  if (statement.kind === 'for_statement' && statement.field('alternative') === undefined && inner.length === 1) return !isEmpty(inner[0]!)
  return compound.test(statement.kind)
}

const bugbearsName = /^(?:raises|warns|assertRaises(?:Regexp?)?|assertWarns(?:Regex)?)$/

/** As flake8-pytest-style has it, which minds each loop and each `with` that does something. */
function isCrowdedForPlugin([first, ...more]: readonly Node[]): boolean {
  if (first === undefined || more.length > 0) return true
  const inner = first.field('body')?.children ?? []
  return first.kind === 'with_statement' ? inner.length !== 1 || inner[0]!.kind !== 'pass_statement' : /^(?:if|for|while|try)_statement$/.test(first.kind)
}

function isEmpty(statement: Node): boolean {
  return statement.kind === 'pass_statement' || (statement.kind === 'expression_statement' && statement.firstChild?.kind === 'ellipsis')
}

function mayRaise(statement: Node): boolean {
  return statement.descendants('call', 'await', 'raise_statement').length > 0 || statement.kind === 'raise_statement' || riskyCalls(statement) > 0
}

function riskyCalls(statement: Node): number {
  return statement.descendants('call').filter((call) => call.ancestor('lambda') === undefined && !harmless.test(calledName(call) ?? '')).length
}

function isRaiseOrFailure(statement: Node): boolean {
  return statement.kind === 'raise_statement' || endingOf(statement) === 'fail' || (statement.kind === 'assert_statement' && truthOf(statement.firstChild!) === false)
}
