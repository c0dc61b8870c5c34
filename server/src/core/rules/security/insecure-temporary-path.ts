// insecure-temporary-path: `tempfile.mktemp()`, and files made at fixed places under /tmp.

import { argumentOf, calledName, literalText, rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly path: string | undefined
}

/** Functions that make or change what their parameter names: its name and position. */
const makers: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['os.mkdir', ['path', 0]], ['os.makedirs', ['name', 0]], ['os.mkfifo', ['path', 0]], ['os.mknod', ['path', 0]], ['os.symlink', ['dst', 1]], ['os.link', ['dst', 1]],
  ['os.rename', ['dst', 1]], ['os.replace', ['dst', 1]], ['shutil.copy', ['dst', 1]], ['shutil.copy2', ['dst', 1]], ['shutil.copyfile', ['dst', 1]], ['shutil.copytree', ['dst', 1]],
  ['shutil.move', ['dst', 1]], ['shutil.rmtree', ['path', 0]], ['sqlite3.connect', ['database', 0]], ['shelve.open', ['filename', 0]], ['dbm.open', ['file', 0]],
])
const openers = /^(?:open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|tarfile\.open|zipfile\.ZipFile)$/
const pathMethods = /^(?:write_text|write_bytes|mkdir|touch|symlink_to|hardlink_to)$/
/** Last names of the functions above, `mktemp` among them. */
const made = /open|mk|makedirs|link|rename|replace|copy|move|rmtree|connect|ZipFile/
const pathClasses = /(?:^|\.)(?:Path|PosixPath|local)$/

export default rule({
  id: 'insecure-temporary-path',
  summary: 'A temporary file is made at a name that others can foresee.',
  why: 'Two runs at once, or two users of one machine, meet at the same file: tests fail for no reason, and whoever made a link there first chooses what is overwritten.',
  section: 'security',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S108', 'ruff:S306', 'bandit:B108', 'bandit:B306', 'sonar:S5443', 'sonar:S5445'],
  on: 'node',
  kinds: ['call'],
  called: (name) => pathMethods.test(name) || made.test(name),
  *check(call, context): Iterable<Facts> {
    const last = calledName(call)
    if (last === undefined) return
    if (last === 'mktemp') {
      // In a directory of the test's own nobody else makes files.
      if (context.qualifiedName(call) === 'tempfile.mktemp') yield { at: call, path: undefined, twins: ['ruff:S306', 'bandit:B306', 'sonar:S5445'], ...(argumentOf(call, 'dir', 2) === undefined ? {} : { preset: 'twin', twins: ['ruff:S306', 'bandit:B306'] }) }
      return
    }
    const place = placeMade(call, last, context)
    const path = place === undefined ? undefined : textOf(place, context)
    if (place === undefined || path === undefined || !/^\/(?:tmp|var\/tmp|dev\/shm)\/[^/]/.test(path)) return
    if (isMocked(call, last, context)) return
    yield { at: place, path, severity: 'information', twins: ['ruff:S108', 'bandit:B108', 'sonar:S5443'] }
  },
  message: ({ path }) =>
    path === undefined
      ? '`tempfile.mktemp` only makes up a name, another process can take it first'
      : `\`${path.length > 50 ? `${path.slice(0, 50)}…` : path}\` is the same file for every run and user of the machine`,
})

/** The expression for the place that the call makes or writes to. */
function placeMade(call: Node, last: string, context: Context): Node | undefined {
  const callee = call.field('function')
  const object = callee?.kind === 'attribute' ? unwrapped(callee.field('object')!) : undefined
  if (object?.kind === 'call' && pathClasses.test(context.qualifiedName(object) ?? '')) {
    const writes = pathMethods.test(last) || (last === 'open' && isForWriting(argumentOf(call, 'mode', 0)))
    return writes ? argumentOf(object, 'path', 0) : undefined
  }
  if (!made.test(last)) return undefined
  const name = context.qualifiedName(call) ?? ''
  const parameter = makers.get(name)
  if (parameter !== undefined) return argumentOf(call, ...parameter)
  return openers.test(name) && isForWriting(argumentOf(call, 'mode', 1)) ? (argumentOf(call, 'file', 0) ?? argumentOf(call, 'filename', 0)) : undefined
}

function isForWriting(mode: Node | undefined): boolean {
  return mode !== undefined && /[wax+]/.test(literalText(mode) ?? '')
}

/** The literal itself or the one that a local name holds; with fields, the text in front of the first. */
function textOf(node: Node, context: Context): string | undefined {
  const inner = unwrapped(node)
  const text = literalText(inner)
  if (text !== undefined) return text
  if (inner.kind !== 'identifier') return undefined
  const definitions = context.bindingOf(inner)?.definitions ?? []
  return definitions.length === 1 && definitions[0]!.value !== undefined ? literalText(definitions[0]!.value) : undefined
}

/** Calls of a patched `open` or `os.mkdir` touch no file. */
function isMocked(call: Node, last: string, context: Context): boolean {
  const unit = context.functionOf(call)
  if (unit === undefined) return false
  const patched = new RegExp(`patch[\\w.]*\\([^)]*['"\\s.]${last}['"]|mock_open|pyfakefs|\\bfs\\b`)
  return patched.test(unit.outer.text) || (unit.owner?.decorators ?? []).some(({ node }) => patched.test(node.text))
}
