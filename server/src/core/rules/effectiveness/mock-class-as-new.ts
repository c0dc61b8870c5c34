// mock-class-as-new: `patch("a.b", new=Mock)` puts the class Mock in place, not a mock.

import { patchNames, patchOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly target: string
}

export default rule({
  id: 'mock-class-as-new',
  summary: 'A patch puts the class Mock in place instead of a mock.',
  why: 'Every call then makes a mock that nobody sees, so nothing of it can be checked, and an attribute that is set on it stays on the class for all tests.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N368'],
  on: 'node',
  kinds: ['call'],
  called: patchNames,
  *check(call, context): Iterable<Facts> {
    const patch = patchOf(call, context)
    const value = patch?.replacement
    if (patch === undefined || value === undefined || !/^(?:unittest\.)?mock\.(?:NonCallable)?(?:Magic|Async)?Mock$/.test(value.kind === 'call' ? '' : (context.qualifiedName(value) ?? ''))) return
    const name = (patch.target ?? patch.attribute?.text.replace(/^['"]+|['"]+$/g, '') ?? '').split('.').at(-1)!
    // A class stands in for a class: both are called to make an object.
    if (/^_*[A-Z]/.test(name)) return
    yield { at: value, target: name }
  },
  message: ({ at, target }) => `\`${target === '' ? 'It' : target}\` becomes the class \`${at.text}\`, not a mock`,
  repair: ({ at }): Repair | Refusal => ({ title: `Call ${at.text}()`, edits: [{ segment: at.segment, start: at.end, end: at.end, text: '()' }] }),
})
