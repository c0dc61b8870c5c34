// One test for each source of evidence: what it proposes and how it says so.

import { expect, test } from 'vitest'
import { createWorkspaceNames, functionScopes, isNamed, namesAt, numberedSiblings, namesOfFile, namesOfSiblings, spansAbout, suggestNames, type NameSuggestion } from '../../server/src/core/naming/index.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import type { Binding } from '../../server/src/core/semantic/model.ts'
import { testParser } from '../support/parser.ts'

const parser = await testParser()

function open(code: string, path = 'test_x.py'): Source {
  return openSource(parser, path, code)
}

function variable(source: Source, name: string, inFunction = 'test_it'): Binding {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    for (const scope of functionScopes(segment)) if (scope.node?.field('name')?.text === inFunction && scope.bindings.has(name)) return scope.bindings.get(name)!
  }
  throw new Error(`no variable ${name} in ${inFunction}`)
}

/** Names for `x` in `test_it`, with a file in which all `known` words are variables. */
function namesFor(body: string, known: readonly string[] = [], outside = ''): readonly NameSuggestion[] {
  const lines = body.split('\n').map((line) => `    ${line}`)
  const source = open(`${outside}\n\ndef other(${known.join(', ')}):\n    pass\n\n\ndef test_it():\n${lines.join('\n')}\n`)
  return suggestNames(source, variable(source, 'x'))
}

test.each([
  ['a constructor', 'x = Flavor()', ['flavor'], 'flavor', 'made by Flavor()'],
  ['its last word', 'x = HttpRequest()', ['request'], 'request', 'made by HttpRequest()'],
  ['a test double', 'x = FakeClient()', ['client'], 'client', 'made by FakeClient()'],
  ['the noun of a call', 'x = self._get_provider_uuid_by_host(host)', ['provider_uuid'], 'provider_uuid', 'returned by _get_provider_uuid_by_host'],
  ['an awaited call', 'x = await load_config()', ['config'], 'config', 'returned by load_config'],
  ['a class\'s own maker', 'x = Page.objects.get(id=1)', ['page'], 'page', 'made by Page.objects.get()'],
  ['a key', "x = body['server']", ['server'], 'server', "key 'server'"],
  ['a key behind get', "x = body.get('server')", ['server'], 'server', "key 'server'"],
  ['an item', 'x = servers[0]', ['server'], 'server', 'one of servers'],
  ['an attribute', 'x = response.headers', ['headers'], 'headers', 'attribute headers'],
  ['a loop', 'for x in servers:\n    print(x)', ['server'], 'server', 'one of servers'],
  ['a counted loop', 'for i, x in enumerate(servers):\n    print(x)', ['server'], 'server', 'one of servers'],
  ['two loops in one', 'for a, x in zip(hosts, servers):\n    print(x)', ['server'], 'server', 'one of servers'],
  ['a view', 'for k, x in servers.items():\n    print(x)', ['server'], 'server', 'one of servers'],
  ['a loop over it', 'x = f()\nfor flavor in x:\n    print(flavor)', ['flavors'], 'flavors', 'each of it is a flavor'],
  ['a keyword', 'x = f()\nboot(flavor=x)', ['flavor'], 'flavor', 'passed as flavor'],
  ['a dict', "x = f()\npost({'flavor': x})", ['flavor'], 'flavor', "value of 'flavor'"],
  ['a stored key', "x = f()\nbody['flavor'] = x", ['flavor'], 'flavor', "stored under 'flavor'"],
  ['a stored attribute', 'x = f()\nself.flavor = x', ['flavor'], 'flavor', 'stored as self.flavor'],
  ['what it is compared with', "x = f()\nassert x == server['host']", ['host'], 'host', "compared with server['host']"],
  ['what it is asserted to equal', 'x = f()\nself.assertEqual(x, server.host)', ['host'], 'host', 'compared with server.host'],
  ['its class', 'x = f()\nself.assertIsInstance(x, Response)', ['response'], 'response', 'an instance of Response'],
  ['what it is added to', 'x = f()\nservers.append(x)', ['server'], 'server', 'added to servers'],
  ['an annotation', 'x: Flavor = f()', ['flavor'], 'flavor', 'annotated as Flavor'],
  ['an annotation of many', 'x: list[Flavor] = f()', ['flavors'], 'flavors', 'annotated as list[Flavor]'],
  ['a patched name', "with patch('a.b.Client') as x:\n    print(x)", ['mock_client'], 'mock_client', 'replaces Client'],
  ['a context', 'with make_client() as x:\n    print(x)', ['client'], 'client', 'returned by make_client'],
  ['an unpacked call', 'a, x = get_host_and_port()', ['port'], 'port', 'part of get_host_and_port()'],
  ['several of a class', 'x = [Flavor(1), Flavor(2)]', ['flavors'], 'flavors', 'several of Flavor()'],
  ['a walrus', 'if x := get_client():\n    print(x)', ['client'], 'client', 'returned by get_client'],
])('%s', (_, body, known, name, evidence) => {
  const names = namesFor(body, known)
  expect(names[0]?.name).toBe(name)
  expect(names[0]?.evidence).toContain(evidence)
})

