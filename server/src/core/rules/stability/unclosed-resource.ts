// unclosed-resource: a file that a test opens, keeps in a variable, and never closes.

import { escaped, escapes, heldBy, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string | undefined
}

export default rule({
  id: 'unclosed-resource',
  summary: 'A test opens a file and never closes it.',
  why: 'It stays open until the interpreter collects it: a ResourceWarning, a file that cannot be deleted on Windows, and writes that are not there yet when the test reads them.',
  section: 'stability',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    if (unit.role === 'nested' || unit.role === 'fixture') return
    for (const call of context.callsOf(unit)) {
      if (!/^(?:open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|zipfile\.ZipFile|tarfile\.open)$/.test(context.qualifiedName(call) ?? '') || context.definitionsOf('open').length > 0) continue
      // `open(path).read()`: nobody can close it any more.
      const { parent } = call
      if (parent?.kind === 'attribute' && /^(?:read|readlines|readline|write|writelines|namelist|extractall|getnames)$/.test(parent.field('attribute')?.text ?? '') && parent.parent?.kind === 'call') {
        yield { at: call, name: undefined }
        continue
      }
      const name = heldBy(call)
      if (name === undefined || name.includes('.') || escapes(name, unit)) continue
      if (!new RegExp(`(?<![\\w.])${escaped(name)}\\.(?:close|__exit__|detach)\\b`).test(unit.body.text)) yield { at: call, name }
    }
  },
  message: ({ at, name }) => (name === undefined ? `What \`${at.field('function')!.text}\` opens is never closed` : `\`${name}\` is never closed`),
})
