// For calls such as `assertTrue(a == b)`: the method of unittest that shows both values, and which other tools say so.

import { argumentsOf, calledName, unwrapped, type Node, type Safety } from '../../kit/index.ts'

export interface Better {
  readonly method: string
  readonly operands: readonly Node[]
  /** What the new operands stand in the place of: the first arguments. */
  readonly instead: readonly Node[]
  readonly safety: Safety
  /** Twins that say so of any receiver of the method. */
  readonly twins: readonly string[]
  /** True where only a twin minds: the values are seen as they are. */
  readonly isTaste?: true
}

/** By operator: the method for assertTrue and the one for assertFalse; orders have none for assertFalse, NaN and sets have no opposite. */
const byOperator: ReadonlyMap<string, readonly [string, string | undefined]> = new Map([
  ['==', ['assertEqual', 'assertNotEqual']], ['!=', ['assertNotEqual', 'assertEqual']], ['<', ['assertLess', undefined]], ['<=', ['assertLessEqual', undefined]], ['>', ['assertGreater', undefined]],
  ['>=', ['assertGreaterEqual', undefined]], ['in', ['assertIn', 'assertNotIn']], ['not in', ['assertNotIn', 'assertIn']], ['is', ['assertIs', 'assertIsNot']], ['is not', ['assertIsNot', 'assertIs']],
])

const everywhere = ['sonar:S5906', 'pynose:SuboptimalAssert']

export function betterFor(call: Node): Better | undefined {
  const { positional, isOpen } = argumentsOf(call)
  const [first, second] = positional
  const name = calledName(call)
  if (first === undefined || isOpen) return undefined
  if (name === 'assertTrue' || name === 'assertFalse') return forTruth(first, name === 'assertTrue', positional.length)
  if (second === undefined || (name !== 'assertEqual' && name !== 'assertIs' && name !== 'assertNotEqual' && name !== 'assertIsNot')) return undefined
  const none = [first, second].find(({ kind }) => kind === 'none')
  const other = none === first ? second : first
  const instead = [first, second]
  const isEqual = name === 'assertEqual' || name === 'assertNotEqual'
  // Objects may have their own idea of what equals None.
  if (none !== undefined && other.kind !== 'none') {
    const twins = [...everywhere, 'hacking:H203', 'neutron:N536', 'teyit:assertEqual-None', 'fixit:UseAssertIsNotNone', ...(isEqual ? ['flake8:A502'] : [])]
    return { method: name === 'assertEqual' || name === 'assertIs' ? 'assertIsNone' : 'assertIsNotNone', operands: [other], instead, safety: isEqual ? 'suggested' : 'safe', twins }
  }
  const truth = [first, second].find(({ kind }) => kind === 'true' || kind === 'false')
  if (truth === undefined) return undefined
  const membership = truth === first ? second : first
  const isAffirmed = (truth.kind === 'true') === !/Not/.test(name)
  // `assertEqual(a in b, True)`: membership gives a truth value, nothing else.
  if (unwrapped(membership).kind === 'comparison_operator' && !/Not/.test(name) && /^(?:not )?in$|^is(?: not)?$/.test(operatorOf(unwrapped(membership)))) {
    const better = forTruth(membership, isAffirmed, 1)
    const isIn = /in/.test(operatorOf(unwrapped(membership)))
    return better === undefined ? undefined : { ...better, instead, twins: [...everywhere, ...(isEqual ? ['flake8:A502'] : []), ...(isIn && isEqual && (truth === first || positional.length === 2) ? ['hacking:H215', 'nova:N338'] : [])] }
  }
  return isEqual ? { method: isAffirmed ? 'assertTrue' : 'assertFalse', operands: [membership], instead, safety: 'suggested', twins: ['flake8:A502', 'nova:N355', 'cinder:C313'], isTaste: true } : undefined
}

function forTruth(written: Node, holds: boolean, count: number): Better | undefined {
  const condition = unwrapped(written)
  const instead = [written]
  if (condition.kind === 'call' && condition.field('function')?.text === 'isinstance') {
    const { positional, isOpen, keywords } = argumentsOf(condition)
    const twins = [...everywhere, 'flake8:A501', ...(holds ? [...(positional.every((each) => isPlain(each, false)) ? ['hacking:H211'] : []), 'nova:N316'] : [])]
    return positional.length === 2 && !isOpen && keywords.size === 0 ? { method: holds ? 'assertIsInstance' : 'assertNotIsInstance', operands: positional, instead, safety: 'safe', twins } : undefined
  }
  if (condition.kind !== 'comparison_operator' || condition.children.length !== 2) return undefined
  const operator = operatorOf(condition)
  const method = byOperator.get(operator)?.[holds ? 0 : 1]
  const [left, right] = condition.children
  if (method === undefined || left === undefined || right === undefined) return undefined
  const twins = twinsOf(operator, right.kind === 'none', holds, count).filter((twin) => twin !== 'hacking:H214' || (isPlain(left, false) && isPlain(right, true)))
  if (right.kind === 'none' && /is/.test(operator)) return { method: method === 'assertIs' ? 'assertIsNone' : 'assertIsNotNone', operands: [left], instead, safety: 'safe', twins }
  // assertEqual compares by `==` with a method of its own for some types, and assertNotEqual asks `!=`, which a class may define alone.
  const isSame = holds || /in|is/.test(operator)
  return { method, operands: [left, right], instead, safety: isSame && operator !== '==' ? 'safe' : 'suggested', twins, ...(left.kind === 'none' ? { isTaste: true as const } : {}) }
}

/** hacking counts calls with one argument only. */
function twinsOf(operator: string, isNone: boolean, holds: boolean, count: number): readonly string[] {
  const alone = (code: string): readonly string[] => (count === 1 ? [code] : [])
  if (/in/.test(operator)) return [...everywhere, 'flake8:A501', 'hacking:H214', 'nova:N334', 'fixit:UseAssertIn']
  if (/is/.test(operator)) return [...everywhere, isNone ? 'flake8:A502' : 'flake8:A501', ...(isNone ? ['fixit:UseAssertIsNotNone'] : []), 'nova:N356']
  if (/[<>]/.test(operator)) return [...everywhere, 'flake8:A500', 'codeql:py-imprecise-assert', ...(holds ? alone('hacking:H205') : [])]
  return [...everywhere, 'flake8:A500', 'codeql:py-imprecise-assert', 'fixit:NoAssertTrueForComparisons', ...alone('hacking:H204')]
}

function operatorOf(comparison: Node): string {
  return comparison.fields('operators').map((operator) => operator.text).join(' ').replace(/\s+/g, ' ')
}

/** hacking reads the line, in whose strings each sign is an x: it sees names, attributes and items, but no calls. */
function isPlain(operand: Node, isContainer: boolean): boolean {
  const shown = operand.text.replace(/(["'])(?:(?!\1)[^\\\n]|\\.)*\1/g, (string) => `"${'x'.repeat(string.length - 2)}"`)
  return /^[\w[\].'"]+$/.test(shown) || (isContainer && (/^[\w[\].'",]+$/.test(shown) || /^[[|'"][\w[\].'", ]+[[\]|'"]$/.test(shown)))
}
