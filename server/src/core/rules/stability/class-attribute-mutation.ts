// class-attribute-mutation: a test writes an attribute of a class, which every test and every instance behind it sees.

import { escaped, membersNamed, rule, unwrapped, type ClassUnit, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
}

const mutators = /^(?:append|extend|insert|remove|pop|popitem|clear|update|setdefault|add|discard|sort|reverse)$/

export default rule({
  id: 'class-attribute-mutation',
  summary: 'A test changes what its class, not the instance, holds.',
  why: 'unittest and pytest make a new instance for each test, and the class stays. What one test leaves in it the next one finds.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:RUF012', 'pytestee:PTVL005', 'pytest-review:isolation'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const { owner } = test
    if (owner === undefined) return
    const family = [owner, ...context.ancestorsOf(owner)]
    /** A set-up or a tear-down that names the attribute deals with it. */
    const isDealtWith = (name: string): boolean => family.some(({ functions }) => functions.some(({ body, role }) => role !== 'test' && new RegExp(`\\b${name}\\b`).test(body.text)))
    const seen = new Set<string>()
    for (const node of test.body.descendants('attribute')) {
      const name = node.field('attribute')?.text ?? ''
      const object = unwrapped(node.field('object')!)
      const isOfClass = (object.text === 'cls' && test.parameters[0]?.name === 'cls') || object.text === 'self.__class__' || object.text === 'type(self)' || object.text === owner.name
      const isWritten = isOfClass && node.parent?.kind === 'assignment' && node.fieldName === 'left'
      const isMutated = !isWritten && (isOfClass || object.text === 'self') && changesContainer(node) && isClassContainer(name, family, context)
      if ((!isWritten && !isMutated) || seen.has(name) || context.functionOf(node) !== test || isDealtWith(name)) continue
      // Set on the instance before, put back behind, saved, or registered to be put back.
      const stores = test.body.descendants('assignment').filter((each) => each.field('left')?.text === node.text)
      const isSaved = new RegExp(`=\\s*${escaped(node.text)}|setattr\\(`).test(test.body.text)
      if (stores.length > (isWritten ? 1 : 0) || isSaved || node.ancestor('try_statement') !== undefined) continue
      seen.add(name)
      yield { at: node, written: node.text }
    }
  },
  message: ({ written }) => `\`${written}\` is held by the class, and this changes it for the tests behind`,
})

function changesContainer(attribute: Node): boolean {
  const { parent } = attribute
  if (parent?.kind === 'attribute' && attribute.fieldName === 'object') return parent.parent?.kind === 'call' && parent.fieldName === 'function' && mutators.test(parent.field('attribute')?.text ?? '')
  if (parent?.kind !== 'subscript' || attribute.fieldName !== 'value') return false
  return (/assignment$/.test(parent.parent?.kind ?? '') && parent.fieldName === 'left') || parent.parent?.kind === 'delete_statement'
}

/** The body of one of the classes binds the name to a list, a dict or a set. */
function isClassContainer(name: string, family: readonly ClassUnit[], context: Context): boolean {
  return family.some((each) => {
    // A nested class has its body in its own segment.
    const statements = each.node.field('body')?.children ?? membersNamed(each, name, context.source).flatMap(({ root }) => root.children)
    return statements.some((statement) => {
      const assignment = statement.firstChild
      const value = assignment?.kind === 'assignment' && assignment.field('left')?.text === name ? assignment.field('right') : undefined
      return value !== undefined && (/^(?:list|dictionary|set)$/.test(value.kind) || (value.kind === 'call' && /^(?:list|dict|set|(?:collections\.)?(?:OrderedDict|defaultdict|deque))$/.test(value.field('function')!.text)))
    })
  })
}
