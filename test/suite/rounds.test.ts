import { describe, expect, it } from 'vitest'
import { callsOf, roundsOf } from '../../server/src/core/suite/rounds.ts'
import { opened } from './open.ts'

/** Each round as `acts | assertions`. */
async function rounds(body: readonly string[]): Promise<string[]> {
  const { source, unit } = await opened(`import json, time\nfrom unittest import mock\nimport pytest\ndef test_it(client, db):\n${body.map((line) => `    ${line}\n`).join('')}`)
  return roundsOf(source, unit('test_it')).map((round) => `${round.acts.map((act) => act.text).join(', ')} | ${round.assertions.map((each) => each.node.text.split('\n')[0]).join(', ')}`)
}

describe('rounds', () => {
  it('puts all that comes before the first assertion into the first round', async () => {
    expect(await rounds(['db.fill()', 'r = client.get("/")', 'assert r.status == 200', 'assert r.text'])).toEqual(['db.fill(), client.get("/") | assert r.status == 200, assert r.text'])
  })

  it('begins a round with the first act behind assertions', async () => {
    expect(await rounds(['r = client.get("/")', 'assert r.ok', 'r = client.post("/")', 'assert r.ok', 'client.delete("/")', 'assert db.is_empty()'])).toEqual([
      'client.get("/") | assert r.ok',
      'client.post("/") | assert r.ok',
      'client.delete("/") | assert db.is_empty()',
    ])
  })

  it('takes reading, converting, printing and waiting for no act', async () => {
    expect(await rounds(['r = client.get("/")', 'assert r.ok', 'print(r)', 'data = json.loads(r.text)', 'body = r.json()', 'n = len(body)', 'time.sleep(1)', 'assert n', 'assert data'])).toEqual([
      'client.get("/") | assert r.ok, assert n, assert data',
    ])
  })

  it('knows which results an assertion looks at, through other variables too', async () => {
    expect(await rounds(['assert db.ok', 'unused = client.get("/a")', 'raw = client.get("/b")', 'parsed = parse(raw)', 'assert parsed'])).toEqual([
      ' | assert db.ok',
      'client.get("/b"), parse(raw) | assert parsed',
    ])
  })

  it('counts what stands in a raises block as acts of the round that it ends', async () => {
    expect(await rounds(['with pytest.raises(ValueError):', '    client.get("/")', 'with pytest.raises(KeyError):', '    client.post("/")'])).toEqual([
      'client.get("/") | pytest.raises(ValueError)',
      'client.post("/") | pytest.raises(KeyError)',
    ])
    expect(await rounds(['pytest.raises(ValueError, client.get)', 'pytest.raises(KeyError, client.post)'])).toEqual([' | pytest.raises(ValueError, client.get), pytest.raises(KeyError, client.post)'])
  })

  it('gives calls behind the last assertion to the last round', async () => {
    expect(await rounds(['r = client.get("/")', 'assert r', 'client.close()'])).toEqual(['client.get("/"), client.close() | assert r'])
    expect(await rounds(['client.get("/")'])).toEqual(['client.get("/") | '])
    expect(await rounds(['x = 1'])).toEqual([])
  })

  it('says where a round begins and ends', async () => {
    const { source, unit } = await opened('def test_it(client):\n    a = client.get(1)\n    assert a\n    if a:\n        client.go()\n    assert client\n')
    const [, second] = roundsOf(source, unit('test_it'))
    expect([second!.first.kind, second!.last.kind]).toEqual(['if_statement', 'assert_statement'])
  })
})

it('callsOf leaves nested functions and lambdas out', async () => {
  const { unit } = await opened('def test_it():\n    a(b())\n    def inner():\n        c()\n    d(lambda: e())\n    [f() for x in y]\n')
  expect(callsOf(unit('test_it')).map((call) => call.text)).toEqual(['a(b())', 'b()', 'd(lambda: e())', 'f()'])
})
