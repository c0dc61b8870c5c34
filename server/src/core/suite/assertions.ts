// assertionsOf(): what a function checks: its own assertions, helpers of this file and of its neighbours that assert however deep,
// and the calls that can't be read and may assert.

import { peek, type Node, type Segment, type Source } from '../syntax/index.ts'
import { isReceiver, methodOwner } from './callees.ts'
import { isCheckingFixture, isExpectation } from './checks.ts'
import { identify, lookUp, ownerDraft } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { judge, type Judgement } from './judge.ts'
import { keep, type Kept } from './keep.ts'
import { fixtureElsewhere, fixtureInherited, followLead, unaskedElsewhere } from './leads.ts'
import type { Assertion, AssertionSummary, FunctionUnit } from './model.ts'
import { fixturesNamed, requestsOf, unaskedFixtures } from './requested.ts'
import type { CollectionSettings } from './styles.ts'

const summaries = new WeakMap<FunctionDraft, Kept<AssertionSummary>>()

/** The assertions of a unit, in text order. What it reads of other segments is tracked; kept until one of these answers changes. */
export function assertionsOf(source: Source, unit: FunctionUnit, _settings?: CollectionSettings): AssertionSummary {
  const draft = draftsOf(unit.segment).functions.find((each) => each.node === unit.node)
  if (draft === undefined) return { assertions: [], unread: [] }
  return keep(summaries, draft, source, () => summarize(source, unit, draft))
}

function summarize(source: Source, unit: FunctionUnit, draft: FunctionDraft): AssertionSummary {
  const assertions: Assertion[] = []
  const unread: Node[] = []
  const take = (judgement: Judgement): void => {
    if (judgement.is === 'assertion') assertions.push(judgement.assertion)
    else {
      const verdict = outcomeOf(source, judgement)
      if (verdict === 'asserts') assertions.push({ kind: 'helper', node: judgement.node, name: nameOf(judgement) })
      else if (verdict === 'unread') unread.push(judgement.node)
    }
  }
  if (unit.role === 'test') for (const each of around(source, unit, draft)) take(each)
  for (const node of candidatesOf(draft)) {
    const own = verdictOnSelf(source, node)
    if (own?.verdict === 'asserts') assertions.push({ kind: 'helper', node, name: own.name })
    else if (own?.verdict === 'unread') unread.push(node)
    const judgement = own === undefined ? judge(source, draft, node) : undefined
    if (judgement !== undefined) take(judgement)
  }
  // Asked last, and only where it makes a difference: it is a question to all conftest files.
  if (unit.role === 'test' && assertions.length === 0 && unread.length === 0) {
    const verdict = unasked(source, draft)
    if (verdict === 'asserts') assertions.push({ kind: 'helper', node: draft.nameNode, name: 'autouse' })
    else if (verdict === 'unread') unread.push(draft.nameNode)
  }
  return { assertions: withoutDoubles(assertions), unread: [...new Set(unread)] }
}

/**
 * What comes of `self.name(…)` where a method of this file is meant; undefined for everything else. One question for all calls of the
 * method: whoever types in it has its callers looked at again only where it begins, or ceases, to check something.
 */
function verdictOnSelf(source: Source, call: Node): { readonly name: string; readonly verdict: Verdict } | undefined {
  const callee = call.kind === 'call' ? call.field('function') : undefined
  const [object, name] = callee?.kind === 'attribute' ? [callee.field('object'), callee.field('attribute')?.text] : []
  if (callee === undefined || object === undefined || name === undefined || !isReceiver(object)) return undefined
  const owner = methodOwner(source, callee)
  if (owner === undefined) return undefined
  const answer = peek(source, `verdict ${identify(owner)} ${name}`, verdictOfMethod(owner, name), 'surface', isSameVerdict)
  return answer === undefined ? undefined : { name, verdict: answer[0] }
}

/** Apart, so that a question that is kept holds nothing of the version of which it was asked first. */
function verdictOfMethod(owner: ClassDraft, name: string): (version: Source) => VerdictWithin | undefined {
  return (version) => {
    const found = lookUp(version, owner, name)
    return typeof found === 'string' ? undefined : reachedFrom(version, found.method)
  }
}

/** A verdict, and the segments of the functions whose bodies it rests on. */
type VerdictWithin = readonly [Verdict, ...Segment[]]

function isSameVerdict(one: VerdictWithin | undefined, other: VerdictWithin | undefined): boolean {
  return one?.[0] === other?.[0]
}

