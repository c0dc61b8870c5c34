// environ-assigned: `os.environ = {…}` gives the name another object; the environment of the process stays as it was.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'environ-assigned',
  summary: 'os.environ is replaced by another object.',
  why: 'Child processes and C code still see the old environment, and whoever has imported `environ` as well. `mock.patch.dict(os.environ, …, clear=True)` changes the environment itself and puts it back.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:B003', 'flake8:B003'],
  on: 'node',
  kinds: ['assignment'],
  *check(assignment): Iterable<Facts> {
    const target = assignment.field('left')
    if (target?.kind === 'attribute' && target.text === 'os.environ' && assignment.field('right') !== undefined) yield { at: target }
  },
  message: () => '`os.environ` becomes another object, and the environment stays as it was',
})
