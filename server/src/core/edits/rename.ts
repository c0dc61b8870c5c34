// renameEdits(): the one rename that fixes, actions and the command line share: all references, or the reason why not.
// What a kind of name needs beyond its references is beside it: rename-parameters, rename-attributes, rename-strings.

import { classesOf, classOfScope } from '../semantic/attributes.ts'
import { builtinNames, isIdentifier, keywords } from '../semantic/builtins.ts'
import { fileScopes } from '../semantic/file.ts'
import type { Binding, Definition } from '../semantic/model.ts'
import { isFunctionLike, localScopes } from '../semantic/scopes.ts'
import type { Node, Source } from '../syntax/index.ts'
import { editsOf, inOrder, isTestModule, problemOfCollected, refuse, type RenameEdits, type RenameOptions, type RenameRefusal } from './rename-answer.ts'
import { renameAttribute } from './rename-attributes.ts'
import { collisionOf } from './rename-collisions.ts'
import { parameterEdits } from './rename-parameters.ts'
import { annotationEdits, isNamedInBrokenCode, refusalByStrings } from './rename-strings.ts'

export type { RenameEdits, RenameOptions, RenameRefusal } from './rename-answer.ts'

/**
 * Renames what an identifier means, or a binding, everywhere in the file. Answers edits only where the program stays the same:
 * every reference is changed, nothing else is, and no name comes to mean something else.
 */
export function renameEdits(source: Source, at: Node | Binding, newName: string, options: RenameOptions = {}): RenameEdits | RenameRefusal {
  const node = 'occurrences' in at ? at.occurrences[0] : at
  if (node === undefined || node.kind !== 'identifier') return refuse('there is no name here that could be renamed')
  if (node.segment.isBroken) return refuse(`the code around '${node.text}' has a syntax error`)
  const problem = problemOfName(node.text, newName)
  if (problem !== undefined) return refuse(problem)

  const parent = node.parent
  if (parent?.kind === 'attribute' && node.fieldName === 'attribute') return renameAttribute(source, node, newName, options)
  if (parent?.kind === 'keyword_argument' && node.fieldName === 'name') return refuse(`'${node.text}' is a keyword of this call: rename the parameter where its function is defined`)

  const scopes = fileScopes(source)
  const binding = scopes.bindingOf(node)
  if (binding === undefined) return refuse(builtinNames.has(node.text) ? `'${node.text}' is a builtin` : `'${node.text}' is not defined in this file`)
  if (classOfScope(source, binding.scope) !== undefined) return renameAttribute(source, node, newName, options)
  return renameVariable(source, binding, newName, { ...options, isImported: options.isImported ?? !isTestModule(source.path) })
}

/**
 * True where the name would neither hide nor be hidden by another: for choosing among candidates. Looks at the binding's own segment
 * and, for names of the module, at nothing else; {@link renameEdits} has the last word.
 */
export function candidateIsFree(binding: Binding, name: string): boolean {
  if (!isIdentifier(name) || builtinNames.has(name)) return false
  const { scope } = binding
  const isMentioned = (at: typeof scope): boolean => at.mentions.has(name) || at.children.some(isMentioned)
  if (scope.bindings.has(name) || scope.free.has(name) || isMentioned(scope)) return false
  return binding.occurrences.every((node) => {
    const local = localScopes(node.segment)
    return local.lookup(name, local.scopeOf(node)) === undefined
  })
}

/** Why nothing called `name` can be called `newName`, whatever it is. */
export function problemOfName(name: string, newName: string): string | undefined {
  if (name === newName) return `'${name}' is its name already`
  if (keywords.has(newName)) return `'${newName}' is a keyword of Python`
  if (!isIdentifier(newName)) return `'${newName}' is not a valid Python name`
  if (newName !== newName.normalize('NFKC')) return `Python would read '${newName}' as '${newName.normalize('NFKC')}'`
  if (newName === '_') return `'_' stands for a value that nobody uses`
  if (builtinNames.has(newName)) return `'${newName}' would hide Python's builtin of that name`
  if (/^__.*__$/.test(name)) return `'${name}' is a name that Python itself gives a meaning`
  if (/^__.*__$/.test(newName)) return `names like '${newName}' are reserved for Python itself`
  return undefined
}

