// dangling-asyncio-task: `asyncio.create_task(work())` whose task nobody keeps: it may vanish, and its error with it.

import { insertAfter } from '../../edits/index.ts'
import { mayBeMeantToFail, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  /** The name that it is bound to and never read by. */
  readonly name: string | undefined
}

export default rule({
  id: 'dangling-asyncio-task',
  summary: 'A task is started and nobody keeps it.',
  why: 'The loop holds tasks weakly, so one that nothing refers to may be collected before it is done. What it raises is then a line in the log, and the test passes or fails by chance.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:RUF006', 'sonar:S7502'],
  on: 'node',
  kinds: ['call'],
  called: /^(?:create_task|ensure_future)$/,
  *check(call, context): Iterable<Facts> {
    if (!startsTask(call, context)) return
    const { parent } = call
    // Where starting it is expected to fail there is no task to keep.
    const sureness = mayBeMeantToFail(call) ? { severity: 'hint' as const } : {}
    if (parent?.kind === 'expression_statement' && parent.children.length === 1) yield { at: call, name: undefined, ...sureness }
    const target = parent?.kind === 'assignment' && call.fieldName === 'right' ? parent.field('left') : undefined
    const binding = target?.kind === 'identifier' ? context.bindingOf(target) : undefined
    if (binding?.scope.kind !== 'function' || binding.scope.isDynamic || binding.definitions.some(({ kind }) => kind === 'global' || kind === 'nonlocal')) return
    if (binding.occurrences.length === binding.definitions.length) yield { at: call, name: target!.text, ...sureness }
  },
  message: ({ at, name }) => `The task of \`${at.field('function')!.text}\` is ${name === undefined ? 'kept by nobody' : `bound to \`${name}\` and never looked at`}`,
  repair({ at, name }, context): Repair | Refusal {
    const unit = context.functionOf(at)
    const last = unit?.body.lastChild
    const statement = at.ancestor('expression_statement')
    if (unit === undefined || !unit.isAsync || last === undefined || statement?.parent !== unit.body) return { refusal: 'There is no plain end of an async function at which to await it' }
    if (/^(?:return|raise)_statement$/.test(last.kind)) return { refusal: 'The function ends before the task could be awaited' }
    const task = name ?? 'task'
    if (name === undefined && unit.body.descendants('identifier').some(({ text }) => text === task)) return { refusal: `The name ${task} is taken` }
    const awaiting = insertAfter(last, [`await ${task}`])
    if (awaiting === undefined) return { refusal: 'The last statement shares its line' }
    return { title: 'Await it at the end', edits: [...(name === undefined ? [{ segment: at.segment, start: at.start, end: at.start, text: `${task} = ` }] : []), awaiting] }
  },
})

/** asyncio's own function, or the method of a loop that was asked for by one; a TaskGroup keeps its tasks. */
function startsTask(call: Node, context: Context): boolean {
  const callee = call.field('function')!
  if (/^asyncio\.(?:create_task|ensure_future)$/.test(context.qualifiedName(callee) ?? '')) return true
  const object = callee.kind === 'attribute' ? callee.field('object') : undefined
  if (object === undefined || callee.field('attribute')?.text !== 'create_task') return false
  const made = object.kind === 'identifier' ? context.bindingOf(object)?.definitions : undefined
  const loop = object.kind === 'call' ? object : made?.length === 1 && made[0]!.kind === 'assignment' ? made[0]!.value : undefined
  return loop?.kind === 'call' && /^asyncio\.(?:get_event_loop|get_running_loop|new_event_loop)$/.test(context.qualifiedName(loop) ?? '')
}
