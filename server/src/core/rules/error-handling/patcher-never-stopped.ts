// patcher-never-stopped: `patch(…).start()` with nothing that stops it. One that is stopped too late is cleanup-not-registered's.

import { indentAt, insertAfter, lineEndOf } from '../../edits/index.ts'
import { argumentsOf, isGivenBackElsewhere, isGuarded, releasesIn, restoring, rule, takenIn, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly unit: FunctionUnit
}

export default rule({
  id: 'patcher-never-stopped',
  summary: 'A patch is started and never stopped.',
  why: 'The patch stays for the rest of the run. Every test behind this one meets the mock instead of the function, and whether it passes depends on the order of the tests.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const isSetUp = unit.role === 'hook' && /^(?:async)?_?set_?up/i.test(unit.name)
    if (unit.role !== 'test' && unit.role !== 'fixture' && !isSetUp) return
    // A mixin's setUp runs in a class that stands elsewhere, with tidying up of its own.
    if (/^setUp/.test(unit.name) && isSetUp && unit.owner?.isTestCase !== 'yes') return
    for (const taken of takenIn(unit, context)) {
      if (taken.isPatcher !== true || isGuarded(taken.at, restoring)) continue
      if (releasesIn(unit, taken).length > 0 || isGivenBackElsewhere(taken, unit, context)) continue
      const isLocal = patchesLocalObject(taken.at, context)
      yield { at: taken.at, unit, ...(isLocal ? { severity: 'hint' as const } : {}) }
    }
  },
  message: ({ at }) => `${at.text.length > 40 || at.text.includes('\n') ? 'The patch' : `\`${at.text}\``} is never stopped`,
  repair({ at, unit }): Repair | Refusal {
    if (unit.owner?.isTestCase !== 'yes') return { refusal: 'Only a TestCase has addCleanup' }
    const patcher = at.field('function')!.field('object')!
    const statement = at.parent?.kind === 'assignment' ? at.parent.parent! : at.parent!
    if (statement.kind !== 'expression_statement') return { refusal: 'The patch is part of a larger expression' }
    const { segment } = at
    const name = patcher.kind === 'call' ? 'patcher' : patcher.text
    const after = insertAfter(statement, [`self.addCleanup(${name}.stop)`])
    if (after === undefined) return { refusal: 'The statement shares its line' }
    const title = 'Register its stop with addCleanup'
    if (patcher.kind !== 'call') return { title, edits: [after] }
    if (unit.body.descendants('identifier').some(({ text }) => text === 'patcher')) return { refusal: 'The name patcher is taken' }
    // `name = patch(…).start()` becomes two lines; what stood in front of the patch moves behind it.
    const before = segment.text.slice(statement.start, patcher.start)
    const edits = [
      { segment, start: statement.start, end: patcher.start, text: 'patcher = ' },
      { segment, start: patcher.end, end: at.end, text: `${lineEndOf(segment)}${indentAt(segment.text, statement.start)}${before}patcher.start()` },
      after,
    ]
    return { title, edits }
  },
})

/** `patch.object(thing, …)` where the test made the thing itself: it goes away with the test. */
function patchesLocalObject(start: Node, context: Context): boolean {
  let patcher = start.field('function')!.field('object')!
  if (patcher.kind === 'identifier') patcher = context.bindingOf(patcher)?.definitions[0]?.value ?? patcher
  const target = patcher.kind === 'call' && /\.object$/.test(patcher.field('function')!.text) ? argumentsOf(patcher).positional[0] : undefined
  return target?.kind === 'identifier' && context.bindingOf(target)?.definitions.every(({ kind, value }) => kind === 'assignment' && value?.kind === 'call') === true
}
