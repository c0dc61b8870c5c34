// followLead(): what a call does that leads out of the file: to an imported helper or to a method that a class inherits.

import { neighboursOf, type ForeignChecks } from '../semantic/neighbours.ts'
import { outlineOf } from '../semantic/outline.ts'
import { peek, type Source } from '../syntax/index.ts'
import { isTestModule } from './checks.ts'
import { ancestryOf } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import type { Lead } from './judge.ts'
import { listedAtTop } from './listed-strings.ts'

// What neighbours say stays as long as their knowledge, which counts to the surface of a file.
const unread: ForeignChecks = ['unread']

/** Functions of this file: the helper elsewhere checks nothing itself, but looks these up on `self`. Tracked. */
export function followLead(source: Source, lead: Lead): 'asserts' | 'unread' | 'none' | readonly FunctionDraft[] {
  if (neighboursOf(source) === undefined) return 'unread'
  const [verdict, ...onSelf] = lead.to === 'function' ? ofFunction(source, lead.dotted) : ofMethod(source, lead)
  if (verdict !== 'none' || lead.to === 'function') return verdict
  const own = onSelf.flatMap((name) => methodsNamed(source, name))
  return own.length === 0 ? 'none' : own
}

/** What a fixture checks that no class or function of this file gives; undefined where neither an import nor a conftest file gives it. Tracked. */
export function fixtureElsewhere(source: Source, name: string): 'asserts' | 'unread' | 'none' | undefined {
  const answer = peek(source, `fixture elsewhere ${name}`, (version) => {
    const neighbours = neighboursOf(version)
    if (neighbours === undefined) return 'missing'
    const outline = outlineOf(version)
    const imported = outline.importOf(name)
    const own = [...(imported === undefined ? [] : [neighbours.importedFixture(imported)]), ...outline.starImports().map((star) => neighbours.importedFixture(behind(star, name), true))]
    const first = own.find((each) => each !== 'missing')
    if (first !== undefined) return first
    const plugins = outline.definitionsOf('pytest_plugins').length === 0 ? [] : listedAtTop(version, 'pytest_plugins')
    const loaded = plugins.map((plugin) => neighbours.importedFixture(`${plugin}.${name}`)).find((each) => each !== 'missing')
    const given = neighbours.fixture(name)
    const found = given === 'missing' ? (loaded ?? given) : given
    // What is imported by this name from outside the workspace may be a fixture.
    return found === 'missing' && imported !== undefined ? 'unread' : found
  }, 'surface')
  return answer === 'missing' ? undefined : answer
}

/** What a fixture of that name checks which the class inherits from other files; undefined where none of them has it. Tracked. */
export function fixtureInherited(source: Source, owner: ClassDraft, name: string): 'asserts' | 'unread' | 'none' | undefined {
  const { written, elsewhere } = ancestryOf(source, owner)
  if (elsewhere.length === 0) return undefined
  const answer = peek(source, `fixture ${name} behind ${written.join(' ')}`, (version) => neighboursOf(version)?.inheritedFixture(written, name) ?? 'missing', 'surface')
  return answer === 'missing' ? undefined : answer
}

/** Whether a fixture of another file checks that runs unasked for the tests of the class, or of the module. Tracked. */
export function unaskedElsewhere(source: Source, owner: ClassDraft | undefined): 'asserts' | 'unread' | 'none' {
  const ofFile = peek(source, 'unasked elsewhere', (version) => {
    const outline = outlineOf(version)
    const imported = [...outline.imports.values()].filter(isTestModule)
    return neighboursOf(version)?.unasked([...imported, ...outline.starImports().map((star) => behind(star, '*'))]) ?? 'none'
  }, 'surface')
  if (ofFile !== 'none' || owner === undefined) return ofFile
  const { written, elsewhere } = ancestryOf(source, owner)
  if (elsewhere.length === 0) return ofFile
  return peek(source, `unasked behind ${written.join(' ')}`, (version) => neighboursOf(version)?.unaskedOf(written) ?? 'none', 'surface')
}

function behind(module: string, name: string): string {
  return `${module}${module.endsWith('.') ? '' : '.'}${name}`
}

function ofFunction(source: Source, dotted: string): ForeignChecks {
  return peek(source, `checks of ${dotted}`, (version) => neighboursOf(version)?.checksOf(dotted) ?? unread, 'surface')
}

function ofMethod(source: Source, { owner, name }: Lead & { readonly to: 'method' }): ForeignChecks {
  const bases = ancestryOf(source, owner).written
  return peek(source, `checks of ${name} behind ${bases.join(' ')}`, (version) => neighboursOf(version)?.checksOfMethod(bases, name) ?? unread, 'surface')
}

/** All methods of that name in the module-level classes of this file. */
export function methodsNamed(source: Source, name: string): readonly FunctionDraft[] {
  return peek(source, `methodsNamed ${name}`, (version) =>
    outlineOf(version).classes.flatMap((each) => (each.names.get(name) ?? []).flatMap((member) => draftsOf(member).functions.filter((draft) => draft.within === 'body' && draft.name === name))),
    'surface',
  )
}
