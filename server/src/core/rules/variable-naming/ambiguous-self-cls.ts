// Methods whose first parameter is not self, class methods whose first is not cls. Metaclasses and static methods are left alone.

import { renamedTo, rule, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
import { parameterNames } from './_parameters.ts'

interface Facts extends Located {
  readonly node: Node
  readonly expected: 'self' | 'cls'
}

export default rule({
  id: 'ambiguous-self-cls',
  summary: 'The first parameter of a method is not called self, or that of a class method not cls.',
  why: 'Python passes the object whatever its name, so where `self` was forgotten the first argument of the author becomes the object, and all others shift by one. Every reader and every tool knows `self` and `cls`.',
  section: 'variable-naming',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:N804', 'ruff:N805', 'pylint:C0202', 'pylint:E0213', 'sonar:S5720'],
  on: 'node',
  kinds: ['function_definition'],
  *check(definition, context): Iterable<Facts> {
    const list = definition.field('parameters')
    const [node] = list === undefined ? [] : parameterNames(list)
    if (node === undefined || /^(?:self|cls)$/.test(node.text) && !isClassLevel(definition, node.text) || !isMethod(definition)) return
    if (/splat/.test(list!.firstChild!.kind) || /splat/.test(list!.firstChild!.firstChild?.kind ?? '')) return
    const unit = context.functionOf(node)
    if (unit === undefined || unit.node !== definition || unit.owner === undefined) return
    const decorators = unit.decorators.map((each) => each.name ?? each.node.text)
    if (decorators.some((name) => /(?:^|\.)staticmethod$/.test(name)) || unit.name === '__new__' || isMetaclass(unit)) return
    const isForClass = decorators.some((name) => /(?:^|\.)classmethod$/.test(name)) || /^__(?:init_subclass|class_getitem)__$/.test(unit.name)
    const expected = isForClass ? 'cls' : 'self'
    if (node.text === expected) return
    const twins = isForClass ? ['ruff:N804', 'pylint:C0202', 'sonar:S5720'] : ['ruff:N805', 'pylint:E0213', 'sonar:S5720']
    // A function of a class body may be there to be called in it, as decorators are: only what a runner calls is sure to get the object.
    const isSure = (isForClass || unit.role !== 'helper') && !isChosen(unit, node.text)
    const preset = isOnPurpose(unit, node.text, decorators) ? ('twin' as const) : isSure ? undefined : ('strict' as const)
    yield { at: node, node, expected, twins, ...(preset === undefined ? {} : { preset }) }
  },
  message: ({ node, expected }) => `The first parameter is called '${node.text}', not '${expected}'`,
  repair({ node, expected }, context): readonly (Repair | Refusal)[] {
    const renamed = renamedTo(node, [expected], 'parameter', context)
    if (/self|cls|klass|kls|^this$|^inst$|^_+$/i.test(node.text)) return renamed
    return [{ title: `Add the parameter '${expected}'`, edits: [{ segment: node.segment, start: node.start, end: node.start, text: `${expected}, ` }] }, ...renamed]
  },
})

/** `self` where Python passes the class, `cls` where it passes the object: worth a look at the decorators. */
function isClassLevel(definition: Node, name: string): boolean {
  const isForClass = /@(?:\w+\.)*classmethod\b/.test(definition.parent?.kind === 'decorated_definition' ? definition.parent.text.slice(0, definition.start - definition.parent.start) : '')
  return isForClass !== (name === 'cls')
}

function isMethod(definition: Node): boolean {
  const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent : definition
  const holder = outer.parent?.kind === 'block' ? outer.parent.parent : outer.parent
  return holder?.kind === 'class_definition' || (outer.segment.kind === 'member' && outer.parent === outer.segment.root)
}

function isMetaclass({ owner }: FunctionUnit): boolean {
  return owner!.bases.some(({ name, node }) => /(?:^type|Meta|Metaclass|EnumType|ModelBase)$/.test(name ?? node.text))
}

/** What pytest calls with the class and Enum with a name, zope's interfaces, and what a decorator makes of it. */
function isOnPurpose({ name, owner }: FunctionUnit, first: string, decorators: readonly string[]): boolean {
  if (first === 'cls' && /^(?:setup|teardown)_class$/.test(name) || name === '_generate_next_value_') return true
  if (owner!.bases.some((base) => /Interface$/.test(base.name ?? base.node.text))) return true
  return decorators.some((each) => !/(?:^|\.)(?:property|classmethod|abstractmethod|contextmanager|asynccontextmanager|fixture|cached_property|setter|getter|deleter|wraps|skip\w*|expectedFailure)$|(?:^|\.)patch\b|\bmark\./.test(each))
}

/** A class inside a function avoids that one's own `self`; an underscore, `klass` and the like are chosen by hand. */
function isChosen({ node }: FunctionUnit, first: string): boolean {
  return node.ancestor('function_definition') !== undefined || /^_|_$|^(?:klass|kls|mcs|metacls|typ|this|inst|\w*self\w+|\w+self)$/.test(first)
}
