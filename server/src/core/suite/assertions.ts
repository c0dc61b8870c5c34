// assertionsOf(): what a function checks: its own assertions, helpers of this file and of its neighbours that assert however deep,
// and the calls that can't be read and may assert.

import type { Node, Source } from '../syntax/index.ts'
import { isExpectation } from './checks.ts'
import { lookUp, ownerDraft } from './classes.ts'
import { draftsOf, type FunctionDraft } from './drafts.ts'
import { resolvedName, stringValue } from './fixtures.ts'
import { judge, type Judgement } from './judge.ts'
import { keep, type Kept } from './keep.ts'
import { fixtureElsewhere, followLead } from './leads.ts'
import type { Assertion, AssertionSummary, FunctionUnit } from './model.ts'
import { fixtureNamed } from './requested.ts'
import type { CollectionSettings } from './styles.ts'

const summaries = new WeakMap<FunctionDraft, Kept<AssertionSummary>>()

/** The assertions of a unit, in text order. What it reads of other segments is tracked; kept until one of these answers changes. */
export function assertionsOf(source: Source, unit: FunctionUnit, _settings?: CollectionSettings): AssertionSummary {
  const draft = draftsOf(unit.segment).functions.find((each) => each.node === unit.node)
  if (draft === undefined) return { assertions: [], unread: [] }
  return keep(summaries, draft, source, () => summarize(source, draft, unit.role === 'test'))
}

function summarize(source: Source, draft: FunctionDraft, isTest: boolean): AssertionSummary {
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
  if (isTest) for (const each of around(source, draft)) take(each)
  for (const node of candidatesOf(draft)) {
    const judgement = judge(source, draft, node)
    if (judgement !== undefined) take(judgement)
  }
  return { assertions: withoutDoubles(assertions), unread: [...new Set(unread)] }
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
function* around(source: Source, draft: FunctionDraft): Generator<Judgement> {
  const owner = ownerDraft(source, draft)
  const parameters = owner === undefined ? draft.parameters : draft.parameters.slice(1)
  const requests = [...parameters.map((each) => ({ name: each.name, node: each.node })), ...usedFixtures(source, draft)]
  for (const { name, node } of requests) {
    const fixture = fixtureNamed(source, name, owner)
    const verdict = fixture === undefined ? fixtureElsewhere(source, name) : fixtureAsserts(source, fixture, new Set()) ? 'asserts' : 'none'
    if (verdict === 'asserts') yield { is: 'assertion', assertion: { kind: 'helper', node, name } }
    else if (verdict === 'unread') yield { is: 'unread', node }
  }
  if (owner === undefined) return
  for (const name of ['tearDown', 'asyncTearDown', 'teardown_method']) {
    const found = lookUp(source, owner, name)
    const asserts = typeof found !== 'string' ? verdictOf(source, found.method) === 'asserts' : found === 'outside' && followLead(source, { to: 'method', owner, name, viaSuper: false }) === 'asserts'
    if (asserts) yield { is: 'assertion', assertion: { kind: 'helper', node: draft.nameNode, name } }
  }
}

function usedFixtures(source: Source, draft: FunctionDraft): readonly { readonly name: string; readonly node: Node }[] {
  return draft.decorators.flatMap((decorator) => {
    const call = decorator.firstChild
    if (call?.kind !== 'call' || !call.text.includes('usefixtures') || resolvedName(source, call) !== 'pytest.mark.usefixtures') return []
    return (call.field('arguments')?.children ?? []).flatMap((node) => {
      const name = stringValue(node)
      return name === undefined ? [] : [{ name, node }]
    })
  })
}

/** True where a fixture checks behind its `yield`, hands out a function that asserts, or asks for a fixture that does. What it asserts before says nothing of the test. */
function fixtureAsserts(source: Source, fixture: FunctionDraft, visited: Set<FunctionDraft>): boolean {
  if (visited.has(fixture)) return false
  visited.add(fixture)
  const firstYield = fixture.isGenerator ? fixture.body.descendants('yield').find((each) => each.ancestor('function_definition', 'lambda') === fixture.node) : undefined
  const counts = (node: Node): boolean => (firstYield !== undefined && node.start > firstYield.end) || node.ancestor('function_definition', 'lambda') !== fixture.node
  for (const node of candidatesOf(fixture)) {
    if (!counts(node)) continue
    const judgement = judge(source, fixture, node)
    if (judgement?.is === 'assertion') return true
    if (judgement !== undefined && outcomeOf(source, judgement) === 'asserts') return true
  }
  const owner = ownerDraft(source, fixture)
  return fixture.parameters.some((each) => {
    const requested = fixtureNamed(source, each.name, owner)
    return requested === undefined ? fixtureElsewhere(source, each.name) === 'asserts' : fixtureAsserts(source, requested, visited)
  })
}

export type Verdict = 'asserts' | 'unread' | 'none'

const verdicts = new WeakMap<FunctionDraft, Kept<Verdict>>()

/** Whether calling the function checks something, by itself or through what it calls. */
export function verdictOf(source: Source, draft: FunctionDraft): Verdict {
  return keep(verdicts, draft, source, () => {
    // Each function is visited once: the question is whether an assertion can be reached, so a circle adds nothing.
    const visited = new Set([draft])
    const open = [draft]
    let verdict: Verdict = 'none'
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      for (const node of candidatesOf(current)) {
        const judgement = judge(source, current, node)
        if (judgement === undefined) continue
        if (judgement.is === 'assertion') return 'asserts'
        const callees = judgement.is === 'callees' ? judgement.callees : judgement.lead === undefined ? 'unread' : followLead(source, judgement.lead)
        if (callees === 'asserts') return 'asserts'
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
    return verdict
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

