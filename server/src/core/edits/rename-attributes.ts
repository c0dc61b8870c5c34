// Renaming attributes of a class's own instances and names of its body: only where the whole family of the class lies in this file.
// Conditions (a) to (g) follow the stress test that the rename rules were measured with (CPython's own suite: 0 of 49 broke).

import { attributesNamed, attributeUses, baseName, classBehind, classOfScope, familyOf, type ClassFamily, type FileClass } from '../semantic/attributes.ts'
import { fileScopes } from '../semantic/file.ts'
import { attributesOfBase } from '../semantic/known-bases.ts'
import { qualifiedName } from '../semantic/names.ts'
import { neighboursOf } from '../semantic/neighbours.ts'
import { peek, type Node, type Source } from '../syntax/index.ts'
import { editsOf, inOrder, isTestModule, problemOfCollected, refuse, type RenameEdits, type RenameOptions, type RenameRefusal } from './rename-answer.ts'
import { collisionOf, lineOf } from './rename-collisions.ts'
import { isNamedInBrokenCode, patchedByKeyword, refusalByStrings, stringThatMeans, textOf } from './rename-strings.ts'

/** `node` is the identifier behind a dot or a name in a class body. */
export function renameAttribute(source: Source, node: Node, newName: string, options: RenameOptions): RenameEdits | RenameRefusal {
  const name = node.text
  const cls = ownerOf(source, node)
  if (cls === undefined) return refuse(`'${name}' is an attribute of an object whose class this file does not show`)
  const family = familyOf(source, cls)
  const problem = problemOfFamily(source, cls, family, name, newName, options)
  if (problem !== undefined) return refuse(problem)

  const { own, others } = attributeUses(source, cls, name)
  // The fixture that a class defines is no attribute that anybody reads; only by the request one gets at the class of a test.
  const isFixture = options.alongside?.has(node) === true
  const other = isFixture ? others.find((each) => /\b(instance|cls)$/.test(each.parent!.field('object')!.text)) : others[0]
  if (other !== undefined) return refuse(`'${name}' is also an attribute of another object, in line ${lineOf(source, other)}, which may be of this class`)
  if (!own.some((use) => use.through === 'body' || isStored(use.node))) return refuse(`'${name}' is not set in '${cls.name}' or the classes around it in this file`)
  if (isNamedInBrokenCode(source, name)) return refuse(`'${name}' is also used in code with a syntax error`)

  const sharing = new Set([cls, ...own.map((use) => use.cls)])
  const taken = [...sharing].map((each) => attributeUses(source, each, newName).own[0]).find((use) => use !== undefined)
  if (taken !== undefined) return refuse(`'${newName}' is already an attribute of '${cls.name}' or its relatives, in line ${lineOf(source, taken.node)}`)
  for (const each of sharing) {
    const binding = each.scope.bindings.get(name)
    if (binding === undefined) continue
    const obstacle = problemOfBody(source, each, name, newName, options) ?? collisionOf(source, binding, newName)
    if (obstacle !== undefined) return refuse(obstacle)
  }
  const inText = isFixture ? undefined : problemOfStrings(source, [...sharing], name, own.map((use) => use.node))
  if (inText !== undefined) return refuse(inText)
  return { edits: inOrder(source, editsOf(own.map((use) => use.node), newName)) }
}

/** True for the classes whose instances only the test runner and their own methods get hold of. */
export function isTestClass(source: Source, family: ClassFamily): boolean {
  return family.classes.some((cls) => /^Test|Tests?$|TestCase$/.test(cls.name)) || family.outsideBases.some((base) => /TestCase$/.test(baseName(source, base) ?? ''))
}

