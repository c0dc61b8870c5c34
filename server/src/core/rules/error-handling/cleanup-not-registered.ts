// cleanup-not-registered: a test or setUp changes the process or opens something, and a failure on the way leaves it so.

import { calledName, escapes, isGuarded, isRegistered, makesMock, rule, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: string
  readonly verb: string
  readonly isUndone: boolean
}

/** Something taken that has to be given back. */
interface Taken {
  readonly at: Node
  readonly what: string
  readonly verb: 'stopped' | 'undone' | 'removed' | 'closed'
  /** Text of a node that gives it back. */
  readonly release: RegExp
  /** Says that a base class or fixture may give it back: it is the whole process's. */
  readonly isShared: boolean
}

const restoring = /environ|patch|cwd|chdir|isolat|te?mp|guard|saved|restor|preserve|swap|change/i

export default rule({
  id: 'cleanup-not-registered',
  summary: 'Something that a test opens or changes is given back only where nothing fails, or never.',
  why: 'The line that gives it back is not reached when an assertion before it fails. Then the tests that follow run with the patched function, the other directory or the open socket, and fail for no reason of their own.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:SIM115', 'pylint:R1732', 'sonar:S8997'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const isSetUp = unit.role === 'hook' && /^(?:async)?_?set_?up/i.test(unit.name)
    if (unit.role !== 'test' && !isSetUp) return
    const seen = new Set<string>()
    for (const taken of takenIn(unit, context)) {
      // The first taking counts: a second `os.chdir` is the way back.
      if (seen.has(taken.release.source)) continue
      seen.add(taken.release.source)
      if (isGuarded(taken.at, restoring) || isGivenBackElsewhere(taken, unit, context)) continue
      const releases = releasesIn(unit, taken)
      if (releases.some((release) => isRegistered(release, unit))) continue
      const first = releases[0]
      // In setUp a release further down belongs to another story; elsewhere something has to be able to fail before it.
      if (first !== undefined && (isSetUp || !canFailBetween(taken.at, first, unit, context))) continue
      yield { at: taken.at, what: taken.what, verb: taken.verb, isUndone: first !== undefined }
    }
  },
  message: ({ what, verb, isUndone }) => (isUndone ? `\`${what}\` is ${verb} only where nothing fails before` : `\`${what}\` is never ${verb}`),
})

function* takenIn(unit: FunctionUnit, context: Context): Iterable<Taken> {
  for (const call of context.callsOf(unit)) {
    const last = calledName(call)
    if (last === 'start') {
      const patcher = call.field('function')?.field('object')
      if (patcher !== undefined && isPatcher(patcher, unit, context)) {
        const isNamed = patcher.kind !== 'call'
        yield { at: call, what: isNamed ? `${patcher.text}.start()` : 'patch(…).start()', verb: 'stopped', release: isNamed ? new RegExp(`${escaped(patcher.text)}\\.stop\\b|\\bstopall\\b`) : /\bstopall\b/, isShared: true }
      }
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

function isPatcher(node: Node, unit: FunctionUnit, context: Context): boolean {
  if (node.kind === 'call') return makesMock(node, context) && calledName(node) !== 'start' && /patch/.test(node.field('function')?.text ?? '')
  const values =
    node.kind === 'identifier'
      ? (context.bindingOf(node)?.definitions ?? []).map(({ value }) => value)
      : unit.body.descendants('assignment').filter((each) => each.field('left')?.text === node.text).map((each) => each.field('right'))
  return values.some((value) => value?.kind === 'call' && isPatcher(value, unit, context))
}

/** The name or attribute that the call's result is assigned to; undefined where it goes elsewhere. */
function heldBy(call: Node): string | undefined {
  const { parent } = call
  if (parent?.kind !== 'assignment' || call.fieldName !== 'right') return undefined
  const left = parent.field('left')
  return left?.kind === 'identifier' || left?.kind === 'attribute' ? left.text : undefined
}

/** Nodes behind the taking that give it back: `p.stop`, a second `os.chdir`, `shutil.rmtree(path)`. */
function releasesIn(unit: FunctionUnit, taken: Taken): readonly Node[] {
  const kinds = taken.verb === 'removed' ? (['call'] as const) : (['attribute'] as const)
  return unit.body.descendants(...kinds).filter((node) => {
    if (taken.at.contains(node) || node.contains(taken.at)) return false
    // The saved state of `os.environ` is read before; what is registered before the taking counts as well.
    return taken.release.test(node.text) && (node.start > taken.at.start || isRegistered(node, unit))
  })
}

/** A tearDown, a base class, a fixture or a decorator that deals with it; what cannot be read gets the benefit of the doubt. */
function isGivenBackElsewhere({ release, isShared, what, at }: Taken, unit: FunctionUnit, context: Context): boolean {
  const word = isShared ? (what.startsWith('os.') ? /environ|chdir|monkeypatch|cwd|_tz\b|_env\b|locale/ : /\.stop\b|stopall/) : new RegExp(`${escaped((heldBy(at) ?? what).replace(/^self\./, ''))}|rmtree|rmdir`)
  if (unit.decorators.some(({ node }) => word.test(node.text)) || (isShared && unit.parameters.some(({ name }) => /monkeypatch|chdir|cwd|environ|isolat|pytester|testdir|runner/.test(name)))) return true
  const { owner } = unit
  if (owner === undefined) return isShared && context.source.segments.some((segment) => segment.kind === 'statement' && /fixture/.test(segment.text) && word.test(segment.text))
  if (!isShared && unit.role === 'test' && !/^(?:self|cls)\./.test(heldBy(at) ?? '')) return false
  if (owner.isTestCase === 'unknown') return true
  const family = [owner, ...context.ancestorsOf(owner)]
  if (family.some((each) => each.decorators.some(({ node }) => word.test(node.text)))) return true
  const others = family.flatMap((each) => each.functions).filter((method) => method.node !== unit.node && method.role !== 'test')
  if (others.some(({ body }) => word.test(body.text) && (release.test(body.text) || /tear|clean|finali/i.test(body.ancestor('function_definition')?.field('name')?.text ?? '') || /yield|addCleanup/.test(body.text)))) return true
  const isReadable = family.flatMap((each) => each.bases).every((base) => /^(?:object|unittest\.\w+)$/.test(base.name ?? '') || family.some((each) => each.name === base.name))
  return !isReadable
}

/** True where an assertion stands between the two. */
function canFailBetween(from: Node, to: Node, unit: FunctionUnit, context: Context): boolean {
  return context.assertionsOf(unit).assertions.some(({ node }) => node.segment === from.segment && node.start > from.end && node.end <= to.start)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
