// Proof (a): for every scope of CPython's standard library and its tests, the kind of each name equals CPython's `symtable`.
// Compared are files that both sides read; scopes are told apart by type, name and line, and where several share these, as a multiset.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileScopes } from '../../../server/src/core/semantic/file.ts'
import type { Scope } from '../../../server/src/core/semantic/model.ts'
import { outlineOf } from '../../../server/src/core/semantic/outline.ts'
import { isFunctionLike, localScopes } from '../../../server/src/core/semantic/scopes.ts'
import { keyOf } from '../../../server/src/core/semantic/draft.ts'
import { openSource, type Node, type Source } from '../../../server/src/core/syntax/index.ts'
import { testParser } from './parser.ts'
import { pythons, stdlibFiles, type Python } from './python.ts'

type Table = readonly [type: string, name: string, line: number, symbols: Readonly<Record<string, string>>]

/** Differences that are CPython's way and not the language's, by what the two sides say. Each is counted and printed. */
const exceptions: readonly { readonly reason: string; readonly applies: (name: string, theirs: string | undefined, ours: string | undefined, table: string) => boolean }[] = [
  { reason: '__class__ is added to a function that only says super()', applies: (name, theirs, ours) => name === '__class__' && (theirs === 'free' || theirs === 'global implicit') && ours === undefined },
  { reason: '__type_params__ is set in the body of a class with type parameters', applies: (name, theirs, ours) => name === '__type_params__' && theirs === 'local' && ours === undefined },
  { reason: '__classdict__ carries a class to its annotation scopes', applies: (name) => name === '__classdict__' },
]

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const limit = args.includes('--files') ? Number(args[args.indexOf('--files') + 1]) : Infinity
  let isEqual = true
  for (const python of pythons()) {
    const files = stdlibFiles(python).slice(0, limit)
    isEqual = (await compare(root, python, files)) && isEqual
  }
  return isEqual
}

async function compare(root: string, python: Python, files: readonly string[]): Promise<boolean> {
  const output = execFileSync(python.path, [`${root}test/oracles/semantic/tables.py`], { input: files.join('\n'), maxBuffer: 2 ** 31 - 1, encoding: 'utf8' })
  const parser = await testParser(root)
  let [compared, unread, broken, scopes, names, differences] = [0, 0, 0, 0, 0, 0]
  const excused = new Map<string, number>()
  for (const line of output.split('\n')) {
    if (line === '') continue
    const answer = JSON.parse(line) as { path: string; tables?: readonly Table[]; error?: string }
    if (answer.tables === undefined) {
      unread++
      continue
    }
    const source = openSource(parser, answer.path, readFileSync(answer.path, 'utf8').replace(/^\uFEFF/, ''))
    if (source.segments.some((segment) => segment.isBroken)) {
      broken++
      console.log(`  broken to the grammar: ${answer.path}`)
      continue
    }
    compared++
    const ours = grouped(tablesOf(source, python.minor))
    const theirs = grouped(answer.tables)
    for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
      const [left, right] = [ours.get(key) ?? [], theirs.get(key) ?? []]
      scopes += right.length
      for (const table of right) names += Object.keys(table).length
      for (let i = 0; i < Math.max(left.length, right.length); i++) {
        const [a, b] = [left[i], right[i]]
        if (a === undefined || b === undefined) {
          differences++
          if (differences <= 40) console.log(`  ${answer.path} ${key}: only ${a === undefined ? 'CPython' : 'Proctor'} has this scope`)
          continue
        }
        for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
          if (a[name] === b[name]) continue
          const excuse = exceptions.find((each) => each.applies(name, b[name], a[name], key))
          if (excuse !== undefined) {
            excused.set(excuse.reason, (excused.get(excuse.reason) ?? 0) + 1)
            continue
          }
          differences++
          if (differences <= 40) console.log(`  ${answer.path} ${key} ${name}: CPython ${b[name] ?? '-'}, Proctor ${a[name] ?? '-'}`)
        }
      }
    }
  }
  console.log(`symtable, Python 3.${python.minor}: ${compared} files compared (${unread} not read by CPython, ${broken} broken to the grammar), ${scopes} scopes, ${names} names, ${differences} differences`)
  for (const [reason, count] of excused) console.log(`  excused ${count} times: ${reason}`)
  return differences === 0 && compared > 0
}

