// What the parts of rename share: the shape of an answer, edits for identifiers, which names a test runner looks for.

import type { Node, Source } from '../syntax/index.ts'
import type { SpanEdit } from './span.ts'

export interface RenameEdits {
  /** In text order, none twice. */
  readonly edits: readonly SpanEdit[]
}

export interface RenameRefusal {
  /** One sentence that names the thing, without a full stop. */
  readonly refusal: string
}

export interface RenameOptions {
  /**
   * True where other files may import this one, so that its module names, its fixtures and the keywords of its functions are not
   * its own. Without it, a file named as a test module is taken to be imported by nobody.
   */
  readonly isImported?: boolean
  /**
   * What a base class outside the file, and its own bases, define or read on their instances, by dotted name with import aliases
   * resolved; undefined where that is not known. Asked only for bases that are not known by heart (unittest's, Django's).
   */
  readonly attributesOf?: (base: string) => ReadonlySet<string> | undefined
  /** True where a person looks at the result: a test's name is then taken to be its class's own although a base lies where nobody reads. */
  readonly trustsTestNames?: boolean
  /**
   * Nodes that would be a reason to refuse, had not whoever asks renamed what they stand for: identifiers that import the name, define
   * or request a fixture of it, strings that mean it. A rename across files brings them.
   */
  readonly alongside?: ReadonlySet<Node>
}

export function refuse(refusal: string): RenameRefusal {
  return { refusal }
}

/** An edit for each identifier. */
export function editsOf(nodes: readonly Node[], newName: string): SpanEdit[] {
  return nodes.map((node) => ({ segment: node.segment, start: node.start, end: node.end, text: newName }))
}

/** In text order, without repetitions. */
export function inOrder(source: Source, edits: readonly SpanEdit[]): readonly SpanEdit[] {
  const sorted = [...edits].sort((a, b) => source.indexOf(a.segment) - source.indexOf(b.segment) || a.start - b.start)
  return sorted.filter((edit, i) => i === 0 || edit.segment !== sorted[i - 1]!.segment || edit.start !== sorted[i - 1]!.start)
}

/** `test_x.py`, `x_test.py`, `tests.py`: by pytest's and Django's defaults nobody imports them. */
export function isTestModule(path: string): boolean {
  return /(^|[\\/])(test_[^\\/]*|[^\\/]*_test|tests)\.py$/.test(path)
}

/** Test runners find tests and hooks of their own by name. */
export function problemOfCollected(name: string, newName: string): string | undefined {
  if (hooks.test(name)) return `'${name}' is a name that the test runner calls`
  if (hooks.test(newName)) return `'${newName}' is a name that the test runner would call`
  const [before, after] = [prefix.exec(name)?.[0], prefix.exec(newName)?.[0]]
  if (before === after) return undefined
  return before === undefined ? `a name that begins with '${after}' would be taken for a test` : `'${newName}' would no longer be found by the test runner: '${name}' begins with '${before}'`
}

const prefix = /^(test|Test)/
/** unittest's, pytest's and nose's fixtures by name; pytest's hooks. */
const hooks = /^(pytest_\w+|(setup|teardown)(_(module|class|method|function))?|(setUp|tearDown)(Class|Module|TestData)?|async(SetUp|TearDown)|load_tests|runTest)$/
