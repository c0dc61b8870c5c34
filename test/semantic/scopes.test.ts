// What identifiers mean: in one segment (localScopes) and over the file (fileScopes). The marks show every place that means the first one.

import { describe, expect, test } from 'vitest'
import { fileScopes } from '../../server/src/core/semantic/file.ts'
import { localScopes } from '../../server/src/core/semantic/scopes.ts'
import { marked, withMarks } from './marks.ts'

/** Each text marks all occurrences of one binding: asked from each of them, the file answers exactly these. */
const occurrences: Readonly<Record<string, string>> = {
  'a local and its use in a nested function': 'def f():\n    «x» = 1\n    def g():\n        return «x»\n    return g\nx = 2\n',
  'nonlocal': 'def f():\n    «x» = 1\n    def g():\n        nonlocal «x»\n        «x» += 1\n',
  'global, from a method too': '«x» = 1\ndef f():\n    global «x»\n    «x» = 2\nclass A:\n    def m(self):\n        global «x»\n        del «x»\n',
  'a class body is not seen from its methods': '«x» = 1\nclass A:\n    x = 2\n    y = x\n    def m(self):\n        return «x»\n',
  'a name of the class body across members': 'x = 1\nclass A:\n    «x» = 2\n    y = «x»\n    @deco(«x»)\n    def m(self, z=«x»):\n        return x\n',
  'the first iterable of a comprehension is evaluated outside': 'class A:\n    «x» = []\n    y = [x for x in «x»]\n    z = [x for a in «x» for b in x]\nx = 1\n',
  'a comprehension variable': 'x = 1\ny = {«x»: «x» for «x» in x if «x»}\n',
  'a walrus in a comprehension belongs to the function': 'def f(a):\n    [«x» := i for i in a if (lambda: «x»)]\n    return «x»\n',
  'a default is evaluated outside': 'x = 1\ndef f(a, b=«x» if 0 else 1):\n    pass\n'.replace('x = 1', '«x» = 1'),
  'a parameter of a lambda': 'x = 1\nf = lambda «x», y=x: «x» + y\n',
  'except': 'def f():\n    try:\n        pass\n    except* E as «e»:\n        print(«e»)\n',
  'match captures': 'def f(p):\n    match p:\n        case [«a», *_] | {"k": «a», **_} | C(x=«a») | (1 as «a») if «a»:\n            return «a»\n        case a.b:\n            pass\n'.replace('case a.b', 'case «a».b'),
  'star targets': 'def f(v):\n    (p, *«q»), r = v\n    for s, [«q»] in v: pass\n    with v as (t, «q»): pass\n    return «q»\n',
  'type parameters of a function': 'def f[«T»: int](a: «T») -> «T»:\n    return g(«T»)\nT = 1\n',
  'type parameters of a class reach its members': 'class A[«T»]:\n    x: «T»\n    def m(self) -> «T»:\n        return «T»\nT = 1\n',
  'a type alias': 'type «X»[T] = list[T] | «X»[T]\ndef f(a: «X»): pass\n',
  'f-strings, nested': 'def f(«x»):\n    return f"{«x»!r:>{«x»}} {f\'{«x»}\'}"\n',
  'an import of a dotted name binds its first part': 'import «os».path\n«os».getcwd()\n',
  'an alias': 'from a import b as «c»\n«c».d(c=1)\nx.c\n',
  'names private to a class are other names elsewhere': 'class A:\n    «__x» = 1\n    y = «__x»\nprint(__x)\n',
  'print, exec, type and match as names': 'def f(«print», type):\n    «print»(type)\n    match = exec\n    return match\n',
  'conditional and augmented bindings': 'if a:\n    «x» = 1\nelse:\n    «x» = 2\n«x» += 1\nfor y in «x»: pass\n',
  'a decorator and a base are names of outside': '«d» = 1\n@«d»\nclass A(«d», metaclass=«d»):\n    d = 2\n',
  'a function inside a class inside a function': 'def f():\n    «x» = 1\n    class A:\n        y = «x»\n        def m(self):\n            return «x»\n',
}

describe('every occurrence', () => {
  for (const [name, text] of Object.entries(occurrences)) {
    test(name, () => {
      const { source, nodes } = marked(text)
      expect(nodes.length).toBeGreaterThan(0)
      for (const node of nodes) {
        const binding = fileScopes(source).bindingOf(node)
        expect(binding && withMarks(source, binding.occurrences)).toBe(text)
      }
    })
  }
})

test('kinds and values of definitions', () => {
  const { source } = marked('def f(p=1):\n    a, b = 2, g()\n    for c in p: pass\n    with o() as d: pass\n    e: int\n    e += 3\n    if (h := 4): pass\n    i, *j = p\n    try: pass\n    except E as k: pass\n')
  const [, scope] = localScopes(source.segments[0]!).scopes
  const said = [...scope!.bindings.values()].flatMap(({ name, definitions }) => definitions.map(({ kind, value }) => `${name} ${kind} ${value?.text ?? '-'}`))
  expect(said).toEqual(['p parameter 1', 'a assignment 2', 'b assignment g()', 'c for p', 'd with o()', 'e annotation -', 'e augmented 3', 'h walrus 4', 'i assignment -', 'j assignment -', 'k except E'])
})

test('free names are those that no function around binds', () => {
  const { source } = marked('def f(a):\n    b = a\n    def g():\n        return a, b, c, f, len\n    return g\n')
  const [root, f, g] = localScopes(source.segments[0]!).scopes
  expect([...g!.free.keys()]).toEqual(['c', 'f', 'len'])
  expect([...f!.free.keys()]).toEqual(['c', 'f', 'len'])
  expect([...root!.free.keys()]).toEqual(['c', 'len'])
})

test.each([
  ['def f():\n    x = 1\n    return locals()\n', ['function']],
  ['def f():\n    x = 1\n    def g():\n        return eval("x")\n', ['module', 'function', 'function']],
  ['def f():\n    return globals()\n', ['module']],
  ['from a import *\n', ['module']],
  ['def f(x):\n    return vars(x), dir(x)\n', []],
  ['def f(x):\n    return sys._getframe().f_back\n', ['function']],
])('reached without being written: %j', (text, dynamic) => {
  const { source } = marked(text)
  expect(localScopes(source.segments[0]!).scopes.filter((scope) => scope.isDynamic).map((scope) => scope.kind)).toEqual(dynamic)
})

test('the scope of a node', () => {
  const { source, nodes } = marked('@«d»\ndef f(«p»: «t» = «v») -> «r»:\n    «b» = [«e» for «i» in «s»]\n')
  const local = localScopes(source.segments[0]!)
  expect(nodes.map((node) => local.scopeOf(node).kind)).toEqual(['module', 'function', 'module', 'module', 'module', 'function', 'comprehension', 'comprehension', 'function'])
  const [definition] = source.segments[0]!.root.descendants('function_definition')
  expect(local.scopeOf(definition!).kind).toBe('function')
})

test('broken and empty text gives scopes all the same', () => {
  for (const text of ['', '\n', 'def f(', 'class A:\n  def', 'x = = y\n', 'lambda: (yield', 'f"{x', 'match x:\n  case', 'global\n', 'import\n', 'del\n', 'class\n', 'type X[\n', 'with a as']) {
    const { source } = marked(text)
    for (const segment of source.segments) expect(localScopes(segment).scopes.length).toBeGreaterThan(0)
    expect(fileScopes(source).module.kind).toBe('module')
  }
})
