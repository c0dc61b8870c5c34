// uncollected-test: a test whose name has a slip in it, so that no runner takes it for one.

import { rule, type Located, type Node, type Refusal, type Repair, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly nameNode: Node
  readonly meant: string
}

interface Gathered {
  readonly candidates: readonly Node[]
  /** Names that look like one and are used; a definition's own name is not among them. */
  readonly mentions: readonly string[]
}

/** Prefixes that are one slip away from `test_`. */
const slip = /^(?:tset|tets|tes|tst|ttest|teest|tesst|etst|tesr|tedt|teat|Test|TEST|tEst)_(?=\w)/
const anywhere = new RegExp(`\\b${slip.source.slice(1)}`)

export default rule({
  id: 'uncollected-test',
  summary: 'The name of a test has a slip in it, so that the runner does not collect it.',
  why: 'Runners go by the name. A function that is called `tset_total` is never run, and nothing says so.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S5899', 'falsegreen:C4'],
  on: 'module',
  gather(segment: Segment): Gathered | undefined {
    if (segment.kind === 'trivia' || segment.isBroken || !anywhere.test(segment.text)) return undefined
    const names = segment.root.descendants('identifier').filter(({ text }) => slip.test(text))
    const candidates = names.filter((name) => name.fieldName === 'name' && name.parent?.kind === 'function_definition')
    return names.length === 0 ? undefined : { candidates: candidates.filter(looksLikeTest), mentions: names.filter((name) => !candidates.includes(name)).map(({ text }) => text) }
  },
  *check({ gathered }): Iterable<Facts> {
    const mentions = new Set(gathered.flatMap(({ facts }) => facts.mentions))
    for (const { facts } of gathered) {
      for (const nameNode of facts.candidates) if (!mentions.has(nameNode.text)) yield { at: nameNode, nameNode, meant: nameNode.text.replace(slip, 'test_') }
    }
  },
  message: ({ nameNode }) => `\`${nameNode.text}\` is not collected: its name does not begin with \`test\``,
  repair({ nameNode, meant }): Repair | Refusal {
    const { segment, start, end } = nameNode
    return { title: `Rename to ${meant}`, edits: [{ segment, start, end, text: meant }] }
  },
})

/** It asserts, has no decorator that registers it, and stands where tests stand. */
function looksLikeTest(name: Node): boolean {
  const definition = name.parent!
  if (definition.parent?.kind === 'decorated_definition' && !/@(?:pytest\.mark|mock\.|unittest\.|patch)/.test(definition.parent.text)) return false
  if (definition.ancestor('function_definition') !== undefined) return false
  return /\bassert|\braises\b|\.fail\(/.test(definition.field('body')?.text ?? '')
}