/** Tables by type, name and line; those of one key in an order that does not depend on who made them. */
function grouped(tables: readonly Table[]): Map<string, Readonly<Record<string, string>>[]> {
  const groups = new Map<string, Readonly<Record<string, string>>[]>()
  for (const [type, name, line, symbols] of tables) {
    const key = `${type} ${name} ${line}`
    groups.set(key, [...(groups.get(key) ?? []), symbols])
  }
  const text = (symbols: Readonly<Record<string, string>>): string => Object.entries(symbols).filter(([name]) => !name.startsWith('__class')).map((each) => each.join(':')).sort().join()
  for (const group of groups.values()) group.sort((a, b) => (text(a) < text(b) ? -1 : 1))
  return groups
}

/** The file's scopes as `symtable` would list them. */
function tablesOf(source: Source, minor: number): readonly Table[] {
  const scopes = fileScopes(source)
  const outline = outlineOf(source)
  const ignoresAnnotations = outline.imports.get('annotations') === '__future__.annotations'
  const inlines = minor >= 12
  /** Since 3.12 CPython merges list, set and dict comprehensions into the scope around them. */
  const isInlined = (scope: Scope): boolean => inlines && scope.kind === 'comprehension' && scope.node!.kind !== 'generator_expression' && !seesClass(scope.parent!)
  const host = (scope: Scope): Scope => (isInlined(scope) ? host(scope.parent!) : scope)

  interface Holder {
    readonly scope: Scope
    readonly owner: string | undefined
    readonly mentions: Map<string, Node[]>
  }
  const holders: Holder[] = [{ scope: scopes.module, owner: undefined, mentions: copy(scopes.module.mentions) }]
  const byScope = new Map<Scope, Holder>([[scopes.module, holders[0]!]])
  const inlined: Holder[] = []
  const roots = new Map<Scope, Scope>()
  for (const each of outline.classes) {
    const scope = scopes.classScope(each.header)!
    const holder = { scope, owner: each.name, mentions: copy(scope.mentions) }
    holders.push(holder)
    byScope.set(scope, holder)
    for (const member of each.members) roots.set(localScopes(member).root, scope)
  }
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    const local = localScopes(segment)
    const header = segment.kind === 'member' ? outline.classOf(segment) : undefined
    const owner = outline.classes.find((each) => each.header === header)?.name
    if (segment.kind !== 'member') roots.set(local.root, scopes.module)
    for (const scope of local.scopes) {
      if (scope === local.module || scope === local.root || (segment.kind === 'class' && scope.kind === 'class')) continue
      const mentions = new Map([...scope.mentions].map(([key, nodes]) => [keyOf(key, owner), [...nodes]]))
      const holder = { scope, owner, mentions }
      if (isInlined(scope)) inlined.push(holder)
      else {
        holders.push(holder)
        byScope.set(scope, holder)
      }
    }
  }
  const fileScope = (scope: Scope): Scope => roots.get(scope) ?? scope
  const direct = (node: Node): Scope => fileScope(host(localScopes(node.segment).scopeOf(isWalrusTarget(node) ? node.parent! : node)))
  const kindOf = (scope: Scope, name: string, nodes: readonly Node[]): string => {
    const binding = scopes.bindingOf(nodes[0]!)
    const marks = (binding?.definitions ?? []).filter((each) => nodes.includes(each.node)).map((each) => each.kind)
    const suffix = (marks.includes('parameter') ? ' parameter' : '') + (marks.includes('import') ? ' import' : '')
    if (marks.includes('global') || nodes.some((node) => node.parent?.kind === 'global_statement')) return `global explicit${suffix}`
    const isAssigned = scope.kind === 'comprehension' && nodes.some(isWalrusTarget)
    if (isAssigned && binding?.scope.kind === 'module') return 'global explicit'
    if (marks.includes('nonlocal') || isAssigned || nodes.some((node) => node.parent?.kind === 'nonlocal_statement')) return `free${suffix} nonlocal`
    if (binding === undefined) return name === '__class__' && isInMethod(scope) ? 'free' : 'global implicit'
    if (binding.scope === scope || (isInlined(binding.scope) && fileScope(host(binding.scope)) === scope)) {
      const isCell = isFunctionLike(binding.scope.kind) && binding.occurrences.some((node) => direct(node) !== scope && !(ignoresAnnotations && isInAnnotation(node)))
      return (isCell ? 'cell' : 'local') + suffix
    }
    return (isFunctionLike(binding.scope.kind) ? 'free' : 'global implicit') + suffix
  }

  const tables = holders.map(({ scope, mentions }) => {
    const symbols: Record<string, string> = {}
    for (const [name, all] of mentions) {
      const nodes = ignoresAnnotations ? all.filter((node) => !isInAnnotation(node)) : all
      if (nodes.length > 0) symbols[name] = kindOf(scope, name, nodes)
    }
    return { scope, symbols }
  })
  const symbolsOf = new Map(tables.map(({ scope, symbols }) => [scope, symbols]))
  for (const { scope, mentions } of inlined) {
    const outer = fileScope(host(scope))
    const symbols = symbolsOf.get(outer)!
    for (const [name, nodes] of mentions) symbols[name] ??= kindOf(outer, name, nodes)
  }
  // A walrus in a comprehension is in the table of the function and, as nonlocal or global, in that of the comprehension.
  const moduleWalruses: string[] = []
  for (const holder of [...holders, ...inlined]) {
    for (const [name, nodes] of holder.mentions) {
      for (const node of nodes.filter(isWalrusTarget)) {
        const inner = localScopes(node.segment).scopeOf(node.parent!)
        if (inner.kind !== 'comprehension') continue
        const symbols = symbolsOf.get(fileScope(host(inner)))
        if (host(inner) === inner && symbols !== undefined) symbols[name] = kindOf(inner, name, [node])
        if (scopes.bindingOf(node)?.scope === scopes.module) moduleWalruses.push(name)
      }
    }
  }
  // A `global` statement anywhere marks the name in the module's own table.
  const top = symbolsOf.get(scopes.module)!
  for (const { mentions } of [...holders, ...inlined]) {
    for (const [name, nodes] of mentions) if (nodes.some((node) => node.parent?.kind === 'global_statement')) top[name] = `global explicit${top[name]?.endsWith(' import') === true ? ' import' : ''}`
  }
  for (const name of moduleWalruses) top[name] = `global explicit${top[name]?.endsWith(' import') === true ? ' import' : ''}`
  return tables.map(({ scope, symbols }) => [typeOf(scope), nameOf(scope), lineOf(source, scope), symbols] as const)
}

