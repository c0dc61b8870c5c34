// missing-super-setup: a `setUp` or `tearDown` that replaces a base class's own without calling it.

import { calledName, rule, type ClassUnit, type Context, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { insertAfter, insertBefore } from '../../edits/index.ts'

interface Facts extends Located {
  readonly hook: FunctionUnit
  /** Whose hook does not run. */
  readonly base: string
  readonly isEnforced: boolean
}

const hooks = new Set(['setUp', 'tearDown', 'setUpClass', 'tearDownClass', 'asyncSetUp', 'asyncTearDown', 'setUpTestData'])
/** Base classes outside the file whose hooks do something or must run: Django's documentation, testtools' own check. */
const needed: readonly (readonly [base: RegExp, hook: RegExp, isEnforced: boolean])[] = [
  [/^testtools\.(?:testcase\.)?TestCase$/, /^(?:setUp|tearDown)$/, true],
  [/^django\.test\.(?:testcases\.)?(?:TestCase|TransactionTestCase|SimpleTestCase|LiveServerTestCase)$/, /^(?:setUpClass|tearDownClass)$/, false],
]

export default rule({
  id: 'missing-super-setup',
  summary: 'A setUp or tearDown does not call the one of its base class.',
  why: 'The base class prepares or tidies up something that its other tests rely on. Without the call it is missing here, or what was opened stays open for the tests that follow.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'Where a subclass replaces the preparation on purpose; a comment in the method that says so (`super`, `instead`, `on purpose`) keeps it quiet.',
  on: 'hook',
  *check(hook, context): Iterable<Facts> {
    const { owner, name } = hook
    // An empty one is there to switch the base's off.
    if (owner === undefined || !hooks.has(name) || doesNothing(hook) || callsBase(hook) || saysWhy(hook)) return
    const ancestors = context.ancestorsOf(owner)
    for (const ancestor of ancestors) {
      const method = context.methodNamed(ancestor, name)
      const base = ancestor.name
      if (method === undefined || doesNothing(method)) continue
      // What sets or tidies the same attributes replaces the base's on purpose.
      if (!coversAll(hook, method)) yield { at: hook.nameNode, hook, base, isEnforced: false, related: [{ at: method.nameNode, message: 'This one does not run' }] }
      return
    }
    const { method: inherited, outside } = context.inheritedElsewhere(owner, name)
    if (inherited !== undefined && !inherited.isEmpty) {
      const own = attributesOf(hook)
      const isReplaced = inherited.attributes.length > 0 && inherited.attributes.every((each) => own.has(each))
      if (!isReplaced) yield { at: hook.nameNode, hook, base: inherited.base, isEnforced: false }
      return
    }
    const bases = [owner, ...ancestors].flatMap((each) => each.bases)
    for (const [base, wanted, isEnforced] of needed) {
      const found = wanted.test(name) ? bases.find((each) => base.test(each.name ?? '')) : undefined
      const behind = found === undefined && wanted.test(name) ? outside.find((each) => base.test(each)) : undefined
      if (found !== undefined || behind !== undefined) return void (yield { at: hook.nameNode, hook, base: found?.node.text ?? behind!, isEnforced, ...(isEnforced ? { severity: 'error' } : {}) })
    }
    const foreign = foreignBase(owner, context)
    if (foreign !== undefined && siblingCallsBase(owner, name, context)) yield { at: hook.nameNode, hook, base: foreign, isEnforced: false, severity: 'information' }
  },
  message: ({ hook, base, isEnforced }) => `\`${hook.name}\` does not call that of \`${base}\`${isEnforced ? ', which fails every test' : ''}`,
  repair({ hook }, context): Repair | Refusal {
    const call = `${hook.isAsync ? 'await ' : ''}super().${hook.name}()`
    const title = `Call super().${hook.name}()`
    const first = hook.statements[0]!
    const comesFirst = !/tearDown/i.test(hook.name)
    const last = hook.statements[hook.statements.length - 1]!
    if (!comesFirst && hook.body.descendants('return_statement').length > 0) return { refusal: 'The method returns early, so the call would not always be reached' }
    const edit = comesFirst ? insertBefore(first, [call]) : insertAfter(last, [call])
    if (edit !== undefined) return { title, edits: [edit] }
    // A body on the line of its `def`.
    const at = comesFirst ? first.start : last.end
    const { segment } = hook
    return context.source.has(segment) ? { title, edits: [{ segment, start: at, end: at, text: comesFirst ? `${call}; ` : `; ${call}` }] } : { refusal: 'The method has changed' }
  },
})

/** `super().setUp()`, `Base.setUp(self)`, `super(Test, self).setUp()`: any call of the name counts. */
function callsBase({ body, name }: FunctionUnit): boolean {
  return body.descendants('attribute').some((attribute) => attribute.field('attribute')?.text === name && attribute.parent?.kind === 'call')
}

function doesNothing({ statements }: FunctionUnit): boolean {
  return statements.every(({ kind, text }) => kind === 'pass_statement' || /^(?:raise NotImplementedError\b|\.\.\.$)/.test(text))
}

/** True where the method names every attribute of `self` or `cls` that the base's names, and that one names some. */
function coversAll(method: FunctionUnit, base: FunctionUnit): boolean {
  const own = attributesOf(method)
  const wanted = attributesOf(base)
  return wanted.size > 0 && [...wanted].every((name) => own.has(name))
}

function attributesOf({ body }: FunctionUnit): ReadonlySet<string> {
  const names = body.descendants('attribute').filter((node) => /^(?:self|cls)$/.test(node.field('object')?.text ?? ''))
  return new Set(names.map((node) => node.field('attribute')?.text ?? ''))
}

function saysWhy({ segment, node, docstring }: FunctionUnit): boolean {
  const reason = /super|\binstead\b|on purpose|deliberate|intention|overrid|don'?t call|do not call|skip/i
  if (reason.test(docstring?.text ?? '')) return true
  return segment.comments.some((offset, i) => i % 2 === 0 && offset < node.end && reason.test(segment.text.slice(offset, segment.comments[i + 1])))
}

/** A base of the class or of its ancestors that lies in another file and is no plain TestCase. */
function foreignBase(owner: ClassUnit, context: Context): string | undefined {
  const known = context.ancestorsOf(owner)
  const foreign = [owner, ...known].flatMap((each) => each.bases).find(({ name, node }) => {
    const isKnown = known.some((each) => each.name === name || each.name === node.text)
    return !isKnown && !/^(?:object|unittest\.\w*TestCase|abc\.ABC|ABC)$/.test(name ?? '')
  })
  return foreign?.node.text
}

/** The pair (`tearDown` of a `setUp`) calls its base's, so there is one to call. */
function siblingCallsBase(owner: ClassUnit, name: string, context: Context): boolean {
  const pair = name.replace(/set(?=Up)|Set(?=Up)|tear(?=Down)|Tear(?=Down)/, (word) => ({ set: 'tear', Set: 'Tear', tear: 'set', Tear: 'Set' })[word]!).replace(/Up|Down/, (word) => (word === 'Up' ? 'Down' : 'Up'))
  return context.methodNamed(owner, pair)?.body.descendants('call').some((call) => calledName(call) === pair && /^super\b/.test(call.text)) === true
}
