// The actions as a door asks for them: what is offered at a cursor or selection, and what choosing it does.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyEdits, createProctor, defaultSettings, type Fix, type Range } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })

/** `|` is the cursor, a pair of them the selection. */
function at(marked: string, path = 'test_x.py') {
  const parts = marked.split('|')
  const text = parts.join('')
  const start = parts[0]!.length
  const range: Range = { start, end: parts.length === 3 ? start + parts[1]!.length : start }
  const source = proctor.open(path, text)
  return {
    text,
    offered: (id: string) => proctor.offers(source, range, defaultSettings).find((offer) => offer.id === id),
    perform: (id: string) => proctor.perform(id, source, range, defaultSettings),
    done(id: string): string {
      const answer = proctor.perform(id, source, range, defaultSettings)
      if (answer === undefined || !('edits' in answer)) throw new Error(`no edits: ${JSON.stringify(answer)}`)
      return applyEdits(text, (answer as Fix).edits)
    },
  }
}

describe('add-docstring', () => {
  test('to the class between its methods, to the function around the cursor', () => {
    const body = 'from shop import checkout\nfrom shop.testing import ShopTest\n\n\nclass TestA(ShopTest):\n    x| = 1\n\n    def test_a(self):\n        assert checkout(1)\n'
    expect(at(body).offered('add-docstring')).toMatchObject({ title: "Add docstring to 'TestA'", kind: 'refactor.rewrite', disabled: undefined })
    expect(at(body).done('add-docstring')).toContain('class TestA(ShopTest):\n    """Tests with the set-up of ``ShopTest``."""\n    x = 1\n')
    expect(at('@a|b\ndef test_c():\n    pass\n').offered('add-docstring')?.title).toBe("Add docstring to 'test_c'")
    expect(at('def outer():\n    def inner():\n        return| 1\n').offered('add-docstring')?.title).toBe("Add docstring to 'inner'")
  })

  test('says what is called and raised where that is sure', () => {
    const text = 'import pytest\n\nfrom shop import parse\n\n\ndef test_em|pty():\n    with pytest.raises(ValueError, match="no items"):\n        parse("")\n'
    expect(at(text).done('add-docstring')).toContain('    """Calling ``parse("")`` raises ``ValueError`` matching ``no items``."""\n')
  })

  test('unit, condition and outcome of statuses, mocks and results', () => {
    const said = (text: string): string | undefined => /"""([^]*?)"""/.exec(at(text).done('add-docstring'))?.[1]
    expect(said('from http import HTTPStatus\n\n\ndef test_log|in(self):\n    answer = self.client.post("/login")\n    self.assertEqual(HTTPStatus.FORBIDDEN, answer.status_code)\n')).toBe('``client.post("/login")`` answers with status 403.')
    expect(said('from unittest import mock\n\n\n@mock.patch("shop.mail.send", side_effect=OSError)\n@mock.patch("shop.log.warn")\ndef test_or|der(warn_mock, m):\n    order(3)\n    warn_mock.assert_called_once()\n')).toBe('Calling ``order(3)`` calls ``warn`` when ``send`` raises ``OSError``.')
    expect(said('def test_nobo|dy():\n    found = find("x", [])\n    assert found == []\n')).toBe('``find("x", [])`` returns an empty list.')
    expect(said('import asyncio, pytest\n\n\ndef test_stop|ped():\n    with pytest.raises(RuntimeError):\n        asyncio.run(serve(None))\n')).toBe('Calling ``serve(None)`` raises ``RuntimeError``.')
  })

  test('asks where the body is as short as any sentence, or the value is changed after it was made', () => {
    expect(at('def ma|ke(a):\n    return Order(a)\n').perform('add-docstring')).toMatchObject({ isSnippet: true })
    expect(at('def ma|ke(a):\n    order = a.copy()\n    order["x"] = 1\n    return order\n').perform('add-docstring')).toMatchObject({ isSnippet: true })
    expect(at('def ma|ke(a):\n    check(a)\n    order = Order(a)\n    return order\n').done('add-docstring')).toContain('"""Return ``Order(a)``."""')
  })

  test('parameters in the convention of the file’s other docstrings, with a stop where the code says nothing', () => {
    const body = 'def make_client(par|cel, host: str, retries=3):\n    check(parcel)\n    client = connect(address=host, tries=retries)\n    return client\n'
    const inserted = (text: string): string => (at(text).perform('add-docstring') as Fix).edits[0]!.text
    const fields = 'def a(x):\n    """One.\n\n    :param x: two\n    """\n\n\n'
    expect(inserted(fields + body)).toBe('    """Return ``connect(address=host, tries=retries)``.\n\n    :param parcel: ${2:what it is}\n    :param host: ``address`` of ``connect``\n    :param retries: ``tries`` of ``connect``; ``3`` by default\n    """\n')
    const google = 'def a(x):\n    """One.\n\n    Args:\n        x: two\n    """\n\n\n'
    expect(inserted(google + body)).toContain('\n    Args:\n        parcel: ${2:what it is}\n        host (str): ``address`` of ``connect``\n')
    const numpy = 'def a(x):\n    """One.\n\n    Parameters\n    ----------\n    x : int\n        two\n    """\n\n\n'
    expect(inserted(numpy + body)).toContain('\n    Parameters\n    ----------\n    parcel\n        ${2:what it is}\n    host : str\n        ``address`` of ``connect``\n')
    expect(inserted(body)).toBe('    """Return ``connect(address=host, tries=retries)``."""\n')
  })

  test('fixtures and cases of a test in their own words', () => {
    const text = 'import pytest\n\n\n@pytest.fixture\ndef shop():\n    """A shop without goods. It is closed."""\n\n\ndef test_a(x):\n    """One.\n\n    :param x: two\n    """\n\n\n@pytest.mark.parametrize("size", [1, 2])\ndef test_bu|y(shop, size):\n    with pytest.raises(KeyError):\n        shop.buy("x")\n'
    expect(at(text).done('add-docstring')).toContain('    """Calling ``shop.buy("x")`` raises ``KeyError``.\n\n    :param shop: A shop without goods\n    :param size: one of ``1`` and ``2``\n    """\n')
  })

  test('asks where the code says no more than the name, and keeps the author’s own comments as steps', () => {
    const answer = at('def test_ship|ping(shop):\n    # Fill the basket\n    shop.fill()\n    # Send it off\n    assert shop.send()\n').perform('add-docstring') as Fix
    expect(answer.isSnippet).toBe(true)
    expect(answer.safety).toBe('suggested')
    expect(answer.edits[0]!.text).toBe('    """${1:What must hold, and why.}\n\n    Fill the basket.\n    Send it off.\n    """\n')
  })

  test('is refused where there is one, not offered outside a definition or in broken code', () => {
    expect(at('def test_a():\n    "doc"\n    x| = 1\n').offered('add-docstring')).toMatchObject({ disabled: "'test_a' has a docstring" })
    expect(at('x| = 1\n').offered('add-docstring')).toBeUndefined()
    expect(at('def test_a(:\n    x| = 1\n').offered('add-docstring')).toBeUndefined()
    expect(at('|').offered('add-docstring')).toBeUndefined()
  })
})

