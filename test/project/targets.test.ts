// What a patch names in other files: asked for by path, said anew when the module changes, and bounded.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProctor, defaultSettings, type Source } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })
const settings = { ...defaultSettings, preset: 'strict', select: ['patch-target-unresolved', 'patch-where-defined'] } as const

let workspaces = 0

function workspaceOf(files: Readonly<Record<string, string>>) {
  const texts = new Map(Object.entries(files))
  const name = `targets ${++workspaces}`
  const reads: string[] = []
  const found = (source: Source): readonly string[] => {
    for (let round = 0; round < 50; round++) {
      const messages = proctor.analyze(source, settings).findings.map(({ message }) => message)
      const wanted = proctor.wants(source)
      if (wanted.length === 0) return messages
      for (const path of wanted) {
        if (texts.has(path)) reads.push(path)
        proctor.learn(name, path, texts.get(path))
      }
    }
    throw new Error('it wants more and more')
  }
  const open = (path: string): Source => proctor.open(path, texts.get(path)!, { workspace: name, path })
  return { open, found, reads, write: (path: string, text: string) => proctor.learn(name, path, text) }
}

const patching = (...targets: readonly string[]): string => `from unittest import mock\n\n\ndef test_get():\n${targets.map((target) => `    mock.patch("${target}").start()\n`).join('')}`

test('a name that goes is missed, one that comes is found', () => {
  const workspace = workspaceOf({ 'test_http.py': patching('app.http.get'), 'app/__init__.py': '', 'app/http.py': 'def get():\n    pass\n' })
  const source = workspace.open('test_http.py')
  expect(workspace.found(source)).toEqual([])
  expect(workspace.write('app/http.py', 'def fetch():\n    pass\n')).toBe(true)
  expect(workspace.found(source)).toEqual(['`app.http` has no `get`'])
  expect(workspace.write('app/http.py', 'from app.base import get\n')).toBe(true)
  expect(workspace.found(source)).toEqual([])
})

test('only modules that targets name are read, each once', () => {
  const workspace = workspaceOf({ 'test_http.py': patching('app.http.get', 'app.http.put', 'other.name'), 'app/__init__.py': 'import app.unread\n', 'app/http.py': 'import app.unread\nget = put = None\n', 'app/unread.py': '' })
  expect(workspace.found(workspace.open('test_http.py'))).toEqual([])
  expect([...workspace.reads].sort()).toEqual(['app/__init__.py', 'app/http.py'])
})

test('a star import, a module that makes names up and a name behind an `if` say nothing', () => {
  const workspace = workspaceOf({
    'test_http.py': patching('app.star.any', 'app.lazy.any', 'app.maybe.ssl', 'app.star.known'),
    'app/__init__.py': '',
    'app/star.py': 'from elsewhere import *\n',
    'app/lazy.py': 'globals()["x"] = 1\n',
    'app/maybe.py': 'if True:\n    try:\n        import ssl\n    except ImportError:\n        pass\n',
  })
  expect(workspace.found(workspace.open('test_http.py'))).toEqual([])
})

test('a file that patches more modules than are read for it gets no answer for the rest', () => {
  const files: Record<string, string> = { 'app/__init__.py': '' }
  for (let i = 0; i < 120; i++) files[`app/m${i}.py`] = 'x = 1\n'
  files['test_many.py'] = patching(...Array.from({ length: 120 }, (_, i) => `app.m${i}.gone_away`))
  const workspace = workspaceOf(files)
  expect(workspace.found(workspace.open('test_many.py'))).toHaveLength(100)
})