function renameVariable(source: Source, binding: Binding, newName: string, options: RenameOptions & { readonly isImported: boolean }): RenameEdits | RenameRefusal {
  const { name, scope, occurrences, definitions } = binding
  const isBroken = isFunctionLike(scope.kind) ? occurrences.some((node) => node.segment.isBroken) : isNamedInBrokenCode(source, name)
  if (isBroken) return refuse(`'${name}' is also used in code with a syntax error`)
  if ((name.startsWith('__') || newName.startsWith('__')) && occurrences.some((node) => isInClass(node))) return refuse(`a name with two leading underscores is private to its class: Python would keep it under another name`)
  if (scope.isDynamic) return refuse(`names of this ${scope.kind === 'module' ? 'module' : 'function'} are reached without being written, by locals(), exec(), a star import or the like`)

  const problem = problemOfDefinitions(binding, newName, options) ?? (isFunctionLike(scope.kind) ? undefined : problemOfModuleName(source, binding, options))
  if (problem !== undefined) return refuse(problem)
  const collision = collisionOf(source, binding, newName)
  if (collision !== undefined) return refuse(collision)
  const mangled = `_${name.replace(/^_+/, '')}__`
  if (definitions.some((each) => each.kind === 'class') && source.segments.some((segment) => segment.text.includes(mangled))) return refuse(`names that are private to '${name}' are written out somewhere, as '${mangled}…'`)
  const inStrings = refusalByStrings(source, binding, options.alongside)
  if (inStrings !== undefined) return refuse(inStrings)

  const edits = editsOf(occurrences, newName)
  if (definitions.some((each) => each.kind === 'parameter')) {
    const more = parameterEdits(source, binding, newName, options)
    if ('refusal' in more) return more
    edits.push(...more.edits)
  }
  edits.push(...annotationEdits(source, binding, newName))
  return { edits: inOrder(source, edits) }
}

function isInClass(node: Node): boolean {
  return node.segment.kind === 'member' || node.ancestor('class_definition') !== undefined
}

function problemOfDefinitions({ name, scope, definitions }: Binding, newName: string, { alongside }: RenameOptions): string | undefined {
  const imported = definitions.find((each) => each.kind === 'import' && !isAlias(each) && alongside?.has(each.node) !== true)
  if (imported !== undefined) return `'${name}' is the name under which another module offers it: give it an alias in the import instead`
  // Its members lie in other segments than the class's header, where collisions are looked for.
  if (scope.kind === 'type-parameters' && scope.node?.kind === 'class_definition') return `'${name}' is a type parameter of a class`
  const tested = definitions.find((each) => (each.kind === 'function' || each.kind === 'class') && !isFunctionLike(scope.kind))
  return tested === undefined ? undefined : problemOfCollected(name, newName)
}

function isAlias({ node }: Definition): boolean {
  return node.parent?.kind === 'aliased_import' && node.fieldName === 'alias'
}

function problemOfModuleName(source: Source, { name, definitions }: Binding, { isImported, alongside }: RenameOptions): string | undefined {
  if (builtinNames.has(name)) return `'${name}' is a builtin as well, which the uses before its definition mean`
  // A class body looks a name up in itself and then, past all functions, in the module.
  const reader = classesOf(source).find((cls) => {
    const own = cls.scope.bindings.get(name)
    return own !== undefined && own.occurrences.some((node) => !own.definitions.some((each) => each.node === node))
  })
  if (reader !== undefined) return `'${name}' in the body of '${reader.name}' may mean the module's name as well as its own`
  const fixture = definitions.find((each) => each.kind === 'function' && alongside?.has(each.node) !== true && decoratorsOf(each.node).some(makesFixture))
  if (fixture !== undefined) return `'${name}' is a fixture: whatever requests it by that name would have to be renamed with it`
  if (/^(pytestmark|pytest_plugins|collect_ignore|collect_ignore_glob|load_tests|suite)$/.test(name)) return `'${name}' is a name that the test runner looks for`
  if (isImported === true && !name.startsWith('_')) return `other files may import '${name}' from this one`
  return undefined
}

/** True for a decorator that makes a fixture of the function under the function's own name, not under one that it gives. */
function makesFixture(decorator: string): boolean {
  return /\bfixture\b/.test(decorator) && !/\bname\s*=/.test(decorator)
}

/** Texts of the decorators of a function or class, by its name's identifier. */
function decoratorsOf(nameNode: Node): readonly string[] {
  const outer = nameNode.parent?.parent
  return outer?.kind === 'decorated_definition' ? outer.children.filter((each) => each.kind === 'decorator').map((each) => each.text) : []
}
