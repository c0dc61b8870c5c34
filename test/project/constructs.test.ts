// The suite with every way in which a fixture reaches a test (test/oracles/collect/constructs): what a file's neighbours say of a name,
// from summaries, agrees with the closure over whole files, which the oracle compares with pytest's.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createWorkspaces } from '../../server/src/core/project/workspace.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { ownerDraft } from '../../server/src/core/suite/classes.ts'
import { fixturesOfTests } from '../../server/src/core/suite/fixture-closure.ts'
import { fixtureElsewhere, fixtureInherited } from '../../server/src/core/suite/leads.ts'
import { fixturesNamed, requestsOf } from '../../server/src/core/suite/requested.ts'
import { draftOf, suiteOf } from '../../server/src/core/suite/units.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const folder = fileURLToPath(new URL('../oracles/collect/constructs/', import.meta.url))
const texts = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(py|ini)$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
)

/** Made by an assignment, or imported under a name that `name=` replaces: only the closure follows these. */
const onlyInClosure = new Set(['made', 'made_by_name', 'again', 'named_elsewhere', 'same'])

test('a name is a fixture of the workspace for the neighbours where it is one in the closure', async () => {
  const parser = await testParser()
  const sources = new Map([...texts].map(([path, text]) => [path, openSource(parser, path, text)]))
  const elsewhere = (module: string, from: Source): Source | undefined => {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
    const parts = rest === '' ? [] : rest!.split('.')
    const roots = dots === '' ? ['', 'support/'] : [[...from.path.split('/').slice(0, -dots!.length), ''].join('/')]
    return roots.flatMap((root) => [sources.get(`${root}${parts.join('/')}.py`), sources.get(`${root}${[...parts, '__init__.py'].join('/')}`)]).find((each) => each !== undefined)
  }
  let compared = 0
  for (const path of [...texts.keys()].filter((each) => /test_\w+\.py$/.test(each))) {
    const conftests = path.split('/').map((_, i, parts) => sources.get([...parts.slice(0, parts.length - 1 - i), 'conftest.py'].join('/'))).filter((each) => each !== undefined)
    const closure = new Map(fixturesOfTests(sources.get(path)!, defaultSettings, { elsewhere, conftests: () => conftests }).map(({ id, fixtures }) => [id.split('::').at(-1)!, new Map(fixtures.map((each) => [each.name, each.definitions.length > 0]))]))
    const workspaces = createWorkspaces(parser)
    const source = openSource(parser, path, texts.get(path)!)
    workspaces.settle(source, { workspace: 'constructs', path })
    const said = (): string[] =>
      suiteOf(workspaces.current(source), defaultSettings).tests.flatMap((unit) => {
        const version = workspaces.current(source)
        const owner = ownerDraft(version, draftOf(unit)!)
        return requestsOf(version, unit).flatMap(({ name }) => {
          const known = closure.get(unit.name)?.get(name)
          if (known === undefined || onlyInClosure.has(name)) return []
          const isThere = fixturesNamed(version, name, owner).length > 0 || (owner !== undefined && fixtureInherited(version, owner, name) !== undefined) || fixtureElsewhere(version, name) !== undefined
          compared++
          return isThere === known ? [] : [`${path} ${unit.name}: '${name}' ${known ? 'is' : 'is not'} a fixture`]
        })
      })
    said()
    for (let wanted = workspaces.wants(source); wanted.length > 0; wanted = workspaces.wants(source)) {
      for (const each of wanted) workspaces.learn('constructs', each, texts.get(each))
      said()
    }
    expect(said()).toEqual([])
  }
  expect(compared).toBeGreaterThan(60)
})
