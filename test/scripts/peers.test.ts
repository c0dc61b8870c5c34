// The lists of other tools' rules, and what counts as covered.

import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { coverOf, readPeers, type PeerRule } from '../../server/scripts/peers.ts'
import { allRules } from '../../server/src/core/index.ts'

const peers = readPeers(fileURLToPath(new URL('../../', import.meta.url)))

test('every list says where it is from, and every rule in it what it is about', () => {
  expect(peers.length).toBeGreaterThan(25)
  expect(peers.filter(({ source, twins, rules }) => source === '' || twins.length === 0 || rules.length === 0)).toEqual([])
  expect(peers.flatMap(({ name, rules }) => rules.filter(({ row, category }) => row === null || category === null).map(({ code }) => `${name} ${code}`))).toEqual([])
})

test('the lists are as long as their sources', () => {
  const count = (name: string): number => peers.find((peer) => peer.name === name)!.rules.length
  expect([count('flake8-pytest-style'), count('SonarPython'), count('falsegreen'), count('vacuous')]).toEqual([31, 42, 67, 5])
})

test('a rule is covered by a twin of its tool, however its name is spelled', () => {
  const sample = [{ ...allRules[0]!, id: 'sample', twins: ['pynose:empty-test', 'flake8:PT018'] }]
  const covered = (name: string, code: string): readonly string[] => coverOf(peers.find((peer) => peer.name === name)!, { code } as PeerRule, sample).map(({ id }) => id)
  expect(covered('PyNose', 'Empty Test')).toEqual(['sample'])
  expect(covered('PyNose', 'EmptyTest')).toEqual(['sample'])
  expect(covered('flake8-pytest-style', 'PT018')).toEqual(['sample'])
  expect(covered('Ruff', 'PT018')).toEqual([])
  expect(covered('PyNose', 'Unknown Test')).toEqual([])
})
