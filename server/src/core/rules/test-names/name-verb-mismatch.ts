// Tests whose name says get and whose body only deletes: copied from the other test and not changed where it counts.

import { calledName, methodNames, rule, type Context, type Located, type Node, type TestUnit } from '../../kit/index.ts'
import { splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly named: string
  readonly called: string
}

/** Operations on one kind of thing; each with the words that may stand for it. Words of two groups exclude each other. */
const groups: readonly (readonly [verb: string, words: RegExp])[] = [
  ['get', /^(?:get|gets|show|read|fetch|retrieve|detail|details|find|lookup|query|list|index|load|describe|view|select|search|all|head)$/],
  ['create', /^(?:create|creates|add|post|new|insert|make|build|register|save|put|import|boot|allocate|store|init|set|attach|associate|upload|enable|start|clone|copy|import|generate|spawn|provision|launch)$/],
  ['update', /^(?:update|updates|put|patch|edit|modify|set|change|rename|replace|save|resize|extend|alter|reset|write|post|move)$/],
  ['delete', /^(?:delete|deletes|remove|destroy|unregister|drop|purge|clear|detach|disassociate|deallocate|revoke|rm|cleanup|clean|terminate|unset|discard|kill|disable|stop|erase|uninstall|del|unlink|expire)$/],
]

export default rule({
  id: 'name-verb-mismatch',
  summary: 'A test\'s name says one operation and its body calls another one.',
  why: 'A test is often made by copying its neighbour. When the name is changed and the call is not, `test_get_group_by_invalid_id` deletes a group: deleting is tested twice and getting not at all, and the report says otherwise.',
  section: 'test-names',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const [, verb, ...rest] = splitWords(test.name)
    const own = groups.find(([name]) => name === verb)
    if (own === undefined || rest.length === 0) return
    const unit = unitOf(test, context)
    const words = unit === undefined ? [] : splitWords(unit)
    const other = groups.find(([name]) => name === words[0])
    if (unit === undefined || other === undefined || other === own || words.some((word) => own[1].test(word))) return
    // What is updated was created or read before; a name that says the called verb too is about that.
    if ((own[0] === 'update' && other[0] !== 'delete') || (own[0] === 'get' && other[0] === 'update') || rest.some((word) => other[1].test(word))) return
    // It is the same thing to which the other operation is applied.
    if (words.slice(1).some((word) => !rest.includes(word))) return
    // Any word for the named operation in the body or the decorators is enough to believe the name.
    if (splitWords(test.body.text.replace(/\W+/g, '_')).some((word) => own[1].test(word)) || test.decorators.some((decorator) => splitWords(decorator.node.text.replace(/\W+/g, '_')).some((word) => own[1].test(word)))) return
    // The neighbour that it was copied from is there.
    if (!hasSibling(test, other[0], context)) return
    yield { at: test.nameNode, test, named: own[0], called: unit }
  },
  message: ({ test, named, called }) => `'${test.name}' says '${named}', but what it calls is '${called}'`,
})

/** The callable under test: what is expected to raise, or what is called last in front of the first assertion. */
function unitOf(test: TestUnit, context: Context): string | undefined {
  const [first] = context.assertionsOf(test).assertions
  if (first === undefined || first.node.segment !== test.segment) return undefined
  if (first.kind === 'raises') {
    const callable = first.node.field('arguments')?.children.filter((argument) => argument.kind !== 'keyword_argument')[1]
    if (callable !== undefined) return nameOf(callable)
    const [inside] = first.node.ancestor('with_statement')?.field('body')?.descendants('call') ?? []
    return inside && calledName(inside)
  }
  const at = test.statements.findIndex((statement) => statement.contains(first.node))
  const before = at > 0 ? test.statements[at - 1] : undefined
  const call = before?.descendants('call')[0]
  return call && calledName(call)
}

function nameOf(callable: Node): string | undefined {
  return callable.kind === 'attribute' ? callable.field('attribute')?.text : callable.kind === 'identifier' ? callable.text : undefined
}

function hasSibling({ owner, name }: TestUnit, verb: string, context: Context): boolean {
  return owner !== undefined && methodNames(context.source, owner).some((other) => other !== name && splitWords(other)[1] === verb && /^test/.test(other))
}
