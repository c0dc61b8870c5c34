// patch-with-lambda: `patch("a.b", lambda: 3)` instead of `return_value=3`: nobody can ask how it was called.

import { injectsMock, isConstant, patchOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  /** What patches: `mock.patch`. */
  readonly at: Node
  readonly lambda: Node
  /** The argument, `new=` included. */
  readonly argument: Node
  readonly isDecorator: boolean
}

export default rule({
  id: 'patch-with-lambda',
  summary: 'A patch puts a lambda in place that answers without looking at its arguments.',
  why: 'A mock with `return_value` answers the same, remembers its calls, and takes any arguments, so that the test does not break on one that is added.',
  section: 'organization',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT008', 'flake8:PT008', 'sonar:S9081'],
  on: 'node',
  kinds: ['lambda'],
  *check(lambda, context): Iterable<Facts> {
    const argument = lambda.parent?.kind === 'keyword_argument' ? lambda.parent : lambda
    const call = argument.parent?.parent
    if (call?.kind !== 'call') return
    const patch = patchOf(call, context)
    if (patch === undefined || patch.replacement !== lambda || patch.keywords.has('return_value') || patch.by === 'monkeypatch' || patch.by === 'fixture') return
    const parameters = new Set(context.scopeOf(lambda).bindings.keys())
    if (lambda.field('body')!.descendants('identifier').concat(lambda.field('body')!).some((node) => node.kind === 'identifier' && parameters.has(node.text))) return
    // Ruff and flake8 go by how it is written, and know `patch` alone and other names of the module not.
    const isWritten = /^(?:(?:class_|module_|package_|session_)?mocker|mock|unittest\.mock)\.patch\b/.test(call.field('function')!.text)
    const isDecorator = call.parent?.kind === 'decorator' && injectsMock({ ...patch, replacement: undefined })
    // There a lambda spares the function a parameter that it would not look at.
    yield { at: call.field('function')!, lambda, argument, isDecorator, ...(isDecorator ? { preset: 'strict' as const } : {}), ...(isWritten ? {} : { twins: ['sonar:S9081'] }) }
  },
  message: ({ at }) => `The lambda that \`${at.text}\` puts in place ignores its arguments; \`return_value=\` says so and remembers the calls`,
  repair({ lambda, argument, isDecorator }): Repair | Refusal {
    if (isDecorator) return { refusal: 'Without a replacement the decorator would hand its mock to the function' }
    const body = lambda.field('body')!
    if (!isConstant(body) || /^(?:list|set|dictionary)$/.test(body.kind) || body.descendants('list', 'set', 'dictionary').length > 0) return { refusal: 'What it answers is made anew at each call' }
    if (argument !== argument.parent!.lastChild && argument.kind === 'lambda' && argument.nextSibling?.kind !== 'keyword_argument') return { refusal: 'Arguments by position follow it' }
    return { title: `Use return_value=${body.text.length > 30 ? '…' : body.text}`, edits: [{ segment: lambda.segment, start: argument.start, end: argument.end, text: `return_value=${body.text}` }] }
  },
})
