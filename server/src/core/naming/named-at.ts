// Names for the variable at a place, for somebody who asked for them: up to five, each with its evidence. Never a finding.

import type { Binding } from '../semantic/model.ts'
import type { Node, Source } from '../syntax/index.ts'
import { attributeNames, namesOfValue } from './attributes.ts'
import { functionScopes, isLocal, type Vocabulary } from './file-names.ts'
import { numberedSiblings } from './roles.ts'
import { namesOfSiblings, suggestNames } from './suggest.ts'
import { saysLess } from './vague.ts'
import { wideNames } from './wide.ts'

export interface NamedAt {
  /** The identifier that was asked about. */
  readonly at: Node
  readonly name: string
  /** Best first, without the name that it has; empty where nothing speaks for another one. */
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
}

const mostNames = 5

/** The local variable that the identifier means, of whichever scope of its segment; undefined for other names. */
export function localAt(node: Node): Binding | undefined {
  if (node.kind !== 'identifier' || node.fieldName === 'attribute') return undefined
  for (const scope of functionScopes(node.segment)) {
    const binding = scope.bindings.get(node.text)
    if (binding !== undefined && isLocal(binding) && binding.occurrences.includes(node)) return binding
  }
  return undefined
}

/** `self.x`, or `x = …` in the body of a class: attributes for which naming may know something. */
function isAttribute(node: Node): boolean {
  return (node.fieldName === 'attribute' && /^(?:self|cls)$/.test(node.parent?.field('object')?.text ?? '')) || (node.segment.kind === 'member' && node.parent?.kind === 'assignment' && node.parent.parent?.parent === node.segment.root)
}

/** True where {@link namesAt} has an answer, which may be that it knows no better name. Cheap. */
export function isNamed(node: Node): boolean {
  return localAt(node) !== undefined || (node.kind === 'identifier' && isAttribute(node))
}

export function namesAt(source: Source, node: Node, vocabulary?: Vocabulary): NamedAt | undefined {
  const binding = localAt(node)
  if (binding === undefined) {
    if (node.kind !== 'identifier' || !isAttribute(node)) return undefined
    const known = attributeNames(source, node.segment).find((each) => each.name === node.text)?.candidates ?? valueNames(source, node)
    return { at: node, name: node.text, candidates: known.filter((each) => each.name !== node.text).slice(0, mostNames) }
  }
  const siblings = numberedSiblings(binding.scope).filter((each) => each.members.includes(binding))
  const roles = siblings.flatMap((each) => namesOfSiblings(source, each) ?? []).filter((each) => each.binding === binding)
  const wide = wideNames(binding, binding.scope.node?.field('name')?.text)
  const ranked = suggestNames(source, binding, vocabulary)
  // What the evidence leads to comes first where it is as good as sure, else behind what adds to the author's own word.
  const [lead] = ranked
  const sure = lead !== undefined && lead.score >= 0.5 && lead.name !== binding.name ? [lead] : []
  const candidates = [...roles, ...sure, ...wide, ...ranked]
    .filter((each, i, all) => !saysLess(each.name, binding.name) && isFree(each.name, binding) && all.findIndex((other) => other.name === each.name) === i)
    .slice(0, mostNames)
    .map(({ name, evidence }) => ({ name, evidence }))
  return { at: node, name: binding.name, candidates }
}

/** What the value says that the attribute is set to here. */
function valueNames(source: Source, node: Node): NamedAt['candidates'] {
  const target = node.fieldName === 'attribute' ? node.parent : node
  const value = target?.parent?.kind === 'assignment' && target.fieldName === 'left' ? target.parent.field('right') : undefined
  return value === undefined ? [] : namesOfValue(source, value)
}

function isFree(name: string, binding: Binding): boolean {
  return !binding.scope.bindings.has(name) && !binding.scope.free.has(name)
}
