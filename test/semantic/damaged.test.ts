// Damaged and outsized code: the model answers something for all of it and a rename that it offers keeps the rest of the text.

import { expect, test } from 'vitest'
import { renameEdits } from '../../server/src/core/edits/rename.ts'
import { fileScopes } from '../../server/src/core/semantic/file.ts'
import { localScopes } from '../../server/src/core/semantic/scopes.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { libTest, readUtf8 } from '../support/corpus.ts'
import { testParser } from '../support/parser.ts'

const parser = await testParser()

function open(text: string): Source {
  return openSource(parser, 'test_x.py', text)
}

/** A generator of numbers below `limit` that gives the same ones every time. */
function numbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state % limit
  }
}

/** Asks everything of a file; answers how many renames were given. */
function interrogate(source: Source): number {
  let renames = 0
  const scopes = fileScopes(source)
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    for (const scope of localScopes(segment).scopes) expect(scope.free.size + scope.bindings.size).toBeGreaterThanOrEqual(0)
    for (const node of segment.root.descendants('identifier').slice(0, 12)) {
      expect(scopes.chain(node).at(-1)).toBe(scopes.module)
      const answer = renameEdits(source, node, 'entirely_new')
      if ('refusal' in answer) {
        expect(answer.refusal).toMatch(/^\S.*[^.]$/s)
        continue
      }
      renames++
      for (const edit of answer.edits) expect(source.has(edit.segment)).toBe(true)
    }
  }
  return renames
}

test('files cut off and with pieces missing', { timeout: 120_000 }, () => {
  const next = numbers(7)
  let renames = 0
  for (const name of ['test_named_expressions.py', 'test_patma.py', 'test_scope.py', 'test_fstring.py']) {
    const text = readUtf8(`${libTest()}/${name}`)!.slice(0, 12_000)
    for (let round = 0; round < 8; round++) {
      const at = next(text.length)
      const gap = next(40)
      renames += interrogate(open(text.slice(0, at) + text.slice(at + gap)))
      renames += interrogate(open(text.slice(at, at + 2500)))
    }
  }
  expect(renames).toBeGreaterThan(100)
})

test.each([
  ['a long sum', `def f():\n    x = ${'y + '.repeat(20_000)}1\n`, 'y'],
  ['a long chain of calls', `def f():\n    x = y${'.a()'.repeat(5_000)}\n`, undefined],
  ['deep brackets', `x = ${'('.repeat(300)}y${')'.repeat(300)}\n`, 'y'],
])('%s', { timeout: 60_000 }, (_, text, free) => {
  const source = open(text)
  const { root } = localScopes(source.segments[0]!)
  if (free !== undefined && !source.segments[0]!.isBroken) expect(root.free.has(free)).toBe(true)
  else expect(root.kind).toBe('module')
})
