// unchecked-login: `self.client.login(…)` of Django's test client as a statement: whether it worked is not looked at.

import { calledName, rule, type ClassUnit, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly isMethod: boolean
}

export default rule({
  id: 'unchecked-login',
  summary: 'The answer of the test client\'s `login` is thrown away.',
  why: '`login` gives False for a wrong password and raises nothing. The test goes on as an anonymous user, and what it expects to be refused is refused for another reason. `force_login` needs no answer.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['expression_statement'],
  holding: ['call'],
  *check(statement, context): Iterable<Facts> {
    const call = statement.children.length === 1 ? statement.firstChild : undefined
    if (call?.kind !== 'call' || calledName(call) !== 'login' || call.field('function')!.kind !== 'attribute') return
    const client = call.field('function')!.field('object')!
    const unit = context.functionOf(statement)
    const isOwn = /^self\.client$/.test(client.text)
    if (unit === undefined || (!isOwn && client.kind !== 'identifier')) return
    if (isOwn ? unit.owner !== undefined && isDjangos(unit.owner, context) : isClient(client, context)) yield { at: call, isMethod: unit.owner?.isTestCase === 'yes' || isOwn }
  },
  message: () => 'Whether `login` worked is not looked at; `force_login(user)` always does',
  repair({ at, isMethod }): Repair {
    const { segment, start, end } = at
    if (!isMethod) return { title: 'Assert it', edits: [{ segment, start, end: start, text: 'assert ' }] }
    return { title: 'Wrap in assertTrue', edits: [{ segment, start, end: start, text: 'self.assertTrue(' }, { segment, start: end, end, text: ')' }] }
  },
})

const family = /^(?:django\.test|rest_framework\.test|django_webtest)\b/

function isDjangos(owner: ClassUnit, context: Context): boolean {
  return [owner, ...context.ancestorsOf(owner)].some(({ bases }) => bases.some(({ name }) => name !== undefined && family.test(name)))
}

/** `c = Client()` of Django's. */
function isClient(client: Node, context: Context): boolean {
  const values = context.bindingOf(client)?.definitions.map(({ value }) => value) ?? []
  return values.length > 0 && values.every((value) => value?.kind === 'call' && family.test(context.qualifiedName(value) ?? ''))
}