describe('complete-test-name', () => {
  const offered = (text: string): string | undefined => at(text).offered('complete-test-name')?.title

  test('adds the one outcome that the name does not say', () => {
    expect(offered('import pytest\n\ndef test_|port():\n    with pytest.raises(TypeError) as info:\n        run("a", "1")\n    assert "port" in str(info.value)\n')).toBe("Rename test to 'test_port_raises_type_error'")
    expect(offered('def test_|login(client):\n    answer = client.post("/login")\n    assert answer.status_code == 403\n    assert answer.text == ""\n')).toBe("Rename test to 'test_login_returns_403'")
    expect(offered('from http import HTTPStatus\n\ndef test_|login(client):\n    answer = client.post("/login")\n    assert answer.status_code == HTTPStatus.NOT_FOUND\n')).toBe("Rename test to 'test_login_returns_404'")
    expect(offered('from unittest import mock\n\n@mock.patch.object(pool, "release")\ndef test_|close(m):\n    pool.close()\n    m.assert_called_once_with()\n')).toBe("Rename test to 'test_close_calls_release'")
    expect(offered('def test_|lookup_by_foreign_id():\n    assert lookup(3) is None\n')).toBe("Rename test to 'test_lookup_by_foreign_id_returns_none'")
    expect(offered('import pytest\n\ndef test_|old():\n    with pytest.warns(DeprecationWarning):\n        old()\n')).toBe("Rename test to 'test_old_emits_deprecation_warning'")
  })

  test('in the file’s own style, wherever the file names it', () => {
    const text = 'import pytest\n\ndef test_b_raise_key_error(): pass\n\ndef test_|a():\n    with pytest.raises(KeyError):\n        f()\n\ntest_a.slow = True\n'
    expect(at(text).done('complete-test-name')).toBe(text.replace('|', '').replaceAll('test_a', 'test_a_raise_key_error'))
    expect(offered('class TestA:\n    def test|Port(self):\n        self.assertRaises(TypeError, run, "1")\n')).toBe("Rename test to 'testPortRaisesTypeError'")
  })

  test('is silent where the name says it, where more than one thing is asserted, where a condition decides', () => {
    expect(offered('import pytest\n\ndef test_invalid_|port():\n    with pytest.raises(TypeError):\n        run(1)\n')).toBeUndefined()
    expect(offered('import pytest\n\ndef test_port_|range():\n    with pytest.raises(TypeError):\n        run(1)\n    assert run(2) == 3\n')).toBeUndefined()
    expect(offered('import pytest\n\ndef test_folder_|path(sftp):\n    sftp.open("a")\n    sftp.remove("a")\n    with pytest.raises(OSError):\n        sftp.open("a")\n')).toBeUndefined()
    expect(offered('import pytest\n\ndef test_delete_|user(api):\n    api.delete_user(3)\n    with pytest.raises(KeyError):\n        api.get_user(3)\n')).toBeUndefined()
    expect(offered('def test_list_|users(m, version):\n    users()\n    if version > 2:\n        m.api.find.assert_called_once_with()\n')).toBeUndefined()
    expect(offered('def test_two_|logins(client):\n    answer = client.post("/a")\n    answer = client.post("/b")\n    assert answer.status_code == 403\n')).toBeUndefined()
    expect(offered('def test_page_|size(client):\n    assert client.get("/").status_code == 200\n')).toBeUndefined()
  })

  test('has stops for a short name without a sure outcome, and keeps its word', () => {
    const answer = at('def test_|parser():\n    tree = parse("a")\n    assert tree.root == "a"\n    assert tree.leaves == []\n').perform('complete-test-name') as Fix
    expect(answer.isSnippet).toBe(true)
    expect(answer.edits[0]!.text).toBe('test_parser_${1:condition}_${2:outcome}')
  })
})

