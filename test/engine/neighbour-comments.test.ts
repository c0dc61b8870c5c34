// Comments that were written for other linters hide the findings that those would have made, and no others.

import { beforeAll, expect, it } from 'vitest'
import { defaultSettings, type Proctor } from '../../server/src/core/index.ts'
import { testProctor } from '../cli/cli.ts'

let proctor: Proctor
beforeAll(async () => void (proctor = await testProctor()))

const settings = { ...defaultSettings, select: ['assert-on-tuple', 'unused-suppression', 'unknown-suppressed-rule'] }

/** Rule and line from 1 of what is shown. */
function shown(text: string): readonly string[] {
  const source = proctor.open('test_a.py', text)
  return proctor.analyze(source, settings).findings.map(({ rule, at }) => `${rule.id} ${source.positionAt(source.rangeOf(at).start).line + 1}`)
}

const tuple = (comment: string, before = ''): string => `${before}def test_a():\n    assert (1, 2)${comment}\n`
const first = ['assert-on-tuple 2']

it.each(['  # noqa', '  # NoQA: F631', '  # noqa:E501,F631', '  # noqa : F631', '  # noqa: E501 F631', '  # type: ignore # noqa: F631', '  # noqa: F63', '  # noqa: because', '  # ruff: ignore[F631]', '  # ruff: ignore[assert-tuple]', '  # pylint: disable=W0199', '  # pylint: disable=line-too-long, assert-on-tuple  # why', '  # pylint:disable=all', '  # pylint: disable=W', '  # NOSONAR', '  # NOSONAR(S5905)'])('%s hides the twin', (comment) => {
  expect(shown(tuple(comment))).toEqual([])
})

it.each(['  # noqa: F632', '  # noqability', '  # ruff: noqa', '  # pylint: disable=assert-on-string-literal', '  # pylint: enable=W0199', '  # pylint: disable=C', '  # nosec', '  # NOSONAR(S1234)', '  # ruff: ignore[F632]'])('%s does not', (comment) => {
  expect(shown(tuple(comment))).toEqual(first)
})

it.each(['# ruff: noqa\n', '# flake8: noqa\n', '# flake8: noqa: F631\n', '# ruff: noqa: E501, F631\n', '# ruff: file-ignore[F631]\n', '# pylint: skip-file\n', '# pylint: disable=assert-on-tuple\n', '"""Tests."""\n\n# ruff: disable[F631]\n'])('%j hides it in the whole file', (comment) => {
  expect(shown(tuple('', comment))).toEqual([])
})

it.each(['# noqa\n', '# ruff: noqa: F632\n', '# flake8: noqa: E501\n', '# pylint: disable-next=assert-on-tuple\n', 'x = 1  # flake8: noqa\n', 'x = 1  # pylint: disable=assert-on-tuple\n'])('%j does not', (comment) => {
  expect(shown(tuple('', comment))).toEqual(['assert-on-tuple 3'])
})

it('a comment on a line of its own reaches to the end of its block, unless it is undone', () => {
  expect(shown('def test_a():\n    # pylint: disable=assert-on-tuple\n    assert (1, 2)\n\n\ndef test_b():\n    assert (1, 2)\n')).toEqual(['assert-on-tuple 7'])
  expect(shown('class TestA:\n    # pylint: disable=assert-on-tuple\n\n    def test_a(self):\n        assert (1, 2)\n\n    def test_b(self):\n        assert (1, 2)  # pylint: enable=assert-on-tuple\n\ndef test_c():\n    assert (1, 2)\n')).toEqual(['assert-on-tuple 8', 'assert-on-tuple 11'])
  expect(shown('# ruff: disable[F631]\ndef test_a():\n    assert (1, 2)\n\n\n# ruff: enable[F631]\ndef test_b():\n    assert (1, 2)\n')).toEqual(['assert-on-tuple 8'])
})

it('beside a class, `try:` or the end of a long head it means the block, beside others the line; `disable-next` the next line of code', () => {
  const silent = '  # pylint: disable=assert-on-tuple'
  expect(shown(`class TestA:${silent}\n    def test_a(self):\n        assert (1, 2)\n`)).toEqual([])
  expect(shown(`def test_a():\n    try:${silent}\n        assert (1, 2)\n    except ValueError:\n        assert (1, 2)\n`)).toEqual(['assert-on-tuple 5'])
  expect(shown(`def test_a(\n    x,\n):${silent}\n    assert (1, 2)\n`)).toEqual([])
  expect(shown(`def test_a():${silent}\n    assert (1, 2)\n`)).toEqual(first)
  expect(shown('def test_a():\n    # pylint: disable-next=assert-on-tuple\n    assert (1, 2)\n    assert (1, 2)\n')).toEqual(['assert-on-tuple 4'])
})

it('a line that a string or a backslash continues is one line; of a statement in brackets its first line and the first of the finding count', () => {
  expect(shown('def test_a():\n    assert ("""\n    x""", 2)  # noqa: F631\n')).toEqual([])
  expect(shown('def test_a():\n    assert \\\n        (1, 2)  # noqa: F631\n')).toEqual([])
  expect(shown('def test_a():\n    assert (  # noqa: F631\n        1,\n        2,\n    )\n')).toEqual([])
  expect(shown('def test_a():\n    assert (\n        1,\n        2,\n    )  # noqa: F631\n')).toEqual(first)
  expect(shown('def test_a():\n    assert (1, 2)\n    x = 3  # noqa: F631\n')).toEqual(first)
})

it('a bare noqa says nothing of rules without a twin in Ruff or flake8', () => {
  const text = 'import pytest\n\n\ndef test_a():\n    with pytest.raises(ValueError) as info:\n        run()\n    assert "bad" in str(info)  # noqa\n'
  const source = proctor.open('test_a.py', text)
  expect(proctor.analyze(source, { ...defaultSettings, select: ['excinfo-stringified'] }).findings).toHaveLength(1)
})

it('neither counts as an unused suppression, nor makes one of Proctor’s own unused', () => {
  expect(shown('def test_a():\n    x = 1  # noqa: F631  # pylint: disable=W0199\n    assert x\n')).toEqual([])
  expect(shown('def test_a():\n    assert (1, 2)  # noqa: F631  # proctor: ignore[assert-on-tuple]\n')).toEqual([])
})

it('what typing changes is seen: the comment comes and goes', () => {
  const source = proctor.open('test_a.py', tuple('', '# x\n'))
  expect(proctor.analyze(source, settings).findings).toHaveLength(1)
  const silent = proctor.edit(source, [{ start: 2, end: 3, text: 'ruff: noqa' }])
  expect(proctor.analyze(silent, settings)).toMatchObject({ findings: [], suppressed: 1 })
  expect(proctor.analyze(proctor.edit(silent, [{ start: 2, end: 12, text: 'x' }]), settings).findings).toHaveLength(1)
})
