// What tests change for the whole process and never change back: environment, sys.path, attributes of modules, signals, masks …
// What is changed back, however late, is left to others.

import { outlineOf } from '../semantic/outline.ts'
import type { ClassUnit, FunctionUnit } from '../suite/model.ts'
import type { Node, Segment, Source } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf, calledName, rootOf } from '../syntax/expressions.ts'
import { escaped, isGivenBackElsewhere, isGuarded, restoring, type Taken } from './giving-back.ts'
import { isMock } from './mocks.ts'

export interface Change {
  /** The call, or the target of the assignment or `del`. */
  readonly at: Node
  readonly kind: 'environ' | 'path' | 'attribute' | 'state'
  /** As it is called: `os.chdir`, `os.environ["HOME"]`, `settings.DEBUG`. */
  readonly what: string
}

/** Functions that change the process, with what changes it back. */
const states: ReadonlyMap<string, RegExp> = new Map([
  ['os.chdir', /chdir|cwd/], ['os.umask', /umask/], ['locale.setlocale', /setlocale|locale/i], ['signal.signal', /signal\.signal/], ['socket.setdefaulttimeout', /setdefaulttimeout/],
  ['sys.setrecursionlimit', /setrecursionlimit|recursion/], ['sys.setswitchinterval', /setswitchinterval|switch_?interval/], ['gc.disable', /gc\.enable|gc_/], ['logging.disable', /logging\.disable|NOTSET/],
  ['warnings.simplefilter', /warn/i], ['warnings.filterwarnings', /warn/i], ['warnings.resetwarnings', /warn/i],
])
const environs = /^(?:os\.environ\.(?:update|setdefault|pop|clear|popitem)|os\.(?:putenv|unsetenv))$/
/** The last names of all of these. */
const lastNames = new Set([...[...states.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)), 'update', 'setdefault', 'pop', 'clear', 'popitem', 'putenv', 'unsetenv', 'append', 'insert', 'extend', 'remove'])
const paths = /^sys\.path\.(?:append|insert|extend|remove|pop)$/

/** Changes of a test or a setUp after which nothing that can be seen puts things back; the first of each thing. */
export function* changesIn(unit: FunctionUnit, context: Context<unknown>): Iterable<Change> {
  // What the set-up of a module changes, its tear-down changes back in ways of its own.
  const isSetUp = unit.role === 'hook' && unit.owner !== undefined && /^(?:async)?_?set_?up/i.test(unit.name)
  // A child process takes its changes with it.
  if ((unit.role !== 'test' && !isSetUp) || /\bfork\(\)/.test(unit.body.text) || unit.decorators.some(({ name }) => /subprocess|child_process|forked|isolat/i.test(name ?? ''))) return
  const seen = new Set<string>()
  for (const { change, word, isAgain } of [...calls(unit, context), ...targets(unit, context)]) {
    const key = change.kind === 'environ' || change.kind === 'path' ? change.kind : change.what
    if (seen.has(key)) continue
    seen.add(key)
    if (isAgain || isGuarded(change.at, restored)) continue
    const taken: Taken = { at: change.at, what: change.what, verb: 'undone', release: word, isShared: true, elsewhere: word }
    if (!isGivenBackElsewhere(taken, unit, context)) yield change
  }
}

/** The members of a module-level class that bind the name in its body; a tracked read. */
export function membersNamed(unit: ClassUnit, name: string, source: Source): readonly Segment[] {
  return outlineOf(source).membersNamed(unit.segment, name)
}

const restored = new RegExp(`${restoring.source}|warn|signal|captur|redirect|stub|mock|override|modif|uncache|import|module|freez`, 'i')

interface Found {
  readonly change: Change
  /** What mentions this elsewhere deals with it. */
  readonly word: RegExp
  /** The function itself does the same once more, or registers it. */
  readonly isAgain: boolean
}

function* calls(unit: FunctionUnit, context: Context<unknown>): Iterable<Found> {
  for (const call of context.callsOf(unit)) {
    const last = calledName(call)
    // Most calls are none of these: their last names tell.
    if (last === undefined || !lastNames.has(last) || call.field('function')?.kind !== 'attribute') continue
    const name = context.qualifiedName(call) ?? ''
    const word = states.get(name)
    if (word !== undefined) {
      if (!changes(call, name, unit)) continue
      const text = unit.body.text
      const again = name === 'gc.disable' ? /gc\.enable\b/ : name.startsWith('warnings.') ? /catch_warnings|check_warnings|warnings\.filters|resetwarnings|recwarn/ : new RegExp(`(?<!\\w)${escaped(call.field('function')!.text)}\\b`, 'g')
      // Of a function that takes the new value, the second mention is the way back.
      const isAgain = again.global ? (text.match(again)?.length ?? 0) > 1 : again.test(text)
      yield { change: { at: call, kind: 'state', what: name }, word, isAgain }
    } else if (environs.test(name)) yield { change: { at: call, kind: 'environ', what: 'os.environ' }, word: /environ|_env\b|setenv|_tz\b/i, isAgain: savesEnviron(unit) }
    else if (paths.test(name)) yield { change: { at: call, kind: 'path', what: 'sys.path' }, word: /sys\.path|sys_?path|sys\.modules|sys_modules|import_state|namespace_tree/i, isAgain: (unit.body.text.match(/\bsys\.path\b/g)?.length ?? 0) > 1 }
  }
}

