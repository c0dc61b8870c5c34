// Names for attributes of test classes: what the class sets for all its tests. Whether one can be renamed is for edits/rename.ts to say.

import type { Node, Segment, Source } from '../syntax/index.ts'
import { bare, lastName, stringValue } from './sites.ts'
import { snakeCase, splitWords, isGoodName } from './words.ts'
import { namesOfFile } from './file-names.ts'
import { addValueEvidence, isClassName } from './from-value.ts'
import { learned } from './learned.ts'
import { baseOf, sideOf } from './roles.ts'
import { kinds } from './weights.ts'
import { abbreviations, acceptedAbbreviations, vagueNames } from './word-lists.ts'

interface AttributeName {
  readonly at: Node
  readonly name: string
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
}

/** A class attribute or `self.x` whose name says as little as that of a local variable would. */
function saysNothing(name: string): boolean {
  const own = name.replace(/^_+/, '')
  return own.length === 1 || vagueNames.has(own) || (abbreviations.has(own) && !acceptedAbbreviations.has(own))
}

/** What the value alone says, weighed as for a local variable; at most three. */
export function namesOfValue(source: Source, value: Node): readonly { readonly name: string; readonly evidence: string }[] {
  const file = namesOfFile(source)
  const found = new Map<string, { readonly weight: number; readonly evidence: string }>()
  addValueEvidence({ how: 'assign', value, position: undefined, annotation: undefined }, (kind, name, words) => {
    if (name === undefined || !isGoodName(name) || !kinds[kind].trusted) return
    const weight = learned[file.usesOf(name) > 0 ? kind : `${kind}, new word`] ?? 0
    if (weight > (found.get(name)?.weight ?? -Infinity)) found.set(name, { weight, evidence: words })
  })
  return [...found].sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1)).slice(0, 3).map(([name, { evidence }]) => ({ name, evidence }))
}

/** Of one segment: a class attribute that is set to a dotted name, `self.x1 = …` siblings whose use elsewhere in the class tells their roles. */
export function attributeNames(source: Source, segment: Segment): readonly AttributeName[] {
  if (segment.kind !== 'member') return []
  const found: AttributeName[] = []
  for (const statement of segment.root.children) {
    const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
    const target = assignment?.kind === 'assignment' ? assignment.field('left') : undefined
    if (target?.kind === 'identifier') found.push(...namedAfterValue(target, assignment!.field('right')))
  }
  for (const assignment of segment.root.descendants('assignment')) {
    const target = assignment.field('left')
    if (target?.kind !== 'attribute' || target.field('object')?.text !== 'self') continue
    const at = target.field('attribute')!
    const role = baseOf(at.text) === undefined ? undefined : roleOf(source, segment, at.text)
    if (found.some((each) => each.name === at.text)) continue
    if (role !== undefined) found.push({ at, name: at.text, candidates: [role] })
    else {
      const value = assignment.field('right')
      const named = value === undefined || !saysNothing(at.text) ? [] : namesOfValue(source, value).filter((each) => each.name !== at.text)
      if (named.length > 0) found.push({ at, name: at.text, candidates: named })
    }
  }
  return found
}

/** `compute_driver = 'fake.MediumFakeDriver'` → medium_fake_driver: a dotted name that ends in the same word. */
function namedAfterValue(target: Node, value: Node | undefined): readonly AttributeName[] {
  const text = stringValue(value) ?? ''
  const last = /^[A-Za-z_][\w.]*\.([A-Z]\w+)$/.exec(text)?.[1]
  if (last === undefined || !isClassName(last)) return []
  const name = snakeCase(last)
  const own = splitWords(target.text)
  if (name === target.text || !isGoodName(name) || own[own.length - 1] !== splitWords(last).at(-1)) return []
  return [{ at: target, name: target.text, candidates: [{ name, evidence: `set to '${text}'` }] }]
}

/** `source_host = self.compute1.host` makes compute1 the source compute; undefined where its uses disagree or its sibling has no opposite role. */
function roleOf(source: Source, segment: Segment, name: string): { readonly name: string; readonly evidence: string } | undefined {
  const base = baseOf(name)!
  const roles = new Map<string, { readonly word: string; readonly side: string; readonly opposite: string; readonly from: string }[]>()
  const { segments } = source
  const at = source.indexOf(segment)
  let [first, last] = [at, at]
  while (first > 0 && segments[first - 1]!.kind !== 'class' && segments[first - 1]!.kind !== 'statement') first--
  while (last + 1 < segments.length && segments[last + 1]!.kind === 'member') last++
  for (const member of segments.slice(first, last + 1)) {
    if (member.kind !== 'member' || member.isBroken || !member.text.includes(name)) continue
    for (const assignment of member.root.descendants('assignment')) {
      const target = assignment.field('left')
      const value = assignment.field('right')
      if (target?.kind !== 'identifier' || value === undefined) continue
      const attribute = attributeOfSelf(bare(value))
      if (attribute === undefined || baseOf(attribute) !== base) continue
      const word = splitWords(target.text).find((each) => sideOf(each) !== undefined)
      const side = word === undefined ? undefined : sideOf(word)
      if (word === undefined || side === undefined) continue
      const known = roles.get(attribute)
      const role = { word, side: `${side.pair} ${side.side}`, opposite: `${side.pair} ${1 - side.side}`, from: target.text }
      if (known) known.push(role)
      else roles.set(attribute, [role])
    }
  }
  const own = roles.get(name)
  const others = [...roles].filter(([attribute]) => attribute !== name)
  if (own === undefined || others.length !== 1) return undefined
  const [role] = own
  const agrees = own.every((each) => each.side === role!.side) && others[0]![1].every((each) => each.side === role!.opposite)
  return agrees ? { name: `${role!.word}_${base}`, evidence: `gives ${role!.from}` } : undefined
}

/** `self.compute1.host` → compute1 */
function attributeOfSelf(value: Node): string | undefined {
  for (let node: Node | undefined = value; node !== undefined && /^(?:attribute|subscript|call)$/.test(node.kind); node = node.firstChild) {
    if (node.kind === 'attribute' && node.field('object')?.text === 'self') return lastName(node)
  }
  return undefined
}
