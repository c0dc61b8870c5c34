// test-class-with-init: a test class with a constructor: pytest leaves the whole class out.

import { rule, type ClassUnit, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly owner: ClassUnit
  readonly constructor: FunctionUnit
  readonly count: number
}

export default rule({
  id: 'test-class-with-init',
  summary: 'A test class has a constructor, so pytest does not collect it.',
  why: 'pytest makes an object of the class for every test and leaves out classes that want to be made in their own way. None of the tests runs; all there is to see is a warning.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pytest:PytestCollectionWarning', 'falsegreen:C4b', 'pynose:ConstructorInitialization', 'tsdetect:ConstructorInitialization'],
  on: 'class',
  *check(owner, context): Iterable<Facts> {
    if (!/^Test/.test(owner.name) || owner.isTestCase !== 'no' || (owner.outer !== undefined && !/^Test/.test(owner.outer.name))) return
    // Another base, or a decorator such as a dataclass's, may have a use for the constructor.
    if (owner.bases.some(({ name }) => name !== 'object') || owner.decorators.length > 0) return
    const constructor = context.methodNamed(owner, '__init__') ?? context.methodNamed(owner, '__new__')
    if (constructor === undefined) return
    const count = owner.functions.filter(({ name, body }) => /^test_/.test(name) && /\bassert|raises/.test(body.text)).length
    if (count > 0) yield { at: constructor.nameNode, owner, constructor, count }
  },
  message: ({ owner, constructor, count }) => `\`${constructor.name}\` keeps pytest from collecting \`${owner.name}\`, so its ${count === 1 ? 'test never runs' : `${count} tests never run`}`,
  repair({ constructor }): Repair | Refusal {
    const { segment, start, end } = constructor.nameNode
    if (constructor.name !== '__init__' || constructor.parameters.length !== 1) return { refusal: 'The constructor takes arguments' }
    if (/\bsuper\b/.test(constructor.body.text)) return { refusal: 'It calls the constructor of a base' }
    return { title: 'Make it setup_method', edits: [{ segment, start, end, text: 'setup_method' }] }
  },
})
