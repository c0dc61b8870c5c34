// What the engine keeps of a file while it is typed in: this version, and the few that kept findings rest on.

import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createProctor, defaultSettings, type Source } from '../../server/src/core/index.ts'

const wasm = (name: string) => new Uint8Array(readFileSync(new URL(`../../grammars/${name}.wasm`, import.meta.url)))
const sample = readFileSync(new URL('../samples/test_resize_cleanup.py', import.meta.url), 'utf8')

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('versions that were typed over are let go of', async () => {
  const proctor = await createProctor({ runtime: wasm('tree-sitter'), grammar: wasm('python') })
  const versions: WeakRef<Source>[] = []
  const at = sample.indexOf('\n', sample.length / 2)
  let source = proctor.open('tests/test_resize_cleanup.py', sample, { workspace: 'file:///project', path: 'tests/test_resize_cleanup.py' })
  for (let i = 0; i < 100; i++) {
    source = proctor.edit(source, [i % 2 === 0 ? { start: at, end: at, text: '  # x' } : { start: at, end: at + 5, text: '' }])
    proctor.analyze(source, defaultSettings)
    proctor.review(source, defaultSettings)
    versions.push(new WeakRef(source))
    // A weak reference holds its target until the turn is over.
    await new Promise((resolve) => setImmediate(resolve))
  }
  collectGarbage()
  const alive = versions.filter((version) => version.deref() !== undefined).length
  // Findings hold the version in which their segment was checked, and those of segments that are gone stay for a few versions.
  expect(alive).toBeLessThanOrEqual(12)
  expect(source.length).toBe(sample.length)
})