function copy(table: ReadonlyMap<string, readonly Node[]>): Map<string, Node[]> {
  return new Map([...table].map(([key, nodes]) => [key, [...nodes]]))
}

function seesClass(scope: Scope): boolean {
  return (scope.kind === 'annotation' || scope.kind === 'type-parameters') && (scope.parent?.kind === 'class' || (scope.parent !== undefined && seesClass(scope.parent)))
}

function isWalrusTarget(node: Node): boolean {
  return node.parent?.kind === 'named_expression' && node.fieldName === 'name'
}

function isInMethod(scope: Scope): boolean {
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) if (outer.kind === 'class') return true
  return false
}

function isInAnnotation(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind === 'type' && (at.fieldName === 'type' || at.fieldName === 'return_type')) return true
    if (at.kind === 'lambda' || at.kind === 'block') return false
  }
  return false
}

function typeOf({ kind, node }: Scope): string {
  if (kind === 'module' || kind === 'class') return kind
  if (kind === 'type-parameters') return 'type parameters'
  if (kind === 'annotation') return node?.kind === 'type_alias_statement' ? 'type alias' : 'type variable'
  return 'function'
}

const comprehensions: Readonly<Record<string, string>> = {
  list_comprehension: 'listcomp',
  set_comprehension: 'setcomp',
  dictionary_comprehension: 'dictcomp',
  generator_expression: 'genexpr',
}

function nameOf({ kind, node }: Scope): string {
  if (kind === 'module') return 'top'
  if (kind === 'lambda') return 'lambda'
  if (kind === 'comprehension') return comprehensions[node!.kind]!
  if (kind === 'annotation') {
    const own = node!.kind === 'type_alias_statement' ? node! : node!.parent!
    return /[^\W\d]\w*/.exec(own.kind === 'type_alias_statement' ? own.children[0]!.text : own.text)?.[0] ?? ''
  }
  if (node!.kind === 'type_alias_statement') return /[^\W\d]\w*/.exec(node!.children[0]!.text)?.[0] ?? ''
  return node!.field('name')!.text.normalize('NFKC')
}

function lineOf(source: Source, { node, kind }: Scope): number {
  return kind === 'module' || node === undefined ? 0 : source.positionAt(source.rangeOf(node).start).line + 1
}