describe('trailing commas', () => {
  const call = (comma: string, argument = 'b'): string => `f(\n    a,\n    ${argument}${comma}\n)\n`

  test('of the file, with the comma on a tie', () => {
    const mixed = at(`|${call(',')}${call('')}`)
    expect(mixed.offered('normalize-trailing-commas')).toMatchObject({ title: 'Normalize trailing commas', kind: 'refactor.rewrite' })
    expect(mixed.done('normalize-trailing-commas')).toBe(call(',') + call(','))
    expect(at(`|${call('')}${call('')}${call(',')}`).done('normalize-trailing-commas')).toBe(call('').repeat(3))
    expect(at(`|${call(',')}`).offered('normalize-trailing-commas')).toBeUndefined()
    expect(at(`|${call(',')}`).perform('normalize-trailing-commas')).toEqual({ refusal: 'the trailing commas of this file are in one style' })
  })

  test('of the selection, by the habit of the file', () => {
    const text = `${call(',')}${call(',')}|${call('')}|${call('', 'c')}`
    expect(at(text).offered('normalize-trailing-commas-in-selection')?.kind).toBe('refactor.rewrite')
    expect(at(text).done('normalize-trailing-commas-in-selection')).toBe(call(',').repeat(3) + call('', 'c'))
    expect(at(`${call(',')}${call(',')}|${call('')}`).offered('normalize-trailing-commas-in-selection')).toBeUndefined()
  })
})