/** Why attributes of this family can't be told by reading this file alone. */
export function problemOfFamily(source: Source, cls: FileClass, family: ClassFamily, name: string, newName: string, options: RenameOptions): string | undefined {
  if (name.startsWith('__') || newName.startsWith('__')) return `a name with two leading underscores is private to its class: Python would keep it under another name`
  for (const base of family.outsideBases) {
    const dotted = baseName(source, base)
    const known = attributesOfBase(dotted) ?? (dotted === undefined ? undefined : options.attributesOf?.(dotted))
    if (known === undefined) {
      const isTrusted = options.trustsTestNames === true && name.startsWith('test') && newName.startsWith('test')
      const problem = problemElsewhere(source, base, dotted, name, newName, isTrusted)
      if (problem !== undefined) return problem
      continue
    }
    if (known.has(name)) return `the base class '${base.text}' reads or defines '${name}'`
    if (known.has(newName)) return `'${newName}' is already an attribute of the base class '${base.text}'`
  }
  for (const each of family.classes) {
    if (each.keywords.length > 0) return `the class '${each.name}' has a metaclass or keywords, which may read '${name}'`
    const decorator = each.decorators.find((one) => !isHarmless(source, one))
    if (decorator !== undefined) return `the decorator of '${each.name}' (${decorator.text}) may read '${name}'`
    if (each.node.segment.isBroken) return `the class '${each.name}' has a syntax error`
    const outer = each.node.ancestor('function_definition', 'class_definition')
    if (outer !== undefined && each.scope.isDynamic) return `names of the class '${each.name}' are reached without being written`
  }
  if (!(options.isImported === undefined ? isTestModule(source.path) : !options.isImported) && !name.startsWith('_')) return `other files may use '${name}' of '${cls.name}'`
  if (!isTestClass(source, family) && !name.startsWith('_')) return `objects of '${cls.name}' may be used by code that this file does not show, under the name '${name}'`
  return problemOfReach(source, family)
}

/** What the files behind a base say of both names. */
function problemElsewhere(source: Source, base: Node, dotted: string | undefined, name: string, newName: string, isTrusted: boolean): string | undefined {
  if (dotted === undefined || neighboursOf(source) === undefined) return isTrusted ? undefined : `the base class '${base.text}' lies outside this file and may read or define '${name}'`
  const asked = (wanted: string) => peek(source, `attribute ${wanted} behind ${dotted}`, (version) => neighboursOf(version)?.attributeOf([dotted], wanted))
  for (const wanted of [name, newName]) {
    const found = asked(wanted)
    if (found?.how === 'unread' && isTrusted) continue
    if (found?.how === 'unread') return `the base class '${base.text}' may read or define '${wanted}': ${found.reason}`
    if (found === undefined) continue
    return wanted === name
      ? `the base class '${base.text}' ${found.how} '${name}', in line ${found.line} of ${found.path}`
      : `'${newName}' is already an attribute of the base class '${base.text}', in line ${found.line} of ${found.path}`
  }
  return undefined
}

/** The class of which the name is an attribute: behind `self.`, or in its body. */
export function ownerOf(source: Source, node: Node): FileClass | undefined {
  if (node.parent?.kind === 'attribute' && node.fieldName === 'attribute') return classBehind(source, node.parent.field('object')!)
  const binding = fileScopes(source).bindingOf(node)
  return binding === undefined ? undefined : classOfScope(source, binding.scope)
}

/** Decorators that mark a class or wrap its tests, whatever its other attributes are called. */
function isHarmless(source: Source, decorator: Node): boolean {
  return /^(unittest\.(skip\w*|expectedFailure)|pytest\.mark\.\w+|typing\.final|(unittest\.)?mock\.patch(\.\w+)?|django\.test\.(utils\.)?(override_settings|modify_settings|tag)|test\.support\.(requires|skip)\w*)$/.test(
    qualifiedName(source, decorator) ?? '',
  )
}

const reaches = new WeakMap<ClassFamily, { readonly found: string | undefined }>()

/** Code that gets at attributes by other ways than a dot; it does not depend on the name, so it is looked for once. */
function problemOfReach(source: Source, family: ClassFamily): string | undefined {
  let known = reaches.get(family)
  if (known === undefined) reaches.set(family, (known = { found: findReach(source, family) }))
  return known.found
}