test('the parameter at which it is passed', () => {
  const names = namesFor('x = f()\nsend(1, x)', ['message'], 'def send(count, message):\n    pass')
  expect(names[0]).toMatchObject({ name: 'message', evidence: 'passed as message', trusted: true })
})

test('a parameter of a method counts without self, one of a class is its __init__\'s', () => {
  const outside = 'class Client:\n    def __init__(self, address):\n        pass\n\n    def send(self, message):\n        pass'
  expect(namesFor('x = f()\nclient.send(x)', ['message'], outside)[0]?.name).toBe('message')
  expect(namesFor('x = f()\nClient(x)', ['address'], outside)[0]?.name).toBe('address')
})

test('a value that is passed at two parameters of one callable is named after neither', () => {
  expect(namesFor('x = f()\nmove(x, x)', ['source', 'target'], 'def move(source, target):\n    pass')).toEqual([])
})

test('the same expression elsewhere, where all agree', () => {
  const other = (name: string, at: number) => `def test_${at}(app):\n    ${name} = app.prepare()\n    assert ${name}`
  const others = (...names: readonly string[]) => names.map(other).join('\n\n\n')
  expect(namesFor('x = app.prepare()', [], others('order', 'order', 'order'))[0]).toMatchObject({ name: 'order', evidence: 'as elsewhere for app.prepare()', trusted: true })
  expect(namesFor('x = app.prepare()', [], others('order', 'order', 'invoice')).map((each) => [each.name, each.trusted])).toEqual([['order', false], ['invoice', false]])
})

test('what has the same uses elsewhere, a literal of the same shape, a word of the test\'s name', () => {
  const other = (name: string, at: number) => `def check_${at}(app):\n    ${name} = app.prepare_${at}()\n    assert ${name}.due_date\n    send(${name}['total'])`
  const others = [other('order', 1), other('order', 2), other('order', 3)].join('\n\n\n')
  expect(namesFor('x = f()\nassert x.due_date', [], others)[0]).toMatchObject({ name: 'order', evidence: expect.stringContaining('what has .due_date') as string })
  const body = "def check(app):\n    body = {'server': {'flavor': 1}}\n    app.post(body)"
  expect(namesFor("x = {'server': 2}", [], body)[0]).toMatchObject({ name: 'body', evidence: 'as elsewhere for such a value' })
})

test('a score is how often a name with it was the author\'s: those of one variable are less than one together', () => {
  const names = namesFor('x = make_client()\nboot(server=x)', ['client', 'server'])
  expect(names.length).toBe(2)
  expect(names.reduce((sum, each) => sum + each.score, 0)).toBeLessThan(1)
})

