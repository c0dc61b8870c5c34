// Rules that compare segments: what one edit changes elsewhere is found as in a file that was just opened, and asked for only where it may change.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { analyze } from '../../server/src/core/engine/analyze.ts'
import { allRules, createProctor, defaultSettings, type Proctor, type Rule, type Source } from '../../server/src/core/index.ts'
import { createParser, editSource, openSource } from '../../server/src/core/syntax/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const wasm = { runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) }
let proctor: Proctor
beforeAll(async () => {
  proctor = await createProctor(wasm)
})

const settings = { ...defaultSettings, preset: 'strict' as const }

function said(source: Source, id: string): readonly string[] {
  return proctor.analyze(source, settings).findings.filter(({ rule }) => rule.id === id).map((finding) => `${source.rangeOf(finding.at).start} ${finding.message} ${finding.related.map(({ at }) => source.rangeOf(at).start).join()}`)
}

function replaced(source: Source, words: string, by: string): Source {
  const start = source.text.indexOf(words)
  if (start < 0) throw new Error(`the text has no ${words}`)
  return proctor.edit(source, [{ start, end: start + words.length, text: by }])
}

const twoClasses = 'class TestShop:\n    def test_open(self):\n        assert opened()\n\nclass TestOther:\n    def test_use(self):\n        assert used()\n\nclass TestShop:\n    def test_close(self):\n        assert closed()\n'
const described = 'def test_total():\n    """The basket is paid."""\n    assert total()\n\ndef test_tax():\n    """The tax is added."""\n    assert tax()\n'
const setUp = 'import unittest\n\nclass ShopTest(unittest.TestCase):\n    def setUp(self):\n        self.shop = 1\n\n    def test_one(self):\n        self.assertEqual(self.shop, 1)\n\n    def test_two(self):\n        self.assertEqual(self.shop, 2)\n'
const cased = ['add', 'pay', 'sum'].map((name) => `def test_${name}_all():\n    assert ${name}()\n`).join('\n')
const imported = 'import pytest\nfrom shop_fixtures import basket\n\ndef test_total(shelf):\n    assert shelf\n'
const calling = `from shop import total\n\n${Array.from({ length: 10 }, (_, i) => `def test_${'abcdefghij'[i]}():\n    assert total(${i})\n`).join('\n')}\ndef test_last():\n    assert other()\n`
const fixtures = 'import pytest\n\n@pytest.fixture\ndef shop():\n    return open_a_shop_for_the_test(1)\n\n@pytest.fixture\ndef store():\n    return open_a_shop_for_the_test(2)\n\ndef test_one(shop):\n    assert shop\n\ndef test_two(store):\n    assert store\n'

test.each([
  ['duplicate-test-name', twoClasses, 'used()', 'used(TestShop)', 1, 0],
  ['duplicate-docstring', described, 'The tax is added', 'The basket is paid', 0, 1],
  ['general-fixture', setUp, 'self.assertEqual(self.shop, 2)', 'self.assertEqual(3, 2)', 0, 1],
  ['inconsistent-test-case', cased, 'test_add_all', 'testAddAll', 0, 1],
  ['imported-fixture', imported, 'test_total(shelf)', 'test_total(basket)', 0, 1],
  ['lazy-test', calling, 'other()', 'total(11)', 0, 1],
  ['duplicate-fixture', fixtures, 'test(2)', 'test(1)', 0, 1],
  ['unused-fixture', fixtures, 'test_two(store):\n    assert store', 'test_two(shop):\n    assert shop', 0, 1],
  ['empty-comment', 'def test_one():\n    assert one()\n\n\ndef test_two():\n    assert two()\n', 'assert one()\n', 'assert one()\n    #\n', 0, 1],
] as const)('%s is found again where another segment changed, and gone where it changes back', (id, text, from, to, before, after) => {
  const first = proctor.open('test_x.py', text)
  expect(said(first, id)).toHaveLength(before)
  const second = replaced(first, from, to)
  expect(said(second, id)).toHaveLength(after)
  expect(said(second, id)).toEqual(said(proctor.open('test_x.py', second.text), id))
  expect(said(replaced(second, to, from), id)).toEqual(said(first, id))
})

test('typing into a test looks neither at its class again nor at what nothing in it has a say in', async () => {
  const grammar = await createParser(wasm.runtime, wasm.grammar)
  const run: string[] = []
  const watched = allRules.map((rule): Rule => {
    const check = (unit: never, context: never): ReturnType<Rule['check']> => {
      run.push(rule.id)
      return rule.check(unit, context)
    }
    return rule.on === 'module' || rule.on === 'class' ? { ...rule, check } : rule
  })
  const words = ['add', 'pay', 'sum', 'tax', 'ship', 'sell']
  const methods = words.map((word, i) => `    def test_${word}(self):\n        """What ${word} gives back is right."""\n        price = self.shop.${word}(${i})\n        self.assertEqual(price, ${i + 1})\n\n`)
  const text = `from unittest import TestCase\n\n\nclass ShopTest(TestCase):\n    """The shop."""\n\n    def setUp(self):\n        self.shop = Shop()\n        self.basket = Basket()\n\n${methods.join('')}`
  const own = { ...settings }
  let source = openSource(grammar, 'test_shop.py', text)
  analyze(source, own, watched)
  expect(run).toContain('general-fixture')
  expect(run).toContain('unused-fixture')
  run.length = 0
  const at = text.indexOf('shop.tax(3)') + 'shop.tax(3)'.length
  for (const [i, letter] of [...' * much'].entries()) {
    source = editSource(source, [{ start: at + i, end: at + i, text: letter }])
    analyze(source, own, watched)
  }
  const again = new Set(run)
  const classRules = allRules.filter(({ on }) => on === 'class').map(({ id }) => id)
  const comparing = ['block-comment-space', 'builtin-shadowing', 'commented-out-assertion', 'commented-out-code', 'commented-out-test', 'duplicate-docstring', 'duplicate-fixture', 'duplicate-test-name', 'empty-comment', 'identical-test-bodies', 'imported-fixture', 'lazy-test', 'numbered-test-names', 'numbered-variable', 'single-letter-variable', 'unused-fixture', 'vague-variable']
  expect([...classRules, ...comparing].filter((id) => again.has(id))).toEqual([])
})
