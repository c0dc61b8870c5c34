// Every binding of a file that a person could ask to rename, each once: the proofs sample from these.

import { attributeUses, classesOf } from '../../../server/src/core/semantic/attributes.ts'
import { fileScopes } from '../../../server/src/core/semantic/file.ts'
import type { Binding } from '../../../server/src/core/semantic/model.ts'
import { outlineOf } from '../../../server/src/core/semantic/outline.ts'
import { localScopes } from '../../../server/src/core/semantic/scopes.ts'
import type { Node, Source } from '../../../server/src/core/syntax/index.ts'

export interface Sample {
  readonly kind: 'local' | 'parameter' | 'comprehension' | 'match' | 'module' | 'class body' | 'attribute' | 'type parameter'
  /** An identifier that binds it. */
  readonly node: Node
}

export function bindingsOf(source: Source): readonly Sample[] {
  const samples: Sample[] = []
  const add = (binding: Binding, kind: Sample['kind']): void => {
    const definition = binding.definitions.find((each) => each.kind !== 'global' && each.kind !== 'nonlocal')
    if (definition !== undefined) samples.push({ kind, node: definition.node })
  }
  const scopes = fileScopes(source)
  for (const binding of scopes.module.bindings.values()) add(binding, 'module')
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    const local = localScopes(segment)
    for (const scope of local.scopes) {
      if (scope.kind === 'module' || scope.kind === 'class') continue
      for (const binding of scope.bindings.values()) {
        const kinds = binding.definitions.map((each) => each.kind)
        add(binding, kinds.includes('parameter') ? 'parameter' : kinds.includes('match') ? 'match' : scope.kind === 'comprehension' ? 'comprehension' : scope.kind === 'type-parameters' ? 'type parameter' : 'local')
      }
    }
  }
  // Of classes that share an attribute one use.
  const seen = new Set<Node>()
  for (const cls of classesOf(source)) {
    const names = new Set(cls.scope.bindings.keys())
    for (const segment of source.segments) {
      if (segment.kind === 'trivia' || (segment !== cls.node.segment && outlineOf(source).classOf(segment) !== cls.node.segment)) continue
      for (const node of segment.root.descendants('attribute')) {
        const object = node.field('object')
        if (object?.kind === 'identifier' && /^(self|cls)$/.test(object.text) && node.fieldName === 'left') names.add(node.field('attribute')!.text)
      }
    }
    for (const name of names) {
      const { own } = attributeUses(source, cls, name)
      const first = own.find((use) => use.cls === cls)
      if (first === undefined || own.some((use) => seen.has(use.node))) continue
      own.forEach((use) => seen.add(use.node))
      samples.push({ kind: own.some((use) => use.through === 'body') ? 'class body' : 'attribute', node: first.node })
    }
  }
  return samples
}
