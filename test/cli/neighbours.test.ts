// Beside other linters: what they report is not said again, on the command line as in the review, and the review says so.

import { expect, test } from 'vitest'
import { project, tuple } from './cli.ts'

const ruff = { 'pyproject.toml': '[tool.ruff.lint]\nselect = ["F"]\n', 'tests/test_a.py': tuple }

test('what Ruff reports is left to it, unless somebody asks for it or the configuration is not read', async () => {
  const { run } = project(ruff)
  expect(await run(['check', 'tests'])).toMatchObject({ code: 0 })
  expect((await run(['check', 'tests', '--fix', '--diff'])).out).toBe('')
  for (const more of [['--isolated'], ['--select', 'F631'], ['--select', 'assert-on-tuple']]) {
    expect((await run(['check', 'tests', ...more])).out, more.join(' ')).toContain('assert-on-tuple')
  }
  expect((await run(['check', 'tests', '--select', 'ALL'])).out).not.toContain('assert-on-tuple')
})

test('the review names what was left, and to whom', async () => {
  const { run, write } = project(ruff)
  expect((await run(['review', 'tests/test_a.py'])).out).toMatch(/^- \d+ rules are left to Ruff: (?:.*, )?assert-on-tuple(?:,.*)?\.$/m)
  write('pyproject.toml', '[tool.ruff.lint]\nselect = ["F631"]\n[tool.proctor]\navoid-duplicates = "off"\n')
  const { out } = await run(['review', 'tests/test_a.py'])
  expect(out).toContain('`assert-on-tuple`')
  expect(out).not.toContain('left to')
})

test('it is not left where Ruff ignores the file, and a file of its own begins no other project', async () => {
  const { run } = project({
    'pyproject.toml': '[tool.ruff.lint.per-file-ignores]\n"tests/*" = ["F631"]\n[tool.proctor]\nexclude = ["tests/old"]\n',
    'tests/test_a.py': tuple,
    'tests/old/test_b.py': tuple,
    'tests/.pylintrc': '[MESSAGES CONTROL]\ndisable=all\n',
  })
  const { out, code } = await run(['check', '.'])
  expect(code).toBe(1)
  expect(out).toContain('tests/test_a.py')
  expect(out).not.toContain('tests/old')
})

test('a mistake in another tool’s file is told and does not fail the run', async () => {
  const { run } = project({ 'ruff.toml': 'preview = \n', 'test_a.py': 'x = 1\n' })
  expect(await run(['check', '.'])).toMatchObject({ code: 0, err: expect.stringMatching(/^ruff\.toml:\d: not valid TOML/) })
})
