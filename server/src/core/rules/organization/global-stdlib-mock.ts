// global-stdlib-mock: `patch("time.sleep")` changes the standard library for every module, threads and the test runner included.

import { names, patchNames, patchOf, rule, standardLibrary, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly target: string
}

export default rule({
  id: 'global-stdlib-mock',
  summary: 'A function of the standard library is patched for the whole process.',
  why: 'Other modules, other threads, and the test runner itself meet the mock too. A patch of the name in the module under test reaches that module alone.',
  section: 'organization',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['nova:N375'],
  options: {
    allowed: names(['sys.argv', 'sys.stdin', 'sys.stdout', 'sys.stderr', 'os.environ', 'builtins.input', 'builtins.print'], 'Dotted names that may be patched.'),
  },
  on: 'node',
  kinds: ['call'],
  called: patchNames,
  *check(call, context): Iterable<Facts> {
    const patch = patchOf(call, context)
    if (patch === undefined) return
    const target = patch.target ?? objectName(patch.object, patch.attribute, context.qualifiedName(patch.object))
    if (target === undefined || !standardLibrary.has(target.split('.')[0]!) || !target.includes('.') || context.options.allowed.includes(target)) return
    yield { at: patch.object, target }
  },
  message: ({ target }) => `\`${target}\` is patched for every module, not for the one under test`,
})

function objectName(object: Node, attribute: Node | undefined, qualified: string | undefined): string | undefined {
  if (qualified === undefined || attribute?.kind !== 'string' || object.kind === 'call') return undefined
  return `${qualified}.${attribute.text.replace(/^['"]+|['"]+$/g, '')}`
}
