// What a docstring can truthfully say of a class, test, fixture or helper, from its name, bases and body.
// Facts, not reasons: half of the words of human docstrings are in neither name nor body, so the rest is left to the author.

import { argumentsOf } from '../syntax/expressions.ts'
import type { AssertionSummary, FunctionUnit } from '../suite/model.ts'
import { outcomeOf, type Outcome } from '../suite/outcomes.ts'
import type { Node, Source } from '../syntax/index.ts'
import { dottedName, enumerate, nameWords, newWords, quoted, stringContent, valuePhrase } from './code-phrases.ts'
import type { DocstringText } from './docstrings.ts'
import { parameterSection } from './docstring-parameters.ts'
import { describeFixture } from './fixture-text.ts'
import { startsLine } from './layout.ts'

/** What the author is asked for where the code gives nothing that the name does not say. */
const questions = {
  class: 'What the tests of this class have in common',
  test: 'What must hold, and why',
  fixture: 'What this provides, and for how long',
  helper: 'What this does for its callers',
} as const

/** The class's docstring, as `docstringEdit` takes it; `isDerived` is false where it only asks the author, `isSnippet` true where it has stops. */
export function classDocstring(definition: Node, source: Source): DocstringText & { readonly isDerived: boolean; readonly isSnippet: boolean } {
  const name = definition.field('name')?.text ?? ''
  const functions = methodsOf(definition, source)
  const tests = functions.filter((method) => /^test/i.test(method.field('name')?.text ?? ''))
  const callees = tests.length === 0 ? [] : sharedCallees(tests, importedNames(source)).filter((callee) => isSubject(callee, name))
  const bases = (definition.field('superclasses')?.children ?? []).map((base) => dottedName(base)).filter((base) => base !== undefined && !isGenericBase(base))
  const prepared = preparedAttributes(functions.find((method) => /^(?:asyncSetUp|setUp|setup_method)$/.test(method.field('name')?.text ?? '')))
  const setUp = bases.length === 0 ? '' : `with the set-up of ${enumerate(bases.slice(0, 2).map((base) => quoted(base!.slice(base!.lastIndexOf('.') + 1))))}`

  const candidates = [
    callees.length === 0 ? '' : `Tests of ${enumerate(callees.map(quoted))}${setUp === '' ? '' : `, ${setUp}`}`,
    setUp === '' ? '' : `Tests ${setUp}`,
    prepared.length === 0 ? '' : `Tests that share ${enumerate(prepared.map(quoted))} from ${quoted('setUp')}`,
  ]
  const summary = tests.length === 0 ? undefined : candidates.find((text) => newWords(text, name).length > 0)
  return summary === undefined ? { summary: questions.class, details: [], isDerived: false, isSnippet: true } : { summary, details: [], isDerived: true, isSnippet: false }
}

/** The docstring of a function in a test file. */
export function functionDocstring(unit: FunctionUnit, assertions: AssertionSummary, source: Source): DocstringText & { readonly isDerived: boolean; readonly isSnippet: boolean } {
  const kind = unit.role === 'test' ? 'test' : unit.role === 'fixture' ? 'fixture' : 'helper'
  const summary = kind === 'fixture' ? describeFixture(unit as never) : kind === 'test' ? describeTest(unit, assertions) : describeHelper(unit)
  const section = parameterSection(unit, source)
  const more = section === undefined ? {} : { section: section.lines }
  // A name such as `test_raises` leaves room for what is called and what is raised: at least two words more.
  if (summary !== undefined && newWords(summary, unit.name).length >= (kind === 'test' ? 2 : 1)) return { summary, details: [], ...more, isDerived: true, isSnippet: section?.hasStops === true }
  const steps = kind === 'fixture' ? [] : commentSteps(unit)
  return { summary: questions[kind], details: steps, ...more, isDerived: false, isSnippet: true }
}

/** Unit, condition and outcome, where the test's assertions say one thing. */
function describeTest(unit: FunctionUnit, summary: AssertionSummary): string | undefined {
  const outcome = outcomeOf(unit, summary)
  if (outcome === undefined) return undefined
  const called = calledPhrase(outcome)
  const result = resultPhrase(outcome)
  if (called === undefined || result === undefined) return undefined
  const { failing } = outcome
  const mock = outcome.result.is === 'calls' ? outcome.result.mock : undefined
  // "`close` calls `close`" says nothing without the objects, whose names are the test's own.
  if (mock !== undefined && mock === dottedName(outcome.callee)?.replace(/^.*\./, '')) return undefined
  const condition = failing === undefined || failing.mock === mock ? '' : ` when ${quoted(failing.mock)} raises ${quoted(failing.error)}`
  return `${outcome.result.is === 'calls' || outcome.result.is === 'raises' || outcome.result.is === 'warns' ? `Calling ${called}` : upper(called)} ${result}${condition}`
}

