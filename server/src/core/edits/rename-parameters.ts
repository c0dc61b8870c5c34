// Renaming a parameter: callers may pass it by keyword, pytest by the name of a fixture, a decorator by whatever it likes.
// Gives the edits outside the function (keywords of calls, names in parametrize) or the reason why the callers can't all be seen.

import { attributeUses, enclosingClass, familyOf } from '../semantic/attributes.ts'
import { fileScopes } from '../semantic/file.ts'
import type { Binding, Scope } from '../semantic/model.ts'
import { qualifiedName } from '../semantic/names.ts'
import { isFunctionLike } from '../semantic/scopes.ts'
import type { Node, Source } from '../syntax/index.ts'
import { editsOf, refuse, type RenameOptions, type RenameRefusal } from './rename-answer.ts'
import { isTestClass, problemOfFamily } from './rename-attributes.ts'
import { lineOf } from './rename-collisions.ts'
import { textOf } from './rename-strings.ts'
import type { SpanEdit } from './span.ts'

interface Edits {
  readonly edits: readonly SpanEdit[]
}

export function parameterEdits(source: Source, binding: Binding, newName: string, options: RenameOptions & { readonly isImported: boolean }): Edits | RenameRefusal {
  const { name, scope } = binding
  const definition = binding.definitions.find((each) => each.kind === 'parameter')!
  const callable = scope.node!
  if (options.alongside?.has(definition.node) === true) return { edits: [] }
  const parameters = callable.field('parameters')!.children
  const parameter = parameters.find((each) => each.contains(definition.node))!
  const position = parameters.indexOf(parameter)
  const isMethod = callable.kind === 'function_definition' && nearestBody(scope)?.kind === 'class'
  if (/^(list|dictionary)_splat_pattern$/.test(parameter.kind) || /^(list|dictionary)_splat_pattern$/.test(definition.node.parent!.kind)) return { edits: [] }
  if (isMethod && position === 0 && !hasDecorator(source, callable, /^staticmethod$/)) {
    return /^(self|cls|mcs|mcls|metacls)$/.test(name) && !/^(self|cls)$/.test(newName) ? refuse(`'${name}' is what every reader expects a method's first parameter to be called`) : { edits: [] }
  }
  if (parameters.slice(position).some((each) => each.kind === 'positional_separator')) return { edits: [] }
  if (callable.kind === 'lambda') return isCalledByPosition(source, callable) ? { edits: [] } : refuse(`the lambda is handed on: whoever calls it may pass '${name}' by keyword`)

  const byRunner = /^(test|Test)/.test(callable.field('name')?.text ?? '') && (nearestBody(scope)?.kind !== undefined && !isFunctionLike(nearestBody(scope)!.kind))
  if (byRunner || hasDecorator(source, callable, /(^|\.)fixture$/)) return requestedEdits(source, callable, name, newName, position - (isMethod ? 1 : 0))
  return helperEdits(source, callable, scope, name, newName, options)
}

/** The scope that a function is defined in, type parameters left out. */
function nearestBody(scope: Scope): Scope | undefined {
  let outer = scope.parent
  while (outer?.kind === 'type-parameters') outer = outer.parent
  return outer
}

function decoratorsOf(callable: Node): readonly Node[] {
  return callable.parent?.kind === 'decorated_definition' ? callable.parent.children.filter((each) => each.kind === 'decorator') : []
}

function hasDecorator(source: Source, callable: Node, name: RegExp): boolean {
  return decoratorsOf(callable).some((each) => name.test(qualifiedName(source, each) ?? each.text))
}

/** A lambda given to something that calls it with positional arguments only. */
function isCalledByPosition(source: Source, lambda: Node): boolean {
  const argument = lambda.parent?.kind === 'keyword_argument' ? lambda.parent : lambda
  const call = argument.parent?.kind === 'argument_list' ? argument.parent.parent : undefined
  if (call?.kind !== 'call') return false
  const called = qualifiedName(source, call) ?? call.field('function')?.field('attribute')?.text ?? ''
  if (argument !== lambda) return argument.field('name')?.text === 'key' && /^(sorted|min|max|sort|heapq\.\w+|itertools\.groupby)$/.test(called)
  return /^(map|filter|functools\.reduce|itertools\.\w+)$/.test(called)
}

