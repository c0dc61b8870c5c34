// Runs the rules of units over one segment and keeps the result with it until something that they read changes.

import { isShown, type EnabledRule } from './enabled.ts'
import { contextsFor, type Contexts } from './context.ts'
import { gatheredAfter } from './gathered.ts'
import type { ModuleResult } from './modules.ts'
import type { Finding } from './finding.ts'
import { unwrapped, type AssertionUnit, type FunctionUnit, type Rule } from '../kit/index.ts'
import type { Located } from '../kit/rule.ts'
import type { Settings } from '../settings/settings.ts'
import { knowledgeOf } from '../semantic/neighbours.ts'
import { assertionsOf } from '../suite/assertions.ts'
import { replacedInside, restsOn } from '../suite/surface.ts'
import { unitsOf } from '../suite/units.ts'
import { changed, createLedger, track, type Ledger, type Node, type Read, type Segment, type Source, type Standing } from '../syntax/index.ts'
import type { Field } from '../syntax/kinds.ts'
import { childInField, kindAt, stride, symbolMask } from '../syntax/tree.ts'

export interface Breakdown {
  readonly rule: Rule
  readonly message: string
}

export interface Gathered {
  readonly segment: Segment
  readonly facts: unknown
}

/** What unit rules found in one segment, by place, and what module rules gathered there. */
export interface SegmentResult {
  readonly findings: readonly Finding[]
  readonly breakdowns: readonly Breakdown[]
  /** Without what was empty. */
  readonly gathered: ReadonlyMap<Rule, Gathered>
}

/** What the segments of one version gave. */
export interface Checked {
  readonly segments: readonly Segment[]
  /** One for each segment. */
  readonly results: readonly SegmentResult[]
  /** By rule, in the order of the text; the same array as in the version before where nothing in it changed. */
  readonly gathered: ReadonlyMap<Rule, readonly Gathered[]>
  /** For the rules whose array is another one: what is no longer in it, and what is new. */
  readonly changes: ReadonlyMap<Rule, Change>
}

export interface Change {
  readonly gone: readonly Gathered[]
  readonly come: readonly Gathered[]
}

/** Results of the segments of one file under one set of rules, as of one version. */
interface Store {
  readonly results: WeakMap<Segment, SegmentResult>
  /** Results of segments that are not in the file at present, with what they rest on: a quote that is closed brings them back. */
  readonly aside: WeakMap<Segment, { readonly result: SegmentResult; readonly reads: readonly Read[] }>
  readonly ledger: Ledger<Segment>
  version: Source | undefined
  renewals: number
  checked: Checked | undefined
  /** Segments whose results in `checked` hold no more. */
  readonly stale: Set<Segment>
  /** What module rules found, see modules.ts. */
  readonly modules: Map<Rule, ModuleResult>
}

/** Versions after which results of segments that are gone are forgotten. */
const pruneEvery = 8

const nothing: SegmentResult = { findings: [], breakdowns: [], gathered: new Map() }
const stores = new WeakMap<readonly EnabledRule[], WeakMap<object, Store>>()

/** `rules` must be the array of `enabledRules`: results are kept by its identity. */
export function checkSegments(source: Source, rules: readonly EnabledRule[], settings: Settings): Checked {
  const store = storeFor(source, rules)
  const before = store.checked
  const contexts = contextsFor(source, settings)
  const results = source.segments.map((segment, i) => {
    // In front of an edit the segments stand where they stood.
    if (before !== undefined && before.segments[i] === segment && !store.stale.has(segment)) return before.results[i]!
    if (segment.isBroken || (segment.kind === 'trivia' && segment.comments.length === 0)) return nothing
    const kept = store.results.get(segment)
    if (kept !== undefined) return kept
    const { result, reads } = backFromAside(store, source, segment) ?? track(() => check(source, segment, rules, settings, contexts))
    store.results.set(segment, result)
    store.ledger.note(segment, reads)
    return result
  })
  store.stale.clear()
  return (store.checked = gatheredAfter(before, source, results))
}

/** What module rules found in the file under these rules, as of the version that was checked last. */
export function moduleResults(source: Source, rules: readonly EnabledRule[]): Map<Rule, ModuleResult> {
  return storeFor(source, rules).modules
}

/** What the file's results rest on: these answers hold for this version. */
export function answersFor(source: Source, rules: readonly EnabledRule[]): Standing {
  const { ledger } = storeFor(source, rules)
  return { subject: source, answerOf: ledger.answerOf }
}

