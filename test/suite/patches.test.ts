import { describe, expect, it } from 'vitest'
import { fillingsOf } from '../../server/src/core/suite/fillings.ts'
import { patchesOf } from '../../server/src/core/suite/patches.ts'
import { opened } from './open.ts'

describe('patchesOf', () => {
  it('knows every form of patch, how it takes effect and what holds its mock', async () => {
    const { source, unit } = await opened(`
import unittest
from contextlib import ExitStack
from unittest import mock
from unittest.mock import patch

@patch('a.of_class')
class T(unittest.TestCase):
    @patch('a.lower', new=3)
    @mock.patch.object(thing, 'upper')
    def test_it(self, upper, of_class):
        with patch('a.block') as block, (patch.dict('os.environ', A='1')):
            pass
        with (patch('a.first') as first, patch('a.second', Fake) as second):
            pass
        with ExitStack() as stack:
            entered = stack.enter_context(patch.multiple('a', b=mock.DEFAULT))
        self.mocked = self.enterContext(patch('a.entered', autospec=True))
        started = patch('a.started').start()
        patcher = patch('a.later', new_callable=mock.AsyncMock)
        later = patcher.start()
        only = patch('a.made')
        self.patch(thing, 'name', 7)
`)
    expect(patchesOf(source, unit('test_it')).map((each) => [each.how, each.form, each.target ?? each.attribute, each.gives, each.bound?.text])).toEqual([
      ['class', 'name', 'a.of_class', 'mock', 'of_class'],
      ['decorator', 'name', 'a.lower', 'value', undefined],
      ['decorator', 'object', 'upper', 'mock', 'upper'],
      ['with', 'name', 'a.block', 'mock', 'block'],
      ['with', 'dict', 'os.environ', 'value', undefined],
      ['with', 'name', 'a.first', 'mock', 'first'],
      ['with', 'name', 'a.second', 'value', 'second'],
      ['entered', 'multiple', 'a', 'mocks', 'entered'],
      ['entered', 'name', 'a.entered', 'mock', 'self.mocked'],
      ['started', 'name', 'a.started', 'mock', 'started'],
      ['started', 'name', 'a.later', 'mock', 'later'],
      ['made', 'name', 'a.made', 'mock', undefined],
      ['at once', 'object', 'name', 'nothing', undefined],
    ])
  })

  it("knows pytest-mock's and monkeypatch's", async () => {
    const { source, unit } = await opened(`
def test_it(mocker, monkeypatch, tmp_path):
    first = mocker.patch('a.b', return_value=1)
    spied = mocker.spy(thing, 'method')
    mocker.patch.object(thing, 'other', Fake)
    monkeypatch.setattr('os.getcwd', lambda: 1)
    monkeypatch.setattr(thing, 'name', 3)
    monkeypatch.delattr(thing, 'gone')
    monkeypatch.setenv('HOME', str(tmp_path))
    client.patch('/url')
`)
    expect(patchesOf(source, unit('test_it')).map((each) => [each.by, each.form, each.target ?? each.attribute, each.replacement?.text, each.gives, each.bound?.text])).toEqual([
      ['mocker', 'name', 'a.b', undefined, 'mock', 'first'],
      ['mocker', 'object', 'method', undefined, 'mock', 'spied'],
      ['mocker', 'object', 'other', 'Fake', 'value', undefined],
      ['monkeypatch', 'name', 'os.getcwd', 'lambda: 1', 'nothing', undefined],
      ['monkeypatch', 'object', 'name', '3', 'nothing', undefined],
      ['monkeypatch', 'object', 'gone', undefined, 'nothing', undefined],
      ['monkeypatch', 'item', undefined, 'str(tmp_path)', 'nothing', undefined],
    ])
  })
})

describe('fillingsOf', () => {
  const fills = (unit: Parameters<typeof fillingsOf>[0]): unknown => {
    const { filled, isCertain, surplus } = fillingsOf(unit)
    return { filled: filled.map(({ parameter, by }) => `${parameter.name}: ${by}`), isCertain, surplus: surplus.length }
  }

  it('puts rows in front of mocks, the mocks of the class last, and leaves to the class what is called test', async () => {
    const { unit } = await opened(`
import ddt, unittest
from unittest import mock

@ddt.ddt
@mock.patch('a.of_class')
class T(unittest.TestCase):
    @mock.patch('a.two')
    @ddt.data((1, 2), (3, 4))
    @ddt.unpack
    @mock.patch('a.one')
    def test_rows(self, left, right, one, two, of_class): pass

    @mock.patch('a.one')
    def helper(self, value, one): pass

    @mock.patch('a.one')
    @mock.patch('a.two')
    def test_too_many(self, two): pass

    @something
    @mock.patch('a.one')
    def test_unknown(self, one, other, more): pass
`)
    expect(fills(unit('test_rows'))).toEqual({ filled: ['left: row', 'right: row', 'one: patch', 'two: patch', 'of_class: patch'], isCertain: true, surplus: 0 })
    expect(fills(unit('helper'))).toEqual({ filled: ['one: patch'], isCertain: false, surplus: 0 })
    expect(fills(unit('test_too_many'))).toEqual({ filled: ['two: patch'], isCertain: true, surplus: 2 })
    expect(fills(unit('test_unknown'))).toMatchObject({ isCertain: false })
  })

  it('lets hypothesis fill by name or from the right', async () => {
    const { unit } = await opened(`
from hypothesis import given, strategies as st
from unittest.mock import patch

@given(st.integers())
@patch('a.one')
def test_right(one, number): pass

@patch('a.one')
@given(number=st.integers())
def test_name(number, one): pass
`)
    expect(fills(unit('test_right'))).toEqual({ filled: ['one: patch', 'number: example'], isCertain: true, surplus: 0 })
    expect(fills(unit('test_name'))).toEqual({ filled: ['number: example', 'one: patch'], isCertain: true, surplus: 0 })
  })
})
