// What a docstring can truthfully say of a class, test, fixture or helper, from its name, bases and body.
// Facts, not reasons: half of the words of human docstrings are in neither name nor body, so the rest is left to the author.

import type { AssertionSummary, FunctionUnit } from '../suite/model.ts'
import type { Node, Source } from '../syntax/index.ts'
import { dottedName, enumerate, newWords, quoted, sharesWord, stringContent, valuePhrase } from './code-phrases.ts'
import type { DocstringText } from './docstrings.ts'
import { describeFixture } from './fixture-text.ts'
import { startsLine } from './layout.ts'

/** What the author is asked for where the code gives nothing that the name does not say. */
const questions = {
  class: 'What the tests of this class have in common',
  test: 'What must hold, and why',
  fixture: 'What this provides, and for how long',
  helper: 'What this does for its callers',
} as const

/** The class's docstring, as `docstringEdit` takes it; `isDerived` is false where it only asks the author. */
export function classDocstring(definition: Node, source: Source): DocstringText & { readonly isDerived: boolean } {
  const name = definition.field('name')?.text ?? ''
  const functions = methodsOf(definition, source)
  const tests = functions.filter((method) => /^test/i.test(method.field('name')?.text ?? ''))
  const callees = tests.length === 0 ? [] : sharedCallees(tests, importedNames(source)).filter((callee) => sharesWord(callee, name))
  const bases = (definition.field('superclasses')?.children ?? []).map((base) => dottedName(base)).filter((base) => base !== undefined && !isGenericBase(base))
  const prepared = preparedAttributes(functions.find((method) => /^(?:asyncSetUp|setUp|setup_method)$/.test(method.field('name')?.text ?? '')))
  const setUp = bases.length === 0 ? '' : `with the set-up of ${enumerate(bases.slice(0, 2).map((base) => quoted(base!.slice(base!.lastIndexOf('.') + 1))))}`

  const candidates = [
    callees.length === 0 ? '' : `Tests of ${enumerate(callees.map(quoted))}${setUp === '' ? '' : `, ${setUp}`}`,
    setUp === '' ? '' : `Tests ${setUp}`,
    prepared.length === 0 ? '' : `Tests that share ${enumerate(prepared.map(quoted))} from ${quoted('setUp')}`,
  ]
  const summary = tests.length === 0 ? undefined : candidates.find((text) => newWords(text, name).length > 0)
  return summary === undefined ? { summary: questions.class, details: [], isDerived: false } : { summary, details: [], isDerived: true }
}

/** The docstring of a function in a test file. */
export function functionDocstring(unit: FunctionUnit, assertions: AssertionSummary): DocstringText & { readonly isDerived: boolean } {
  const kind = unit.role === 'test' ? 'test' : unit.role === 'fixture' ? 'fixture' : 'helper'
  const summary = kind === 'fixture' ? describeFixture(unit as never) : kind === 'test' ? describeTest(assertions) : describeHelper(unit)
  // A name such as `test_raises` leaves room for what is called and what is raised: at least two words more.
  if (summary !== undefined && newWords(summary, unit.name).length >= (kind === 'test' ? 2 : 1)) return { summary, details: [], isDerived: true }
  const steps = kind === 'fixture' ? [] : commentSteps(unit)
  return { summary: questions[kind], details: steps, isDerived: false }
}

/** Only a test that checks nothing but one exception has a sure outcome. */
function describeTest(summary: AssertionSummary): string | undefined {
  const [only, ...more] = summary.assertions
  if (only?.kind !== 'raises' || more.length > 0 || summary.unread.length > 0) return undefined
  if (!/raises/i.test(only.name)) return undefined
  const given = only.node.field('arguments')?.children.filter((argument) => argument.kind !== 'keyword_argument') ?? []
  const exception = dottedName(given[0])
  if (exception === undefined) return undefined
  const called = given[1] === undefined ? calledInside(only.node) : dottedName(given[/Regexp?$/.test(only.name) || given[1].kind === 'string' ? 2 : 1])
  if (called === undefined) return undefined
  const keyword = only.node.field('arguments')?.children.find((argument) => argument.kind === 'keyword_argument' && argument.field('name')?.text === 'match')
  const match = stringContent(keyword?.field('value'))
  const matching = match === undefined || match.length > 40 || /[`\\]/.test(match) ? '' : ` with a message that matches ${quoted(match)}`
  return `Calling ${quoted(called)} raises ${quoted(exception.slice(exception.lastIndexOf('.') + 1))}${matching}`
}

/** The one call that a `with raises(…)` block makes. */
function calledInside(raises: Node): string | undefined {
  const block = raises.ancestor('with_statement')?.field('body')
  if (block === undefined || block.children.length !== 1) return undefined
  const statement = block.firstChild!
  let value = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  if (value?.kind === 'assignment') value = value.field('right')
  if (value?.kind === 'await') value = value.firstChild
  return value?.kind === 'call' ? dottedName(value.field('function')) : undefined
}

function describeHelper(unit: FunctionUnit): string | undefined {
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