describe('rename-variable', () => {
  test('opens the rename box on what the file binds', () => {
    const local = at('def test_a():\n    val|ue = 1\n    assert value\n')
    expect(local.offered('rename-variable')?.title).toBe('Rename variable…')
    expect(local.perform('rename-variable')).toEqual({ renameAt: local.text.indexOf('value') })
    expect(at('def check(fla|vor):\n    pass\n').offered('rename-variable')).toBeDefined()
    expect(at('class A:\n    def setUp(self):\n        self.fla|vor = 1\n').offered('rename-variable')).toBeDefined()
    expect(at('def test_a():\n    value|\n    value = 1\n').offered('rename-variable')).toBeDefined()
  })

  test('is not offered on imports, functions, keywords of calls and names from elsewhere', () => {
    for (const text of ['import o|s\n', 'def test_|a():\n    pass\n', 'f(na|me=1)\n', 'def test_a():\n    le|n([])\n', 'def test_a(se|lf):\n    pass\n', 'x = "na|me"\n', 'def test_a(x):\n    x.na|me\n']) {
      expect(at(text).offered('rename-variable'), text).toBeUndefined()
    }
  })
})

describe('add-docstring', () => {
  test('names the callable behind the pattern, and not what a value was when it was made empty', () => {
    const regex = at('class TestA(unittest.TestCase):\n    def test_a|b(self):\n        self.assertRaisesRegex(ValueError, pattern, decode, b"x")\n').perform('add-docstring') as Fix
    expect(regex.edits[0]!.text).toContain('Calling ``decode(b"x")`` raises ``ValueError``')
    const filled = at('def run_a|ll():\n    out = StringIO()\n    call(out)\n    return out\n').perform('add-docstring') as Fix
    expect(filled.isSnippet).toBe(true)
    expect(filled.edits[0]!.text).not.toContain('StringIO')
  })
})

describe('suggest-names', () => {
  test('asks for names of a local variable or an attribute of the class', () => {
    const local = at('def test_a():\n    val|ue = 1\n    assert value\n')
    expect(local.offered('suggest-names')?.title).toBe('Suggest names…')
    expect(local.perform('suggest-names')).toEqual({ namesAt: local.text.indexOf('value') })
    expect(at('def test_a():\n    value|\n    value = 1\n').offered('suggest-names')).toBeDefined()
    expect(at('class A:\n    def setUp(self):\n        self.fla|vor = 1\n').offered('suggest-names')).toBeDefined()
    expect(at("class A:\n    dri|ver = 'a.B'\n").offered('suggest-names')).toBeDefined()
  })

  test('is not offered on names that it knows nothing of', () => {
    for (const text of ['import o|s\n', 'def test_|a():\n    pass\n', 'f(na|me=1)\n', 'def test_a(x):\n    x.na|me\n', 'def test_a(x):\n    |x\n', 'x = "na|me"\n']) {
      expect(at(text).offered('suggest-names'), text).toBeUndefined()
    }
  })
})

