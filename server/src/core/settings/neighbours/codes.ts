// Which twins a code or name means that somebody wrote for another tool: in `# noqa: PT011`, in `# pylint: disable=assert-on-tuple`.

import { pylintCode } from './pylint-messages.ts'
import { ruffCode } from './ruff-rules.ts'

/** Whose comments a tool's findings listen to. flake8's plugins have tools of their own among twins. */
export type Listener = 'noqa' | 'pylint' | 'nosec' | 'nosonar'

const listeners: readonly (readonly [RegExp, Listener])[] = [
  [/^(?:ruff|flake8(?:-[a-z]+)*|bugbear|pycodestyle|pyflakes|pydocstyle|wemake|pytest-fixtures-style|hacking|nova|cinder|ironic|keystone|neutron|tempest)$/, 'noqa'],
  [/^pylint(?:-[a-z]+)*$/, 'pylint'],
  [/^bandit$/, 'nosec'],
  [/^sonar$/, 'nosonar'],
]

export function listenerOf(twin: string): Listener | undefined {
  return listeners.find(([tool]) => tool.test(twin.slice(0, twin.indexOf(':'))))?.[1]
}

/**
 * Whether the code written in a comment of this kind means the twin. flake8 takes `PT` for all of PT; Ruff knows names too; Pylint knows
 * names, categories (`C`) and `all`.
 */
export function meansTwin(written: string, twin: string, listener: Listener): boolean {
  if (listenerOf(twin) !== listener) return false
  const code = twin.slice(twin.indexOf(':') + 1)
  if (listener === 'noqa') return code.toUpperCase().startsWith(ruffCode(written.toLowerCase()).toUpperCase())
  if (listener !== 'pylint') return code.toUpperCase() === written.toUpperCase()
  const meant = pylintCode(written)
  return meant === pylintCode(code) || written === 'all' || (/^[CRWEFI]$/.test(written) && /^[A-Z]\d/.test(code) && code.startsWith(written))
}