test('what one function calls it is a hint, not a lead, unless the value says that word too', () => {
  const other = (code: string) => `def test_other(app):\n    ${code}`
  expect(namesFor('x = app.prepare()', [], other('order = app.prepare()'))[0]).toMatchObject({ name: 'order', trusted: false })
  expect(namesFor('x = app.orders.next_one()', [], other('order = app.orders.next_one()'))[0]).toMatchObject({ name: 'order', trusted: true })
  expect(namesFor('x = app.prepare_task()', [], other('expected_task = app.prepare_task()')).find((each) => each.name === 'expected_task')?.trusted).toBe(false)
})

test('what the function returns it as', () => {
  const source = open('def make_flavor():\n    x = f()\n    x.save()\n    return x\n\n\ndef other(flavor):\n    pass\n')
  expect(suggestNames(source, variable(source, 'x', 'make_flavor'))[0]).toMatchObject({ name: 'flavor', evidence: 'what make_flavor gives' })
})

test('other test files help, and nothing needs them', () => {
  const vocabulary = namesOfFile(open('def test_a(broker):\n    channel = broker.acquire()\n', 'test_other.py'))
  const source = open('def test_it(broker):\n    x = broker.acquire()\n    assert x\n')
  expect(suggestNames(source, variable(source, 'x'))).toEqual([])
  expect(suggestNames(source, variable(source, 'x'), vocabulary)[0]).toMatchObject({ name: 'channel', evidence: 'as in other test files for broker.acquire()' })
})

test('a name that is taken, or reads another variable, is not offered', () => {
  expect(namesFor('client = 1\nx = Client()\nprint(client, x)', ['client']).map((each) => each.name)).not.toContain('client')
  expect(namesFor('x = Client()\nprint(client, x)', ['client']).map((each) => each.name)).not.toContain('client')
})

test('a variable that is two things is not trusted', () => {
  const [lead] = namesFor('x = make_domain()\nx = make_project()\nsend(domain=x)', ['domain', 'project'])
  expect(lead?.trusted).toBe(false)
})

test('the same answer each time, by score, then by alphabet', () => {
  const source = 'x = f()\nboot(b_side=x)\nboot(a_side=x)'
  const names = namesFor(source, ['a_side', 'b_side']).map((each) => each.name)
  expect(names).toEqual(['a_side', 'b_side'])
  expect(namesFor(source, ['a_side', 'b_side']).map((each) => each.name)).toEqual(names)
})

test('roles of siblings: opposite, with evidence on both sides, and not against each other', () => {
  const rolesIn = (body: string): readonly string[] => {
    const source = open(`def test_it():\n    host1 = start()\n    host2 = start()\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n`)
    const scope = variable(source, 'host1').scope
    return numberedSiblings(scope).flatMap((siblings) => namesOfSiblings(source, siblings) ?? []).map((each) => each.name)
  }
  expect(rolesIn('move(source=host1, dest=host2)')).toEqual(['source_host', 'dest_host'])
  expect(rolesIn('move(new=host1)\nmove(old=host2)')).toEqual(['new_host', 'old_host'])
  expect(rolesIn('move(source=host1)')).toEqual([])
  expect(rolesIn('move(source=host1, dest=host2)\nmove(source=host2, dest=host1)')).toEqual([])
  expect(rolesIn('join(left=host1, right=host2)')).toEqual([])
})

