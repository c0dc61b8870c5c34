// testCamelCase among test_snake_case, where most tests of the file are the other way; test classes that don't begin with a capital.

import { renameEdits } from '../../edits/rename.ts'
import { rule, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
import { snakeCase } from '../../naming/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly kind: 'test' | 'class' | 'function' | 'other class'
  readonly better: string
  readonly nameNode: Node
}

interface Names {
  /** Functions that would be tests written in camelCase. */
  readonly camel: readonly Node[]
  readonly others: readonly Node[]
  readonly hasSmallClass: boolean
}

export default rule({
  id: 'inconsistent-test-case',
  summary: 'A test\'s name is written in another case than those of the file\'s other tests.',
  why: 'Whoever selects tests by name (`-k resize`) or reads the report meets two ways to write the same words. A suite that is camelCase throughout, as unittest\'s own methods are, is left alone.',
  section: 'test-names',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:N801', 'ruff:N802', 'pylint:C0103', 'sonar:S100', 'sonar:S101'],
  on: 'module',
  gather(segment): Names | undefined {
    if (segment.kind === 'trivia') return undefined
    const definitions = segment.root.descendants('function_definition', 'class_definition')
    const functions = definitions.filter(({ kind }) => kind === 'function_definition')
    const isNamed = (definition: Node, test: (name: string) => boolean): boolean => test(definition.field('name')?.text ?? '')
    const classes = definitions.some((each) => each.kind === 'class_definition' && isNamed(each, startsSmall))
    if (functions.length === 0 && !classes) return undefined
    return { camel: functions.filter((each) => isNamed(each, isCamel)), others: functions.filter((each) => !isNamed(each, isCamel)), hasSmallClass: classes }
  },
  *check(module, context): Iterable<Facts> {
    const { gathered } = module
    const told = new Set<Node>()
    const testsAmong = (definitions: readonly Node[]): readonly FunctionUnit[] => definitions.flatMap((each) => context.functionOf(each) ?? []).filter(({ role }) => role === 'test')
    const written: Node[] = []
    let hasSmallClass = false
    for (const { facts } of gathered) {
      if (facts.camel.length > 0) written.push(...facts.camel)
      if (facts.hasSmallClass) hasSmallClass = true
    }
    const camel = testsAmong(written)
    if (camel.length > 0 && isFewer(camel.length, gathered.flatMap(({ facts }) => facts.others), testsAmong)) {
      for (const test of camel) {
        told.add(test.nameNode)
        yield { at: test.nameNode, name: test.name, kind: 'test', better: snakeCase(test.name), nameNode: test.nameNode, twins: ['ruff:N802', 'pylint:C0103', 'sonar:S100'] }
      }
    }
    for (const unit of hasSmallClass ? module.suite.classes : []) {
      if (unit.role !== 'test' || !startsSmall(unit.name)) continue
      told.add(unit.nameNode)
      const better = unit.name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
      yield { at: unit.nameNode, name: unit.name, kind: 'class', better, nameNode: unit.nameNode, twins: ['ruff:N801', 'pylint:C0103', 'sonar:S101'] }
    }
    if (!context.asTwin) return
    for (const segment of module.source.segments) {
      if (segment.kind === 'trivia' || segment.isBroken) continue
      for (const definition of segment.root.descendants('function_definition', 'class_definition')) {
        const nameNode = definition.field('name')
        if (nameNode !== undefined && !told.has(nameNode) && isOddToRuff(definition, nameNode.text, context)) yield { at: nameNode, name: nameNode.text, kind: definition.kind === 'class_definition' ? 'other class' : 'function', better: nameNode.text, nameNode, preset: 'twin', twins: [definition.kind === 'class_definition' ? 'ruff:N801' : 'ruff:N802'] }
      }
    }
  },
  message: ({ name, kind }) => (kind === 'function' ? `'${name}' is not written in small letters` : kind === 'other class' ? `'${name}' is not written in CapWords` : kind === 'test' ? `'${name}' is camelCase where the file's other tests are snake_case` : `Test class '${name}' does not begin with a capital`),
  repair({ nameNode, kind, better, name }, context): Repair | Refusal | undefined {
    if (name === better) return undefined
    const answer = renameEdits(context.source, nameNode, better)
    return 'refusal' in answer ? answer : { title: `Rename ${kind} to '${better}'`, edits: answer.edits }
  },
})

/** True where more than `count` of the definitions are tests; asks of no more than it takes to know. */
function isFewer(count: number, definitions: readonly Node[], testsAmong: (definitions: readonly Node[]) => readonly FunctionUnit[]): boolean {
  let tests = 0
  for (let i = 0; i < definitions.length && tests <= count && tests + definitions.length - i > count; i++) tests += testsAmong([definitions[i]!]).length
  return tests > count
}

function startsSmall(name: string): boolean {
  return !/^_*\p{Lu}/u.test(name)
}

/** `testResize`, not `test_HTTPServer_close`: names of things keep their case. */
function isCamel(name: string): boolean {
  return /^test[A-Z]/.test(name) && !name.includes('_')
}

/** Ruff looks at every name, but for unittest's own and for what a visitor or a request handler is called by. */
function isOddToRuff(definition: Node, name: string, context: Context<unknown>): boolean {
  if (/^(?:setUp|tearDown)(?:Class|Module|TestData)?$|^async(?:SetUp|TearDown)$|^(?:failureException|longMessage|maxDiff)$/.test(name)) return false
  if (definition.kind === 'class_definition') return !/^_*\p{Lu}[^_]*$/u.test(name)
  if (name === name.toLowerCase()) return false
  const decorators = definition.parent?.kind === 'decorated_definition' ? definition.parent.children.filter(({ kind }) => kind === 'decorator') : []
  if (decorators.some((each) => /^(?:typing(?:_extensions)?\.)?(?:override|overload)$/.test(context.qualifiedName(each.firstChild!) ?? ''))) return false
  const callers = name.startsWith('visit_') ? /^ast\.Node(?:Visitor|Transformer)$/ : name.startsWith('do_') ? /^http\.server\.\w*HTTPRequestHandler$/ : undefined
  const owner = callers === undefined ? undefined : context.functionOf(definition.field('body')!)?.owner
  return owner === undefined || ![owner, ...context.ancestorsOf(owner)].some(({ bases }) => bases.some((base) => callers!.test(base.name ?? '')))
}
