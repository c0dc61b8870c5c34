// How a name is bound at one place: by which kind of statement, to which expression, at which position of an unpacking.

import type { Definition } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'

export interface Site {
  readonly how: 'assign' | 'for' | 'with' | 'except' | 'walrus'
  /** The right-hand side, the iterable, the context manager, the class of the exception. */
  readonly value: Node
  /** Position and count in an unpacking; undefined where the whole value is bound. */
  readonly position: { readonly index: number; readonly size: number } | undefined
  /** The annotation of an assignment. */
  readonly annotation: Node | undefined
}

/** Undefined where it is bound in another way: an import, a parameter, a nested unpacking, `x += 1`. */
export function siteOf(definition: Definition): Site | undefined {
  let node = definition.node
  let position: Site['position']
  for (let parent = node.parent; parent !== undefined; node = parent, parent = node.parent) {
    switch (parent.kind) {
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list': {
        if (position !== undefined) return undefined
        const members = parent.children
        position = { index: members.indexOf(node), size: members.length }
        if (position.index < 0) return undefined
        break
      }
      case 'list_splat_pattern':
      case 'list_splat':
        return undefined
      case 'as_pattern_target':
      case 'parenthesized_expression':
      case 'expression_list':
        break
      case 'assignment': {
        if (node.fieldName !== 'left') return undefined
        let value = parent.field('right')
        while (value?.kind === 'assignment') value = value.field('right')
        return value && { how: 'assign', value, position, annotation: parent.field('type') }
      }
      case 'for_statement':
      case 'for_in_clause': {
        const value = parent.field('right')
        return node.fieldName === 'left' && value ? { how: 'for', value, position, annotation: undefined } : undefined
      }
      case 'as_pattern': {
        const value = parent.firstChild
        const how = parent.parent?.kind === 'except_clause' || parent.parent?.kind === 'except_group_clause' ? 'except' : 'with'
        return value && value !== node ? { how, value, position, annotation: undefined } : undefined
      }
      case 'named_expression': {
        const value = parent.field('value')
        return node.fieldName === 'name' && value ? { how: 'walrus', value, position, annotation: undefined } : undefined
      }
      default:
        return undefined
    }
  }
  return undefined
}

/** `(await x)` → x. */
export function bare(node: Node): Node {
  let inner = node
  while ((inner.kind === 'parenthesized_expression' || inner.kind === 'await') && inner.children.length === 1) inner = inner.children[0]!
  return inner
}

/** The last name of a name or attribute chain: `self.api.get` → get. */
export function lastName(node: Node | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text
  if (node?.kind === 'attribute') return node.field('attribute')?.text
  return undefined
}

/** The last two names of a callee: `self.api.get` → api.get, `response.json` → response.json, `get` → get. */
export function calleeKey(callee: Node): string | undefined {
  const method = lastName(callee)
  if (method === undefined || callee.kind === 'identifier') return method
  const object = callee.field('object')
  const receiver = lastName(object?.kind === 'call' ? object.field('function') : object)
  return receiver === undefined ? undefined : `${receiver}.${method}`
}

/** Arguments of a call without keyword ones and splats; undefined where a splat makes the positions unknown. */
export function positionalArguments(call: Node): readonly Node[] | undefined {
  const list = call.field('arguments')
  if (list === undefined) return []
  if (list.kind !== 'argument_list') return [list]
  if (list.children.some((argument) => argument.kind === 'list_splat')) return undefined
  return list.children.filter((argument) => argument.kind !== 'keyword_argument' && argument.kind !== 'dictionary_splat')
}

/** The content of a plain string literal; undefined for f-strings, bytes and everything else. */
export function stringValue(node: Node | undefined): string | undefined {
  if (node?.kind !== 'string' || node.children.some((child) => child.kind === 'interpolation')) return undefined
  const start = node.children.find((child) => child.kind === 'string_start')
  if (start !== undefined && /[bB]/.test(start.text)) return undefined
  return node.children.filter((child) => child.kind === 'string_content').map((child) => child.text).join('')
}
