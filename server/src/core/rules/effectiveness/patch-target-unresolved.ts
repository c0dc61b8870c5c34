// patch-target-unresolved: `patch("app.client.fetsh")`: the module is in the workspace and has no such name.

import { patchNames, patchOf, rule, targetOf, type Located, type Place, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Place
  readonly owner: string
  readonly name: string
  readonly near: string | undefined
}

export default rule({
  id: 'patch-target-unresolved',
  summary: 'A patch names something that its module does not have.',
  why: 'Mostly the name was changed in the code and not here. `mock.patch` then fails before the test begins; `fixtures.MonkeyPatch` makes the name up, and the test goes on with the real thing.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'Where modules get their names from outside, by an extension or at import.',
  on: 'node',
  kinds: ['call'],
  called: patchNames,
  *check(call, context): Iterable<Facts> {
    const patch = patchOf(call, context)
    const dotted = patch?.target
    if (patch === undefined || dotted === undefined || !/^[\w.]+$/.test(dotted) || patch.keywords.get('create')?.kind === 'true' || patch.keywords.get('raising')?.kind === 'false') return
    const target = targetOf(dotted, context.source)
    if (target?.is !== 'missing') return
    const { owner, name, near } = target
    const { segment, start, end } = patch.object
    // The place of the name in the string, where it is one plain string.
    const from = patch.object.kind === 'string' ? segment.text.slice(start, end).search(new RegExp(`\\.${name}(?!\\w)`)) : -1
    yield { at: from < 0 ? { segment, start, end } : { segment, start: start + from + 1, end: start + from + 1 + name.length }, owner, name, near }
  },
  message: ({ owner, name, near }) => `\`${owner}\` has no \`${name}\`${near === undefined ? '' : `, it has \`${near}\``}`,
  repair({ at, name, near }): Repair | Refusal {
    if (near === undefined) return { refusal: 'No name is near enough' }
    if (at.segment.text.slice(at.start, at.end) !== name) return { refusal: 'The name is not written out in one string' }
    return { title: `Change to ${near}`, edits: [{ segment: at.segment, start: at.start, end: at.end, text: near }] }
  },
})
