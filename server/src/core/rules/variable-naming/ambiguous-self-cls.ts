// Methods whose first parameter is not self, class methods whose first is not cls. Static methods are left alone.

import { renamedTo, rule, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
import { parameterNames } from './_parameters.ts'

interface Facts extends Located {
  readonly node: Node
  readonly expected: 'self' | 'cls'
  /** False where it may be a function that is called without an object, or one that calls its object otherwise on purpose. */
  readonly isSure: boolean
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
    if (node === undefined || list!.firstChild?.kind === 'keyword_separator') return
    const isOpen = node.ancestor('list_splat_pattern', 'dictionary_splat_pattern', 'parameters', 'lambda_parameters')?.kind !== 'parameters'
    if (isOpen && !context.asTwin) return
    const decorators = decoratorsOf(definition)
    const isDecorated = (name: RegExp): boolean => decorators.some((each) => name.test(each))
    const name = definition.field('name')?.text ?? ''
    let isForClass = isDecorated(/(?:^|\.)classmethod$/) || /^__(?:init_subclass|class_getitem)__$/.test(name)
    // Only Ruff wants `cls` in the methods of a metaclass, which is not seen without a look at the class.
    if (node.text === (isForClass ? 'cls' : 'self') && (isForClass || !context.asTwin)) return
    const bases = basesOf(definition, context)
    if (bases === undefined || isDecorated(/(?:^|\.)staticmethod$/) || name === '__new__') return
    // `*args` takes the object as well; Pylint wants it named.
    if (isOpen) {
      yield { at: list!.firstChild!, node: list!.firstChild!, expected: isForClass ? 'cls' : 'self', isSure: false, preset: 'twin', twins: [isForClass ? 'pylint:C0202' : 'pylint:E0213'] }
      return
    }
    const ofMeta = !isForClass && bases.some((base) => /(?:^|\.)(?:type|ABCMeta|EnumMeta|EnumType|ModelBase)$|Meta(?:class)?$/.test(base))
    isForClass ||= ofMeta
    const expected = isForClass ? 'cls' : 'self'
    if (node.text === expected) return
    const twins = ofMeta ? ['ruff:N804'] : isForClass ? ['ruff:N804', 'pylint:C0202', 'sonar:S5720'] : ['ruff:N805', 'pylint:E0213', 'sonar:S5720']
    // What pytest calls with the class and Enum with a name, zope's interfaces, and what a decorator makes of it.
    const isOnPurpose = ofMeta || name === '_generate_next_value_' || (node.text === 'cls' && /^(?:setup|teardown)_class$/.test(name)) || bases.some((base) => base.endsWith('Interface')) || decorators.some((each) => !plain.test(each))
    // A function of a class body may be there to be called in it, as decorators are: only what a runner calls is sure to get the object.
    const isSure = !isChosen(definition, node.text) && (isForClass || roleOf(definition, context) !== 'helper')
    yield { at: node, node, expected, isSure: isSure && !isOnPurpose, twins, ...(isOnPurpose ? { preset: 'twin' as const } : isSure ? {} : { preset: 'strict' as const }) }
  },
  message: ({ node, expected }) => `The first parameter is called '${node.text}', not '${expected}'`,
  repair({ node, expected, isSure }, context): Repair | Refusal | readonly (Repair | Refusal)[] {
    if (node.kind !== 'identifier') return { refusal: 'It takes whatever it is called with' }
    const renamed = renamedTo(node, [expected], 'parameter', context)
    // One parameter more breaks every call of what had its object already.
    if (!isSure || /self|cls|klass|kls|^this$|^inst$|^_+$/i.test(node.text)) return renamed
    return [{ title: `Add the parameter '${expected}'`, edits: [{ segment: node.segment, start: node.start, end: node.start, text: `${expected}, ` }] }, ...renamed]
  },
})

/** Decorators that leave the first parameter what it is. */
const plain = /(?:^|\.)(?:property|classmethod|abstractmethod|contextmanager|asynccontextmanager|fixture|cached_property|setter|getter|deleter|wraps|skip\w*|expectedFailure)$|(?:^|\.)patch\b|\bmark\./

/** Dotted names, without their arguments. */
function decoratorsOf(definition: Node): readonly string[] {
  const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent.children.filter(({ kind }) => kind === 'decorator') : []
  return outer.map(({ text }) => /^@\s*([\w.]*)/.exec(text)?.[1] ?? '')
}

/** What the class is derived from, as it is written; undefined for a function that is no method. */
function basesOf(definition: Node, context: Context): readonly string[] | undefined {
  const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent : definition
  const holder = outer.parent?.kind === 'block' ? outer.parent.parent : undefined
  if (holder?.kind === 'class_definition') return holder.field('superclasses')?.children.flatMap(({ kind, text }) => (kind === 'keyword_argument' ? [] : [text])) ?? []
  if (outer.segment.kind !== 'member' || outer.parent !== outer.segment.root) return undefined
  return unitOf(definition, context)?.owner?.bases.map(({ name, node }) => name ?? node.text) ?? []
}

function unitOf(definition: Node, context: Context): FunctionUnit | undefined {
  const body = definition.field('body')
  const unit = body === undefined ? undefined : context.functionOf(body)
  return unit?.node === definition ? unit : undefined
}

function roleOf(definition: Node, context: Context): FunctionUnit['role'] {
  return unitOf(definition, context)?.role ?? 'helper'
}

/** A class inside a function avoids that one's own `self`; an underscore, `klass` and the like are chosen by hand. */
function isChosen(definition: Node, first: string): boolean {
  return definition.ancestor('function_definition') !== undefined || /^_|_$|^(?:klass|kls|mcs|mcls|metacls|typ|this|inst|\w*self\w+|\w+self)$/.test(first)
}
