// global-stdlib-mock: `patch("time.sleep")` changes the standard library for every module, threads and the test runner included.

import { names, patchOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly target: string
}

const modules = new Set(
  `abc argparse array ast asyncio base64 bisect builtins bz2 calendar cmath codecs collections concurrent configparser contextlib copy csv ctypes
  dataclasses datetime decimal difflib email enum errno fcntl fileinput fnmatch functools gc getpass gettext glob grp gzip hashlib heapq hmac html http
  imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma math mimetypes mmap multiprocessing operator os pathlib
  pickle pkgutil platform plistlib pprint pwd queue random re resource sched secrets select selectors shelve shlex shutil signal site smtplib socket
  socketserver sqlite3 ssl stat statistics string struct subprocess sys sysconfig syslog tarfile tempfile termios textwrap threading time timeit
  traceback tracemalloc types typing unittest urllib uuid venv warnings weakref webbrowser xml zipfile zlib zoneinfo`.split(/\s+/),
)

export default rule({
  id: 'global-stdlib-mock',
  summary: 'A function of the standard library is patched for the whole process.',
  why: 'Other modules, other threads, and the test runner itself meet the mock too. A patch of the name in the module under test reaches that module alone.',
  section: 'organization',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['nova:N375'],
  options: {
    allowed: names(['sys.argv', 'sys.stdin', 'sys.stdout', 'sys.stderr', 'os.environ', 'builtins.input', 'builtins.print'], 'Dotted names that may be patched.'),
  },
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const patch = patchOf(call, context)
    if (patch === undefined) return
    const target = patch.target ?? objectName(patch.object, patch.attribute, context.qualifiedName(patch.object))
    if (target === undefined || !modules.has(target.split('.')[0]!) || !target.includes('.') || context.options.allowed.includes(target)) return
    yield { at: patch.object, target }
  },
  message: ({ target }) => `\`${target}\` is patched for every module, not for the one under test`,
})

function objectName(object: Node, attribute: Node | undefined, qualified: string | undefined): string | undefined {
  if (qualified === undefined || attribute?.kind !== 'string' || object.kind === 'call') return undefined
  return `${qualified}.${attribute.text.replace(/^['"]+|['"]+$/g, '')}`
}