function findReach(source: Source, family: ClassFamily): string | undefined {
  const isOwn = (object: Node | undefined): boolean => {
    const cls = object === undefined ? undefined : classBehind(source, object)
    return cls !== undefined && family.classes.includes(cls)
  }
  for (const each of ['__dict__', '__slots__']) {
    if (attributesNamed(source, each).some((node) => isOwn(node.parent!.field('object')))) return `${each} of the object is used, which holds its attributes without writing them`
  }
  for (const cls of family.classes) {
    const special = ['__getattr__', '__getattribute__', '__setattr__', '__slots__', '__match_args__'].find((each) => cls.scope.bindings.has(each))
    if (special !== undefined) return `'${cls.name}' defines ${special}, which reaches attributes without writing them`
  }
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || !/self|cls/.test(segment.text)) continue
    for (const list of segment.root.descendants('argument_list')) {
      const handed = list.children.find((argument) => valueOf(argument)?.kind === 'identifier' && isOwn(valueOf(argument)))
      const call = list.parent
      // A class that is named in a call is no object that is handed on.
      if (handed === undefined || call?.kind !== 'call' || /^[A-Z]/.test(valueOf(handed)!.text)) continue
      const called = qualifiedName(source, call) ?? call.field('function')?.text ?? ''
      if (/^(super|isinstance|type|id|repr|str|issubclass|len|hash|bool|print)$/.test(called)) continue
      if (/(^|\.)(getattr|setattr|hasattr|delattr|patch\.object)$/.test(called) && list.children[1]?.kind === 'string') continue
      return `'${valueOf(handed)!.text}' is handed to ${called.split('.').at(-1) || 'a call'}() in line ${lineOf(source, call)}, which may read its attributes`
    }
  }
  return undefined
}

function valueOf(argument: Node): Node | undefined {
  return argument.kind === 'keyword_argument' ? argument.field('value') : argument
}

function problemOfBody(source: Source, cls: FileClass, name: string, newName: string, { alongside }: RenameOptions): string | undefined {
  const definitions = cls.scope.bindings.get(name)?.definitions ?? []
  const module = fileScopes(source).module
  const hasDefinition = definitions.some((each) => each.kind === 'function' || each.kind === 'class')
  if (cls.scope.isDynamic) return `names of the class '${cls.name}' are reached without being written`
  if (definitions.some((each) => each.kind === 'import')) return `'${name}' is the name under which another module offers it`
  if (module.bindings.has(name) && cls.scope.bindings.get(name)!.occurrences.some((node) => !definitions.some((each) => each.node === node))) return `'${name}' in the body of '${cls.name}' may mean the module's name as well`
  if (/^(pytestmark|_pytestfixturefunction)$/.test(name)) return `'${name}' is a name that the test runner looks for`
  const decorators = definitions.flatMap(({ node }) => (alongside?.has(node) !== true && node.parent?.parent?.kind === 'decorated_definition' ? node.parent.parent.children.filter((each) => each.kind === 'decorator') : []))
  if (decorators.some((each) => /\bfixture\b/.test(each.text) && !/\bname\s*=/.test(each.text))) return `'${name}' is a fixture: whatever requests it by that name would have to be renamed with it`
  return hasDefinition ? problemOfCollected(name, newName) : undefined
}

function problemOfStrings(source: Source, classes: readonly FileClass[], name: string, uses: readonly Node[]): string | undefined {
  const keyword = patchedByKeyword(source, name)
  if (keyword !== undefined) return `'${name}' is patched by keyword in line ${lineOf(source, keyword)}`
  const string = stringThatMeans(source, name, classes.map((cls) => cls.name)) ?? equalString(source, name)
  if (string !== undefined) return `the string in line ${lineOf(source, string)} may mean '${name}'`
  for (const node of uses) {
    for (let at = node.ancestor('interpolation'); at !== undefined; at = at.ancestor('interpolation')) {
      if (at.hasToken('=')) return `the f-string in line ${lineOf(source, node)} shows the name '${name}' itself, by '{…=}'`
    }
  }
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || !segment.text.includes(name)) continue
    if (segment.root.descendants('keyword_pattern').some((node) => node.firstChild?.text === name)) return `a match pattern reads '${name}'`
  }
  for (const cls of classes) {
    const binding = cls.scope.bindings.get(name)
    const problem = binding === undefined ? undefined : refusalByStrings(source, binding)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** A string that is nothing but the name: getattr, setattr and patch.object may be given it from anywhere. */
function equalString(source: Source, name: string): Node | undefined {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || !segment.text.includes(name)) continue
    const string = segment.root.descendants('string').find((node) => textOf(node) === name)
    if (string !== undefined) return string
  }
  return undefined
}

/** `self.x = …`, `self.x: T`, `for self.x in`, `with … as self.x`, `del self.x`. */
function isStored(identifier: Node): boolean {
  const attribute = identifier.parent!
  if (attribute.fieldName === 'left') return true
  return /^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern|as_pattern_target)$/.test(attribute.parent?.kind ?? '')
}
