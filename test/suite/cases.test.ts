import { describe, expect, it } from 'vitest'
import { casesOf } from '../../server/src/core/suite/cases.ts'
import { effectOf, marksOf } from '../../server/src/core/suite/marks.ts'
import { changed, editSource, openSource, track } from '../../server/src/core/syntax/index.ts'
import { unitsOf } from '../../server/src/core/suite/units.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { testParser } from '../support/parser.ts'
import { opened } from './open.ts'

describe('marksOf', () => {
  it('gathers marks nearest first: function, class, bases, outer class, module', async () => {
    const { source, unit } = await opened(`
import pytest
from pytest import mark

needs_network = pytest.mark.skipif(offline(), reason='no network')
slow = pytest.mark.slow
common = [pytest.mark.django_db, slow]
pytestmark = [pytest.mark.asyncio(loop_scope='module'), *[], common]

@mark.base
class Base:
    pytestmark = mark.of_base

class TestOuter(Base):
    pytestmark = [mark.usefixtures('db')]
    pytestmark += (mark.more,)

    @mark.skip
    @needs_network
    @other
    def test_it(self): pass

    @mark.xfail(strict=True)
    class TestInner:
        def test_inner(self): pass
`)
    expect(marksOf(source, unit('test_it')).map(({ name, on }) => `${on} ${name}`)).toEqual([
      'function skipif', 'function skip', 'class usefixtures', 'class more', 'class base', 'class of_base', 'module asyncio', 'module django_db', 'module slow',
    ])
    expect(marksOf(source, unit('test_it')).map(effectOf).slice(0, 3)).toEqual(['may skip', 'skips', undefined])
    expect(marksOf(source, unit('test_it'))[0]!.call!.text).toBe("pytest.mark.skipif(offline(), reason='no network')")
    expect(marksOf(source, unit('test_it'))[0]!.node.text).toBe('needs_network')
    expect(marksOf(source, unit('test_inner')).map(({ name }) => name)).toEqual(['xfail', 'usefixtures', 'more', 'base', 'of_base', 'asyncio', 'django_db', 'slow'])
  })

  it("knows unittest's skips", async () => {
    const { source, unit } = await opened(`
import unittest
from unittest import skipUnless

@skipUnless(thing, 'no thing')
class T(unittest.TestCase):
    @unittest.expectedFailure
    @unittest.skip('later')
    def test_it(self): pass
`)
    expect(marksOf(source, unit('test_it')).map((mark) => [mark.name, mark.of, effectOf(mark)])).toEqual([
      ['skip', 'unittest', 'skips'],
      ['expectedFailure', 'unittest', 'expects failure'],
      ['skipUnless', 'unittest', 'may skip'],
    ])
  })

  it('is asked again when a mark of the class or module changes, and not when another test does', async () => {
    const text = "import pytest\npytestmark = pytest.mark.one\nclass TestIt:\n    pytestmark = pytest.mark.two\n    def test_it(self): pass\n    def test_between(self): pass\n    def test_other(self): pass\n"
    const source = openSource(await testParser(), 'test_file.py', text)
    const test = unitsOf(source, source.segments.find((each) => each.text.includes('test_it('))!, defaultSettings).functions[0]!
    const { reads } = track(() => marksOf(source, test))
    const after = (old: string, next: string) => editSource(source, [{ start: text.indexOf(old), end: text.indexOf(old) + old.length, text: next }])
    expect(changed(reads, after('mark.one', 'mark.three'))).toBe(true)
    expect(changed(reads, after('mark.two', 'mark.three'))).toBe(true)
    expect(changed(reads, after('test_other(self): pass', 'test_other(self): assert 1'))).toBe(false)
  })
})

describe('casesOf', () => {
  it('reads stacked, indirect, single and keyword forms, params with marks and ids, those of class and module', async () => {
    const { source, unit } = await opened(`
import pytest

pytestmark = pytest.mark.parametrize('of_module', [1, 2])

@pytest.mark.parametrize('of_class', make())
class TestIt:
    @pytest.mark.parametrize('a, b', [(1, 2), pytest.param(3, 4, marks=pytest.mark.xfail, id='big'), row, *more])
    @pytest.mark.parametrize(argnames=('c', 'd'), argvalues=[[1, 2]], indirect=['d'], ids=['one'])
    @pytest.mark.parametrize('whole', [(1, 2), [3]], indirect=True)
    @pytest.mark.parametrize(['listed'], [(1,)], indirect=maybe())
    def test_it(self): pass
`)
    const cases = casesOf(source, unit('test_it'))
    expect(cases.map((each) => [each.on, each.arguments?.map(({ name, isIndirect }) => [name, isIndirect]), each.isSingle, each.rows?.map(({ values }) => values?.map(({ text }) => text)), each.isOpen, each.ids?.text])).toEqual([
      ['function', [['listed', undefined]], false, [['1']], false, undefined],
      ['function', [['whole', true]], true, [['(1, 2)'], ['[3]']], false, undefined],
      ['function', [['c', false], ['d', true]], false, [['1', '2']], false, "['one']"],
      ['function', [['a', false], ['b', false]], false, [['1', '2'], ['3', '4'], undefined], true, undefined],
      ['class', [['of_class', false]], true, undefined, false, undefined],
      ['module', [['of_module', false]], true, [['1'], ['2']], false, undefined],
    ])
    const big = cases[3]!.rows![1]!
    expect([big.id?.text, big.marks.map(({ text }) => text)]).toEqual(["'big'", ['pytest.mark.xfail']])
  })
})