/** What runs a coroutine or a command for the test, so that its argument is what is called. */
const drivers = /(?:^|\.)(?:run_until_complete|run_sync|asyncio\.run|trio\.run|anyio\.run|loop\.run)$/

/** The call as it is written where that is short: its arguments are the condition. The test's own `self` says nothing to a reader. */
function calledPhrase(outcome: Outcome): string | undefined {
  const inner = outcome.given[0]
  if (drivers.test(dottedName(outcome.callee) ?? '')) return inner?.kind === 'call' ? written(inner.field('function'), inner, argumentsOf(inner).positional) : undefined
  return written(outcome.callee, outcome.call, outcome.given)
}

function written(callee: Node | undefined, call: Node | undefined, given: readonly Node[]): string | undefined {
  const name = dottedName(callee)?.replace(/^(?:self|cls)\./, '')
  // A helper of the test class is not what is tested.
  if (name === undefined || name.length > 60 || (/^_\w+$/.test(name) && callee!.kind === 'attribute')) return undefined
  const text = call?.text.replace(/^(?:self|cls)\./, '')
  if (text !== undefined && text.length <= 50 && !/[\r\n`\\]|\bself\./.test(text)) return quoted(text)
  const [only] = given
  if (call === undefined && given.length === 1 && /^(?:string|integer|float|none|true|false|list|dictionary|tuple)$/.test(only!.kind) && only!.text.length <= 24 && !/[\r\n`\\]/.test(only!.text)) return quoted(`${name}(${only!.text})`)
  return quoted(name)
}

