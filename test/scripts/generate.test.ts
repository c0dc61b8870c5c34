import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { examplesOf } from '../../server/scripts/generate/examples.ts'
import { indexFiles } from '../../server/scripts/generate/indexes.ts'
import { manifest } from '../../server/scripts/generate/manifest.ts'
import { pages } from '../../server/scripts/generate/pages.ts'
import { choice, integer, rule } from '../../server/src/core/kit/index.ts'

const sample = rule({
  id: 'long-test',
  summary: 'A test is long',
  why: 'Nobody reads it.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['pylint:R0915'],
  options: { maximumStatements: integer(40, 1, 'How many'), mode: choice(['lines', 'calls'], 'lines', 'What is counted') },
  on: 'test',
  *check() {},
  message: () => '',
})
const catalogue = { rules: [sample], actions: [] }

it('takes examples from a spec, without its marks', () => {
  const spec = '# x\n\nProse.\n\n## Flags a tuple\n\n```json options\n{}\n```\n\n```python\nassert (1, 2)\n       ^^^^^^ a tuple is true\n~~~~~~ here\nx = """\n…^\n```\n\n```diff safe Unpack\n-a\n+b\n```\n\n```diff refused because\n```\n\n## Allows\n\n```python\nassert 1\n```\n\n## Notes\n\n```python\nno\n```\n'
  expect(examplesOf(spec)).toEqual([
    { kind: 'flagged', title: 'a tuple', language: 'python', code: 'assert (1, 2)\nx = """\n' },
    { kind: 'fixed', title: 'a tuple', language: 'diff', code: '-a\n+b\n' },
    { kind: 'allowed', title: 'what is fine', language: 'python', code: 'assert 1\n' },
  ])
})

it('writes the indexes from the names of files, in the order of the review', () => {
  const root = folderOf({ 'server/src/core/rules/style/b-rule.ts': '', 'server/src/core/rules/style/a-rule.ts': '', 'server/src/core/rules/effectiveness/x2.ts': '', 'server/src/core/rules/style/notes.md': '', 'server/src/core/rules/elsewhere/z.ts': '' })
  const outputs = indexFiles(root)
  const text = outputs.get('server/src/core/rules/index.ts')!
  expect([...text.matchAll(/^import (\w+) from '(.+)'$/gm)].map((match) => match.slice(1))).toEqual([['x2', './effectiveness/x2.ts'], ['aRule', './style/a-rule.ts'], ['bRule', './style/b-rule.ts']])
  expect(text).toMatch(/= \[\n {2}x2,\n {2}aRule,\n {2}bRule,\n\]\n$/)
  expect(outputs.get('server/src/core/actions/index.ts')).toMatch(/readonly Action\[\] = \[\]\n$/)
})

it('keeps in package.json what is not its own, and offers each rule and option', () => {
  const root = folderOf({ 'package.json': JSON.stringify({ name: 'x', contributes: { commands: [1], configuration: { title: 'Proctor', properties: { 'proctor.old.thing': { type: 'string' }, 'proctor.preset': { type: 'gone' } } } } }) })
  const written = JSON.parse(manifest(root, catalogue).get('package.json')!)
  expect(written).toMatchObject({ name: 'x', contributes: { commands: [1] } })
  const { properties } = written.contributes.configuration
  expect(properties['proctor.old.thing']).toEqual({ type: 'string' })
  expect(properties['proctor.preset'].enum).toEqual(['essential', 'recommended', 'strict', null])
  expect(Object.keys(properties['proctor.rules'].properties)).toContain('long-test')
  expect(properties['proctor.options'].properties['long-test'].properties).toMatchObject({ maximumStatements: { type: 'integer', minimum: 1, default: 40 }, mode: { enum: ['lines', 'calls'] } })
})

it('writes a page for each rule, removes those of rules that are gone, and fills the README between its marks', () => {
  const root = folderOf({ 'docs/rules/gone.md': 'x', 'README.md': 'before\n<!-- rules -->\nold\n<!-- /rules -->\nafter\n', 'test/rules/organization/long-test.md': '# long-test\n\n## Flags a walk\n\n```python\ndef test_a():\n    ^^^^^^ long\n    pass\n```\n' })
  const outputs = pages(root, catalogue)
  expect(outputs.has('docs/rules/gone.md') && outputs.get('docs/rules/gone.md')).toBeUndefined()
  const page = outputs.get('docs/rules/long-test.md')!
  for (const part of ['# long-test\n', 'A test is long.', 'Nobody reads it.', '```python\ndef test_a():\n    pass\n```', '| `maximum-statements` | a whole number, at least 1 | `40` | How many |', '`pylint:R0915`', 'long-test = "off"']) expect(page).toContain(part)
  expect(outputs.get('README.md')).toMatch(/^before\n<!-- rules -->\n\| Section[^]*\[long-test\]\(docs\/rules\/long-test\.md\)[^]*<!-- \/rules -->\nafter\n$/)
})

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'proctor-generate-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return `${root}/`
}
