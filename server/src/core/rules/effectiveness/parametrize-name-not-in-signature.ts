// parametrize-name-not-in-signature: `parametrize("size", …)` over a test that takes no `size`.

import { addParameter } from '../../edits/index.ts'
import { argnamesIn, argumentOf, editDistance, escaped, parametrizeOf, rule, segmentsMentioning, type Context, type Located, type Node, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly name: string
  /** A parameter that differs by a slip. */
  readonly meant: string | undefined
}

/** Fixtures of pytest and common plugins that request none of the test's own. */
const plain = new Set(['self', 'cls', 'tmp_path', 'tmpdir', 'tmp_path_factory', 'tmpdir_factory', 'capsys', 'capfd', 'capsysbinary', 'capfdbinary', 'caplog', 'monkeypatch', 'recwarn', 'mocker', 'pytester', 'testdir', 'record_property', 'subtests'])

export default rule({
  id: 'parametrize-name-not-in-signature',
  summary: 'A parametrized name is no parameter of the test.',
  why: 'pytest stops at collecting the file with "function uses no argument", so none of its tests run.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pycharm:PyTestParametrized', 'pytest:parametrize-name-not-in-signature'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (test.framework !== 'pytest' || !test.marks.some(({ name }) => /parametrize$/.test(name ?? ''))) return
    // A decorator that is none of pytest's may take the argument, and so may a fixture on the way.
    if (test.decorators.some(({ name }) => !/^(?:pytest\.|(?:unittest\.)?mock\.patch|staticmethod$)/.test(name ?? '') || /usefixtures$/.test(name ?? ''))) return
    if ((test.owner?.decorators.length ?? 0) > 0) return
    const marks = test.marks.flatMap(({ call }) => (call === undefined ? [] : (parametrizeOf(call, context) ?? [])))
    // What is handed on to a fixture may reach the test by another one.
    if (marks.some(({ call }) => argumentOf(call, 'indirect', 2) !== undefined)) return
    const all = new Set(marks.flatMap(({ names }) => argnamesIn(names) ?? []))
    const others = test.parameters.map(({ name }) => name).filter((name) => !all.has(name) && !plain.has(name))
    const own = new Set(test.parameters.map(({ name }) => name))
    for (const { names } of marks) {
      for (const name of argnamesIn(names) ?? []) {
        if (own.has(name) || isRequested(name, context)) continue
        // Another parameter is a fixture that may take the name, unless it is the name itself, misspelt.
        const meant = others.find((other) => isMisspelt(name, other))
        if (meant !== undefined || others.length === 0 || isPatched(test)) yield { at: placeOf(names, name), test, name, meant }
      }
    }
  },
  message: ({ test, name, meant }) => `\`${test.name}\` takes no \`${name}\`${meant === undefined ? '' : ` but \`${meant}\``}, so pytest cannot collect it`,
  repair({ test, name, meant }): Repair | Refusal {
    if (meant !== undefined) return { refusal: 'One of the two names is misspelt' }
    const edit = addParameter(test.node, name)
    return edit === undefined ? { refusal: 'There is no list of parameters' } : { title: `Add the parameter \`${name}\``, edits: [edit] }
  },
})

function isMisspelt(name: string, other: string): boolean {
  return name.length > 3 && !name.startsWith(other) && !other.startsWith(name) && editDistance(name, other, 3) <= 2
}

function isPatched({ decorators }: TestUnit): boolean {
  return decorators.some(({ name }) => /mock\.patch/.test(name ?? ''))
}

/** True where a fixture of this file takes the name: it may run for every test. */
function isRequested(name: string, { source }: Context): boolean {
  return segmentsMentioning(source, new RegExp(`fixture[^]*?\\bdef\\s+\\w+\\s*\\([^)]*\\b${escaped(name)}\\b`)) > 0
}

function placeOf(names: Node, name: string): Node {
  return (names.kind === 'tuple' || names.kind === 'list' ? names.children.find((each) => each.text.slice(1, -1) === name) : undefined) ?? names
}
