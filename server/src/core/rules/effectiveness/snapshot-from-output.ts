// snapshot-from-output: the test writes what it expects from what it got.

import { argumentsOf, calledName, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly expected: string
  readonly actual: string
}

const writers = /^(?:write_text|write_bytes|dump|save|to_csv|to_json|to_parquet|save_image|copyfile|copy)$/

export default rule({
  id: 'snapshot-from-output',
  summary: 'A test writes its expected result from the actual one.',
  why: 'The comparison that follows then compares the output with itself, and passes for every output.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C14'],
  whenNotToUse: 'Snapshots that are written under a condition (`--update`) are left alone.',
  on: 'test',
  *check(test): Iterable<Facts> {
    for (const statement of test.statements) {
      const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
      if (call?.kind !== 'call' || !writers.test(calledName(call) ?? '')) continue
      const { positional } = argumentsOf(call)
      // `expected.dump(path)` writes an object that is called so.
      const receiver = /^write_/.test(calledName(call)!) ? call.field('function')?.field('object') : undefined
      // `expected_path.write_text(actual)`, `json.dump(actual, expected_file)`
      const places = [receiver, ...positional.slice(1)].filter((each) => each !== undefined)
      const expected = places.find((each) => /(?:^|[._])(?:expected|golden|snapshot|baseline|reference)(?:[._]|$)/i.test(each.text))
      const actual = positional[0]
      if (expected === undefined || actual === undefined || /expect|golden/i.test(actual.text) || !/^(?:identifier|call|attribute)$/.test(actual.kind) || !isMade(actual, test.statements, statement)) continue
      if (isComparedBehind(test.statements, statement, expected.text)) yield { at: call, expected: expected.text, actual: actual.text.split(/[\r\n]/)[0]! }
    }
  },
  message: ({ expected, actual }) => `\`${expected}\` is written from \`${actual}\`, which it is then compared with`,
})

/** What is written comes of a call in the test: an output, no constant of the test. */
function isMade(actual: Node, statements: readonly Node[], writer: Node): boolean {
  if (actual.kind !== 'identifier') return true
  return statements.some((each) => {
    const assignment = each.start < writer.start && each.kind === 'expression_statement' ? each.firstChild : undefined
    return assignment?.kind === 'assignment' && assignment.field('left')?.text === actual.text && (assignment.field('right')?.descendants('call').length ?? 0) + (assignment.field('right')?.kind === 'call' ? 1 : 0) > 0
  })
}

function isComparedBehind(statements: readonly Node[], writer: Node, expected: string): boolean {
  return statements.some((each) => each.start > writer.start && /^(?:assert|self\.assert)/.test(each.text) && each.text.includes(expected))
}