// Functions that the test runner calls.

function requestedEdits(source: Source, callable: Node, name: string, newName: string, index: number): Edits | RenameRefusal {
  let mocks = 0
  for (const decorator of decoratorsOf(callable)) {
    const dotted = qualifiedName(source, decorator) ?? decorator.text
    const call = decorator.firstChild?.kind === 'call' ? decorator.firstChild : undefined
    const list = call?.field('arguments')?.children ?? []
    if (/(^|\.)pytest\.mark\.parametrize$/.test(dotted)) {
      const edits = parametrizeEdits(source, list, name, newName)
      if (edits !== undefined) return edits
    } else if (/(^|\.)mock\.patch(\.object)?$/.test(dotted)) {
      const values = list.filter((each) => each.kind !== 'keyword_argument')
      const given = values.length > (dotted.endsWith('object') ? 2 : 1) || list.some((each) => each.field('name')?.text === 'new')
      if (!given) mocks++
    } else if (/(^|\.)mock\.patch\.dict$|^pytest\.(mark\.\w+|fixture)$|^unittest\.(skip\w*|expectedFailure)$|(^|\.)fixture$/.test(dotted)) continue
    else return refuse(`the decorator '${dotted}' may pass '${name}' by keyword`)
  }
  if (index < mocks) return otherMentions(source, callable) ?? { edits: [] }
  const fixture = fileScopes(source).module.bindings.get(name)?.definitions.find((each) => each.kind === 'function')
  const where = fixture === undefined ? '' : ` (line ${lineOf(source, fixture.node)})`
  return refuse(`the parameter '${name}' requests the fixture of that name: the fixture '${name}'${where} would have to be renamed`)
}

/** Edits in `parametrize('a, b', …)`, `parametrize(['a', 'b'], …)`; undefined where the decorator does not give the parameter. */
function parametrizeEdits(source: Source, list: readonly Node[], name: string, newName: string): Edits | RenameRefusal | undefined {
  const names = list.find((each) => each.kind !== 'keyword_argument') ?? list.find((each) => each.field('name')?.text === 'argnames')?.field('value')
  if (names === undefined) return undefined
  const strings = names.kind === 'string' ? [names] : names.kind === 'list' || names.kind === 'tuple' ? names.children : undefined
  if (strings === undefined || strings.some((each) => each.kind !== 'string')) return refuse(`the names in the parametrize of line ${lineOf(source, names)} are not written out, and '${name}' may be one of them`)
  for (const string of strings) {
    const at = textOf(string).split(',').map((each) => each.trim()).indexOf(name)
    if (at < 0) continue
    if (list.some((each) => each.field('name')?.text === 'indirect')) return refuse(`'${name}' is parametrized indirectly: it is the name of a fixture`)
    const content = string.children.find((each) => each.kind === 'string_content')!
    if (string.children.length !== 3 || content.text.includes('\\')) return refuse(`the names in the parametrize of line ${lineOf(source, names)} can't be edited safely`)
    if (textOf(string).split(',').some((each) => each.trim() === newName)) return refuse(`'${newName}' is already a parameter of this function`)
    const offset = content.text.search(new RegExp(`(?<![\\w])${name}(?![\\w])`))
    const start = content.start + offset
    return { edits: [{ segment: string.segment, start, end: start + name.length, text: newName }] }
  }
  return undefined
}

/** A refusal where a test is also named elsewhere in the file: somebody may call it. */
function otherMentions(source: Source, callable: Node): RenameRefusal | undefined {
  const nameNode = callable.field('name')!
  const binding = fileScopes(source).bindingOf(nameNode)
  const cls = enclosingClass(source, callable)
  const uses = cls === undefined ? (binding?.occurrences ?? []) : attributeUses(source, cls, nameNode.text).own.map((use) => use.node)
  const other = uses.find((node) => node !== nameNode)
  return other === undefined ? undefined : refuse(`'${nameNode.text}' is also used in line ${lineOf(source, other)}, which may pass the parameter by keyword`)
}

