// cleanup-not-registered: a test or setUp changes the process or opens something, and a failure on the way leaves it so.

import { isGivenBackElsewhere, isGuarded, isRegistered, releasesIn, restoring, rule, takenIn, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: string
  readonly verb: string
  readonly isUndone: boolean
}

export default rule({
  id: 'cleanup-not-registered',
  summary: 'Something that a test opens or changes is given back only where nothing fails, or never.',
  why: 'The line that gives it back is not reached when an assertion before it fails. Then the tests that follow run with the patched function, the other directory or the open socket, and fail for no reason of their own.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S8997'],
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
      // What nothing ever puts back has rules of its own: patcher-never-stopped, environ-mutation, process-state-not-restored, temp-dir-without-cleanup.
      if (first === undefined && (taken.isShared || taken.verb === 'removed')) continue
      // In setUp a release further down belongs to another story; elsewhere something has to be able to fail before it.
      if (first !== undefined && (isSetUp || !canFailBetween(taken.at, first, unit, context))) continue
      yield { at: taken.at, what: taken.what, verb: taken.verb, isUndone: first !== undefined }
    }
  },
  message: ({ what, verb, isUndone }) => (isUndone ? `\`${what}\` is ${verb} only where nothing fails before` : `\`${what}\` is never ${verb}`),
})

/** True where an assertion stands between the two. */
function canFailBetween(from: Node, to: Node, unit: FunctionUnit, context: Context): boolean {
  return context.assertionsOf(unit).assertions.some(({ node }) => node.segment === from.segment && node.start > from.end && node.end <= to.start)
}
