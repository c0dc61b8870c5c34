// Which names that other places have may still be wrong here.

import { expect, test } from 'vitest'
import { isDoubtful } from '../../server/src/core/naming/doubts.ts'

test.each([
  ['a letter among its words', 'n_manager', 5, ['value assign rc.nodes_manager'], true],
  ['mostly words that the value does not say, in one place', 'no_bytes_resource', 1, ['call assign resource.Resource'], true],
  ['the same in several places', 'no_bytes_resource', 3, ['call assign resource.Resource'], false],
  ['half of its words said', 'folder_contents', 1, ['value assign sftp.listdir(sftp.FOLDER)'], false],
  ['another class\'s factory', 'request', 9, ['value assign self._makeOne()', 'call assign self._makeOne'], true],
  ['a factory that names what it makes', 'client', 1, ['call assign self.single_client'], false],
  ['an attribute\'s method', 'task', 1, ['call assign self.client.start'], false],
  ['a class for anything', 'registry', 4, ['call assign Dummy'], true],
  ['a container for anything', 'fds', 4, ['value assign array.array("i")', 'call assign array.array'], true],
  ['a class that is something', 'hub', 1, ['call assign Connector'], false],
] as const)('%s', (_, name, count, keys, doubtful) => {
  expect(isDoubtful(name, { source: 'same call', count }, keys)).toBe(doubtful)
})

test('a value that is one of several in turn', () => {
  expect(isDoubtful('commit', { source: 'same value', count: 4 }, ['value assign p[a_sha]', 'value assign p[commit_sha]'])).toBe(true)
  expect(isDoubtful('commit', { source: 'same value', count: 4 }, ['value assign p[commit_sha]'])).toBe(false)
})

test('what its own value says is not doubted', () => {
  expect(isDoubtful('request', { source: 'class', count: 1 }, ['call assign self._makeOne'])).toBe(false)
})
