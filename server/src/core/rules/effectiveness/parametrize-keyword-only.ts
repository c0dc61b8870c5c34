// parametrize-keyword-only: `parametrize("a", [1], True)`: from pytest 9.2 indirect, ids and scope take no position.

import { argumentsOf, parametrizeOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly extra: readonly Node[]
  readonly isOpen: boolean
}

/** Behind the names and the values, in pytest's own order. */
const keywords = ['indirect', 'ids', 'scope'] as const

export default rule({
  id: 'parametrize-keyword-only',
  summary: 'parametrize gets more than names and cases by position.',
  why: 'What stands third is taken for `indirect`: often a further name or the cases were meant. From pytest 9.2 it is a TypeError at collection.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['pytest:parametrize-keyword-only'],
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    if (parametrizeOf(call, context) === undefined) return
    const { positional, isOpen } = argumentsOf(call)
    const [first] = positional.slice(2)
    if (first !== undefined) yield { at: first, extra: positional.slice(2), isOpen }
  },
  message: ({ extra }) => (extra.length === 1 ? '`indirect` is given by position; pytest 9.2 takes it as a keyword alone' : '`indirect` and what follows are given by position; pytest 9.2 takes them as keywords alone'),
  repair({ extra, isOpen }): Repair | Refusal {
    // Names and cases in the wrong places are no `indirect`.
    if (isOpen || extra.length > keywords.length || !/^(?:true|false|list|tuple|identifier)$/.test(extra[0]!.kind)) return { refusal: 'What the arguments stand for can\'t be told' }
    if (extra[0]!.children.some(({ kind }) => kind !== 'string')) return { refusal: 'The third argument does not look like `indirect`' }
    return { title: 'Name the arguments', edits: extra.map(({ segment, start }, i) => ({ segment, start, end: start, text: `${keywords[i]}=` })) }
  },
})
