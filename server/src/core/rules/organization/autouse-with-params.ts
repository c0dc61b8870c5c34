// autouse-with-params: a fixture with `params` that runs unasked multiplies every test in its reach.

import { argumentsOf, fixtureNodeOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly count: number | undefined
}

export default rule({
  id: 'autouse-with-params',
  summary: 'A fixture with params runs for every test unasked.',
  why: 'Each test in its reach runs once for each of the params, those too that have nothing to do with them.',
  section: 'organization',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S8992'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    if (fixture?.call === undefined) return
    const { keywords } = argumentsOf(fixture.call)
    const params = keywords.get('params')
    if (keywords.get('autouse')?.kind !== 'true' || params === undefined || params.kind === 'none') return
    const isWritten = (params.kind === 'list' || params.kind === 'tuple') && !params.children.some(({ kind }) => kind === 'list_splat')
    if (isWritten && params.children.length < 2) return
    yield { at: params.ancestor('keyword_argument')!, name: fixture.name, count: isWritten ? params.children.length : undefined }
  },
  message: ({ name, count }) => `Every test in reach of \`${name}\` runs ${count === undefined ? 'once for each of its params' : `${count} times`}, asked for or not`,
})
