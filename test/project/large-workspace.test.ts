// What opening and changing files costs in a large workspace: 2,000 test files below 300 conftest files, generated, in memory.

import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createProctor, defaultSettings, type Source } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })

/** 30 areas with 9 parts each, and a conftest.py for each of both, for all of them together and for some in between: 300 and a few. */
const areas = 30
const parts = 9
const texts = new Map<string, string>()

function conftest(name: string, asserts: boolean): string {
  const fixtures = Array.from({ length: 20 }, (_, i) => `@pytest.fixture\ndef ${name}_${i}(${i === 0 ? '' : `${name}_${i - 1}`}):\n    """Value ${i}."""\n    value = make(${i})\n    yield value\n    value.close()\n`)
  return `import pytest\n\n\n${fixtures.join('\n\n')}\n\n@pytest.fixture\ndef ${name}():\n    yield 1\n    ${asserts ? 'assert not leaks()' : 'leaks()'}\n`
}

texts.set('conftest.py', conftest('everywhere', true))
for (let area = 0; area < areas; area++) {
  texts.set(`tests/area_${area}/conftest.py`, conftest('area', true))
  texts.set(`tests/area_${area}/base.py`, 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def setUp(self):\n        self.value = 1\n')
  for (let part = 0; part < parts; part++) texts.set(`tests/area_${area}/part_${part}/conftest.py`, conftest('part', true))
}
const conftests = [...texts.keys()].filter((path) => path.endsWith('conftest.py'))
for (let i = 0; i < 2_000; i++) {
  const folder = `tests/area_${i % areas}/part_${Math.floor(i / areas) % parts}`
  texts.set(`${folder}/test_${i}.py`, `from tests.area_${i % areas}.base import Base\n\n\nclass TestIt(Base):\n    def test_value(self):\n        self.assertEqual(self.value, 1)\n\n\n${Array.from({ length: 10 }, (_, each) => `def test_case_${each}(part, area_3):\n    area_3.go(${each})\n`).join('\n\n')}`)
}

let workspaces = 0

function workspace() {
  const name = `large ${workspaces++}`
  const read: string[] = []
  const settle = (source: Source) => {
    proctor.analyze(source, defaultSettings)
    for (let wanted = proctor.wants(source); wanted.length > 0; wanted = proctor.wants(source)) {
      for (const path of wanted) {
        if (texts.has(path)) read.push(path)
        proctor.learn(name, path, texts.get(path))
      }
      proctor.analyze(source, defaultSettings)
    }
  }
  return { name, read, settle, open: (path: string) => proctor.open(path, texts.get(path)!, { workspace: name, path }) }
}

const findings = (source: Source) => proctor.analyze(source, defaultSettings).findings.filter(({ rule }) => rule.id === 'test-without-assertion').length

test('the workspace is as large as it should be', () => {
  expect(conftests.length).toBeGreaterThanOrEqual(300)
  expect(texts.size - conftests.length - areas).toBe(2_000)
})

test('opening one test reads its own chain and base, once, and nothing else', () => {
  const { read, settle, open } = workspace()
  settle(open('tests/area_4/part_3/test_94.py'))
  expect([...read].sort()).toEqual(['conftest.py', 'tests/area_4/base.py', 'tests/area_4/conftest.py', 'tests/area_4/part_3/conftest.py'])
  settle(open('tests/area_4/part_3/test_364.py'))
  expect(read).toHaveLength(4)
})

test('an edit of a conftest reaches the open tests below it within a keystroke, and no others', () => {
  const { name, settle, open } = workspace()
  const paths = Array.from({ length: 40 }, (_, i) => `tests/area_${i % areas}/part_${Math.floor(i / areas) % parts}/test_${i}.py`)
  const sources = paths.map(open)
  sources.forEach(settle)
  const before = sources.map((source) => proctor.analyze(source, defaultSettings))
  expect(sources.map(findings)).toEqual(paths.map(() => 0))

  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    const start = performance.now()
    proctor.learn(name, 'tests/area_4/part_0/conftest.py', conftest('part', round % 2 === 1))
    const count = sources.map(findings)
    times.push(performance.now() - start)
    expect(count).toEqual(paths.map((path) => (path.startsWith('tests/area_4/part_0/') && round % 2 === 0 ? 10 : 0)))
  }
  const median = times.sort((a, b) => a - b)[5]!
  console.log(`conftest edit to findings of 40 open tests: median ${median.toFixed(1)} ms, worst ${times.at(-1)!.toFixed(1)} ms`)
  // The budget of a keystroke in the editor is 50 ms; a busy machine gets four times that.
  expect(median).toBeLessThan(200)
  const after = sources.map((source) => proctor.analyze(source, defaultSettings))
  expect(after.filter((analysis, i) => analysis !== before[i])).toHaveLength(paths.filter((path) => path.startsWith('tests/area_4/part_0/')).length)
})

test('a summary takes a few kilobytes, whatever the text took', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  /** What hangs on weak references goes in a later round, and only between two turns. */
  const heap = async () => {
    for (let i = 0; i < 6; i++) {
      collect()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return process.memoryUsage().heapUsed
  }
  const text = (i: number) => `${conftest('part', true)}\n\ndef helper_${i}():\n    """${'long '.repeat(2_000)}"""\n`
  for (const [i, path] of conftests.entries()) proctor.learn('memory', path, text(i))
  const full = await heap()
  for (const path of conftests) proctor.learn('memory', path, undefined)
  const each = (full - (await heap())) / conftests.length
  console.log(`memory per summary of ${text(0).length} characters with 21 fixtures: ${(each / 1024).toFixed(1)} KB`)
  expect(each).toBeGreaterThan(0)
  expect(each).toBeLessThan(8 * 1024)
})
