// How a class is run: as one of unittest's TestCases, as a class that pytest collects by its name, for the sake of its subclasses, not at all.

import { qualifiedName } from '../semantic/names.ts'
import { outlineOf } from '../semantic/outline.ts'
import { peek, type Node, type Source } from '../syntax/index.ts'
import { ancestryOf, identify, methodsOf, ownerDraft, ownMethod, statementsOf, testCaseness } from './classes.ts'
import { draftsOf, type ClassDraft } from './drafts.ts'
import { perSurface, selfAssert } from './surface.ts'
import { givesInit, mayBeTestCase, readsLikeTestCase } from './families.ts'

/** What the project's configuration says of names: a part of `Settings`. Prefixes or, with `*`, `?`, `[`, globs. */
export interface CollectionSettings {
  readonly pythonClasses: readonly string[]
  readonly pythonFunctions: readonly string[]
}

/** pytest's own rule (`_matches_prefix_or_glob_option`). */
export function matchesName(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => name.startsWith(pattern) || (/[*?[]/.test(pattern) && globOf(pattern).test(name)))
}

const globs = new Map<string, RegExp>()

/** `fnmatch.fnmatch` for names. */
function globOf(pattern: string): RegExp {
  let glob = globs.get(pattern)
  if (glob === undefined) {
    const source = pattern.replace(/\[!?[^\]]*\]|[.*+?^${}()|[\]\\]/g, (part) =>
      part === '*' ? '.*' : part === '?' ? '.' : part.length > 1 ? `[${part.slice(1, -1).replace(/^!/, '^').replace(/\\/g, '\\\\')}]` : `\\${part}`,
    )
    try {
      glob = new RegExp(`^${source}$`, 's')
    } catch {
      glob = /^(?!)/
    }
    globs.set(pattern, glob)
  }
  return glob
}

export type Style = 'unittest' | 'pytest' | 'none'

/** What runs the class itself. A class whose base could not be read is taken for unittest's where its base's name or its own `self.assert*` say so. */
export function styleOf(source: Source, draft: ClassDraft, settings: CollectionSettings): Style {
  const caseness = testCaseness(source, draft)
  if (caseness === 'yes') return 'unittest'
  if (caseness === 'unknown') {
    const { outside } = ancestryOf(source, draft)
    if (outside.some(readsLikeTestCase) || (outside.some(mayBeTestCase) && assertsOnSelf(source, draft))) return 'unittest'
  }
  if (!matchesName(draft.name, settings.pythonClasses) || hasInit(source, draft) || isTurnedOff(source, draft)) return 'none'
  const outer = ownerDraft(source, draft)
  if (draft.within === 'function' || (outer !== undefined && styleOf(source, outer, settings) !== 'pytest')) return 'none'
  return 'pytest'
}

/**
 * By which rule the methods of a class run as tests, inherited by another class or collected itself: a mixin's methods are tests where
 * a class of this file that runs derives from it, or where they call `self.assert*`, which only a TestCase can answer.
 */
export function methodStyle(source: Source, draft: ClassDraft, settings: CollectionSettings): Style {
  const own = styleOf(source, draft, settings)
  if (own !== 'none') return own
  if (draft.within === 'function') return 'none'
  for (const heir of heirsOf(source, draft)) {
    const style = styleOf(source, heir, settings)
    if (style !== 'none') return style
  }
  return testCaseness(source, draft) === 'no' && ancestryOf(source, draft).written.length > 0 ? 'none' : assertsOnSelf(source, draft) ? 'unittest' : 'none'
}

/** The classes of this file that derive from the class, in text order. */
export function heirsOf(source: Source, draft: ClassDraft): readonly ClassDraft[] {
  return peek(source, `heirs ${identify(draft)}`, (version) => heirTable(version).get(draft) ?? noClasses, 'surface')
}

const noClasses: readonly ClassDraft[] = []

const heirTable = perSurface('classes', (source): ReadonlyMap<ClassDraft, readonly ClassDraft[]> => {
  const table = new Map<ClassDraft, ClassDraft[]>()
  for (const each of classesOf(source)) {
    if (each.bases.length === 0) continue
    for (const base of ancestryOf(source, each).inFile) {
      const heirs = table.get(base)
      if (heirs === undefined) table.set(base, [each])
      else heirs.push(each)
    }
  }
  return table
})

/** All classes of a file, nested ones included, in text order. Not tracked. */
export function classesOf(source: Source): readonly ClassDraft[] {
  return source.segments.flatMap((segment) => draftsOf(segment).classes)
}

/** True where a method of the class calls `self.assert…`, `self.fail…` or has unittest's own `setUp`. One tracked read. */
export function assertsOnSelf(source: Source, draft: ClassDraft): boolean {
  return peek(source, `assertsOnSelf ${identify(draft)}`, (version) => {
    if (ownMethod(version, draft, 'setUp') !== undefined) return true
    return methodsOf(version, draft).some((method) => selfAssert.test(method.segment.text.slice(method.node.start, method.node.end)))
  }, 'surface')
}

/** True where instances are made by an `__init__` or `__new__` other than object's: pytest leaves such classes alone. */
function hasInit(source: Source, draft: ClassDraft): boolean {
  const { inFile, elsewhere, outside } = ancestryOf(source, draft)
  if (outside.some(givesInit) || elsewhere.some((each) => each.hasInit)) return true
  return [draft, ...inFile].some((each) => hasOwnInit(source, each))
}

/** True where the class itself writes one, or a decorator does. */
export function hasOwnInit(source: Source, draft: ClassDraft): boolean {
  return ownMethod(source, draft, '__init__') !== undefined || ownMethod(source, draft, '__new__') !== undefined || draft.decorators.some((decorator) => makesInit(source, decorator))
}

function makesInit(source: Source, decorator: Node): boolean {
  const name = qualifiedName(source, decorator) ?? ''
  return name === 'dataclasses.dataclass' || /^(attrs?)\.(s|attrs|define|frozen|mutable|dataclass)$/.test(name)
}

/** True where `__test__ = False` holds for the class: its own or the nearest that a base sets. */
export function isTurnedOff(source: Source, draft: ClassDraft): boolean {
  for (const each of [draft, ...ancestryOf(source, draft).inFile]) {
    const own = turnsOff(source, each)
    if (own !== undefined) return own
  }
  return ancestryOf(source, draft).elsewhere.find((each) => each.isOff !== undefined)?.isOff ?? false
}

/** What the class's own `__test__` says; undefined without one. */
export function turnsOff(source: Source, draft: ClassDraft): boolean | undefined {
  const value = classAttribute(source, draft, '__test__')
  return value === undefined ? undefined : value.kind === 'false' || value.kind === 'none' || value.text === '0'
}

/** What the class's own body assigns to a name last, on its top level. */
export function classAttribute(source: Source, draft: ClassDraft, name: string): Node | undefined {
  const segments = draft.body === undefined ? outlineOf(source).membersNamed(draft.segment, name) : undefined
  const statements = segments === undefined ? statementsOf(source, draft) : segments.flatMap((segment) => segment.root.children)
  for (const statement of statements.toReversed()) {
    const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
    if (assignment?.kind === 'assignment' && assignment.field('left')?.text === name) return assignment.field('right')
  }
  return undefined
}
