// The answers to what a file may ask its neighbours (semantic/neighbours.ts), from summaries of other files. Pure; kept by workspace.ts.

import type { ForeignAncestry, ForeignAttribute, ForeignChecks, ForeignMethod } from '../semantic/neighbours.ts'
import { attributesOfBase } from '../semantic/known-bases.ts'
import { linearize } from '../suite/c3.ts'
import { mayCheck } from '../suite/checks.ts'
import { familyOf } from '../suite/families.ts'
import { importedAs, nameIn, type Found, type Surroundings } from './lookup.ts'
import type { Checks, ClassSummary } from './summary.ts'

export interface Place {
  readonly path: string
  readonly summary: ClassSummary
}

export interface Lineage {
  /** Nearest first. */
  readonly places: readonly Place[]
  readonly outside: readonly string[]
}

export function ancestry(around: Surroundings, bases: readonly string[]): ForeignAncestry {
  const { places, outside } = lineageOf(around, bases)
  return {
    classes: places.map(({ path, summary }) => ({
      path,
      name: summary.name,
      hasInit: summary.hasInit,
      isOff: summary.isOff,
      hasTests: [...summary.methods.keys()].some((name) => name.startsWith('test')),
    })),
    outside,
  }
}

export function methodOf(around: Surroundings, bases: readonly string[], name: string): ForeignMethod | undefined {
  for (const { path, summary } of lineageOf(around, bases).places) {
    const method = summary.methods.get(name)
    if (method !== undefined) return { base: summary.name, path, line: method.line, isEmpty: method.isEmpty, attributes: method.attributes }
  }
  return undefined
}

export function attributeOf(around: Surroundings, bases: readonly string[], name: string): ForeignAttribute | undefined {
  const { places, outside } = lineageOf(around, bases)
  for (const how of ['reads', 'defines'] as const) {
    for (const { path, summary } of places) {
      const known = summary.attributes.get(name)
      if (known?.how === how) return { how, base: summary.name, path, line: known.line }
    }
  }
  for (const base of outside) {
    const known = attributesOfBase(base)
    if (known === undefined) return { how: 'unread', reason: `'${base}' lies outside this workspace` }
    if (known.has(name)) return { how: 'unread', reason: `'${base}' has an attribute of that name` }
  }
  const reaching = places.find(({ summary }) => summary.reach !== undefined)
  return reaching === undefined ? undefined : { how: 'unread', reason: `'${reaching.summary.name}' (${reaching.path}) may reach attributes in other ways: ${reaching.summary.reach}` }
}

export function checksOf(around: Surroundings, dotted: string): ForeignChecks {
  return reachedFrom(around, importedAs(around, around.path, dotted))
}

export function checksOfMethod(around: Surroundings, bases: readonly string[], name: string): ForeignChecks {
  return explore(around, [{ lead: `m ${name}`, path: around.path, receiver: lineageOf(around, bases) }])
}

/** The classes behind bases that the file at hand names. */
export function lineageOf(around: Surroundings, bases: readonly string[]): Lineage {
  return linearized(around, bases, (base) => importedAs(around, around.path, base))
}

function linearized(around: Surroundings, bases: readonly string[], meaning: (base: string) => Found): Lineage {
  const places = new Map<ClassSummary, Place>()
  const outside = new Set<string>()
  const take = (found: Found, written: string): Place[] => {
    if (found.is !== 'class') {
      if (written !== 'object') outside.add(found.is === 'outside' ? found.dotted : written)
      return []
    }
    let place = places.get(found.summary)
    if (place === undefined) places.set(found.summary, (place = { path: found.path, summary: found.summary }))
    return [place]
  }
  const start = {} as Place
  const order = linearize<Place>(start, (place) =>
    place === start ? bases.flatMap((base) => take(meaning(base), base)) : place.summary.bases.flatMap((base) => take(baseIn(around, place.path, base), base)),
  )
  return { places: order.slice(1), outside: [...outside] }
}

/** A base as a class of the module at `path` names it. */
function baseIn(around: Surroundings, path: string, base: string): Found {
  const module = around.ask(path)
  if (typeof module === 'string' || base === '') return { is: 'missing' }
  const own = nameIn(around, module, base.split('.'))
  return own.is === 'missing' ? importedAs(around, path, base) : own
}