type Call = Exclude<Judgement, { readonly is: 'assertion' }>

/** What comes of a call of functions: of this file, or of another one that a neighbour may answer for. */
function outcomeOf(source: Source, judgement: Call): Verdict {
  const answer = judgement.is === 'callees' ? judgement.callees : judgement.lead === undefined ? 'unread' : followLead(source, judgement.lead)
  if (answer === 'none' && tellsWhatToExpect(judgement.node)) return 'unread'
  if (typeof answer === 'string') return answer
  const verdicts = answer.map((callee) => verdictOf(source, callee))
  return verdicts.includes('asserts') ? 'asserts' : verdicts.includes('unread') ? 'unread' : 'none'
}

/** True for a call with a keyword such as `expected_status`, which even a helper without an assertion may hand to somebody who checks it. */
export function tellsWhatToExpect(call: Node): boolean {
  return call.field('arguments')?.children.some((each) => each.kind === 'keyword_argument' && isExpectation(each.field('name')?.text ?? '')) ?? false
}

function nameOf(judgement: Call): string {
  if (judgement.is === 'callees') return judgement.name
  const { lead } = judgement
  return lead === undefined ? '' : lead.to === 'method' ? lead.name : lead.dotted.slice(lead.dotted.lastIndexOf('.') + 1)
}

/** A call that is an assertion and gets a helper as an argument is one assertion. */
function withoutDoubles(assertions: readonly Assertion[]): readonly Assertion[] {
  const nodes = new Set<Node>()
  return assertions.filter((each) => !nodes.has(each.node) && nodes.add(each.node))
}

/** What checks around a test: fixtures that it asks for and a `tearDown` that asserts. */
function* around(source: Source, unit: FunctionUnit, draft: FunctionDraft): Generator<Judgement> {
  const owner = ownerDraft(source, draft)
  for (const { name, node: written, on } of requestsOf(source, unit)) {
    const node = on === 'function' ? written : draft.nameNode
    const verdict = fixtureVerdict(source, name, owner)
    if (verdict === 'asserts' || (verdict === undefined && isCheckingFixture(name))) yield { is: 'assertion', assertion: { kind: 'helper', node, name } }
    else if (verdict === 'unread') yield { is: 'unread', node }
  }
  if (owner === undefined) return
  for (const name of ['tearDown', 'asyncTearDown', 'teardown_method']) {
    const found = lookUp(source, owner, name)
    const asserts = typeof found !== 'string' ? verdictOf(source, found.method) === 'asserts' : found === 'outside' && followLead(source, { to: 'method', owner, name, viaSuper: false }) === 'asserts'
    if (asserts) yield { is: 'assertion', assertion: { kind: 'helper', node: draft.nameNode, name } }
  }
}

/** What fixtures check that run for the test unasked. */
function unasked(source: Source, draft: FunctionDraft): Verdict {
  const owner = ownerDraft(source, draft)
  if (unaskedFixtures(source, owner).some((each) => checksIn(source, each, new Set()) === 'asserts')) return 'asserts'
  return unaskedElsewhere(source, owner)
}

/** What the fixture of that name checks, of this file or another one; undefined where no file of the workspace gives it. */
function fixtureVerdict(source: Source, name: string, owner: ClassDraft | undefined, at = 0, visited = new Set<FunctionDraft>()): Verdict | undefined {
  const fixture = fixturesNamed(source, name, owner)[at]
  if (at === 0 && owner !== undefined && (fixture === undefined || ownerDraft(source, fixture) === undefined)) {
    const inherited = fixtureInherited(source, owner, name)
    if (inherited !== undefined) return inherited
  }
  return fixture === undefined ? fixtureElsewhere(source, name) : checksIn(source, fixture, visited, { name, at })
}

/**
 * A fixture checks behind its `yield`, in a function that it hands out, or through one that it asks for; what it asserts before says
 * nothing of the test. `self`: the name under which it was asked for, and how many it was overridden by.
 */
