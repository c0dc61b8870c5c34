// readPatch(): what one call puts in place of something else for a while: unittest.mock's patch in all its forms, pytest-mock's,
// monkeypatch, the test case's own. When it takes effect: patches.ts.

import { argumentsOf, calledName, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'

/** What is patched and by what, from the call alone. */
export interface PatchCall {
  readonly call: Node
  readonly by: 'mock' | 'mocker' | 'monkeypatch' | 'testcase'
  /** `name`: a dotted name; `object`: an attribute of an object; `item`: a key of a mapping, the environment, `sys.path`, the folder. */
  readonly form: 'name' | 'object' | 'dict' | 'multiple' | 'item'
  /** The dotted name where it is written out: `patch('os.getcwd')`, `patch.multiple('os', …)`, `patch.dict('os.environ')`. */
  readonly target: string | undefined
  /** The object, mapping or string that holds what is patched; undefined where arguments are hidden in `*args`. */
  readonly object: Node | undefined
  /** The name of the attribute where it is written out. */
  readonly attribute: string | undefined
  /** What is put in place; undefined where the patch makes it itself. */
  readonly replacement: Node | undefined
  /** What it hands to whoever uses it: a mock for the block, the parameter or the variable; several by name; nothing but what was put there. */
  readonly gives: 'mock' | 'mocks' | 'value' | 'nothing' | 'unknown'
}

const ofMock = /^(?!self\.|cls\.)(?:.*\.)?(?:mock|asynctest)\.patch(?:\.(object|dict|multiple))?$/
const ofMocker = /^(?:self\.)?(?:(?:class|module|package|session)_)?mocker\.(?:patch(?:\.(object|dict|multiple|context_manager))?|spy)$/
const ofMonkeypatch = /^(?:self\.)?(?:monkeypatch|monkey_patch|mp|m)\.(setattr|delattr|setitem|delitem|setenv|delenv|syspath_prepend|chdir)$/
const ofTestCase = /^(?:self\.(patch|stub_out|patchobject)|fixtures\.(MonkeyPatch|MockPatch|MockPatchObject|MockPatchMultiple|EnvironmentVariable)|django\.test\.(override_settings|modify_settings)|self\.(settings|modify_settings))$/

/** `name` is the dotted name of what is called. Undefined for calls that patch nothing. */
export function readPatch(name: string | undefined, call: Node): PatchCall | undefined {
  if (name === undefined) return undefined
  const mock = ofMock.exec(name)
  if (mock !== null) return readMock('mock', mock[1] ?? 'name', call)
  const mocker = ofMocker.exec(name)
  if (mocker !== null) return readMock('mocker', name.endsWith('.spy') ? 'spy' : mocker[1] === 'context_manager' ? 'object' : (mocker[1] ?? 'name'), call)
  const monkeypatch = ofMonkeypatch.exec(name)
  if (monkeypatch !== null) return readMonkeypatch(monkeypatch[1]!, call)
  return ofTestCase.test(name) ? readTestCase(name.slice(name.lastIndexOf('.') + 1), call) : undefined
}

function readMock(by: 'mock' | 'mocker', form: string, call: Node): PatchCall {
  const { positional, keywords, isOpen } = argumentsOf(call)
  const takesAttribute = form === 'object' || form === 'spy'
  const object = positional[0] ?? keywords.get(form === 'dict' ? 'in_dict' : form === 'spy' ? 'obj' : 'target')
  const attribute = takesAttribute ? (positional[1] ?? keywords.get(form === 'spy' ? 'name' : 'attribute')) : undefined
  const written = form === 'dict' || form === 'multiple' || form === 'spy' ? undefined : (keywords.get('new') ?? positional[takesAttribute ? 2 : 1])
  const replacement = written === undefined || isDefault(written) ? undefined : written
  return {
    call, by, object, replacement,
    form: form === 'dict' || form === 'multiple' ? form : takesAttribute ? 'object' : 'name',
    target: takesAttribute || object === undefined ? undefined : literalText(object),
    attribute: attribute === undefined ? undefined : literalText(attribute),
    gives: form === 'dict' ? 'value' : form === 'multiple' ? 'mocks' : replacement !== undefined ? 'value' : isOpen ? 'unknown' : 'mock',
  }
}

/** `mock.DEFAULT`, by whatever name the module goes. */
export function isDefault(node: Node): boolean {
  return /^(?:\w+\.)*DEFAULT$/.test(unwrapped(node).text)
}

function readMonkeypatch(method: string, call: Node): PatchCall {
  const { positional, keywords } = argumentsOf(call)
  const object = positional[0] ?? keywords.get('target') ?? keywords.get('dic') ?? keywords.get('name')
  const isAttribute = method === 'setattr' || method === 'delattr'
  // `setattr("os.getcwd", f)` and `delattr("os.getcwd")` take the dotted name in one.
  const target = isAttribute && object !== undefined && positional.length < (method === 'setattr' ? 3 : 2) && !keywords.has('name') ? literalText(object) : undefined
  const attribute = isAttribute && target === undefined ? (positional[1] ?? keywords.get('name')) : undefined
  const last = /^set/.test(method) ? (keywords.get('value') ?? positional[target !== undefined || method === 'setenv' ? 1 : 2]) : undefined
  return {
    call, by: 'monkeypatch', object, target,
    form: !isAttribute ? 'item' : target === undefined ? 'object' : 'name',
    attribute: attribute === undefined ? undefined : literalText(attribute),
    replacement: last,
    gives: 'nothing',
  }
}

function readTestCase(name: string, call: Node): PatchCall {
  const { positional, keywords } = argumentsOf(call)
  const [first] = positional
  const isDotted = name === 'stub_out' || name === 'MonkeyPatch' || name === 'MockPatch' || (name === 'patch' && first !== undefined && literalText(first) !== undefined)
  const takesAttribute = !isDotted && (name === 'patch' || name === 'patchobject' || name === 'MockPatchObject')
  const replacement = positional[takesAttribute ? 2 : 1] ?? keywords.get('new') ?? keywords.get('new_value')
  const attribute = takesAttribute ? positional[1] : undefined
  return {
    call, by: 'testcase', replacement,
    object: first,
    form: isDotted ? 'name' : takesAttribute ? 'object' : name === 'MockPatchMultiple' ? 'multiple' : 'item',
    target: isDotted && first !== undefined ? literalText(first) : undefined,
    attribute: attribute === undefined ? undefined : literalText(attribute),
    gives: replacement !== undefined || !/^(?:Mock\w+|patch|patchobject)$/.test(name) ? 'nothing' : /^Mock/.test(name) ? 'unknown' : 'mock',
  }
}

const entering = /^(?:enter_context|enter_async_context|enterContext|enterClassContext|enterModuleContext|enterAsyncContext|useFixture)$/

/** True for a call that enters the context manager (or fixture) it is given and hands out what that gives. */
export function isEntering(call: Node): boolean {
  return entering.test(calledName(call) ?? '')
}