/** The file's store, brought to this version: results are gone that rest on an answer which this version changes. */
function storeFor(source: Source, rules: readonly EnabledRule[]): Store {
  let byFile = stores.get(rules)
  if (byFile === undefined) stores.set(rules, (byFile = new WeakMap()))
  let store = byFile.get(source.lineage)
  if (store === undefined) byFile.set(source.lineage, (store = { results: new WeakMap(), aside: new WeakMap(), ledger: createLedger(), version: undefined, renewals: 0, checked: undefined, stale: new Set(), modules: new Map() }))
  if (store.version !== source) {
    const replaced = store.version === undefined ? undefined : replacedInside(store.version, source)
    const isSameElsewhere = store.version !== undefined && knowledgeOf(store.version) === knowledgeOf(source)
    const isSurelySame = ({ about, answer }: Read): boolean =>
      about === 'elsewhere' ? isSameElsewhere : about === 'surface' && replaced !== undefined && !restsOn(answer, replaced)
    for (const segment of store.ledger.renew(source, isSurelySame)) {
      if (!source.has(segment)) setAside(store, segment)
      store.results.delete(segment)
      store.stale.add(segment)
    }
    if (++store.renewals % pruneEvery === 0) {
      const isAlive = (segment: Segment): boolean => {
        if (source.has(segment)) return true
        setAside(store, segment)
        return false
      }
      for (const segment of store.ledger.prune(isAlive)) store.results.delete(segment)
    }
    store.version = source
  }
  return store
}

function setAside(store: Store, segment: Segment): void {
  const result = store.results.get(segment)
  const reads = store.ledger.readsOf(segment)
  if (result !== undefined && reads !== undefined) store.aside.set(segment, { result, reads })
}

/** What was found in the segment when it was in the file before, where all that it rests on is as it was. */
function backFromAside(store: Store, source: Source, segment: Segment): { readonly result: SegmentResult; readonly reads: readonly Read[] } | undefined {
  const known = store.aside.get(segment)
  if (known === undefined) return undefined
  store.aside.delete(segment)
  return changed(known.reads, source) ? undefined : known
}

function check(source: Source, segment: Segment, rules: readonly EnabledRule[], settings: Settings, contexts: Contexts): SegmentResult {
  const findings: Finding[] = []
  const breakdowns: Breakdown[] = []
  const gathered = new Map<Rule, Gathered>()
  const plan = planOf(rules)
  gather(segment, plan.gathering, gathered, breakdowns)
  // Comments at the end of the file hold no unit.
  if (segment.kind === 'trivia') return { findings, breakdowns, gathered }
  const units = unitsOf(source, segment, settings)
  contexts.begin()

  const run = (enabled: EnabledRule, unit: unknown): void => {
    try {
      for (const facts of enabled.rule.check(unit as never, contexts.of(enabled) as never)) if (isShown(enabled, facts)) findings.push(findingOf(enabled, facts))
    } catch (error) {
      breakdowns.push({ rule: enabled.rule, message: wordsOf(error) })
    }
  }

  for (const unit of units.functions) {
    if (unit.role === 'nested') continue
    for (const enabled of plan.byUnit.get(unit.role) ?? []) run(enabled, unit)
    for (const enabled of plan.byUnit.get('function') ?? []) run(enabled, unit)
  }
  for (const unit of units.classes) for (const enabled of plan.byUnit.get('class') ?? []) run(enabled, unit)
  const assertionRules = plan.byUnit.get('assertion')
  if (assertionRules !== undefined) {
    for (const unit of assertionUnits(source, units.functions, settings)) for (const enabled of assertionRules) run(enabled, unit)
  }
  if (plan.byKind.size > 0) visitNodes(segment, plan, run)
  return { findings: inOrder(findings), breakdowns, gathered }
}

function gather(segment: Segment, rules: readonly EnabledRule[], gathered: Map<Rule, Gathered>, breakdowns: Breakdown[]): void {
  for (const enabled of rules) {
    try {
      const facts = enabled.rule.gather!(segment, enabled.options as never)
      if (facts !== undefined && !(Array.isArray(facts) && facts.length === 0)) gathered.set(enabled.rule, { segment, facts })
    } catch (error) {
      breakdowns.push({ rule: enabled.rule, message: wordsOf(error) })
    }
  }
}

export function findingOf(enabled: EnabledRule, facts: Located): Finding {
  const { at } = facts
  return {
    rule: enabled.rule,
    severity: enabled.isConfigured ? enabled.severity : (facts.severity ?? enabled.severity),
    message: enabled.rule.message(facts),
    at: { segment: at.segment, start: at.start, end: at.end },
    related: facts.related ?? [],
    twins: facts.twins ?? enabled.rule.twins,
    tag: facts.tag,
    facts,
  }
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0))
}

interface Plan {
  readonly byUnit: ReadonlyMap<string, readonly EnabledRule[]>
  readonly byKind: ReadonlyMap<string, readonly EnabledRule[]>
  readonly gathering: readonly EnabledRule[]
  /** Rules by symbol of the grammar; filled when the first tree is seen. */
  bySymbol: (Subscribers | undefined)[] | undefined
}

