// draftsOf(): the functions and classes that one segment writes, as far as the segment alone tells; kept with it.
// What they are for (test, fixture, helper …) depends on other segments: see units.ts.

import type { Node, Segment } from '../syntax/index.ts'
import type { Parameter } from './model.ts'

/** A function as it is written. */
export interface FunctionDraft {
  readonly name: string
  readonly segment: Segment
  /** The `function_definition`. */
  readonly node: Node
  /** The `decorated_definition` around it, or the node itself. */
  readonly outer: Node
  readonly nameNode: Node
  readonly body: Node
  readonly statements: readonly Node[]
  readonly docstring: Node | undefined
  readonly parameters: readonly Parameter[]
  /** The `decorator` nodes. */
  readonly decorators: readonly Node[]
  readonly isAsync: boolean
  readonly isGenerator: boolean
  /** `body`: of the module or, in a member, of the class whose member it is; a class of the same segment; `function`: inside another function. */
  readonly within: 'body' | ClassDraft | 'function'
}

/** A class as it is written; the members of a class at module level are other segments. */
export interface ClassDraft {
  readonly name: string
  readonly segment: Segment
  /** The `class_definition`. */
  readonly node: Node
  readonly nameNode: Node
  /** The `block`; undefined where the members are segments of their own. */
  readonly body: Node | undefined
  /** The expressions between its parentheses, keywords such as `metaclass=` left out. */
  readonly bases: readonly Node[]
  /** The `decorator` nodes. */
  readonly decorators: readonly Node[]
  readonly within: 'body' | ClassDraft | 'function'
}

export interface Drafts {
  /** In text order, nested ones included. */
  readonly functions: readonly FunctionDraft[]
  readonly classes: readonly ClassDraft[]
}

const empty: Drafts = { functions: [], classes: [] }
const known = new WeakMap<Segment, Drafts>()

export function draftsOf(segment: Segment): Drafts {
  let drafts = known.get(segment)
  if (drafts === undefined) known.set(segment, (drafts = segment.kind === 'trivia' ? empty : read(segment)))
  return drafts
}

/** The draft of the class with this node, of its own segment. */
export function classDraftOf({ segment, node }: { readonly segment: Segment; readonly node: Node }): ClassDraft | undefined {
  return draftsOf(segment).classes.find((each) => each.node === node)
}

/** The functions directly in the class's body of a class whose body is in its own segment (`if` and `try` looked through). */
export function functionsIn(draft: ClassDraft): readonly FunctionDraft[] {
  return draftsOf(draft.segment).functions.filter((each) => each.within === draft)
}

/** The string node that documents a body: its first statement, where that is a plain string. */
export function docstringOf(statements: readonly Node[]): Node | undefined {
  const first = statements[0]
  const string = first?.kind === 'expression_statement' && first.children.length === 1 ? first.firstChild : undefined
  if (string === undefined) return undefined
  if (string.kind === 'concatenated_string') return string.children.every(isPlainString) ? string : undefined
  return isPlainString(string) ? string : undefined
}

function isPlainString(node: Node): boolean {
  return node.kind === 'string' && !/[bft]/i.test(node.text.slice(0, node.text.search(/["']/)))
}

function read(segment: Segment): Drafts {
  const functions: FunctionDraft[] = []
  const classes: ClassDraft[] = []
  const byNode = new Map<Node, ClassDraft>()
  for (const node of segment.root.descendants('function_definition', 'class_definition')) {
    const around = node.ancestor('function_definition', 'class_definition', 'lambda')
    const outerClass = around === undefined ? undefined : byNode.get(around)
    const within = around === undefined ? 'body' : outerClass === undefined ? 'function' : outerClass.within === 'function' ? 'function' : outerClass
    const nameNode = node.field('name')
    if (nameNode === undefined) continue
    if (node.kind === 'class_definition') {
      const draft = readClass(node, nameNode, within)
      classes.push(draft)
      byNode.set(node, draft)
    } else {
      const body = node.field('body')
      if (body !== undefined) functions.push(readFunction(node, nameNode, body, within))
    }
  }
  return { functions, classes }
}

function readClass(node: Node, nameNode: Node, within: ClassDraft['within']): ClassDraft {
  return {
    name: nameNode.text,
    segment: node.segment,
    node,
    nameNode,
    body: node.field('body'),
    bases: (node.field('superclasses')?.children ?? []).filter((base) => base.kind !== 'keyword_argument' && base.kind !== 'dictionary_splat'),
    decorators: decoratorsOf(node),
    within,
  }
}

function readFunction(node: Node, nameNode: Node, body: Node, within: FunctionDraft['within']): FunctionDraft {
  const statements = body.children
  const docstring = docstringOf(statements)
  return {
    name: nameNode.text,
    segment: node.segment,
    node,
    outer: node.parent?.kind === 'decorated_definition' ? node.parent : node,
    nameNode,
    body,
    statements: docstring === undefined ? statements : statements.slice(1),
    docstring,
    parameters: parametersOf(node.field('parameters')),
    decorators: decoratorsOf(node),
    isAsync: node.hasToken('async'),
    isGenerator: body.descendants('yield').some((each) => each.ancestor('function_definition', 'lambda') === node),
    within,
  }
}

function decoratorsOf(node: Node): readonly Node[] {
  const { parent } = node
  return parent?.kind === 'decorated_definition' ? parent.children.filter((child) => child.kind === 'decorator') : []
}

/** The parameters of a `parameters` node. */
function parametersOf(list: Node | undefined): readonly Parameter[] {
  const parameters: Parameter[] = []
  let kind: Parameter['kind'] = 'positional'
  for (const child of list?.children ?? []) {
    if (child.kind === 'positional_separator') {
      for (const [i, each] of parameters.entries()) parameters[i] = { ...each, kind: 'positional-only' }
      continue
    }
    if (child.kind === 'keyword_separator') {
      kind = 'keyword-only'
      continue
    }
    const pattern = child.kind === 'typed_parameter' ? child.firstChild : child
    const node = child.field('name') ?? (pattern?.kind === 'identifier' ? pattern : pattern?.descendants('identifier')[0])
    if (pattern === undefined || node === undefined) continue
    const splat = pattern.kind === 'list_splat_pattern' ? 'var-positional' : pattern.kind === 'dictionary_splat_pattern' ? 'var-keyword' : undefined
    parameters.push({ name: node.text, node, default: child.field('value'), annotation: child.field('type'), kind: splat ?? kind })
    if (splat === 'var-positional') kind = 'keyword-only'
  }
  return parameters
}
