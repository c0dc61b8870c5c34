// random-dependence: random numbers without a seed whose value decides what an assertion says.

import { flag, rule, segmentsMentioning, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
}

const numbers = /^(?:random\.(?:random|randint|randrange|choice|choices|sample|shuffle|uniform|gauss|normalvariate|randbytes|getrandbits|betavariate|expovariate|triangular)|numpy\.random\.(?:rand|randn|randint|random|random_sample|choice|normal|uniform|shuffle|permutation|standard_normal|poisson|binomial|exponential))$/
const identifiers = /^(?:uuid\.uuid[14]|secrets\.\w+|os\.urandom)$/

export default rule({
  id: 'random-dependence',
  summary: 'An assertion rests on random numbers without a seed.',
  why: 'When it fails once in a thousand runs, the values it failed with are gone. A generator with a seed of its own makes each run the same.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:NPY002', 'pytestee:PTVL003', 'falsegreen:C16', 'nova:N357', 'tempest:T113'],
  options: {
    identifiers: flag(false, 'Report uuid4(), secrets and os.urandom() as well, whose values mostly pass through unchanged.'),
  },
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const calls = context.callsOf(test).filter((call) => isRandom(call, context, context.options.identifiers))
    if (calls.length === 0 || isSeeded(test, context)) return
    const assertions = context.assertionsOf(test).assertions.map(({ node }) => node)
    for (const call of calls) {
      if (!reaches(call, assertions, test, context)) continue
      const name = context.qualifiedName(call) ?? ''
      const twins = identifiers.test(name) ? (name.startsWith('uuid') ? ['nova:N357', 'tempest:T113', 'pytestee:PTVL003'] : ['pytestee:PTVL003']) : ['pytestee:PTVL003', 'falsegreen:C16']
      yield { at: call, written: call.field('function')!.text, twins }
      // One is enough to say it.
      return
    }
  },
  message: ({ written }) => `An assertion rests on \`${written}\`, and nothing sets the seed`,
})

function isRandom(call: Node, context: Context<unknown>, withIdentifiers: boolean): boolean {
  // Bytes that go in and come out again.
  const outer = call.ancestor('call')
  if (outer !== undefined && /^(?:bytes|bytearray)$/.test(outer.field('function')!.text)) return false
  const name = context.qualifiedName(call) ?? ''
  return numbers.test(name) || (withIdentifiers && identifiers.test(name))
}

function isSeeded(test: FunctionUnit, context: Context<unknown>): boolean {
  return /seed|patch|hypothesis|random_?state/i.test([test.body.text, ...test.decorators.map(({ node }) => node.text), ...test.parameters.map(({ name }) => name)].join(' ')) || segmentsMentioning(context.source, /\bseed\(/) > 0
}

/** The call stands in an assertion, or a name that was made from it does. */
function reaches(call: Node, assertions: readonly Node[], test: FunctionUnit, context: Context<unknown>): boolean {
  if (assertions.some((assertion) => assertion.contains(call))) return true
  // What is sorted again shows the same whatever the order was.
  if (/shuffle$/.test(call.field('function')!.text) && /\bsorted\(|\.sort\(/.test(test.body.text)) return false
  const assignment = call.ancestor('assignment')
  const target = assignment?.field('left')
  const shuffled = assignment === undefined && /shuffle$/.test(call.field('function')!.text) ? call.field('arguments')?.firstChild : undefined
  const name = target?.kind === 'identifier' ? target : shuffled?.kind === 'identifier' ? shuffled : undefined
  if (name === undefined || !test.node.contains(name)) return false
  return context.bindingOf(name)?.occurrences.some((use) => assertions.some((assertion) => assertion.contains(use))) === true
}