function resultPhrase({ result }: Outcome): string | undefined {
  switch (result.is) {
    case 'raises':
    case 'warns': {
      const match = stringContent(result.match)
      const matching = match === undefined || match.length > 40 || /[`\\]/.test(match) ? '' : ` matching ${quoted(match)}`
      return `${result.is === 'raises' ? 'raises' : 'emits'} ${quoted(result.error)}${matching}`
    }
    case 'status': return `answers with status ${result.code}`
    case 'exit': return `exits with code ${result.code}`
    case 'calls': return `${result.happens ? 'calls' : 'does not call'} ${quoted(result.mock)}`
    case 'returns': return `returns ${{ none: '``None``', true: '``True``', false: '``False``' }[result.value as 'none'] ?? `an ${result.value}`}`
  }
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function describeHelper(unit: FunctionUnit): string | undefined {
  // A body that is its return statement is as short as any sentence about it.
  if (unit.statements.length === 1 && unit.statements[0]!.kind === 'return_statement') return undefined
  // What does things on its way is not told by what it returns, unless it is called after that.
  if (!/^_*(?:get|make|create|build|new|load|fetch|find|read|generate|gen|prepare|fake|mock|stub|setup|set_up|open|init|parse|render|random|sample|dummy)(?:_|[A-Z]|$)/.test(unit.name) && unit.statements.some(({ kind, firstChild }) => kind === 'expression_statement' && firstChild?.kind !== 'assignment' && firstChild?.kind !== 'augmented_assignment')) return undefined
  const returns = unit.body.descendants('return_statement').filter((node) => node.ancestor('function_definition', 'lambda') === unit.node)
  const value = returns.length === 1 ? returns[0]!.firstChild : undefined
  const phrase = value === undefined ? undefined : valuePhrase(value, unit)
  return phrase === undefined ? undefined : `Return ${phrase}`
}

/** The body's own comments that stand on lines of their own, each block one line; at most four, tool comments left out. */
function commentSteps(unit: FunctionUnit): readonly string[] {
  const { comments, text } = unit.segment
  // The block begins with its first statement; a comment over it belongs to the body all the same.
  const from = unit.node.field('parameters')?.end ?? unit.body.start
  const blocks: string[][] = []
  let previousEnd = -1
  for (let i = 0; i < comments.length; i += 2) {
    const [start, end] = [comments[i]!, comments[i + 1]!]
    if (start < from || end > unit.body.end || !startsLine(text, start)) continue
    const words = text.slice(start, end).replace(/^#+!?[ \t]*/, '').trim()
    if (words === '' || /^(?:noqa|type:|pragma|pylint|mypy|fmt:|isort|flake8|proctor|TODO|FIXME|XXX|-{3}|={3})/i.test(words) || /[=({[]\s*$|\w\(.*\)$/.test(words)) continue
    if (previousEnd >= 0 && /^\s*$/.test(text.slice(previousEnd, start)) && (text.slice(previousEnd, start).match(/\r\n|\n|\r/g) ?? []).length === 1) blocks[blocks.length - 1]!.push(words)
    else blocks.push([words])
    previousEnd = end
  }
  const steps = blocks.map((block) => block.join(' ')).filter((step) => step.length <= 200)
  return steps.length < 2 ? [] : steps.slice(0, 4).map((step) => (/[.!?:…]$/.test(step) ? step : `${step}.`))
}

function methodsOf(definition: Node, source: Source): readonly Node[] {
  const statements: Node[] = [...(definition.field('body')?.children ?? [])]
  if (definition.segment.kind === 'class') {
    for (let i = source.indexOf(definition.segment) + 1; source.segments[i]?.kind === 'member'; i++) {
      const segment = source.segments[i]!
      if (!segment.isBroken) statements.push(...segment.root.children)
    }
  }
  return statements
    .map((statement) => (statement.kind === 'decorated_definition' ? statement.field('definition')! : statement))
    .filter((node) => node.kind === 'function_definition')
}

/** Imported functions and classes that at least half of the tests (and two) call; the two that most do. */
function sharedCallees(tests: readonly Node[], imported: ReadonlySet<string>): readonly string[] {
  const counts = new Map<string, number>()
  for (const test of tests) {
    const seen = new Set<string>()
    for (const call of test.descendants('call')) {
      const name = dottedName(call.field('function'))
      if (name === undefined || !imported.has(name.split('.')[0]!) || isTestMachinery(name)) continue
      seen.add(name)
    }
    for (const name of seen) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const least = Math.max(2, tests.length / 2)
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([name]) => name)
}

/** The last word of what is called, of its class where it is a method, stands in the test class's name: `LogReader.open` in `TestReader`. */
function isSubject(callee: string, className: string): boolean {
  const parts = callee.split('.')
  const thing = parts.find((part) => /^_*[A-Z]/.test(part)) ?? parts[parts.length - 1]!
  const last = nameWords(thing).at(-1)
  return last !== undefined && last.length > 2 && nameWords(className).includes(last)
}

function importedNames(source: Source): ReadonlySet<string> {
  const found = new Set<string>()
  for (const segment of source.segments) {
    if (segment.kind !== 'statement' || segment.isBroken) continue
    for (const node of segment.root.descendants('import_statement', 'import_from_statement')) {
      for (const name of node.fields('name')) found.add((name.field('alias') ?? name).text.split('.')[0]!)
    }
  }
  return found
}

/** `self.x = f(…)` in a set-up method: the first three names. */
function preparedAttributes(setUp: Node | undefined): readonly string[] {
  const names = (setUp?.field('body')?.children ?? []).flatMap((statement) => {
    const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
    const left = assignment?.kind === 'assignment' ? dottedName(assignment.field('left')) : undefined
    return left?.startsWith('self.') && assignment!.field('right')?.kind === 'call' ? left.slice('self.'.length) : []
  })
  return names.length > 3 ? [] : [...new Set(names)]
}

/** Bases that every test class may have and that say nothing about this one. */
function isGenericBase(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1)
  return /^(?:_?(?:Base)?TestCase|BaseTestCase|TestBase|BaseTest|SimpleTestCase|TransactionTestCase|IsolatedAsyncioTestCase|AsyncTestCase|NoDBTestCase|object|ABC|Generic|Protocol|TestCaseMixin)$/.test(last)
}

const machinery = new Set(
  'unittest mock pytest patch call Mock MagicMock AsyncMock time os sys json re datetime copy tempfile textwrap io itertools functools collections random subprocess threading asyncio contextlib warnings logging pathlib math gc pickle weakref types operator shutil string struct support os_helper import_helper script_helper threading_helper warnings_helper socket_helper np numpy uuid decimal Path dedent partial timedelta deepcopy reverse StringIO BytesIO'.split(' '),
)

function isTestMachinery(name: string): boolean {
  const parts = name.split('.')
  return machinery.has(parts[0]!) || machinery.has(parts[parts.length - 1]!) || /^(?:assert|patch|skip|fake|make_|create_)|(?:Error|Exception|Warning)$/i.test(parts[parts.length - 1]!)
}

