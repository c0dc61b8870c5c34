// The texts that the server warms up with are what it would meet, and nobody waits for them.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProctor, defaultSettings } from '../../server/src/core/index.ts'
import { warmUp, warmUpTexts } from '../../server/src/lsp/warm-up.ts'

const wasm = (name: string) => new Uint8Array(readFileSync(new URL(`../../grammars/${name}.wasm`, import.meta.url)))
const proctor = await createProctor({ runtime: wasm('tree-sitter'), grammar: wasm('python') })
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('they are whole, with tests of both frameworks and something to find', () => {
  const sources = warmUpTexts.map((text) => proctor.open('test_warm_up.py', text))
  const analyses = sources.map((source) => proctor.analyze(source, defaultSettings))
  expect(analyses.flatMap(({ gaps, breakdowns }) => [...gaps, ...breakdowns])).toEqual([])
  expect(sources.map((source) => proctor.collect(source, defaultSettings).length)).toEqual([1, 2, 3])
  expect(analyses.flatMap(({ findings }) => findings).length).toBeGreaterThan(0)
})

test('all of them three times while nothing else is to do', async () => {
  expect(await warmUp({ proctor, handled: () => 0, settled, isWanted: () => true })).toBe(3 * warmUpTexts.length)
})

test('none more once somebody opens a document, nor before the messages of the start are through', async () => {
  let [asked, messages] = [0, 0]
  expect(await warmUp({ proctor, handled: () => 0, settled, isWanted: () => ++asked <= 1 })).toBe(1)
  const begun = performance.now()
  await warmUp({ proctor, handled: () => (++messages < 8 ? messages : 8), settled, isWanted: () => false })
  expect(messages).toBeGreaterThanOrEqual(8)
  expect(performance.now() - begun).toBeGreaterThan(200)
})
