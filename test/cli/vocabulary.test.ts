// What other test files call things, as a review on the command line tells it.

import { expect, test } from 'vitest'
import { project } from './cli.ts'

const own = 'def test_it(broker):\n    tmp = broker.acquire()\n    broker.start()\n    broker.stop()\n    assert tmp.is_open\n'
const habit = (name: string) => Array.from({ length: 4 }, (_, i) => `def test_${i}(broker):\n    ${name} = broker.acquire()\n    assert ${name}.is_open\n`).join('\n\n')

test('a review suggests what neighbouring test files call it; other code and an isolated review have no say', async () => {
  const { run, write } = project({ 'tests/test_own.py': own, 'broker.py': habit('production_word') })
  expect((await run(['review', 'tests/test_own.py'])).out).not.toContain('production_word')
  write('tests/unit/test_broker.py', habit('channel'))
  expect((await run(['review', 'tests/test_own.py'])).out).toMatch(/`?tmp`?.*`?channel`?.*as in other test files/)
  expect((await run(['review', '--isolated', 'tests/test_own.py'])).out).not.toContain('channel')
})

test('findings do not rest on it', async () => {
  const { run, write } = project({ 'tests/test_own.py': own })
  const before = (await run(['check', 'tests/test_own.py', '--select', 'vague-variable'])).out
  write('tests/test_broker.py', habit('channel'))
  await run(['review', 'tests/test_own.py'])
  expect((await run(['check', 'tests/test_own.py', '--select', 'vague-variable'])).out).toBe(before)
})
