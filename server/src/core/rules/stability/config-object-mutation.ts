// config-object-mutation: `CONF.debug = True` in an OpenStack test, which stays for every test behind it.

import { rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly value: Node
  readonly group: string | undefined
  readonly option: string
}

export default rule({
  id: 'config-object-mutation',
  summary: 'An option of oslo.config is set without a fixture that resets it.',
  why: 'The configuration is one object for the whole run. `self.flags(…)` sets the option for the test and puts it back.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N320'],
  on: 'node',
  kinds: ['assignment'],
  *check(assignment, context): Iterable<Facts> {
    const [target, value] = [assignment.field('left'), assignment.field('right')]
    if (target?.kind !== 'attribute' || value === undefined) return
    const parts = target.text.split('.')
    if (parts[0] !== 'CONF' || parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\w+$/.test(part))) return
    const unit = context.functionOf(assignment)
    if (unit?.owner === undefined || unit.owner.isTestCase === 'no') return
    // What a `finally` puts back does not stay.
    if (unit.body.descendants('assignment').some((other) => other.field('left')?.text === target.text && other.ancestor('finally_clause') !== undefined)) return
    // Only oslo's own object, by its import or by the module that hands it on.
    const name = context.qualifiedName(target) ?? ''
    if (!/^(?:CONF|oslo_config\.cfg\.CONF|\w+(?:\.\w+)*\.(?:conf|cfg)\.CONF)\./.test(name)) return
    yield { at: target, value, group: parts.length === 3 ? parts[1] : undefined, option: parts.at(-1)! }
  },
  message: ({ at }) => `\`${at.text}\` stays set for the tests behind this one`,
  repair({ at, value, group, option }, context): Repair | Refusal {
    const unit = context.functionOf(at)
    const usesFlags = unit?.owner !== undefined && context.inheritedElsewhere(unit.owner, 'flags').method !== undefined
    if (!usesFlags && !context.source.text.includes('self.flags(')) return { refusal: 'The class has no flags()' }
    return { title: 'Set it with self.flags()', edits: [{ segment: at.segment, start: at.start, end: value.end, text: `self.flags(${option}=${value.text}${group === undefined ? '' : `, group='${group}'`})` }] }
  },
})
