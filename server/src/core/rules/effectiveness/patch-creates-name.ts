// patch-creates-name: `patch("app.conect", create=True)` makes up the name where it is misspelt or gone.

import { argumentsOf, calledName, isPatch, literalText, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: Node
  readonly written: string
}

export default rule({
  id: 'patch-creates-name',
  summary: 'A patch is told to make up the name that it replaces.',
  why: 'Without `create=True` or `raising=False` a patch fails when there is no such name. With it the test goes on and patches nothing that the code reads.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'Where names exist only on some platforms.',
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const { keywords, positional } = argumentsOf(call)
    const isMonkeypatch = /^(?:setattr|delattr)$/.test(calledName(call) ?? '') && call.field('function')?.field('object')?.text === 'monkeypatch'
    const flag = isMonkeypatch ? keywords.get('raising') : isPatch(context.qualifiedName(call)) ? keywords.get('create') : undefined
    if (flag === undefined || flag.kind !== (isMonkeypatch ? 'false' : 'true')) return
    // `open` and other builtins are looked up in the module first, where they are not.
    const target = positional[0] === undefined ? undefined : (literalText(positional[0]) ?? literalText(positional[1] ?? positional[0]) ?? positional[0].text)
    if (/(?:^|[.\s'"])(?:open|input|print|range|raw_input|exit|isinstance|__\w+__)['"]?$/.test(target ?? '')) return
    yield { at: flag.parent!, call, written: flag.parent!.text }
  },
  message: ({ written }) => `With \`${written}\` a misspelt name is not noticed`,
  repair({ at, call, written }): Repair | Refusal {
    const { segment, start, end } = at
    const before = at.previousSibling
    if (before === undefined || segment.comments.some((offset) => offset > call.start && offset < call.end)) return { refusal: 'It can\'t be taken out alone' }
    return { title: `Remove ${written}`, edits: [{ segment, start: Math.min(before.end, start), end, text: '' }] }
  },
})
