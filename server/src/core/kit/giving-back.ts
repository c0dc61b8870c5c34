// What Python tests take (patches, directories, sockets, the process's state) and how they give it back.

import type { FunctionUnit } from '../suite/model.ts'
import { peek, type Node, type Source } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf, calledName } from '../syntax/expressions.ts'
import { makesMock } from './mocks.ts'

/** Something taken that has to be given back. */
export interface Taken {
  readonly at: Node
  readonly what: string
  readonly verb: 'stopped' | 'undone' | 'removed' | 'closed'
  /** Text of a node that gives it back. */
  readonly release: RegExp
  /** It is the whole process's, so a base class or a fixture may give it back. */
  readonly isShared: boolean
  /** What a base class, a fixture or a decorator that gives it back mentions, where that is not what patches and paths have. */
  readonly elsewhere?: RegExp
  /** A patch of unittest.mock. */
  readonly isPatcher?: boolean
}

/** What the function's own body takes, calls first, then assignments to `os.environ`. */
export function* takenIn(unit: FunctionUnit, context: Context<unknown>): Iterable<Taken> {
  for (const call of context.callsOf(unit)) {
    const last = calledName(call)
    if (last === 'start') {
      const patcher = call.field('function')?.field('object')
      if (patcher !== undefined && isPatcher(patcher, unit, context)) {
        const isNamed = patcher.kind !== 'call'
        yield { at: call, what: isNamed ? `${patcher.text}.start()` : 'patch(…).start()', verb: 'stopped', release: isNamed ? new RegExp(`${escaped(patcher.text)}\\.stop\\b|\\bstopall\\b`) : /\bstopall\b/, isShared: true, isPatcher: true }
      }
    } else if (last !== undefined && states.has(last) && changesState(call) && `${states.get(last)!}.${last}` === context.qualifiedName(call)) {
      yield { at: call, what: `${states.get(last)!}.${last}`, verb: 'undone', release: new RegExp(`^${states.get(last)!}\\.${last}$`), isShared: true, elsewhere: new RegExp(`\\b${last}\\b`) }
    } else if (last === 'chdir' && context.qualifiedName(call) === 'os.chdir') yield { at: call, what: 'os.chdir', verb: 'undone', release: /^os\.(?:f?chdir)$/, isShared: true }
    else if (last === 'mkdtemp' && context.qualifiedName(call) === 'tempfile.mkdtemp') {
      const name = heldBy(call)
      if (name !== undefined) yield { at: call, what: 'tempfile.mkdtemp()', verb: 'removed', release: new RegExp(`(?:rm|remove|unlink|clean|delete).*\\b${escaped(name)}(?!\\w)`, 'is'), isShared: false }
    } else if (last === 'Popen' || last === 'socket' || last === 'create_connection' || last === 'create_server') {
      const name = /^(?:subprocess\.Popen|socket\.(?:socket|create_connection|create_server))$/.test(context.qualifiedName(call) ?? '') ? heldBy(call) : undefined
      if (name !== undefined && !escapes(name, unit)) yield { at: call, what: name, verb: last === 'Popen' ? 'stopped' : 'closed', release: new RegExp(`(?<![\\w.])${escaped(name)}\\.(?:close|detach|wait|communicate|kill|terminate|stdin\\.close|__exit__)\\b`), isShared: false }
    }
  }
  for (const assignment of unit.body.descendants('assignment')) {
    const target = assignment.field('left')
    if (target?.kind !== 'subscript' || context.qualifiedName(target.field('value')!) !== 'os.environ' || context.functionOf(assignment) !== unit) continue
    yield { at: target, what: target.text.length > 40 ? 'os.environ[…]' : target.text, verb: 'undone', release: /(?:^|\.)environ$/, isShared: true }
  }
}

/** Functions that change the process until the same function changes it back, by their last name. */
const states: ReadonlyMap<string, string> = new Map([['umask', 'os'], ['setlocale', 'locale'], ['setdefaulttimeout', 'socket'], ['signal', 'signal'], ['setrecursionlimit', 'sys'], ['setswitchinterval', 'sys']])

/** `setlocale(LC_ALL)` only asks, `setdefaulttimeout(None)` goes back to what is usual; a bare name can't be followed to its release. */
function changesState(call: Node): boolean {
  const { positional } = argumentsOf(call)
  const asks = calledName(call) === 'setlocale' && positional.length < 2
  return call.field('function')?.kind === 'attribute' && !asks && positional[positional.length - 1]?.kind !== 'none'
}

function isPatcher(node: Node, unit: FunctionUnit, context: Context<unknown>): boolean {
  if (node.kind === 'call') return makesMock(node, context) && calledName(node) !== 'start' && /patch/.test(node.field('function')?.text ?? '')
  const values =
    node.kind === 'identifier'
      ? (context.bindingOf(node)?.definitions ?? []).map(({ value }) => value)
      : unit.body.descendants('assignment').filter((each) => each.field('left')?.text === node.text).map((each) => each.field('right'))
  return values.some((value) => value?.kind === 'call' && isPatcher(value, unit, context))
}

/** The name or attribute that the call's result is assigned to; undefined where it goes elsewhere. */
export function heldBy(call: Node): string | undefined {
  const { parent } = call
  if (parent?.kind !== 'assignment' || call.fieldName !== 'right') return undefined
  const left = parent.field('left')
  return left?.kind === 'identifier' || left?.kind === 'attribute' ? left.text : undefined
}

