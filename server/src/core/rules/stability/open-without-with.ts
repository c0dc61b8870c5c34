// open-without-with: `open(path)` outside of a `with`: whether the file is closed depends on what happens behind it.

import { rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly written: string
}

export default rule({
  id: 'open-without-with',
  summary: 'A file is opened without a context manager.',
  why: 'When something between opening and closing fails the file stays open: a warning on one platform, and a file that cannot be deleted on another.',
  section: 'stability',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:SIM115', 'flake8:SIM115', 'pylint:R1732'],
  on: 'node',
  kinds: ['call'],
  called: /open|File$|Temporary|TarFile|ZipFile|input$/i,
  *check(call, context): Iterable<Facts> {
    const written = openerOf(call, context)
    // Of these two only Pylint says so.
    const isWrapper = /\b(?:BZ2File|GzipFile)$/.test(written ?? '')
    if (written === undefined || isManaged(call)) return
    const own = isWrapper ? { twins: ['pylint:R1732'] } : {}
    yield { at: call.field('function')!, written, ...own, ...(isLambdas(call) ? { preset: 'twin', twins: ['ruff:SIM115', 'flake8:SIM115'] } : {}) }
  },
  message: ({ written }) => `\`${written}\` opens a file without \`with\``,
})

const openers = new Set(
  `codecs.open dbm.open dbm.dumb.open dbm.gnu.open dbm.ndbm.open dbm.sqlite3.open bz2.BZ2File bz2.open fileinput.FileInput fileinput.input gzip.GzipFile gzip.open io.open io.open_code
  lzma.LZMAFile lzma.open shelve.open tarfile.open tarfile.TarFile.open tarfile.TarFile.bz2open tarfile.TarFile.gzopen tarfile.TarFile.taropen
  tarfile.TarFile.xzopen tempfile.NamedTemporaryFile tempfile.SpooledTemporaryFile tempfile.TemporaryFile tokenize.open wave.open`.split(/\s+/),
)

function openerOf(call: Node, context: Context): string | undefined {
  const callee = call.field('function')!
  const name = context.qualifiedName(callee)
  if (name === 'open') return callee.kind === 'identifier' && context.definitionsOf('open').length === 0 ? 'open' : undefined
  if (name !== undefined && openers.has(name)) return callee.text
  // `Path(p).open()`
  const object = callee.kind === 'attribute' && callee.field('attribute')?.text === 'open' ? callee.field('object') : undefined
  return object?.kind === 'call' && context.qualifiedName(object) === 'pathlib.Path' ? `${object.field('function')!.text}(…).open` : undefined
}

/** In a `with`, closed at once, returned, handed to an exit stack, or kept by a context manager that is entered. */
function isManaged(call: Node): boolean {
  if (call.ancestor('function_definition')?.field('name')?.text === '__enter__') return true
  // Whoever gets it inside a `with` or a `return` sees to it, as Ruff takes it too.
  if (/^(?:with_item|return_statement)$/.test(call.ancestor('with_item', 'return_statement', 'block')?.kind ?? '')) return true
  let outer: Node = call
  for (let parent = outer.parent; parent !== undefined; [outer, parent] = [parent, parent.parent]) {
    if (parent.kind === 'with_item' || parent.kind === 'return_statement' || parent.kind === 'yield') return true
    if (parent.kind === 'await' || parent.kind === 'parenthesized_expression' || parent.kind === 'conditional_expression' || parent.kind === 'as_pattern') continue
    if (parent.kind === 'attribute') return /^(?:close|__enter__)$/.test(parent.field('attribute')?.text ?? '')
    if (parent.kind === 'argument_list') return /(?:^|\.)(?:enter_context|enter_async_context|enterContext|enterClassContext|enterAsyncContext|push|closing|callback)$/.test(parent.parent?.field('function')?.text ?? '')
    return false
  }
  return false
}

/** What a lambda gives is its caller's to close; Ruff says so of a lambda that is handed back alone. */
function isLambdas(call: Node): boolean {
  let outer: Node = call
  while (/^(?:parenthesized_expression|conditional_expression)$/.test(outer.parent?.kind ?? '')) outer = outer.parent!
  return outer.parent?.kind === 'lambda'
}