test('roles of siblings: from what they are made with, in the spelling of the function; not from what is called, nor from both roles at once', () => {
  const rolesIn = (body: string): readonly string[] => {
    const source = open(`def test_it(api):\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n`)
    return numberedSiblings(functionScopes(source.segments[0]!)[0]!).flatMap((siblings) => namesOfSiblings(source, siblings) ?? []).map((each) => `${each.name}: ${each.evidence}`)
  }
  expect(rolesIn('uuid1 = api.find(source_host)\nuuid2 = api.find(dest_host)')).toEqual(['source_uuid: made with source_host', 'dest_uuid: made with dest_host'])
  expect(rolesIn("tree1 = api.find('old')\ntree2 = api.find('new')")).toEqual(['old_tree: made with old', 'new_tree: made with new'])
  expect(rolesIn('src_path = 1\nfile1 = api.find(source)\nfile2 = api.find(dest)\nmove(src=file1)')[0]).toBe('src_file: passed as src')
  expect(rolesIn('tree1 = api.original()\ntree2 = api.copy()')).toEqual([])
  expect(rolesIn('tree1 = api.swap(old, new)\ntree2 = api.find(new)')).toEqual([])
  expect(rolesIn('tree1, tree2 = api.find(old)\nuse(new=tree2)')).toEqual([])
})

test('what is about a variable: the header of its function, and the statements that name it', () => {
  const source = open('@mark\ndef test_it(api):\n    api.start()\n    with api.open(\n        1,\n    ) as x:\n        unrelated()\n        if x:\n            pass\n        elif ready(x):\n            stop()\n    assert x.ok\n\n\nclass TestA:\n    def setUp(self):\n        self.c = 1\n        c = 2\n        self.d = self.c\n')
  const shown = (text: string) => {
    const node = source.segments.flatMap((segment) => (segment.kind === 'trivia' ? [] : segment.root.descendants('identifier'))).find((each) => each.text === text && isNamed(each))!
    return spansAbout(node).map((span) => source.text.slice(source.rangeOf(span).start, source.rangeOf(span).end))
  }
  expect(shown('x')).toEqual(['def test_it(api):', 'with api.open(\n        1,\n    ) as x:', 'if x:', 'elif ready(x):', 'assert x.ok'])
  expect(shown('c')).toEqual(['def setUp(self):', 'self.c = 1', 'self.d = self.c'])
})

test('attributes of the class are named after what they are set to', () => {
  const source = open('class TestA:\n    def setUp(self):\n        self.c = make_client()\n        self.client_name = load_config()\n        self.x = 3\n')
  const at = (text: string) => source.segments.flatMap((segment) => (segment.kind === 'trivia' ? [] : segment.root.descendants('identifier'))).find((node) => node.text === text)!
  expect(namesAt(source, at('c'))).toMatchObject({ name: 'c', candidates: [{ name: 'client', evidence: 'returned by make_client' }] })
  expect(namesAt(source, at('client_name'))?.candidates[0]?.name).toBe('config')
  expect(namesAt(source, at('x'))?.candidates).toEqual([])
  expect(namesAt(source, at('setUp'))).toBeUndefined()
})

test('what a workspace says is counted, changed and forgotten file by file, and never for the file itself', () => {
  const names = createWorkspaceNames()
  const file = (path: string, name: string) => open(`def test_a(broker):\n    ${name} = broker.acquire()\n    send(${name})\n\n\ndef send(message):\n    pass\n`, path)
  Array.from(names.learn('a.py', file('a.py', 'channel')))
  Array.from(names.learn('b.py', file('b.py', 'line')))
  const all = names.without('c.py')
  expect([all.usesOf('channel'), all.usesOf('message'), names.size]).toEqual([1, 2, 2])
  expect(Object.fromEntries(all.namesOf('call assign broker.acquire'))).toEqual({ channel: 1, line: 1 })
  expect(all.parametersOf('send')).toEqual([['message'], ['message']])
  const other = names.without('a.py')
  expect([other.usesOf('channel'), other.usesOf('line')]).toEqual([0, 1])
  expect(other.parametersOf('send')).toEqual([['message']])
  Array.from(names.learn('a.py', file('a.py', 'wire')))
  expect([all.usesOf('channel'), all.usesOf('wire')]).toEqual([0, 1])
  names.forget('a.py')
  names.forget('b.py')
  expect([all.usesOf('wire'), all.usesOf('message'), all.parametersOf('send').length, all.namesOf('call assign broker.acquire').size]).toEqual([0, 0, 0, 0])
})
