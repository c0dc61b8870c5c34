// blocking-call-in-async-test: `time.sleep(1)` or `requests.get(…)` in an async function: the loop stands still meanwhile.

import { withImport } from '../../edits/index.ts'
import { literalText, argumentOf, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly kind: Kind
  readonly twins: readonly string[]
}

type Kind = 'sleep' | 'request' | 'open'

export default rule({
  id: 'blocking-call-in-async-test',
  summary: 'An async function blocks the event loop.',
  why: 'While it sleeps or waits for the network nothing else runs, not even what the test waits for. Timeouts then fire late, and the test passes on one machine only.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:ASYNC251', 'ruff:ASYNC210', 'ruff:ASYNC230', 'semgrep:sync-sleep-in-async-code'],
  on: 'node',
  kinds: ['call'],
  called: /^(?:sleep|urlopen|request|get|post|delete|patch|put|head|connect|options|trace|open|open_code)$/,
  *check(call, context): Iterable<Facts> {
    const owner = call.ancestor('function_definition')
    if (owner === undefined || !owner.hasToken('async') || call.ancestor('class_definition', 'function_definition') !== owner) return
    const kind = kindOf(call, context)
    if (kind === 'sleep') {
      // `sleep(0)` gives way to other threads and does not wait; a comment may say that standing still is the point.
      // A handler made inside a test is often there to stand still.
      const time = argumentOf(call, 'secs', 0)
      yield { at: call, kind, twins: ['ruff:ASYNC251', 'semgrep:sync-sleep-in-async-code'], ...(time?.text === '0' || context.commentsNear(call).length > 0 ? { severity: 'hint' as const } : {}), ...(owner.ancestor('function_definition') === undefined ? {} : { preset: 'strict' as const }) }
    } else if (kind === 'request') yield { at: call, kind, twins: ['ruff:ASYNC210'] }
    // A small file of the test's own is read at once; few reviewers would mind.
    else if (kind === 'open') yield { at: call, kind, twins: ['ruff:ASYNC230'], severity: 'hint', preset: 'strict' }
  },
  message: ({ at, kind }) => `\`${at.field('function')!.text}\` blocks the event loop${kind === 'sleep' ? '; `asyncio.sleep` lets the others run' : ''}`,
  repair({ at, kind }, context): Repair | Refusal {
    if (kind !== 'sleep') return { refusal: 'What to call instead is a choice' }
    const asyncio = withImport(context.source, 'asyncio')
    if (asyncio === undefined) return { refusal: 'asyncio can\'t be imported under its name' }
    const callee = at.field('function')!
    return { title: 'Await asyncio.sleep()', edits: [...asyncio.edits, { segment: at.segment, start: callee.start, end: callee.end, text: `await ${asyncio.name}.sleep` }] }
  },
})

function kindOf(call: Node, context: Context): Kind | undefined {
  const callee = call.field('function')!
  const name = context.qualifiedName(callee)
  if (name === 'time.sleep') return 'sleep'
  if (name !== undefined && (/^(?:requests|httpx)\.(?:get|post|delete|patch|put|head|connect|options|trace)$/.test(name) || name === 'urllib.request.urlopen' || name === 'urllib3.request')) return 'request'
  if (name === 'io.open' || name === 'io.open_code') return 'open'
  if (name === 'open' && callee.kind === 'identifier' && context.definitionsOf('open').length === 0) return 'open'
  // `Path(p).open()`, and the same of a name that was bound to a Path.
  const object = callee.kind === 'attribute' && callee.field('attribute')?.text === 'open' ? callee.field('object') : undefined
  const definitions = object?.kind === 'identifier' ? (context.bindingOf(object)?.definitions ?? []) : []
  const made = object?.kind === 'call' ? object : definitions.length === 1 && definitions[0]!.kind === 'assignment' ? definitions[0]!.value : undefined
  return made?.kind === 'call' && context.qualifiedName(made) === 'pathlib.Path' && literalText(made) === undefined ? 'open' : undefined
}