// Functions that this file calls.

function helperEdits(source: Source, callable: Node, scope: Scope, name: string, newName: string, options: RenameOptions & { readonly isImported: boolean }): Edits | RenameRefusal {
  const nameNode = callable.field('name')
  if (nameNode === undefined) return refuse(`the function of '${name}' has no name`)
  const called = nameNode.text
  const body = nearestBody(scope)!
  const strange = decoratorsOf(callable).find((each) => !/^(staticmethod|classmethod|(contextlib\.)(async)?contextmanager)$/.test(qualifiedName(source, each) ?? ''))
  if (strange !== undefined) return refuse(`the decorator of '${called}' (${strange.text}) may pass '${name}' by keyword`)
  if (body.kind === 'module' && options.isImported && !called.startsWith('_')) return refuse(`other files may call '${called}' with '${name}' as a keyword`)
  if (body.kind === 'module' && called.startsWith('pytest_')) return refuse(`pytest passes '${name}' to its hooks by name`)

  const uses = body.kind === 'class' ? methodUses(source, callable, name, options) : functionUses(source, nameNode)
  if ('refusal' in uses) return uses
  const edits: SpanEdit[] = []
  for (const use of uses.nodes) {
    const callee = use.parent?.kind === 'attribute' ? use.parent : use
    const call = callee.parent
    if (call?.kind !== 'call' || callee.fieldName !== 'function') return refuse(`'${called}' is handed on in line ${lineOf(source, use)}: whoever calls it may pass '${name}' by keyword`)
    const list = call.field('arguments')?.children ?? []
    if (list.some((each) => each.kind === 'dictionary_splat')) return refuse(`'${called}' is called with ** in line ${lineOf(source, use)}, which may hold '${name}'`)
    for (const argument of list) {
      const keyword = argument.kind === 'keyword_argument' ? argument.field('name') : undefined
      if (keyword?.text === newName) return refuse(`'${called}' is called with the keyword '${newName}' in line ${lineOf(source, use)}`)
      if (keyword?.text === name) edits.push(...editsOf([keyword], newName))
    }
  }
  return { edits }
}

interface Uses {
  readonly nodes: readonly Node[]
}

function functionUses(source: Source, nameNode: Node): Uses | RenameRefusal {
  const binding = fileScopes(source).bindingOf(nameNode)
  if (binding === undefined || binding.scope.isDynamic) return refuse(`callers of '${nameNode.text}' can't all be seen`)
  if (binding.definitions.length > 1) return refuse(`'${nameNode.text}' is defined more than once`)
  return { nodes: binding.occurrences.filter((node) => node !== nameNode) }
}

function methodUses(source: Source, callable: Node, name: string, options: RenameOptions): Uses | RenameRefusal {
  const nameNode = callable.field('name')!
  const cls = enclosingClass(source, callable)
  if (cls === undefined) return refuse(`callers of '${nameNode.text}' can't all be seen`)
  if (/^__.*__$/.test(nameNode.text)) return refuse(`Python itself calls '${nameNode.text}', and callers of its class may pass '${name}' by keyword`)
  const family = familyOf(source, cls)
  const problem = problemOfFamily(source, cls, family, nameNode.text, 'a_free_name', options)
  if (problem !== undefined) return refuse(`callers of '${nameNode.text}' can't all be seen: ${problem}`)
  if (!isTestClass(source, family)) return refuse(`objects of '${cls.name}' may be used by code that this file does not show, which may pass '${name}' by keyword`)
  const { own, others } = attributeUses(source, cls, nameNode.text)
  const other = others[0]
  if (other !== undefined) return refuse(`'${nameNode.text}' is also called on another object, in line ${lineOf(source, other)}`)
  const twin = own.find((use) => use.cls !== cls && use.through === 'body')?.cls
  if (twin !== undefined) return refuse(`'${nameNode.text}' is defined in '${twin.name}' as well, with parameters of its own`)
  return { nodes: own.filter((use) => use.node !== nameNode).map((use) => use.node) }
}
