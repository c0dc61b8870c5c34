// naive-datetime: `datetime.now()` and its like without a time zone: what it means depends on the machine.

import { withImport } from '../../edits/index.ts'
import { argumentsOf, calledName, literalText, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
  readonly twins: readonly string[]
}

export default rule({
  id: 'naive-datetime',
  summary: 'A date is made without a time zone.',
  why: 'What it means depends on the zone of the machine, and on the hour: a test that passes at noon fails around midnight or in another country.',
  section: 'stability',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:DTZ001', 'ruff:DTZ002', 'ruff:DTZ003', 'ruff:DTZ004', 'ruff:DTZ005', 'ruff:DTZ006', 'ruff:DTZ007', 'ruff:DTZ011', 'ruff:DTZ012', 'ruff:DTZ901', 'flake8:DTZ', 'sonar:S6903'],
  whenNotToUse: 'Where the code under test works with naive dates throughout.',
  on: 'node',
  kinds: ['call', 'attribute'],
  called: /^(?:datetime|today|utcnow|utcfromtimestamp|now|fromtimestamp|strptime|min|max)$/,
  *check(node, context): Iterable<Facts> {
    const code = node.kind === 'call' ? codeOf(node, context) : limitOf(node, context)
    if (code === undefined) return
    const twins = [`ruff:${code}`, 'flake8:DTZ', ...(code === 'DTZ003' || code === 'DTZ004' ? ['sonar:S6903'] : [])]
    yield { at: node, written: (node.kind === 'call' ? node.field('function')! : node).text, twins }
  },
  message: ({ written }) => `\`${written}\` gives a date without a time zone`,
  repair({ at, written }, context): Repair | Refusal {
    const zone = zoneFor(at, context)
    const name = calledName(at)
    const list = at.kind === 'call' ? at.field('arguments') : undefined
    if (zone === undefined || list === undefined) return { refusal: 'The time zone has no name here' }
    const edits = [...zone.edits]
    const { segment } = at
    const last = list.lastChild
    if (name === 'now' || name === 'fromtimestamp' || name === 'datetime') {
      const keyword = name === 'datetime' ? 'tzinfo' : 'tz'
      const { keywords, positional } = argumentsOf(at)
      const given = keywords.get(keyword) ?? (name === 'now' ? positional[0] : name === 'fromtimestamp' ? positional[1] : positional[7])
      edits.push(given !== undefined ? { segment, start: given.start, end: given.end, text: zone.name } : { segment, start: last?.end ?? list.start + 1, end: last?.end ?? list.start + 1, text: `${last === undefined ? '' : ', '}${keyword}=${zone.name}` })
    } else if (name === 'utcnow' || name === 'utcfromtimestamp') {
      const attribute = at.field('function')!.field('attribute')!
      edits.push({ segment, start: attribute.start, end: attribute.end, text: name === 'utcnow' ? 'now' : 'fromtimestamp' })
      edits.push({ segment, start: last?.end ?? list.start + 1, end: last?.end ?? list.start + 1, text: `${last === undefined ? '' : ', '}tz=${zone.name}` })
    } else return { refusal: `What replaces \`${written}\` is a choice` }
    return { title: `Give it the zone ${zone.name}`, edits }
  },
})

/** `timezone.utc` under the name by which this file reaches it. */
function zoneFor(node: Node, context: Context): { readonly name: string; readonly edits: readonly { segment: Node['segment']; start: number; end: number; text: string }[] } | undefined {
  const callee = node.field('function')
  // `datetime.datetime.now()`: the module is at hand.
  let module = callee?.kind === 'attribute' ? callee.field('object') : undefined
  if (module !== undefined && context.qualifiedName(module) !== 'datetime') module = module.kind === 'attribute' ? module.field('object') : undefined
  if (module !== undefined && context.qualifiedName(module) === 'datetime') return { name: `${module.text}.timezone.utc`, edits: [] }
  const imported = withImport(context.source, 'datetime.timezone')
  return imported === undefined ? undefined : { name: `${imported.name}.utc`, edits: imported.edits }
}

function codeOf(call: Node, context: Context): string | undefined {
  const name = context.qualifiedName(call)
  if (name === undefined || !name.startsWith('datetime.')) return undefined
  const { positional, keywords } = argumentsOf(call)
  const isNone = (node: Node | undefined): boolean => node === undefined || node.kind === 'none'
  switch (name) {
    case 'datetime.date.today': return 'DTZ011'
    case 'datetime.date.fromtimestamp': return 'DTZ012'
    default: if (isMadeAware(call, /^astimezone$/)) return undefined
  }
  switch (name) {
    case 'datetime.datetime': return positional.length < 8 && isNone(keywords.get('tzinfo')) ? 'DTZ001' : undefined
    case 'datetime.datetime.today': return 'DTZ002'
    case 'datetime.datetime.utcnow': return 'DTZ003'
    case 'datetime.datetime.utcfromtimestamp': return 'DTZ004'
    case 'datetime.datetime.now': return isNone(keywords.get('tz') ?? positional[0]) ? 'DTZ005' : undefined
    case 'datetime.datetime.fromtimestamp': return isNone(keywords.get('tz') ?? positional[1]) ? 'DTZ006' : undefined
    case 'datetime.datetime.strptime': {
      const format = positional[1] === undefined ? undefined : literalText(positional[1])
      if (format !== undefined && /%z/.test(format)) return undefined
      return isMadeAware(call, /^(?:astimezone|replace)$/) ? undefined : 'DTZ007'
    }
    default: return undefined
  }
}

/** `datetime.min` and `.max`, which are naive too. */
function limitOf(attribute: Node, context: Context): string | undefined {
  if (!/^datetime\.datetime\.(?:min|max)$/.test(context.qualifiedName(attribute) ?? '')) return undefined
  const { parent } = attribute
  return parent?.kind === 'attribute' && /^(?:replace|time)$/.test(parent.field('attribute')?.text ?? '') && parent.parent?.kind === 'call' ? undefined : 'DTZ901'
}

/** `….astimezone()`, or `….replace(tzinfo=…)`, at the call itself. */
function isMadeAware(call: Node, methods: RegExp): boolean {
  const attribute = call.parent?.kind === 'attribute' ? call.parent : undefined
  const outer = attribute?.parent
  const method = attribute?.field('attribute')?.text ?? ''
  if (outer?.kind !== 'call' || !methods.test(method)) return false
  return method === 'astimezone' || !['none', undefined].includes(argumentsOf(outer).keywords.get('tzinfo')?.kind)
}
