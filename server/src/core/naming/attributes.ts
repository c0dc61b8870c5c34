// Names for attributes of test classes: what the class sets for all its tests. Whether one can be renamed is for edits/rename.ts to say.

import type { Node, Segment, Source } from '../syntax/index.ts'
import { bare, lastName, stringValue } from './sites.ts'
import { snakeCase, splitWords, isGoodName } from './words.ts'
import { isClassName } from './from-value.ts'
import { baseOf, sideOf } from './roles.ts'

interface AttributeName {
  readonly at: Node
  readonly name: string
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
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
    if (role !== undefined && !found.some((each) => each.name === at.text)) found.push({ at, name: at.text, candidates: [role] })
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