describe('explain-wait', () => {
  test('puts a frame over the wait, with what its name and arguments say for sure', () => {
    const answer = at("def test_a(self, server):\n    server = self._wait_for_state|_change(server, 'ERROR')\n    assert server\n").perform('explain-wait') as Fix
    expect(answer.isSnippet).toBe(true)
    expect(answer.edits[0]!.text).toBe("# Wait until server is in state 'ERROR': ${1:…}\n    ")
    expect((at('def test_a(self, server):\n    self._wait_until_dele|ted(server)\n').perform('explain-wait') as Fix).edits[0]!.text).toBe('# Wait until server is deleted: ${1:…}\n    ')
    expect((at('import time\r\ndef test_a():\r\n    time.sleep(|1)\r\n').perform('explain-wait') as Fix).edits[0]!.text).toBe('# Wait until ${1:…}\r\n    ')
  })

  test('names the thing, not what reaches it, and what is asserted behind a sleep', () => {
    const frame = (call: string): string => (at(`import time\ndef test_a(self, server, volume):\n    |${call}\n`).perform('explain-wait') as Fix).edits[0]!.text.replace(/\n *$/, '')
    expect(frame("self._wait_for_migration_status(server, 'error')")).toBe("# Wait until the migration of server is in status 'error': ${1:…}")
    expect(frame("wait_for_volume_status(self.client, volume['id'], 'available')")).toBe("# Wait until volume is in status 'available': ${1:…}")
    expect(frame('time.sleep(1)\n    self.assertEqual(3, queue.size)')).toBe('# Wait until ${1:queue.size == 3}')
    expect(frame('time.sleep(1)\n    assert not queue.failed')).toBe('# Wait until ${1:…}')
    expect(frame('self.wait_for_it()')).toBe('# Wait until ${1:…}')
  })

  test('is there for every wait of the sample', () => {
    const text = readFileSync(new URL('../samples/test_resize_cleanup.py', import.meta.url), 'utf8')
    const found = [...text.matchAll(/(?<!def )\b(_wait_\w+|sleep)\(/g)].map(({ index }) => {
      const answer = at(`${text.slice(0, index)}|${text.slice(index)}`, 'test_resize_cleanup.py').perform('explain-wait')
      return answer !== undefined && 'edits' in answer ? answer.edits[0]!.text.trim() : JSON.stringify(answer)
    })
    expect(found).toEqual([
      '# Wait until ${1:…}',
      "# Wait until the migration of server is in status 'error': ${1:…}",
      "# Wait until server is in state 'ERROR': ${1:…}",
      "# Wait until server is in state 'ACTIVE': ${1:…}",
      '# Wait until ${1:…}',
      "# Wait until server is in state 'ACTIVE': ${1:…}",
      "# Wait until server is in state 'VERIFY_RESIZE': ${1:…}",
      "# Wait until server is in state 'ACTIVE': ${1:…}",
      "# Wait until the migration of server is in status 'confirmed': ${1:…}",
      '# Wait until server is deleted: ${1:…}',
    ])
  })

  test('is not offered where there is a comment, or no wait', () => {
    expect(at('def test_a():\n    # Until it is there.\n    wait_f|or(1)\n').offered('explain-wait')).toBeUndefined()
    expect(at('def test_a():\n    fi|ll(1)\n').offered('explain-wait')).toBeUndefined()
    expect(at('def test_a():\n    x = 1; wait_f|or(1)\n').perform('explain-wait')).toEqual({ refusal: 'the wait shares its line with other code' })
  })
})

describe('rename-fixture', () => {
  const title = "Rename fixture 'db' across the workspace…"

  test.each([
    ['its definition', '@pytest.fixture\ndef d|b():\n    return 1\n'],
    ['a parameter', 'def test_a(|db):\n    pass\n'],
    ['a use, the cursor behind it', 'def test_a(db):\n    assert db|\n'],
    ['a parameter of another fixture', '@pytest.fixture\ndef user(d|b):\n    return db\n'],
    ['a mark', '@pytest.mark.usefixtures("d|b")\ndef test_a():\n    pass\n'],
    ['getfixturevalue', 'def test_a(request):\n    request.getfixturevalue("db|")\n'],
  ])('is offered at %s, and variable renaming is not', (_, text) => {
    const place = at(`import pytest\n\n\n${text}`)
    expect(place.offered('rename-fixture')?.title).toBe(title)
    expect(place.offered('rename-variable')).toBeUndefined()
    const answer = place.perform('rename-fixture')
    if (answer === undefined || !('renameAt' in answer)) throw new Error(`no box: ${JSON.stringify(answer)}`)
    expect(place.text.slice(answer.renameAt, answer.renameAt + 2)).toBe('db')
  })

  test.each([
    ['what parametrize gives', '@pytest.mark.parametrize("db", [1])\ndef test_a(d|b):\n    pass\n'],
    ['a mock', '@mock.patch("a.b")\ndef test_a(d|b):\n    pass\n'],
    ['a parameter of a helper', 'def helper(d|b):\n    pass\n'],
    ['a parameter with a default', 'def test_a(d|b=1):\n    pass\n'],
    ['a local variable', 'def test_a():\n    d|b = 1\n    assert db\n'],
    ['a function behind @fixture(name=…)', '@pytest.fixture(name="x")\ndef d|b():\n    return 1\n'],
    ['another string', 'def test_a():\n    f("d|b")\n'],
  ])('is not offered at %s', (_, text) => {
    expect(at(`import pytest\nfrom unittest import mock\n\n\n${text}`).offered('rename-fixture')).toBeUndefined()
  })
})