interface Step {
  readonly lead: string
  /** Of the module in which the lead was written. */
  readonly path: string
  /** The classes behind `self`; undefined in a function. */
  readonly receiver: Lineage | undefined
}

function reachedFrom(around: Surroundings, found: Found): ForeignChecks {
  if (found.is === 'function') return verdictOf(around, found.path, found.summary.checks, undefined)
  if (found.is === 'class') return explore(around, constructing(around, { path: found.path, summary: found.summary }))
  return ['unread']
}

export function verdictOf(around: Surroundings, path: string, checks: Checks, receiver: Lineage | undefined): ForeignChecks {
  if (checks.verdict === 'asserts') return ['asserts']
  const rest = explore(around, checks.leads.map((lead) => ({ lead, path, receiver })))
  return rest[0] === 'none' && checks.verdict === 'unread' ? ['unread'] : rest
}

/** Follows leads until one asserts or none is left. */
function explore(around: Surroundings, steps: readonly Step[]): ForeignChecks {
  const visited = new Set<string>()
  const onSelf = new Set<string>()
  const open = [...steps]
  let isUnread = false
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const key = `${step.path} ${step.lead} ${step.receiver?.places[0]?.summary.name ?? ''}`
    if (visited.has(key)) continue
    visited.add(key)
    const next = follow(around, step, onSelf)
    if (next === 'unread') isUnread = true
    else for (const { path, checks, receiver } of next) {
      if (checks.verdict === 'asserts') return ['asserts']
      if (checks.verdict === 'unread') isUnread = true
      open.push(...checks.leads.map((lead) => ({ lead, path, receiver })))
    }
  }
  return isUnread ? ['unread'] : ['none', ...[...onSelf].sort()]
}

interface Reached {
  readonly path: string
  readonly checks: Checks
  readonly receiver: Lineage | undefined
}

function follow(around: Surroundings, { lead, path, receiver }: Step, onSelf: Set<string>): readonly Reached[] | 'unread' {
  const [kind, first, second] = lead.split(' ') as [string, string, string | undefined]
  if (kind === 'f') {
    const module = around.ask(path)
    const own: Found = typeof module === 'string' ? { is: 'missing' } : nameIn(around, module, first.split('.'))
    const found = own.is === 'missing' ? importedAs(around, path, first) : own
    if (found.is === 'function') return [{ path: found.path, checks: found.summary.checks, receiver: undefined }]
    if (found.is !== 'class') return 'unread'
    const made = constructing(around, found).map((step) => follow(around, step, onSelf))
    return made.includes('unread') ? 'unread' : made.flatMap((each) => (each === 'unread' ? [] : each))
  }
  if (kind === 'm') {
    onSelf.add(first)
    return inLineage(receiver, 0, first)
  }
  if (kind === 's') return inLineage(receiver, 1 + (receiver?.places.findIndex((each) => each.path === path && each.summary.name === first) ?? -1), second!)
  const module = around.ask(path)
  const owner = typeof module === 'string' ? undefined : module.classes.get(first)
  const method = owner?.methods.get(second!)
  return method === undefined ? 'unread' : [{ path, checks: method.checks, receiver: receiver ?? lineageOfClass(around, { path, summary: owner! }) }]
}

function inLineage(receiver: Lineage | undefined, from: number, name: string): readonly Reached[] | 'unread' {
  for (const place of receiver?.places.slice(from) ?? []) {
    const method = place.summary.methods.get(name)
    if (method !== undefined) return [{ path: place.path, checks: method.checks, receiver }]
  }
  const isOpen = receiver === undefined || receiver.outside.some((base) => familyOf(base) === 'unknown')
  return isOpen || mayCheck(name) ? 'unread' : []
}

/** What runs when an object is made, or used as a context. */
function constructing(around: Surroundings, place: Place): readonly Step[] {
  const receiver = lineageOfClass(around, place)
  return ['__init__', '__post_init__', '__enter__', '__exit__', '__aenter__', '__aexit__']
    .filter((name) => receiver.places.some(({ summary }) => summary.methods.has(name)))
    .map((name) => ({ lead: `m ${name}`, path: place.path, receiver }))
}

export function lineageOfClass(around: Surroundings, place: Place): Lineage {
  const behind = linearized(around, place.summary.bases, (base) => baseIn(around, place.path, base))
  return { places: [place, ...behind.places], outside: behind.outside }
}
