// The repair of a change to the process: monkeypatch in pytest's tests, addCleanup in unittest's.

import { insertBefore } from '../edits/index.ts'
import { addParameter } from '../edits/arguments.ts'
import { withImport } from '../edits/imports.ts'
import type { FunctionUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf } from '../syntax/expressions.ts'
import type { Change } from './process-state.ts'
import type { PlaceEdit, Refusal, Repair } from './rule.ts'

export function putBack(change: Change, unit: FunctionUnit, context: Context<unknown>): Repair | Refusal {
  if (unit.owner?.isTestCase === 'yes') return withCleanup(change, unit, context)
  if (unit.role !== 'test' || unit.owner?.isTestCase === 'unknown') return { refusal: 'It is not known which framework runs this' }
  return withMonkeypatch(change, unit)
}

/** What is registered before the change, by the name of the function that makes it; `o` is how its module is written. */
const cleanups: Readonly<Record<string, (o: string, first: string) => string>> = {
  'os.chdir': (o) => `${o}.chdir, ${o}.getcwd()`,
  'signal.signal': (o, first) => `${o}.signal, ${first}, ${o}.getsignal(${first})`,
  'socket.setdefaulttimeout': (o) => `${o}.setdefaulttimeout, ${o}.getdefaulttimeout()`,
  'sys.setrecursionlimit': (o) => `${o}.setrecursionlimit, ${o}.getrecursionlimit()`,
  'sys.setswitchinterval': (o) => `${o}.setswitchinterval, ${o}.getswitchinterval()`,
  'gc.disable': (o) => `${o}.enable`,
  'logging.disable': (o) => `${o}.disable, ${o}.NOTSET`,
  'locale.setlocale': (o, first) => `${o}.setlocale, ${first}, ${o}.setlocale(${first})`,
}

function withCleanup({ at, kind, what }: Change, unit: FunctionUnit, context: Context<unknown>): Repair | Refusal {
  const statement = at.ancestor('expression_statement', 'delete_statement')
  if (statement === undefined) return { refusal: 'It is part of a larger statement' }
  const receiver = unit.parameters[0]?.name ?? ''
  if (receiver !== 'self') return { refusal: 'The test has no self' }
  if (kind === 'environ' || kind === 'path') {
    const mock = withImport(context.source, 'unittest.mock')
    const module = kind === 'environ' ? 'os' : 'sys'
    if (mock === undefined || !context.definitionsOf(module).some(({ text }) => /^\s*import\b/m.test(text))) return { refusal: 'mock can\'t be imported under its name' }
    const patch = kind === 'environ' ? `${mock.name}.patch.dict(os.environ)` : `${mock.name}.patch.object(sys, "path", sys.path[:])`
    const lines = context.python[1] >= 11 ? [`self.enterContext(${patch})`] : [`patcher = ${patch}`, 'patcher.start()', 'self.addCleanup(patcher.stop)']
    if (lines.length > 1 && unit.body.descendants('identifier').some(({ text }) => text === 'patcher')) return { refusal: 'The name patcher is taken' }
    return inserted('Restore it when the test ends', statement, lines, mock.edits)
  }
  if (at.kind === 'attribute') {
    const object = at.field('object')!.text
    const name = at.field('attribute')!.text
    return inserted('Register its old value with addCleanup', statement, [`self.addCleanup(setattr, ${object}, "${name}", ${object}.${name})`], [])
  }
  const cleanup = at.kind === 'call' ? cleanups[what] : undefined
  if (cleanup === undefined) return { refusal: 'How to put it back is a choice' }
  const module = at.field('function')!.field('object')!.text
  return inserted('Register the way back with addCleanup', statement, [`self.addCleanup(${cleanup(module, argumentsOf(at).positional[0]?.text ?? '')})`], [])
}

function inserted(title: string, statement: Node, lines: readonly string[], others: readonly PlaceEdit[]): Repair | Refusal {
  const edit = insertBefore(statement, lines)
  return edit === undefined ? { refusal: 'The statement shares its line' } : { title, edits: [...others, edit] }
}

function withMonkeypatch({ at, kind, what }: Change, unit: FunctionUnit): Repair | Refusal {
  const written = kind === 'environ' ? environ(at) : at.kind === 'attribute' ? attribute(at) : call(at, what)
  if (written === undefined) return { refusal: 'How monkeypatch would do it is a choice' }
  const { statement, text } = written
  const { segment } = at
  if (segment.comments.some((offset) => offset > statement.start && offset < statement.end)) return { refusal: 'A comment stands inside it' }
  const has = unit.parameters.some(({ name }) => name === 'monkeypatch')
  const parameter = has ? undefined : addParameter(unit.node, 'monkeypatch')
  if (!has && parameter === undefined) return { refusal: 'The test can\'t ask for monkeypatch' }
  return { title: `Use ${text.slice(0, text.indexOf('('))}()`, edits: [...(parameter === undefined ? [] : [parameter]), { segment, start: statement.start, end: statement.end, text }] }
}

interface Written {
  readonly statement: Node
  readonly text: string
}

function environ(at: Node): Written | undefined {
  if (at.kind !== 'subscript') return undefined
  const { parent } = at
  const key = at.children[1]?.text
  if (key === undefined) return undefined
  if (parent?.kind === 'delete_statement') return { statement: parent, text: `monkeypatch.delenv(${key})` }
  const value = parent?.kind === 'assignment' ? parent.field('right') : undefined
  return value === undefined || value.kind === 'assignment' ? undefined : { statement: parent!, text: `monkeypatch.setenv(${key}, ${value.text})` }
}

function attribute(at: Node): Written | undefined {
  const { parent } = at
  const value = parent?.kind === 'assignment' && at.fieldName === 'left' ? parent.field('right') : undefined
  if (value === undefined || value.kind === 'assignment' || parent?.parent?.kind !== 'expression_statement') return undefined
  return { statement: parent, text: `monkeypatch.setattr(${at.field('object')!.text}, "${at.field('attribute')!.text}", ${value.text})` }
}

function call(at: Node, what: string): Written | undefined {
  if (at.kind !== 'call' || at.parent?.kind !== 'expression_statement') return undefined
  const { positional } = argumentsOf(at)
  if (what === 'os.chdir' && positional.length === 1) return { statement: at, text: `monkeypatch.chdir(${positional[0]!.text})` }
  const isPrepend = what === 'sys.path' && at.field('function')!.field('attribute')?.text === 'insert' && positional.length === 2 && positional[0]!.text === '0'
  return isPrepend ? { statement: at, text: `monkeypatch.syspath_prepend(${positional[1]!.text})` } : undefined
}
