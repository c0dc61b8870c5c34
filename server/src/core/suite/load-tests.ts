// loadTests(): the tests that unittest's loader takes from a module, a `load_tests` of its own included where that only chooses among
// the module's classes and adds doctests, which have no ids. Whatever else it does is decided at run time, and the answer says so.

import { argumentsOf, calledName, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { collectTests, type Elsewhere } from './collect.ts'
import type { FunctionDraft } from './drafts.ts'
import { moduleNames, newWorld, type Meaning } from './namespace.ts'

export interface LoadedTests {
  /** `path::Class::test` with `source.path`; where the rest is decided at run time, what the loader would take without `load_tests`. */
  readonly ids: readonly string[]
  /** Why these may not be all, or too many; undefined where they are exactly what runs. */
  readonly atRunTime: string | undefined
}

/** unittest goes by classes alone, so no name makes a test. */
const namesNothing = { pythonClasses: [], pythonFunctions: [] }

export function loadTests(source: Source, elsewhere?: Elsewhere): LoadedTests {
  const found = collectTests(source, namesNothing, elsewhere)
  const meaning = moduleNames(newWorld(elsewhere), source).get('load_tests')
  if (meaning === undefined) return { ids: found, atRunTime: undefined }
  if (multiplies(meaning)) return { ids: found, atRunTime: undefined }
  if (meaning.is !== 'function') return { ids: found, atRunTime: '`load_tests` is no function of a module that can be read' }
  if (meaning.source !== source) return { ids: found, atRunTime: `\`load_tests\` of ${meaning.source.path} decides` }
  const answer = evaluate(source, meaning.draft, found)
  return typeof answer === 'string' ? { ids: found, atRunTime: answer } : { ids: found.filter((id) => answer.has(id)), atRunTime: undefined }
}

/** testscenarios runs each test once for every scenario, under its own id and a suffix. */
function multiplies(meaning: Meaning): boolean {
  if (meaning.is === 'module') return /(^|\.)load_tests_apply_scenarios$/.test(meaning.dotted)
  return meaning.is === 'other' && /(^|\.)load_tests_apply_scenarios$/.test(meaning.value?.text ?? '')
}

type Suite = Set<string>

/** Thrown where a statement does what the text alone does not tell. Never leaves this file. */
class AtRunTime {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** The ids that the function returns, or why that can't be told. */
function evaluate(source: Source, draft: FunctionDraft, all: readonly string[]): ReadonlySet<string> | string {
  const [, tests] = draft.parameters
  const suites = new Map<string, Suite>()
  if (tests !== undefined) suites.set(tests.name, new Set(all))
  const classes = new Map<string, Node>()
  const mayChange = new RegExp(`\\b(?:addTests?|setattr|_tests|${[...suites.keys()].join('|')})\\b`)
  try {
    return run(draft.statements) ?? 'it returns nothing'
  } catch (error) {
    if (error instanceof AtRunTime) return error.reason
    throw error
  }

  function run(statements: readonly Node[]): Suite | undefined {
    for (const statement of statements) {
      const returned = execute(statement)
      if (returned !== undefined) return returned
    }
    return undefined
  }

  function execute(node: Node): Suite | undefined {
    switch (node.kind) {
      case 'return_statement':
        return suiteOf(node.firstChild ?? node)
      case 'expression_statement':
        return void express(node)
      case 'with_statement':
      case 'try_statement': {
        const body = node.field('body') ?? node.children.find(({ kind }) => kind === 'block')
        return run(body?.children ?? [])
      }
      case 'if_statement':
        return branch(node)
      case 'for_statement':
        return void loop(node)
      case 'while_statement':
      case 'match_statement':
        if (mayChange.test(node.text)) throw new AtRunTime('`load_tests` adds tests under a condition')
        return undefined
      case 'function_definition':
      case 'decorated_definition':
      case 'class_definition':
        if (/\baddTests?\b/.test(node.text)) throw new AtRunTime('`load_tests` has functions that add tests')
        return undefined
      default:
        return undefined
    }
  }

  function express(statement: Node): void {
    const expression = statement.firstChild
    if (expression?.kind === 'call') return call(expression)
    if (expression?.kind !== 'assignment' && expression?.kind !== 'augmented_assignment') return
    const [left, right] = [expression.field('left'), expression.field('right')]
    if (left === undefined || right === undefined) return
    if (left.kind !== 'identifier') {
      if (mayChange.test(left.text)) throw new AtRunTime('`load_tests` changes classes or suites')
      return
    }
    const suite = tried(() => suiteOf(right))
    if (suite !== undefined) suites.set(left.text, suite)
    else if (suites.has(left.text)) throw new AtRunTime(`\`load_tests\` makes its tests in a way that only shows at run time`)
    else classes.set(left.text, right)
  }

  function call(node: Node): void {
    const callee = node.field('function')
    const holder = callee?.kind === 'attribute' ? suites.get(callee.field('object')!.text) : undefined
    const [argument] = argumentsOf(node).positional
    if (holder !== undefined && /^addTests?$/.test(calledName(node) ?? '') && argument !== undefined) {
      for (const id of suiteOf(argument)) holder.add(id)
    } else if (holder !== undefined || mayChange.test(node.text)) throw new AtRunTime(`\`load_tests\` calls \`${callee?.text ?? ''}\``)
  }

  function branch(node: Node): Suite | undefined {
    const before = new Map([...suites].map(([name, suite]) => [name, new Set(suite)]))
    const returned = run(node.field('consequence')?.children ?? [])
    const grew = [...suites].some(([name, suite]) => suite.size !== (before.get(name)?.size ?? 0) || [...suite].some((id) => before.get(name)?.has(id) !== true))
    if (returned !== undefined || grew) throw new AtRunTime('`load_tests` decides under a condition')
    for (const alternative of node.fields('alternative')) if (mayChange.test(alternative.text) && /addTest|return/.test(alternative.text)) throw new AtRunTime('`load_tests` decides under a condition')
    return undefined
  }

  function loop(node: Node): void {
    const [left, right, body] = [node.field('left'), node.field('right'), node.field('body')]
    if (body === undefined || !mayChange.test(body.text)) return
    const items = right === undefined ? undefined : listed(right)
    if (left?.kind !== 'identifier' || items === undefined) throw new AtRunTime('`load_tests` adds tests in a loop')
    for (const item of items) {
      classes.set(left.text, item)
      if (run(body.children) !== undefined) throw new AtRunTime('`load_tests` returns from a loop')
    }
    classes.delete(left.text)
  }

  function suiteOf(written: Node): Suite {
    const node = unwrapped(written)
    const known = node.kind === 'identifier' ? suites.get(node.text) : undefined
    if (known !== undefined) return known
    const items = node.kind === 'list' || node.kind === 'tuple' || node.kind === 'set' || node.kind === 'expression_list' ? node.children : undefined
    if (items !== undefined) return together(items.map(suiteOf))
    if (node.kind === 'list_comprehension' || node.kind === 'generator_expression') return comprehended(node)
    if (node.kind !== 'call') throw new AtRunTime(`\`load_tests\` gives \`${node.text.slice(0, 60)}\``)
    const { positional } = argumentsOf(node)
    const [first] = positional
    switch (calledName(node)) {
      case 'DocTestSuite':
      case 'DocFileSuite':
        return new Set()
      case 'TestSuite':
      case 'suiteClass':
        return first === undefined ? new Set() : suiteOf(first)
      case 'loadTestsFromTestCase':
      case 'makeSuite':
        return first === undefined ? new Set() : testsOf(first)
      case 'generate_scenarios':
      case 'load_tests_apply_scenarios':
        return together(positional.filter((each) => suites.has(each.text)).map(suiteOf))
      case 'map':
        return first !== undefined && positional[1] !== undefined && /\bloadTestsFromTestCase$/.test(first.text) ? together((listed(positional[1]) ?? fail(node)).map(testsOf)) : fail(node)
      case 'list':
      case 'iter':
        return first === undefined ? new Set() : suiteOf(first)
      default:
        return oneTest(node) ?? fail(node)
    }
  }

  function comprehended(node: Node): Suite {
    const [clause, ...others] = node.children.filter(({ kind }) => kind === 'for_in_clause' || kind === 'if_clause')
    const [left, right, body] = [clause?.field('left'), clause?.field('right'), node.field('body')]
    const items = right === undefined ? undefined : listed(right)
    if (others.length > 0 || left?.kind !== 'identifier' || body === undefined || items === undefined) return fail(node)
    const parts = items.map((item) => {
      classes.set(left.text, item)
      return suiteOf(body)
    })
    classes.delete(left.text)
    return together(parts)
  }

  /** `TestThing('test_name')` */
  function oneTest(node: Node): Suite | undefined {
    const name = argumentsOf(node).positional[0]
    const id = name === undefined ? undefined : `${prefixOf(node.field('function')!)}${literalText(name) ?? ''}`
    return id !== undefined && all.includes(id) ? new Set([id]) : undefined
  }

  function testsOf(written: Node): Suite {
    const prefix = prefixOf(written)
    const own = all.filter((id) => id.startsWith(prefix) && !id.slice(prefix.length).includes('::'))
    if (own.length === 0) throw new AtRunTime(`\`load_tests\` loads \`${written.text.slice(0, 60)}\``)
    return new Set(own)
  }

  function prefixOf(written: Node): string {
    const node = unwrapped(written)
    const meant = node.kind === 'identifier' ? (classes.get(node.text) ?? node) : node
    return `${source.path}::${meant.text}::`
  }

  /** The items of a list that is written out here, or at module level under the name. */
  function listed(written: Node): readonly Node[] | undefined {
    const node = unwrapped(written)
    if (node.kind === 'list' || node.kind === 'tuple' || node.kind === 'set') return node.children.some(({ kind }) => kind === 'list_splat') ? undefined : node.children
    if (node.kind !== 'identifier') return undefined
    const local = classes.get(node.text)
    if (local !== undefined) return listed(local)
    const meaning = moduleNames(newWorld(undefined), source).get(node.text)
    return meaning?.is === 'other' && meaning.value !== undefined && meaning.value.kind !== 'identifier' ? listed(meaning.value) : undefined
  }
}

function together(suites: readonly Suite[]): Suite {
  return new Set(suites.flatMap((suite) => [...suite]))
}

function fail(node: Node): never {
  throw new AtRunTime(`\`load_tests\` gives \`${node.text.slice(0, 60)}\``)
}

function tried<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof AtRunTime) return undefined
    throw error
  }
}
