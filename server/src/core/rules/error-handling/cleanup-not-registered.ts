// cleanup-not-registered: a test or setUp changes the process or opens something, and a failure on the way leaves it so.

import { escaped, heldBy, isGuarded, isRegistered, rule, someFixtureMentions, takenIn, type Context, type FunctionUnit, type Located, type Node, type Taken } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: string
  readonly verb: string
  readonly isUndone: boolean
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
  const word = isShared ? (/^os\.|environ/.test(what) ? /environ|chdir|monkeypatch|cwd|_tz\b|_env\b|locale/ : /\.stop\b|stopall/) : new RegExp(`${escaped((heldBy(at) ?? what).replace(/^self\./, ''))}|rmtree|rmdir`)
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

/** True where an assertion stands between the two. */
function canFailBetween(from: Node, to: Node, unit: FunctionUnit, context: Context): boolean {
  return context.assertionsOf(unit).assertions.some(({ node }) => node.segment === from.segment && node.start > from.end && node.end <= to.start)
}
