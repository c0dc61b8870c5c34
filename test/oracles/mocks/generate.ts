// Random stacks of decorators as Python modules: patches in all their forms among rows, examples, marks and decorators of a project's own.

export interface Generated {
  readonly unittest: string
  readonly pytest: string
}

/** The same for the same seed. */
export function generate(seed: number, count: number): Generated {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const chance = (share: number): boolean => random() < share
  const shuffled = <T>(items: readonly T[]): T[] => items.map((item) => [random(), item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item)

  /** A patch and how many parameters it fills by position, which by name. */
  function patch(subject: string): { readonly text: string; readonly fills: number; readonly names: readonly string[] } {
    const one = (text: string) => ({ text, fills: 1, names: [] })
    const none = (text: string) => ({ text, fills: 0, names: [] })
    return pick([
      () => one(`mock.patch("report.${subject}")`),
      () => one(`patch("report.${subject}")`),
      () => one(`mock.patch(target="report.${subject}")`),
      () => one(`mock.patch.object(report_module, "${subject}")`),
      () => one(`patch.object(report_module.Subject, attribute="${subject}")`),
      () => one(`mock.patch("report.${subject}", new_callable=mock.MagicMock)`),
      () => one(`mock.patch("report.${subject}", mock.DEFAULT)`),
      () => one(`mock.patch("report.${subject}", return_value=3)`),
      () => none(`mock.patch("report.${subject}", new=len)`),
      () => none(`mock.patch("report.${subject}", len)`),
      () => none(`mock.patch.object(report_module, "${subject}", None)`),
      () => none(`mock.patch.dict(report_module.environment, {"a": "b"})`),
      () => none(`mock.patch.dict("report.environment", a="b")`),
      () => ({ text: `mock.patch.multiple("report", ${subject}=mock.DEFAULT)`, fills: 0, names: [subject] }),
      () => none(`mock.patch.multiple("report", ${subject}=len)`),
    ])()
  }

  function rows(): { readonly decorators: readonly string[]; readonly ofClass: readonly string[]; readonly base: string | undefined; readonly fills: number; readonly names: readonly string[]; readonly isTop: boolean } {
    const tuple = (n: number): string => `(${Array.from({ length: n }, (_, i) => `"row ${i}", `).join('')})`
    const n = 1 + Math.floor(random() * 3)
    return pick([
      () => ({ decorators: ['ddt.data("row 0", "row 0")'], ofClass: ['ddt.ddt'], base: undefined, fills: 1, names: [], isTop: false }),
      () => ({ decorators: shuffled([`ddt.data(${tuple(n)}, ${tuple(n)})`, 'ddt.unpack']), ofClass: ['ddt.ddt'], base: undefined, fills: n, names: [], isTop: false }),
      () => ({ decorators: shuffled(['ddt.data({"left": "row 0", "right": "row 1"})', 'ddt.unpack']), ofClass: ['ddt.ddt'], base: undefined, fills: 0, names: ['left', 'right'], isTop: false }),
      () => ({ decorators: [`parameterized.expand([${tuple(n)}])`], ofClass: [], base: undefined, fills: n, names: [], isTop: true }),
      () => ({ decorators: ['parameterized.expand(["row 0"])'], ofClass: [], base: undefined, fills: 1, names: [], isTop: true }),
      () => ({ decorators: [`parameterized.expand([param("row 0", "row 1")])`], ofClass: [], base: undefined, fills: 2, names: [], isTop: true }),
      () => ({ decorators: [`absl_parameterized.parameters(${tuple(n)}, ${tuple(n)})`], ofClass: [], base: 'absl_parameterized.TestCase', fills: n, names: [], isTop: true }),
      () => ({ decorators: [`absl_parameterized.named_parameters(("case", ${tuple(n).slice(1)})`], ofClass: [], base: 'absl_parameterized.TestCase', fills: n, names: [], isTop: true }),
      () => ({ decorators: ['given(example=just("row 0"))'], ofClass: [], base: undefined, fills: 0, names: ['example'], isTop: false }),
    ])()
  }

  const subjects = Array.from({ length: 12 }, (_, i) => `s${i}`)
  const unittest: string[] = [head]
  for (let i = 0; i < count; i++) {
    const free = shuffled(subjects)
    const data = chance(0.5) ? rows() : undefined
    const own = Array.from({ length: Math.floor(random() * 4) }, () => patch(free.pop()!))
    const ofClass = chance(0.35) ? Array.from({ length: 1 + Math.floor(random() * 2) }, () => patch(free.pop()!)) : []
    const others = [...(chance(0.2) ? ['unittest.skipIf(False, "never")'] : []), ...(chance(0.08) ? ['wrapping'] : []), ...(chance(0.04) ? ['giving'] : [])]
    const below = shuffled([...own.map(({ text }) => text), ...others, ...(data !== undefined && !data.isTop ? data.decorators : [])])
    // Mostly where it works: on top. Sometimes elsewhere, for the model to know that it can't tell.
    const stack = data === undefined || !data.isTop ? below : chance(0.9) ? [...data.decorators, ...below] : [...below.slice(0, 1), ...data.decorators, ...below.slice(1)]
    const classStack = data !== undefined && data.ofClass.length > 0 && chance(0.8) ? [...ofClass.map(({ text }) => text), ...data.ofClass].reverse() : shuffled([...ofClass.map(({ text }) => text), ...(data?.ofClass ?? [])])
    const patches = [...own, ...ofClass]
    const positional = (data?.fills ?? 0) + patches.reduce((sum, each) => sum + each.fills, 0) + (others.includes('giving') ? 1 : 0)
    const names = [...(data?.names ?? []), ...patches.flatMap((each) => each.names)]
    const parameters = ['self', ...Array.from({ length: positional }, (_, at) => `p${at}`), ...shuffled(names)]
    const isAsync = chance(0.15) && data?.base === undefined && data?.names.includes('example') !== true
    const base = data?.base ?? (isAsync ? 'unittest.IsolatedAsyncioTestCase' : 'unittest.TestCase')
    const isHelper = data === undefined && !isAsync && chance(0.15)
    const name = isHelper ? `helper_${i}` : `test_${i}`
    // A class's patches leave alone what is not called test….
    const taken = isHelper ? ['self', ...Array.from({ length: own.reduce((sum, each) => sum + each.fills, 0) + (others.includes('giving') ? 1 : 0) }, (_, at) => `p${at}`), ...own.flatMap((each) => each.names)] : parameters
    unittest.push(
      [
        ...classStack.map((each) => `@${each}`),
        `class C${i}(${base}):`,
        ...stack.map((each) => `    @${each}`),
        `    ${isAsync ? 'async ' : ''}def ${name}(${taken.join(', ')}):`,
        `        report("C${i}.${name}", locals())`,
        ...(isHelper ? ['', `    def test_${i}(self, *mocks, **named):`, `        self.${name}()`] : []),
      ].join('\n'),
    )
  }

  const pytest: string[] = [head, '@pytest.fixture\ndef asked():\n    return "fixture"']
  for (let i = 0; i < count / 2; i++) {
    const free = shuffled(subjects)
    const own = Array.from({ length: 1 + Math.floor(random() * 3) }, () => patch(free.pop()!))
    const isMethod = chance(0.5)
    const ofClass = isMethod && chance(0.4) ? [patch(free.pop()!)] : []
    const named = shuffled([...(chance(0.5) ? ['asked'] : []), ...(chance(0.5) ? ['case'] : [])])
    // pytest takes every parameter without a default for a fixture's name, but for those that patches fill by position.
    const byName = [...own, ...ofClass].flatMap((each) => each.names.map((name) => `${name}=None`))
    const stack = shuffled([...own.map(({ text }) => text), ...(named.includes('case') ? ['pytest.mark.parametrize("case", ["case"])'] : [])])
    const positional = [...own, ...ofClass].reduce((sum, each) => sum + each.fills, 0)
    const parameters = [...(isMethod ? ['self'] : []), ...Array.from({ length: positional }, (_, at) => `p${at}`), ...named, ...byName]
    const pad = isMethod ? '    ' : ''
    pytest.push(
      [
        ...ofClass.map(({ text }) => `@${text}`),
        ...(isMethod ? [`class TestC${i}:`] : []),
        ...stack.map((each) => `${pad}@${each}`),
        `${pad}def test_${i}(${parameters.join(', ')}):`,
        `${pad}    report("${isMethod ? `TestC${i}.` : ''}test_${i}", locals())`,
      ].join('\n'),
    )
  }
  return { unittest: `${unittest.join('\n\n\n')}\n`, pytest: `${pytest.join('\n\n\n')}\n` }
}

const head = `import unittest
from unittest import mock
from unittest.mock import patch

import ddt
import pytest
from absl.testing import parameterized as absl_parameterized
from hypothesis import given
from hypothesis.strategies import just
from parameterized import param, parameterized

import report as report_module
from report import giving, report, wrapping`

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