/** Names of calls that run or take over what they are given: unittest, pytest, contextlib, fixtures, atexit. */
const registrars =
  /^(?:add(?:Class|Module|Async)?Cleanup|addfinalizer|add_cleanup|add_finalizer|callback|push|push_async_callback|enter_context|enter_async_context|enterContext|enterClassContext|enterAsyncContext|register|defer|useFixture|finalize|closing|aclosing)$/

/** Inside a `with` that restores what matches `restoring` or expects a failure, in a `try`, or handed to a registrar. */
export function isGuarded(node: Node, restoring: RegExp): boolean {
  for (let outer = node.parent; outer !== undefined && outer.kind !== 'function_definition'; outer = outer.parent) {
    if (outer.kind === 'try_statement' || outer.kind === 'with_item') return true
    const context = outer.kind === 'with_statement' ? (outer.children[0]?.text ?? '') : ''
    if (restoring.test(context) || /raises/i.test(context)) return true
    if (outer.kind === 'argument_list' && registrars.test(calledName(outer.parent!) ?? '')) return true
  }
  return false
}

/** True where the node runs whatever happens, or later: in a `finally`, a handler, a `with`, a nested function, a registrar's arguments. */
export function isRegistered(node: Node, unit: FunctionUnit): boolean {
  for (let outer: Node | undefined = node; outer !== undefined && outer !== unit.node; outer = outer.parent) {
    if (['with_statement', 'finally_clause', 'except_clause', 'lambda', 'function_definition', 'decorator', 'for_statement'].includes(outer.kind)) return true
    if (outer.kind === 'call' && registrars.test(calledName(outer) ?? '')) return true
  }
  return false
}

/** What a `with` says that puts things back at its end. */
export const restoring = /environ|patch|cwd|chdir|isolat|te?mp|guard|saved|restor|preserve|swap|change/i

/** Nodes behind the taking that give it back: `p.stop`, a second `os.chdir`, `shutil.rmtree(path)`. */
export function releasesIn(unit: FunctionUnit, taken: Taken): readonly Node[] {
  const kinds = taken.verb === 'removed' ? (['call'] as const) : (['attribute'] as const)
  return unit.body.descendants(...kinds).filter((node) => {
    if (taken.at.contains(node) || node.contains(taken.at)) return false
    // The saved state of `os.environ` is read before; what is registered before the taking counts as well.
    return taken.release.test(node.text) && (node.start > taken.at.start || isRegistered(node, unit))
  })
}

/** A tearDown, a base class, a fixture or a decorator that deals with it; what cannot be read gets the benefit of the doubt. */
export function isGivenBackElsewhere({ release, isShared, what, at, elsewhere }: Taken, unit: FunctionUnit, context: Context<unknown>): boolean {
  const word = elsewhere !== undefined ? elsewhere : isShared ? (/^os\.|environ/.test(what) ? /environ|chdir|monkeypatch|cwd|_tz\b|_env\b|locale/ : /\.stop\b|stopall/) : new RegExp(`${escaped((heldBy(at) ?? what).replace(/^self\./, ''))}|rmtree|rmdir`)
  if (unit.decorators.some(({ node }) => word.test(node.text)) || (isShared && unit.parameters.some(({ name }) => /monkeypatch|chdir|cwd|environ|isolat|pytester|testdir|runner/.test(name)))) return true
  const { owner } = unit
  if (isShared && someFixtureMentions(context.source, word)) return true
  if (owner === undefined) return false
  if (!isShared && unit.role === 'test' && !/^(?:self|cls)\./.test(heldBy(at) ?? '')) return false
  if (owner.isTestCase === 'unknown') return true
  const family = [owner, ...context.ancestorsOf(owner)]
  if (family.some((each) => each.decorators.some(({ node }) => word.test(node.text)))) return true
  const others = family.flatMap((each) => each.functions).filter((method) => method.node !== unit.node && method.role !== 'test')
  if (others.some(({ body }) => word.test(body.text) && (release.test(body.text) || /tear|clean|finali/i.test(body.ancestor('function_definition')?.field('name')?.text ?? '') || /yield|addCleanup/.test(body.text)))) return true
  const isReadable = family.flatMap((each) => each.bases).every((base) => /^(?:object|unittest\.\w+)$/.test(base.name ?? '') || family.some((each) => each.name === base.name))
  return !isReadable
}

/** True where the value of `name` (a variable or attribute as it is written) is handed on, stored elsewhere, dropped on purpose or entered by a `with`. */
export function escapes(name: string, unit: FunctionUnit): boolean {
  const uses = unit.body.descendants(name.includes('.') ? 'attribute' : 'identifier').filter((node) => node.text === name)
  let bindings = 0
  for (const use of uses) {
    const { parent } = use
    if (parent?.kind === 'attribute') continue
    if (parent?.kind === 'assignment' && use.fieldName === 'left') {
      if (bindings++ > 0) return true
    } else return true
  }
  return false
}

/** The text as a regular expression that matches it. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** How many segments of this file match, code or comments, up to `most`; a tracked read. */
export function segmentsMentioning(source: Source, pattern: RegExp, most = 1): number {
  return peek(source, `segmentsMentioning ${most} ${pattern.source}`, ({ segments }) => {
    let count = 0
    for (const { text } of segments) if (pattern.test(text) && ++count === most) break
    return count
  })
}

/** True where a fixture at this file's module level mentions what the pattern matches; a tracked read. */
export function someFixtureMentions(source: Source, pattern: RegExp): boolean {
  return peek(source, `someFixtureMentions ${pattern.source}`, ({ segments }) =>
    segments.some(({ kind, text }) => kind === 'statement' && text.includes('fixture') && pattern.test(text)),
  )
}