function checksIn(source: Source, fixture: FunctionDraft, visited: Set<FunctionDraft>, self?: { readonly name: string; readonly at: number }): Verdict {
  if (visited.has(fixture)) return 'none'
  visited.add(fixture)
  const firstYield = fixture.isGenerator ? fixture.body.descendants('yield').find((each) => each.ancestor('function_definition', 'lambda') === fixture.node) : undefined
  const counts = (node: Node): boolean => (firstYield !== undefined && node.start > firstYield.end) || node.ancestor('function_definition', 'lambda') !== fixture.node
  for (const node of candidatesOf(fixture)) {
    if (!counts(node)) continue
    const judgement = judge(source, fixture, node)
    if (judgement?.is === 'assertion') return 'asserts'
    if (judgement !== undefined && outcomeOf(source, judgement) === 'asserts') return 'asserts'
  }
  const owner = ownerDraft(source, fixture)
  const verdicts = fixture.parameters.slice(owner === undefined ? 0 : 1).map(({ name }) => fixtureVerdict(source, name, owner, name === self?.name ? self.at + 1 : 0, visited))
  return verdicts.includes('asserts') ? 'asserts' : verdicts.includes('unread') ? 'unread' : 'none'
}

export type Verdict = 'asserts' | 'unread' | 'none'

const verdicts = new WeakMap<FunctionDraft, Kept<VerdictWithin>>()

/** Whether calling the function checks something, by itself or through what it calls. */
export function verdictOf(source: Source, draft: FunctionDraft): Verdict {
  return reachedFrom(source, draft)[0]
}

function reachedFrom(source: Source, draft: FunctionDraft): VerdictWithin {
  return keep(verdicts, draft, source, () => {
    // Each function is visited once: the question is whether an assertion can be reached, so a circle adds nothing.
    const visited = new Set([draft])
    const open = [draft]
    const answer = (verdict: Verdict): VerdictWithin => [verdict, ...new Set([...visited].map(({ segment }) => segment))]
    let verdict: Verdict = 'none'
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      for (const node of candidatesOf(current)) {
        const judgement = judge(source, current, node)
        if (judgement === undefined) continue
        if (judgement.is === 'assertion') return answer('asserts')
        const callees = judgement.is === 'callees' ? judgement.callees : judgement.lead === undefined ? 'unread' : followLead(source, judgement.lead)
        if (callees === 'asserts') return answer('asserts')
        if (callees === 'unread' || (callees === 'none' && tellsWhatToExpect(judgement.node))) verdict = 'unread'
        else if (callees !== 'none') {
          for (const callee of callees) {
            if (visited.has(callee)) continue
            visited.add(callee)
            open.push(callee)
          }
        }
      }
    }
    return answer(verdict)
  })
}

const candidates = new WeakMap<FunctionDraft, readonly Node[]>()

/** The nodes of a function that may check something, in text order; nested functions and classes that nobody mentions are left out. */
export function candidatesOf(draft: FunctionDraft): readonly Node[] {
  let nodes = candidates.get(draft)
  if (nodes === undefined) candidates.set(draft, (nodes = readCandidates(draft)))
  return nodes
}

function readCandidates(draft: FunctionDraft): readonly Node[] {
  const dead = unusedInside(draft)
  const own = draft.body
    .descendants('assert_statement', 'call', 'raise_statement', 'identifier', 'attribute', 'with_item')
    .filter((node) => (node.kind !== 'identifier' && node.kind !== 'attribute') || isMention(node))
    .filter((node) => !dead.some((each) => each.contains(node)))
  return [...draft.decorators.flatMap((each) => each.children), ...own]
}

/** True for a name or attribute that is handed on, not called: an argument, an item, a value. */
function isMention(node: Node): boolean {
  const { parent, fieldName } = node
  if (parent === undefined) return false
  if (node.kind === 'attribute' && /\b(should|should_not|must)\b/.test(node.text)) return true
  if (parent.kind === 'argument_list' || parent.kind === 'list' || parent.kind === 'tuple' || parent.kind === 'set' || parent.kind === 'return_statement' || parent.kind === 'conditional_expression') return true
  if (parent.kind === 'keyword_argument' || parent.kind === 'pair' || parent.kind === 'lambda') return fieldName === 'value' || fieldName === 'body'
  return parent.kind === 'assignment' && fieldName === 'right'
}

/** Nested definitions without decorators whose name stands nowhere else in the function. */
function unusedInside(draft: FunctionDraft): readonly Node[] {
  const nested = draft.body.descendants('function_definition', 'class_definition')
  if (nested.length === 0) return nested
  const identifiers = draft.body.descendants('identifier')
  return nested.filter((each) => {
    if (each.parent?.kind === 'decorated_definition' || each.ancestor('class_definition', 'function_definition')?.kind === 'class_definition') return false
    const name = each.field('name')?.text
    return !identifiers.some((identifier) => identifier.text === name && !each.contains(identifier))
  })
}

