// Differences from Pyright that were read and found to be Pyright's own way; each with the reason it is counted under.

import { enclosingClass } from '../../../server/src/core/semantic/attributes.ts'
import type { Node, Source } from '../../../server/src/core/syntax/index.ts'
import type { Sample } from './bindings.ts'

/** The reason why the two answers differ where it is none of Proctor's; undefined for a difference that counts. Offsets are the file's. */
export function differencesOfPyright(source: Source, sample: Sample, onlyOurs: readonly number[], onlyTheirs: readonly number[]): string | undefined {
  if (onlyTheirs.length > 0) return undefined
  const extra = onlyOurs.map((offset) => source.nodeAt({ start: offset, end: offset + 1 })).filter((node) => node !== undefined)
  if (extra.length < onlyOurs.length) return undefined
  if (sample.kind === 'parameter' && extra.every(isInParametrize)) return 'it leaves the names in the strings of parametrize, so that pytest no longer finds the parameter'
  if ((sample.kind === 'attribute' || sample.kind === 'class body') && extra.every((node) => ownerOf(source, node) !== ownerOf(source, sample.node))) {
    return 'it leaves what a subclass overrides, so that the base no longer reads it'
  }
  if (extra.some(isWalrusInComprehension) && sharedFunction(extra)) return 'it does not see that a walrus in a comprehension assigns what the function declares global or nonlocal (symtable does)'
  return undefined
}

function isInParametrize(node: Node): boolean {
  return node.kind.startsWith('string') && node.ancestor('decorator')?.text.includes('parametrize') === true
}

function ownerOf(source: Source, node: Node): unknown {
  return enclosingClass(source, node)
}

function isWalrusInComprehension(node: Node): boolean {
  return node.parent?.kind === 'named_expression' && node.ancestor('list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression') !== undefined
}

/** True where all lie in one function that declares the name. */
function sharedFunction(nodes: readonly Node[]): boolean {
  const holder = nodes[0]!.ancestor('function_definition')
  return holder !== undefined && nodes.every((node) => holder.contains(node)) && holder.descendants('global_statement', 'nonlocal_statement').some((statement) => statement.children.some((each) => each.text === nodes[0]!.text))
}
