// The one pass over a segment's compact tree that finds its scopes and what is bound and mentioned in each.
// It resolves nothing: what a mention means is told by scopes.ts.

import type { Segment } from '../syntax/index.ts'
import { keyOf, nothingKnown, type Entry, type Region, type ScopeDraft, type Walked } from './draft.ts'
import { numbersOf, part, shape } from './grammar.ts'
import type { DefinitionKind, ScopeKind } from './model.ts'
import { reachingAttributes, reachingCalls, type Reach } from './reach.ts'
import { treeOf } from './tree.ts'

export function walk(segment: Segment): Walked {
  try {
    return walkTree(segment)
  } catch (error) {
    // Code that is nested deeper than the stack holds.
    if (error instanceof RangeError) return nothingKnown(segment.kind === 'member')
    throw error
  }
}

function walkTree(segment: Segment): Walked {
  const { shapes, parts, field, is } = numbersOf(segment.tree.grammar)
  const { symbol, end, fieldOf, isNamed, parentOf, named, childIn, textOf, nameAt } = treeOf(segment)
  const [nameField, bodyField, parametersField, valueField, leftField, rightField] = [field('name'), field('body'), field('parameters'), field('value'), field('left'), field('right')]
  const [typeField, typeParametersField, superclassesField, returnField, keyField] = [field('type'), field('type_parameters'), field('superclasses'), field('return_type'), field('key')]
  const [objectField, attributeField, functionField, argumentsField, guardField, moduleField] = [field('object'), field('attribute'), field('function'), field('arguments'), field('guard'), field('module_name')]

  const scopes: ScopeDraft[] = []
  const regions: Region[] = []
  const starImports: string[] = []
  const module = open('module', -1, undefined, undefined)
  const root = segment.kind === 'member' ? open('class', -1, module, '') : module
  visit(0, root)
  return { module, root, scopes, regions, starImports }

  // Scopes and names.

  function open(kind: ScopeKind, opener: number, parent: ScopeDraft | undefined, privateTo: string | undefined): ScopeDraft {
    const seesClass =
      parent !== undefined && (parent.kind === 'class' ? kind === 'annotation' || kind === 'type-parameters' : parent.seesClass && kind !== 'function' && kind !== 'class')
    const scope: ScopeDraft = { kind, opener, parent, children: [], table: new Map(), privateTo, seesClass, isDynamic: false }
    parent?.children.push(scope)
    scopes.push(scope)
    return scope
  }

  function entry(at: number, scope: ScopeDraft): Entry {
    const name = nameAt(at)
    const key = keyOf(name, scope.privateTo)
    let known = scope.table.get(key)
    if (known === undefined) scope.table.set(key, (known = { name, scope, mentions: [], definitions: [], declared: undefined, isBound: false }))
    known.mentions.push(at)
    return known
  }

  function bind(at: number, scope: ScopeDraft, kind: DefinitionKind, value = -1): void {
    const known = entry(at, scope)
    known.definitions.push({ kind, node: at, value })
    if (kind === 'global' || kind === 'nonlocal') known.declared = kind
    else known.isBound = true
  }

  function visitIn(at: number, scope: ScopeDraft): void {
    regions.push({ from: at, to: end(at), scope })
    visit(at, scope)
  }

  /** What is below a node, plain nodes without recursion: a sum of 20,000 terms is as deep as it is long. */
  function visitChildren(at: number, scope: ScopeDraft): void {
    for (let below = at + 1, stop = end(at); below < stop; ) {
      if (shapes[symbol(below)] === shape.plain || !isNamed(below)) below++
      else {
        visit(below, scope)
        below = end(below)
      }
    }
  }

  // Statements and expressions.

  function visit(at: number, scope: ScopeDraft): void {
    switch (shapes[symbol(at)]) {
      case shape.identifier:
        entry(at, scope)
        return
      case shape.functionDefinition:
        return visitFunction(at, scope)
      case shape.classDefinition:
        return visitClass(at, scope)
      case shape.lambda:
        return visitLambda(at, scope)
      case shape.comprehension:
        return visitComprehension(at, scope)
      case shape.assignment:
        return visitAssignment(at, scope)
      case shape.augmented:
        return visitTargetAndRest(at, scope, 'augmented')
      case shape.for:
        return visitTargetAndRest(at, scope, 'for')
      case shape.asPattern:
        return visitAs(at, scope)
      case shape.import:
      case shape.importFrom:
        return visitImport(at, scope)
      case shape.delete:
        return named(at).forEach((child) => target(child, scope, 'delete', -1))
      case shape.global:
      case shape.nonlocal:
        return named(at).forEach((child) => bind(child, scope, shapes[symbol(at)] === shape.global ? 'global' : 'nonlocal'))
      case shape.walrus:
        return visitWalrus(at, scope)
      case shape.keywordArgument:
        for (const child of named(at)) if (fieldOf(child) !== nameField) visit(child, scope)
        return
      case shape.attribute:
        reached(scope, reachingAttributes.get(textOf(childIn(at, attributeField))))
        return visit(childIn(at, objectField), scope)
      case shape.call:
        return visitCall(at, scope)
      case shape.caseClause:
        return visitCase(at, scope)
      case shape.typeAlias:
        return visitTypeAlias(at, scope)
      case shape.memberType:
        return visit(named(at)[0]!, scope)
      case shape.dottedName: {
        const [first] = named(at)
        if (first !== undefined) visit(first, scope)
        return
      }
      default:
        visitChildren(at, scope)
    }
  }

  function visitFunction(at: number, scope: ScopeDraft): void {
    const name = childIn(at, nameField)
    if (name >= 0) bind(name, scope, 'function')
    const outer = visitTypeParameters(at, scope, scope.privateTo)
    const own = open('function', at, outer, scope.privateTo)
    for (const child of named(at)) {
      const where = fieldOf(child)
      if (where === parametersField) visitParameters(child, scope, outer, own)
      else if (where === returnField) visitIn(child, outer)
      else if (where === bodyField) visitIn(child, own)
      else if (where !== nameField && where !== typeParametersField) visit(child, scope)
    }
  }

  function visitLambda(at: number, scope: ScopeDraft): void {
    const own = open('lambda', at, scope, scope.privateTo)
    for (const child of named(at)) {
      if (fieldOf(child) === parametersField) visitParameters(child, scope, scope, own)
      else visitIn(child, own)
    }
  }

  /** Defaults are evaluated in `defaults`, annotations in `annotations`; the parameters are names of `own`. */
  function visitParameters(at: number, defaults: ScopeDraft, annotations: ScopeDraft, own: ScopeDraft): void {
    regions.push({ from: at, to: end(at), scope: own })
    for (const parameter of named(at)) {
      if (parts[symbol(parameter)] !== part.other) {
        target(parameter, own, 'parameter', -1)
        continue
      }
      const value = childIn(parameter, valueField)
      for (const child of named(parameter)) {
        const where = fieldOf(child)
        if (where === typeField) visitIn(child, annotations)
        else if (where === valueField) visitIn(child, defaults)
        else target(child, own, 'parameter', value)
      }
    }
  }

  function visitClass(at: number, scope: ScopeDraft): void {
    const name = childIn(at, nameField)
    const privateTo = name >= 0 ? nameAt(name) : scope.privateTo
    if (name >= 0) bind(name, scope, 'class')
    const outer = visitTypeParameters(at, scope, privateTo)
    const bases = childIn(at, superclassesField)
    if (bases >= 0) {
      if (outer === scope) visit(bases, scope)
      else visitIn(bases, outer)
    }
    const own = open('class', at, outer, privateTo)
    for (const child of named(at)) {
      const where = fieldOf(child)
      if (where === bodyField) visitIn(child, own)
      else if (where !== nameField && where !== typeParametersField && where !== superclassesField) visit(child, scope)
    }
  }

  /** The scope that annotations and bases are evaluated in: a new one where the definition at `at` has type parameters. */
  function visitTypeParameters(at: number, scope: ScopeDraft, privateTo: string | undefined): ScopeDraft {
    const list = childIn(at, typeParametersField)
    if (list < 0) return scope
    const own = open('type-parameters', at, scope, privateTo)
    bindTypeParameters(list, own)
    return own
  }

  function bindTypeParameters(list: number, own: ScopeDraft): void {
    regions.push({ from: list, to: end(list), scope: own })
    for (const parameter of named(list)) {
      const inner = named(parameter)[0] ?? -1
      const names = inner < 0 ? [] : is(symbol(inner), 'constrained_type') || is(symbol(inner), 'splat_type') ? named(inner) : [inner]
      names.forEach((child, i) => {
        // The name comes first (inside a `type` where it has a bound); a bound is evaluated later, in a scope of its own.
        if (i > 0) return visitIn(child, open('annotation', child, own, own.privateTo))
        const name = parts[symbol(child)] === part.identifier ? child : (named(child)[0] ?? -1)
        if (name >= 0 && parts[symbol(name)] === part.identifier) bind(name, own, 'type-parameter')
        else visit(child, own)
      })
    }
  }

  function visitTypeAlias(at: number, scope: ScopeDraft): void {
    const [left, ...rest] = named(at)
    const alias = left === undefined ? [] : named(left)
    const generic = alias[0] !== undefined && is(symbol(alias[0]), 'generic_type') ? named(alias[0]) : alias
    let outer = scope
    generic.forEach((child, i) => {
      if (i === 0) return target(child, scope, 'type-alias', rest[0] ?? -1)
      outer = open('type-parameters', at, scope, scope.privateTo)
      bindTypeParameters(child, outer)
    })
    for (const child of rest) visitIn(child, open('annotation', at, outer, scope.privateTo))
  }

  function visitComprehension(at: number, scope: ScopeDraft): void {
    const own = open('comprehension', at, scope, scope.privateTo)
    regions.push({ from: at, to: end(at), scope: own })
    let isFirst = true
    for (const child of named(at)) {
      if (!is(symbol(child), 'for_in_clause')) {
        visit(child, own)
        continue
      }
      const value = childIn(child, rightField)
      for (const inner of named(child)) {
        if (fieldOf(inner) === leftField) target(inner, own, 'comprehension', value)
        else if (isFirst) visitIn(inner, scope)
        else visit(inner, own)
      }
      isFirst = false
    }
  }

  function visitAssignment(at: number, scope: ScopeDraft): void {
    const left = childIn(at, leftField)
    const type = childIn(at, typeField)
    const right = childIn(at, rightField)
    let value = right
    while (value >= 0 && shapes[symbol(value)] === shape.assignment) value = childIn(value, rightField)
    if (left >= 0) {
      const isName = parts[symbol(left)] === part.identifier
      // `(x): int` says nothing of the name x; `x: int` makes it a name of this scope.
      if (right < 0 && !isName) visit(left, scope)
      else target(left, scope, right < 0 ? 'annotation' : 'assignment', value)
    }
    if (type >= 0) visit(type, scope)
    if (right >= 0) visit(right, scope)
  }

  function visitTargetAndRest(at: number, scope: ScopeDraft, kind: DefinitionKind): void {
    const value = childIn(at, rightField)
    for (const child of named(at)) {
      if (fieldOf(child) === leftField) target(child, scope, kind, value)
      else visit(child, scope)
    }
  }

  /** `x as y` in `with` and `except`. */
  function visitAs(at: number, scope: ScopeDraft): void {
    const [value, ...targets] = named(at)
    if (value !== undefined) visit(value, scope)
    const parent = parentOf(at)
    const handles = parent >= 0 && (is(symbol(parent), 'except_clause') || is(symbol(parent), 'except_group_clause'))
    for (const child of targets) target(child, scope, handles ? 'except' : 'with', value ?? -1)
  }

  function visitImport(at: number, scope: ScopeDraft): void {
    for (const child of named(at)) {
      if (fieldOf(child) === moduleField) continue
      if (is(symbol(child), 'wildcard_import')) {
        starImports.push(textOf(childIn(at, moduleField)).replace(/\s/g, ''))
        reached(scope, 'module')
      } else if (is(symbol(child), 'aliased_import')) {
        const alias = named(child).at(-1)!
        if (parts[symbol(alias)] === part.identifier) bind(alias, scope, 'import')
      } else {
        // `import a.b` binds a.
        const [first] = named(child)
        if (first !== undefined) bind(first, scope, 'import')
      }
    }
  }

  function visitWalrus(at: number, scope: ScopeDraft): void {
    const name = childIn(at, nameField)
    const value = childIn(at, valueField)
    let owner = scope
    while (owner.kind === 'comprehension' && owner.parent !== undefined) owner = owner.parent
    if (name >= 0) {
      if (owner === scope) bind(name, scope, 'walrus', value)
      else {
        regions.push({ from: name, to: name + 1, scope: owner })
        bind(name, owner, 'walrus', value)
      }
    }
    if (value >= 0) visit(value, scope)
  }

  function visitCall(at: number, scope: ScopeDraft): void {
    const called = childIn(at, functionField)
    if (called >= 0 && shapes[symbol(called)] === shape.identifier) {
      const name = textOf(called)
      const list = childIn(at, argumentsField)
      if ((name !== 'vars' && name !== 'dir') || (list >= 0 && named(list).length === 0)) reached(scope, reachingCalls.get(name))
    }
    visitChildren(at, scope)
  }

  function reached(scope: ScopeDraft, reach: Reach | undefined): void {
    if (reach === undefined) return
    for (let outer: ScopeDraft | undefined = scope; outer !== undefined; outer = outer.parent) {
      const isBody = outer.kind === 'module' || outer.kind === 'class'
      if (reach === 'functions' && isBody && outer !== scope) return
      if (reach !== 'module' || outer.kind === 'module') outer.isDynamic = true
    }
  }

  // Targets and patterns.

  function target(at: number, scope: ScopeDraft, kind: DefinitionKind, value: number): void {
    switch (parts[symbol(at)]) {
      case part.identifier:
        return bind(at, scope, kind, value)
      case part.splat:
        return named(at).forEach((child) => target(child, scope, kind, -1))
      case part.group:
      case part.list: {
        const children = named(at)
        const isTransparent = is(symbol(at), 'as_pattern_target') || is(symbol(at), 'parenthesized_expression')
        const values = isTransparent ? [value] : kind === 'assignment' ? elements(value, children) : []
        return children.forEach((child, i) => target(child, scope, kind, values[i] ?? -1))
      }
      default:
        visit(at, scope)
    }
  }

  /** The expressions that `targets` are bound to one by one, where both sides show it. */
  function elements(value: number, targets: readonly number[]): readonly number[] {
    if (value < 0 || parts[symbol(value)] !== part.list) return []
    const values = named(value)
    const isStarred = (at: number): boolean => parts[symbol(at)] === part.splat
    return values.length !== targets.length || values.some(isStarred) || targets.some(isStarred) ? [] : values
  }

  function visitCase(at: number, scope: ScopeDraft): void {
    for (const child of named(at)) {
      if (is(symbol(child), 'case_pattern')) capture(child, scope)
      else if (fieldOf(child) === guardField) visitChildren(child, scope)
      else visit(child, scope)
    }
  }

  function capture(at: number, scope: ScopeDraft): void {
    switch (parts[symbol(at)]) {
      case part.identifier:
        if (textOf(at) !== '_') bind(at, scope, 'match')
        return
      case part.dottedName: {
        const names = named(at)
        if (names.length === 1) capture(names[0]!, scope)
        else if (names.length > 1) entry(names[0]!, scope)
        return
      }
      case part.classPattern: {
        const [name, ...rest] = named(at)
        if (name !== undefined) visit(name, scope)
        return rest.forEach((child) => capture(child, scope))
      }
      case part.keywordPattern:
        return named(at).slice(1).forEach((child) => capture(child, scope))
      default:
        for (const child of named(at)) {
          if (fieldOf(child) === keyField) visit(child, scope)
          else capture(child, scope)
        }
    }
  }
}