/** Who wants nodes of one kind. */
interface Subscribers {
  readonly all: readonly EnabledRule[]
  /** The name by which some of them choose; undefined where none does. */
  readonly nameOf: ((segment: Segment, index: number) => string) | undefined
  readonly byName: Map<string, readonly EnabledRule[]>
}

/** By what rules choose among the nodes of a kind, see `called` and `holding` of a rule; read without a handle, as most of them concern nobody. */
const namings: Readonly<Record<string, (segment: Segment, index: number) => string>> = {
  call(segment, index) {
    const callee = childOf(segment, index, 'function')
    const kind = callee < 0 ? undefined : kindAt(segment.tree, callee)
    return kind === 'attribute' ? textAt(segment, childOf(segment, callee, 'attribute')) : kind === 'identifier' ? textAt(segment, callee) : ''
  },
  attribute: (segment, index) => textAt(segment, childOf(segment, index, 'attribute')),
  keyword_argument: (segment, index) => textAt(segment, childOf(segment, index, 'name')),
  expression_statement(segment, index) {
    const [only, ...others] = segment.node(index).children
    return only === undefined || others.length > 0 ? '' : unwrapped(only).kind
  },
}

function childOf({ tree }: Segment, index: number, field: Field): number {
  return childInField(tree, index, tree.grammar.fieldOf(field))
}

function textAt({ text, code, tree }: Segment, index: number): string {
  return index < 0 ? '' : text.slice(code + tree.nodes[index * stride + 1]!, code + tree.nodes[index * stride + 2]!)
}

/** Names looked up in one file after the other; a table longer than this starts anew. */
const mostNames = 5000

function wanting(subscribers: Subscribers, segment: Segment, index: number): readonly EnabledRule[] {
  if (subscribers.nameOf === undefined) return subscribers.all
  const name = subscribers.nameOf(segment, index)
  let rules = subscribers.byName.get(name)
  if (rules === undefined) {
    if (subscribers.byName.size > mostNames) subscribers.byName.clear()
    rules = subscribers.all.filter(({ rule }) => concerns(rule, kindAt(segment.tree, index), name))
    subscribers.byName.set(name, rules)
  }
  return rules
}

function concerns({ called, holding }: Rule, kind: string, name: string): boolean {
  if (kind === 'expression_statement') return holding === undefined || holding.includes(name)
  return called === undefined || (typeof called === 'function' ? called(name) : called.test(name))
}

const plans = new WeakMap<readonly EnabledRule[], Plan>()

function planOf(rules: readonly EnabledRule[]): Plan {
  let plan = plans.get(rules)
  if (plan === undefined) {
    const byUnit = new Map<string, EnabledRule[]>()
    const byKind = new Map<string, EnabledRule[]>()
    const add = (map: Map<string, EnabledRule[]>, key: string, enabled: EnabledRule): void => {
      const list = map.get(key)
      if (list) list.push(enabled)
      else map.set(key, [enabled])
    }
    for (const enabled of rules) {
      if (enabled.rule.on === 'node') for (const kind of enabled.rule.kinds ?? []) add(byKind, kind, enabled)
      else if (enabled.rule.on !== 'module') add(byUnit, enabled.rule.on, enabled)
    }
    plan = { byUnit, byKind, gathering: rules.filter((enabled) => enabled.rule.gather !== undefined), bySymbol: undefined }
    plans.set(rules, plan)
  }
  return plan
}

function visitNodes(segment: Segment, plan: Plan, run: (enabled: EnabledRule, node: Node) => void): void {
  const { nodes, grammar } = segment.tree
  if (plan.bySymbol === undefined) {
    plan.bySymbol = new Array<Subscribers | undefined>(grammar.kinds.length).fill(undefined)
    for (const [kind, all] of plan.byKind) {
      const nameOf = all.some(({ rule }) => rule.called !== undefined || rule.holding !== undefined) ? namings[kind] : undefined
      for (const symbol of grammar.symbolsOf(kind)) plan.bySymbol[symbol] = { all, nameOf, byName: new Map() }
    }
  }
  for (let at = 0; at < nodes.length; at += stride) {
    const subscribers = plan.bySymbol[nodes[at]! & symbolMask]
    if (subscribers === undefined) continue
    const index = at / stride
    for (const enabled of wanting(subscribers, segment, index)) run(enabled, segment.node(index))
  }
}

/** Every assertion of the segment once, with the innermost unit around it. */
function assertionUnits(source: Source, functions: readonly FunctionUnit[], settings: Settings): readonly AssertionUnit[] {
  const units = new Map<Node, AssertionUnit>()
  for (const within of functions) {
    for (const assertion of assertionsOf(source, within, settings).assertions) {
      const known = units.get(assertion.node)
      if (assertion.node.segment !== within.segment || !within.node.contains(assertion.node)) continue
      if (known === undefined || known.within.node.contains(within.node)) units.set(assertion.node, { ...assertion, within })
    }
  }
  return [...units.values()]
}
