// inactive-http-interceptor: `responses.add(…)` in a test that nothing switched over to `responses`.

import { indentAt, lineEndOf } from '../../edits/index.ts'
import { rule, segmentsMentioning, type Located, type Node, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly library: string
  readonly test: TestUnit
}

export default rule({
  id: 'inactive-http-interceptor',
  summary: 'Replies to HTTP requests are registered where nothing intercepts requests.',
  why: 'Without `@responses.activate` or `@httpretty.activate` requests go out to the network, and the registered replies are never given.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C30'],
  whenNotToUse: 'Where a plugin (pytest-responses) or a fixture of a conftest.py activates it for all tests.',
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const call = context.callsOf(test).find((each) => /^responses\.(?:add|add_callback|get|post|put|patch|delete|head|options)$|^httpretty\.register_uri$/.test(context.qualifiedName(each) ?? ''))
    const library = call === undefined ? undefined : context.qualifiedName(call)!.split('.')[0]!
    if (call === undefined || library === undefined) return
    // Anything in the file that starts it counts.
    if (segmentsMentioning(context.source, /\.activate\b|RequestsMock|responses\.(?:start|mock)\b|httpretty\.(?:enable|enabled|httprettified)\b|httprettified/) > 0) return
    if (test.parameters.some(({ name }) => /respons|http|mock/i.test(name))) return
    yield { at: call.field('function')!, library, test }
  },
  message: ({ at, library }) => `\`${at.text}\` has no effect: nothing activates ${library} for this test`,
  repair({ library, test }): Repair {
    const { segment, start } = test.outer
    const at = { segment, start, end: start }
    return { title: `Activate ${library}`, edits: [{ ...at, text: `@${library}.activate${lineEndOf(segment)}${indentAt(segment.text, start)}` }] }
  },
})
