// resource-optimism: a test reads a file by a path of its own words and neither makes it nor asks whether it is there.

import { argumentOf, argumentsOf, escaped, literalText, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly path: string
}

export default rule({
  id: 'resource-optimism',
  summary: 'A test takes it for granted that a file is there.',
  why: 'The path is relative to wherever the tests are started, or to what another test has left. Where it is missing the test fails for no reason of the code.',
  section: 'stability',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:ResourceOptimism'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const call of context.callsOf(test)) {
      if (!/^(?:open|io\.open|codecs\.open|zipfile\.ZipFile|tarfile\.open)$/.test(context.qualifiedName(call) ?? '')) continue
      const [path] = argumentsOf(call).positional
      const text = path === undefined ? undefined : literalText(path)
      if (path === undefined || text === undefined || text === '' || /[wax+]/.test(modeOf(call)) || /raises/i.test(call.ancestor('with_statement')?.firstChild?.text ?? '')) continue
      // The same path is made, asked for, or handed to the code under test before.
      const isPrepared = new RegExp(`["']${escaped(text)}["']`).test(test.body.segment.text.slice(test.body.start, call.start)) || /isolated_filesystem|chdir|mock_open|patch|exists\(|isfile\(/.test(test.body.text)
      if (!isPrepared) yield { at: path, path: text }
    }
  },
  message: ({ path }) => `Nothing makes \`${path.length > 50 ? `${path.slice(0, 50)}…` : path}\`, nor asks whether it is there`,
})

function modeOf(call: Node): string {
  const mode = argumentOf(call, 'mode', 1)
  return mode === undefined ? 'r' : (literalText(mode) ?? 'w')
}
