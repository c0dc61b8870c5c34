// methodNames(), mentionsOfFields(): narrow questions about the methods of a class: typing in a test changes the answer only where it
// begins or ends to mention a field. Who is a test is said by unittest's rule alone; whether that holds for the class is not.

import { identify, methodsOf } from '../suite/classes.ts'
import { classDraftOf, type ClassDraft, type FunctionDraft } from '../suite/drafts.ts'
import { isFixtureDecorator } from '../suite/fixtures.ts'
import type { ClassUnit } from '../suite/model.ts'
import { peek, type Source } from '../syntax/index.ts'

export interface FieldMentions {
  /** Methods that unittest runs as tests of its own. */
  readonly tests: number
  readonly fields: readonly { readonly field: string; /** Tests that mention it, in their decorators too. */ readonly users: number; /** True where a method that is no test mentions it, `setUp` apart. */ readonly isShared: boolean }[]
}

/** The names of the methods in the class's own body, in text order; a tracked read. */
export function methodNames(source: Source, unit: ClassUnit): readonly string[] {
  const draft = classDraftOf(unit)
  return draft === undefined ? [] : peek(source, `methodNames ${identify(draft)}`, (version) => methodsOf(version, draft).map(({ name }) => name), 'surface')
}

/** A tracked read. `fields` are names of attributes of `self`. */
export function mentionsOfFields(source: Source, unit: ClassUnit, fields: readonly string[]): FieldMentions {
  const draft = classDraftOf(unit)
  if (draft === undefined) return { tests: 0, fields: [] }
  const [kinds, ...rows] = peek(source, `mentions ${identify(draft)} ${fields.join(' ')}`, asked(draft, fields))
  const mentions = (row: string): { readonly users: number; readonly isShared: boolean } => {
    let [users, isShared] = [0, false]
    for (const [i, kind] of [...kinds!].entries()) {
      if (kind === 't' && row[i] !== '0') users++
      if (kind === 'o' && row[i] === '1') isShared = true
    }
    return { users, isShared }
  }
  return { tests: kinds!.split('t').length - 1, fields: fields.map((field, i) => ({ field, ...mentions(rows[i]!) })) }
}

/** What each method is (test, `setUp`, other), then for each field what each method has: 0 no mention, 1 one in its body, 2 in decorators only. */
function asked(draft: ClassDraft, fields: readonly string[]): (version: Source) => readonly string[] {
  return (version) => {
    const methods = methodsOf(version, draft)
    const kinds = methods.map((method) => (method.name === 'setUp' ? 's' : isTest(version, method) ? 't' : 'o')).join('')
    return [kinds, ...fields.map((field) => methods.map((method) => mentionIn(method, field)).join(''))]
  }
}

function isTest(version: Source, method: FunctionDraft): boolean {
  if (!method.name.startsWith('test') && method.name !== 'runTest') return false
  // What resolves to a fixture either says so or is a plain name.
  return !method.decorators.some((each) => (each.firstChild?.kind !== 'attribute' || each.text.includes('fixture')) && isFixtureDecorator(version, each))
}

interface Mentioned {
  readonly body: ReadonlySet<string>
  readonly decorators: ReadonlySet<string>
}

const mentioned = new WeakMap<FunctionDraft, Mentioned>()

function mentionIn(method: FunctionDraft, field: string): '0' | '1' | '2' {
  let known = mentioned.get(method)
  if (known === undefined) mentioned.set(method, (known = { body: fieldsIn(method.body.text), decorators: fieldsIn(method.decorators.map(({ text }) => text).join('\n')) }))
  return known.body.has(field) ? '1' : known.decorators.has(field) ? '2' : '0'
}

function fieldsIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/\bself\s*\.\s*([\p{L}\p{N}_]+)/gu), ([, name]) => name!))
}
