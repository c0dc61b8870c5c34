// Names for helpers, fixtures and test classes after what their bodies do, only where one plain fact says it. No tables, no guesses.

import type { AssertionSummary, FunctionUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import { localScopes } from '../semantic/scopes.ts'
import { isClassName } from './from-value.ts'
import { bare, lastName, siteOf } from './sites.ts'
import { callNoun, isGoodName, isVerbLike, snakeCase, splitWords } from './words.ts'

export interface BodyName {
  readonly name: string
  /** In words: "returns Order()". */
  readonly evidence: string
}

/** After the one value that a fixture returns or yields: `order` for `return Order()`. */
export function fixtureNameFromBody(unit: FunctionUnit): BodyName | undefined {
  const given = valueGiven(unit)
  const noun = given && nounOf(given, unit)
  return given === undefined || noun === undefined ? undefined : { name: noun, evidence: `gives ${shown(given)}` }
}

/**
 * After what a helper makes (`make_order` for `return Order()`), the one thing that it does (`submit_order` for `order.submit()`), or
 * the one call that all its assertions look at (`check_parse`). An underscore in front stays.
 */
export function helperNameFromBody(unit: FunctionUnit, { assertions, unread }: AssertionSummary): BodyName | undefined {
  const found = madeName(unit) ?? doneName(unit) ?? (unread.length === 0 && assertions.length > 0 && assertions.every(({ node }) => node.segment === unit.segment) ? checkedName(unit, assertions.map(({ node }) => node)) : undefined)
  const name = found && `${unit.name.startsWith('_') ? '_' : ''}${found.name}`
  return found === undefined || name === undefined || name === unit.name || name.length > 40 ? undefined : { ...found, name }
}

function madeName(unit: FunctionUnit): BodyName | undefined {
  const given = valueGiven(unit)
  const made = given?.kind === 'identifier' ? (valueOf(given, unit) ?? given) : given
  const callee = made?.kind === 'call' ? lastName(made.field('function')) : undefined
  const noun = callee !== undefined && isClassName(callee) ? nounOf(made!, unit) : undefined
  return noun === undefined ? undefined : { name: `make_${noun}`, evidence: `returns ${callee}()` }
}

/** `order.submit()` as its only statement. */
function doneName(unit: FunctionUnit): BodyName | undefined {
  const [only, ...more] = unit.statements
  const call = only?.kind === 'expression_statement' && more.length === 0 && only.firstChild !== undefined ? bare(only.firstChild) : undefined
  const callee = call?.kind === 'call' ? call.field('function') : undefined
  const object = callee?.kind === 'attribute' ? callee.field('object') : undefined
  const verb = lastName(callee)
  const noun = object?.kind === 'identifier' && !/^(?:self|cls)$/.test(object.text) ? object.text : undefined
  if (verb === undefined || noun === undefined || !isGoodName(noun) || !/^[a-z]+$/.test(verb) || !isVerbLike(verb) || /^(?:assert|check|verify|get|set)$/.test(verb)) return undefined
  return { name: `${verb}_${noun}`, evidence: `calls ${noun}.${verb}()` }
}

/** Callables that show a value, not what is checked. */
const noSubject = /^(?:len|str|repr|list|dict|set|tuple|sorted|int|float|bool|type|getattr|hasattr|isinstance|range|zip|enumerate|any|all|join|format|get|keys|values|items|read|open|print|next|iter|min|max|sum|raises|assert\w*|run|call|func|function|f|fn|callback|main|patch|object|dict|Mock|MagicMock|\w*assert\w*|subTest|catch_warnings)$/

/** A helper of more statements does more than its assertions say. */
const fewStatements = 3

function checkedName(unit: FunctionUnit, assertions: readonly Node[]): BodyName | undefined {
  if (unit.statements.length > fewStatements) return undefined
  const locals = localScopes(unit.segment)
  const callees = assertions.map((assertion) => {
    const calls = assertion.descendants('call').filter((call) => call !== assertion)
    const direct = calls.flatMap((call) => lastName(call.field('function')) ?? []).filter((name) => !noSubject.test(name))
    if (direct.length > 0) return direct.length === 1 ? direct[0] : undefined
    const made = assertion.descendants('identifier').flatMap((node) => {
      const value = locals.bindingOf(node) === undefined ? undefined : valueOf(node, unit)
      const name = value?.kind === 'call' ? lastName(value.field('function')) : undefined
      return name === undefined || noSubject.test(name) ? [] : [name]
    })
    return new Set(made).size === 1 ? made[0] : undefined
  })
  const [callee] = callees
  if (callee === undefined || callees.some((each) => each !== callee) || callee.startsWith('_') || callee.length < 3 || isClassName(callee)) return undefined
  return { name: `check_${snakeCase(callee)}`, evidence: `asserts on ${callee}()` }
}

/** The expression of its one return or yield; undefined where there are several, or none. */
function valueGiven(unit: FunctionUnit): Node | undefined {
  const given = unit.body.descendants('return_statement', 'yield').filter((node) => node.ancestor('function_definition', 'lambda') === unit.node && node.children.length > 0)
  const [only] = given
  return only === undefined || given.length > 1 || only.firstChild === undefined ? undefined : bare(only.firstChild)
}

/** What a local variable was bound to, where that happened once. */
function valueOf(identifier: Node, unit: FunctionUnit): Node | undefined {
  const binding = localScopes(unit.segment).bindingOf(identifier)
  const [definition, ...more] = binding?.definitions ?? []
  const site = definition === undefined || more.length > 0 ? undefined : siteOf(definition)
  return site === undefined || site.position !== undefined || !/^(?:assign|with)$/.test(site.how) ? undefined : bare(site.value)
}

function nounOf(value: Node, unit: FunctionUnit): string | undefined {
  if (value.kind === 'identifier') {
    if (isGoodName(value.text) && value.text !== unit.name) return value.text
    const made = valueOf(value, unit)
    return made === undefined || made.kind === 'identifier' ? undefined : nounOf(made, unit)
  }
  const callee = value.kind === 'call' ? lastName(value.field('function')) : undefined
  if (callee === undefined) return undefined
  const words = isClassName(callee) ? splitWords(callee.replace(/^_+/, '')) : []
  const noun = words.length > 0 ? (/^(?:my|test|base)$/.test(words[0]!) ? words.slice(1) : words).join('_') : callNoun(callee).hasVerb ? callNoun(callee).noun : undefined
  return noun !== undefined && isGoodName(noun) && noun !== unit.name && !/fixture|helper|mock/.test(noun) ? noun : undefined
}

function shown(value: Node): string {
  const callee = value.kind === 'call' ? lastName(value.field('function')) : undefined
  return callee === undefined ? value.text.split('\n')[0]!.slice(0, 30) : `${callee}()`
}

/** The class that most of these bodies make an object of: `Order` for `TestFoo` whose tests call `Order(…)`; undefined where none stands out. */
export function classMadeBy(bodies: readonly Node[]): string | undefined {
  const counts = new Map<string, number>()
  for (const body of bodies) {
    const made = body.descendants('call').flatMap((call) => lastName(call.field('function')) ?? [])
    for (const name of new Set(made)) if (isClassName(name) && !/(?:Mock|Error|Exception|TestCase|Warning)$/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [[best, count], [, second]] = [...[...counts].sort((a, b) => b[1] - a[1]), ['', 0], ['', 0]] as [[string, number], [string, number]]
  return count >= 2 && count > 0.6 * bodies.length && second < 0.6 * count ? best : undefined
}
