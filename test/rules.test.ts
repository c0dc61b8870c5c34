// Every rule against its spec in every way that spec-run.ts knows, and what must hold for all rules together.

import { afterAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'
import { defaultSettings, sections, type Rule } from '../server/src/core/index.ts'
import { stopPython } from './support/spec-python.ts'
import { expectLine, expectMarks, findingsOf, openIn, proctor, settingsFor, twists } from './support/spec-run.ts'
import { parseSpec, twistNames, type Spec } from './support/spec.ts'

const folder = new URL('./rules/', import.meta.url)
/** By the path below `test/rules`, without its ending: `<shelf>/<id>`. */
const texts = new Map(globSync('*/*.md', { cwd: folder.pathname }).map((path) => [path.slice(0, -3), readFileSync(new URL(path, folder), 'utf8')]))
const specs = new Map<string, Spec>()

afterAll(stopPython)

for (const rule of proctor.rules) {
  const shelf = `${rule.section}/${rule.id}`
  describe(rule.id, () => {
    const text = texts.get(shelf)
    if (text === undefined) {
      test('has a spec', () => expect.fail(`test/rules/${shelf}.md is missing`))
      return
    }
    const spec = parseSpec(text)
    specs.set(rule.id, spec)
    test('is described', () => expectDescription(rule, spec))
    for (const block of spec.blocks) {
      describe(block.title, () => {
        test('as it is', () => expectMarks(rule, block))
        for (const name of twistNames) {
          const reason = block.without[name]
          if (reason === undefined) test(name, () => twists[name](rule, block))
        }
      })
    }
  })
}

describe('all rules', () => {
  test('every spec has its rule', () => {
    const known = new Set(proctor.rules.map((rule) => `${rule.section}/${rule.id}`))
    expect([...texts.keys()].filter((path) => !known.has(path))).toEqual([])
  })

  test('ids are their own and twins are written tool:code', () => {
    const ids = proctor.rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const rule of proctor.rules) for (const twin of rule.twins) expect(twin, rule.id).toMatch(/^[a-z0-9-]+:[\w-]+$/)
  })

  const everything = { ...defaultSettings, preset: 'strict', select: ['ALL'] } as const
  test('none breaks down on an empty file', () => {
    for (const text of ['', '\n', '# only a comment\n', '\uFEFF', '"""Only a docstring."""\n']) {
      const analysis = proctor.analyze(proctor.open('test_empty.py', text), everything)
      expect(analysis.breakdowns).toEqual([])
      expect(analysis.ran.length).toBe(proctor.rules.length)
    }
  })

  test('none breaks down on the specs of the others, whole or cut off', () => {
    for (const spec of specs.values()) {
      for (const { path, code } of spec.blocks) {
        for (const text of [code, code.slice(0, code.length / 2), code.slice(code.length / 3)]) {
          expect(proctor.analyze(proctor.open(path, text), everything).breakdowns).toEqual([])
        }
      }
    }
  })
})

function expectDescription(rule: Rule, spec: Spec): void {
  expect(spec.id).toBe(rule.id)
  expect(rule.id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
  expect(rule.id, 'an id names the smell').not.toMatch(/^no-/)
  expect(sections.map((section) => section.id)).toContain(rule.section)
  expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/)
  expect(rule.summary.trim().length, 'summary').toBeGreaterThan(15)
  expect(rule.why.trim().length, 'why').toBeGreaterThan(30)
  for (const text of [rule.summary, rule.why]) expect(text).not.toMatch(/\n/)
  for (const [name, option] of Object.entries(rule.options ?? {})) expect(option.description.length, name).toBeGreaterThan(10)

  const flagging = spec.blocks.filter((block) => block.kind === 'flags')
  expect(flagging.length, 'a block under "## Flags …"').toBeGreaterThan(0)
  expect(spec.blocks.length - flagging.length, 'a block under "## Allows …"').toBeGreaterThan(0)
  const hasDiff = flagging.some((block) => block.fix !== undefined && block.fix.refusal === undefined)
  expect(hasDiff, 'a spec has a diff where its rule has a fix').toBe(rule.fix !== undefined)
  expect(rule.repair !== undefined, 'a rule repairs where it declares a fix').toBe(rule.fix !== undefined)
  for (const block of flagging) {
    const source = openIn(block, block.code)
    for (const { message } of findingsOf(rule, source, settingsFor(rule, block))) expectLine(message, 120)
  }
}
