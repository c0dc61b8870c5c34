// marksOf(): pytest's marks and unittest's skips that hold for a function: its own, those of its classes and their bases in this file,
// those of the module. What conftest files, hooks and bases of other files add is not there.

import { outlineOf } from '../semantic/outline.ts'
import { unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { ancestryOf, ownerDraft, statementsOf } from './classes.ts'
import { draftsOf, type ClassDraft } from './drafts.ts'
import { resolvedName } from './fixtures.ts'
import type { Framework, FunctionUnit } from './model.ts'

export interface Mark {
  /** As its framework calls it: `skip`, `skipif`, `xfail`, `parametrize`, `usefixtures`, `asyncio` …; `skip`, `skipIf`, `skipUnless`, `expectedFailure`. */
  readonly name: string
  readonly of: Framework
  /** Where it stands: on the function, on a class around it or a base of one, in a `pytestmark` of the module. */
  readonly on: 'function' | 'class' | 'module'
  /** The expression at that place; of another segment where it stands on a class or the module. */
  readonly node: Node
  /** The call with its arguments, which may stand elsewhere (`slow = pytest.mark.skip(…)`); undefined for a bare mark. */
  readonly call: Node | undefined
}

/** Nearest first, as pytest's `iter_markers` gives them. Tracked. */
export function marksOf(source: Source, unit: FunctionUnit): readonly Mark[] {
  const draft = draftsOf(unit.segment).functions.find((each) => each.node === unit.node)
  if (draft === undefined) return []
  const marks: Mark[] = draft.decorators.toReversed().flatMap((each) => marksIn(source, each.firstChild, 'function'))
  for (let owner = ownerDraft(source, draft); owner !== undefined; owner = ownerDraft(source, owner)) {
    for (const place of [owner, ...ancestryOf(source, owner).inFile]) marks.push(...marksOnClass(source, place))
  }
  return [...marks, ...moduleMarks(source)]
}

function marksOnClass(source: Source, place: ClassDraft): readonly Mark[] {
  const statements = place.body === undefined ? outlineOf(source).membersNamed(place.segment, 'pytestmark').flatMap((segment) => segment.root.children) : statementsOf(source, place)
  return [...place.decorators.toReversed().flatMap((each) => marksIn(source, each.firstChild, 'class')), ...assigned(source, statements, 'class')]
}

function moduleMarks(source: Source): readonly Mark[] {
  return assigned(source, outlineOf(source).definitionsOf('pytestmark').flatMap((segment) => segment.root.children), 'module')
}

/** What statements leave in `pytestmark`. */
function assigned(source: Source, statements: readonly Node[], on: Mark['on']): readonly Mark[] {
  let marks: readonly Mark[] = []
  for (const statement of statements) {
    const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
    if ((assignment?.kind !== 'assignment' && assignment?.kind !== 'augmented_assignment') || assignment.field('left')?.text !== 'pytestmark') continue
    const own = marksIn(source, assignment.field('right'), on)
    marks = assignment.kind === 'assignment' ? own : [...marks, ...own]
  }
  return marks
}

function marksIn(source: Source, written: Node | undefined, on: Mark['on'], at = written, depth = 0): readonly Mark[] {
  if (written === undefined || at === undefined || depth > 4) return []
  const expression = unwrapped(written)
  if (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'set') return expression.children.flatMap((each) => marksIn(source, each, on, depth === 0 ? each : at, depth + 1))
  if (expression.kind === 'binary_operator') return expression.children.flatMap((each) => marksIn(source, each, on, depth === 0 ? each : at, depth + 1))
  const own = expression.kind === 'call' ? expression.field('function') : expression
  // Most decorators are none, which their last names show; a bare name may be an alias.
  if (own === undefined || (own.kind !== 'identifier' && !/mark|skip|expectedFailure|tag/.test(own.text))) return []
  const kind = kindOf(resolvedName(source, expression))
  if (kind !== undefined) return [{ ...kind, on, node: at, call: expression.kind === 'call' ? expression : undefined }]
  // `needs_network = pytest.mark.skipif(…)`, `pytestmark = common_marks`
  const value = expression.kind === 'identifier' ? valueOf(source, expression.text) : undefined
  return value === undefined ? [] : marksIn(source, value, on, at, depth + 1)
}

function kindOf(name: string | undefined): Pick<Mark, 'name' | 'of'> | undefined {
  if (name === undefined) return undefined
  const [, mark] = /^_?pytest\.mark\.(\w+)$/.exec(name) ?? []
  if (mark !== undefined) return { name: mark, of: 'pytest' }
  const [, skip] = /^(?:unittest2?|unittest\.case|testtools|testtools\.decorators|django\.test|twisted\.trial\.unittest)\.(skip\w*|expectedFailure|tag)$/.exec(name) ?? []
  return skip === undefined ? undefined : { name: skip, of: 'unittest' }
}

/** What the module assigns to a name, where it does so once. */
function valueOf(source: Source, name: string): Node | undefined {
  const [segment, ...others] = outlineOf(source).definitionsOf(name)
  const statement = others.length > 0 ? undefined : segment?.root.firstChild
  const assignment = statement?.kind === 'expression_statement' ? statement.firstChild : undefined
  return assignment?.kind === 'assignment' && assignment.field('left')?.text === name ? assignment.field('right') : undefined
}

/**
 * What a mark does to a test on some machine: it never runs, runs under a condition, is expected to fail. Undefined for other marks.
 */
export function effectOf({ name, of, call }: Mark): 'skips' | 'may skip' | 'expects failure' | undefined {
  if (of === 'unittest') return name === 'skip' ? 'skips' : name === 'expectedFailure' ? 'expects failure' : name.startsWith('skip') ? 'may skip' : undefined
  if (name === 'xfail') return 'expects failure'
  if (name === 'skip') return 'skips'
  if (name !== 'skipif') return undefined
  const condition = call?.field('arguments')?.firstChild
  return condition?.kind === 'true' ? 'skips' : 'may skip'
}