function* targets(unit: FunctionUnit, context: Context<unknown>): Iterable<Found> {
  const text = unit.body.text
  for (const statement of unit.body.descendants('assignment', 'delete_statement')) {
    const target = statement.kind === 'assignment' ? statement.field('left') : statement.firstChild
    // Locals and attributes of the test's own are most of them.
    if (target === undefined || (target.kind !== 'subscript' && target.kind !== 'attribute') || /^(?:self|cls)\b/.test(target.text)) continue
    if (target.kind === 'subscript' && !/^\w+\.(?:environ|modules)$|^environ$/.test(target.field('value')!.text)) continue
    if (context.functionOf(statement) !== unit) continue
    if (target.kind === 'subscript') {
      const object = context.qualifiedName(target.field('value')!)
      if (object === 'os.environ') yield { change: { at: target, kind: 'environ', what: target.text.length > 40 ? 'os.environ[…]' : target.text }, word: /environ|_env\b|setenv|_tz\b/i, isAgain: savesEnviron(unit) }
      else if (object === 'sys.modules' && statement.kind === 'assignment') yield { change: { at: target, kind: 'state', what: 'sys.modules[…]' }, word: /sys\.modules|sys_modules|import_state|unload|forget/, isAgain: (text.match(/\bsys\.modules\b/g)?.length ?? 0) > 1 }
      continue
    }
    if (target.kind !== 'attribute' || statement.kind !== 'assignment' || statement.field('right') === undefined) continue
    const name = context.qualifiedName(target)
    // `os.environ = …` is environ-assigned's.
    if (name === undefined || name === 'os.environ' || !isOfImportedModule(target, context)) continue
    const attribute = target.field('attribute')!.text
    // Saved before, or set once more: it is put back somewhere, or at least its author thought of it.
    const isAgain = text.split(target.text).length > 2 || new RegExp(`["']${escaped(attribute)}["']`).test(text)
    const word = new RegExp(`${escaped(attribute)}\\b`)
    if (/^sys\.\w+$/.test(name)) yield { change: { at: target, kind: name === 'sys.path' ? 'path' : 'state', what: name }, word: name === 'sys.path' ? /sys\.path/ : word, isAgain }
    else yield { change: { at: target, kind: 'attribute', what: target.text }, word, isAgain }
  }
}

/** A local that holds the old value, a `finally`, a second assignment: each names `os.environ` once more. */
function savesEnviron(unit: FunctionUnit): boolean {
  return /=\s*(?:dict\()?(?:os\.)?environ(?:\.copy\(\)|\.get\(|\[|\)|\s*$)|addCleanup\([^)]*environ|environ\.clear\(\)|del (?:os\.)?environ|\benviron\.pop|patch\.dict/m.test(unit.body.text)
}

/** `setlocale(LC_ALL)` only asks, `setdefaulttimeout(None)` and `disable(NOTSET)` go back to what is usual; pytest resets warnings after each test. */
function changes(call: Node, name: string, unit: FunctionUnit): boolean {
  const { positional } = argumentsOf(call)
  if (name === 'locale.setlocale') return positional.length > 1 && positional[1]!.kind !== 'none'
  if (name === 'socket.setdefaulttimeout') return positional[0]?.kind !== 'none'
  if (name === 'logging.disable') return !/NOTSET|^0$/.test(positional[0]?.text ?? '')
  if (name === 'signal.signal') return !/SIG_DFL|default_int_handler/.test(positional[1]?.text ?? '')
  return !name.startsWith('warnings.') || unit.owner?.isTestCase === 'yes'
}

/** `settings.DEBUG`, where `settings` is bound by imports alone and is named as modules are; a mock's attributes are the mock's. */
function isOfImportedModule(target: Node, context: Context<unknown>): boolean {
  const object = target.field('object')!
  const root = object.kind === 'identifier' ? object : rootOf(object)
  // `a.b.c = 1` is about a module where `a.b` was imported as one; else about some object.
  if (object.kind !== 'identifier' && !context.definitionsOf(root?.text ?? '').some(({ text }) => new RegExp(`import ${escaped(object.text)}\\b`).test(text))) return false
  if (root === undefined || /^(?:self|cls)$/.test(root.text) || /^(?:CONF|FLAGS|_*[A-Z])/.test(object.text.split('.').at(-1)!) || object.descendants('call', 'subscript').length > 0 || object.kind === 'call' || object.kind === 'subscript') return false
  const local = context.bindingOf(root)
  const isImport =
    local !== undefined && local.scope.kind !== 'module'
      ? local.definitions.every(({ kind }) => kind === 'import')
      : context.definitionsOf(root.text).length > 0 && context.definitionsOf(root.text).every((segment) => /^\s*(?:#.*\s*)*(?:import|from)\b/.test(segment.text))
  return isImport && !isMock(object, context)
}
