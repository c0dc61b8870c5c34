// The layers of the house, as ARCHITECTURE.md draws them: who may import whom, no cycles, no drawers for everything, no giants.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Layers of core from the top; one may import from itself and from those before it. */
const layers = ['text', 'syntax', 'semantic', 'suite', 'project', 'edits', 'naming', 'kit', 'rules', 'actions', 'settings', 'engine', 'review', 'report']

function typescriptBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules'))
    .sort()
}

const sources = [...typescriptBelow('server/src'), ...typescriptBelow('client/src')]

function importsOf(path: string, withTypes = true): readonly string[] {
  let text = readFileSync(join(root, path), 'utf8')
  if (!withTypes) text = text.replace(/^(?:import|export) type \{[^}]*\} from '[^']+'/gm, '')
  return [...text.matchAll(/^(?:import|export)\b[^'"`;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map((match) => (match[1] ?? match[2] ?? match[3])!)
}

/** Path from the root of what a relative import means; undefined for packages. */
function target(path: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.normalize(posix.join(dirname(path), specifier)) : undefined
}

function edgesOf(withTypes: boolean): readonly { readonly from: string; readonly to: string }[] {
  return sources.flatMap((from) =>
    importsOf(from, withTypes).flatMap((specifier) => {
      const to = target(from, specifier)
      return to === undefined ? [] : [{ from, to }]
    }),
  )
}

const edges = edgesOf(true)
/** Without what the compiler erases: two files may know each other's types. */
const runtimeEdges = edgesOf(false)

function layerOf(path: string): string | undefined {
  return /^server\/src\/core\/([a-z]+)\//.exec(path)?.[1]
}

test('there is something to look at', () => {
  expect(sources.length).toBeGreaterThan(60)
  expect(edges.length).toBeGreaterThan(100)
})

test('every import leads to a file', () => {
  const known = new Set(sources)
  expect(edges.filter(({ to }) => !known.has(to))).toEqual([])
})

test('a layer of core imports only from layers above it', () => {
  const breaches = edges.filter(({ from, to }) => {
    const [own, other] = [layerOf(from), layerOf(to)]
    if (own === undefined) return false
    if (other === undefined) return true
    return layers.indexOf(other) > layers.indexOf(own) || (own === 'actions' && other === 'rules')
  })
  expect(breaches).toEqual([])
  expect(sources.filter((path) => layerOf(path) !== undefined && !layers.includes(layerOf(path)!))).toEqual([])
})

test('outsiders see of core only its façade, of each other what the doors allow', () => {
  const breaches = edges.filter(({ from, to }) => {
    if (from.startsWith('server/src/core/')) return !to.startsWith('server/src/core/')
    if (to.startsWith('server/src/core/')) return to !== 'server/src/core/index.ts' || from.startsWith('client/')
    if (from.startsWith('client/')) return to.startsWith('server/') && !to.startsWith('server/src/protocol/')
    if (from.startsWith('server/src/protocol/')) return !to.startsWith('server/src/protocol/')
    return to.startsWith('client/')
  })
  expect(breaches).toEqual([])
})

test('a rule imports from its vocabulary alone', () => {
  const vocabulary = /^server\/src\/core\/(?:kit\/index|edits\/index|edits\/rename|naming\/index)\.ts$/
  const breaches = edges.filter(({ from, to }) => /^server\/src\/core\/rules\/[^/]+\//.test(from) && !vocabulary.test(to) && dirname(from) !== dirname(to))
  expect(breaches).toEqual([])
})

test('core names no package but the two it is built on', () => {
  const allowed: Readonly<Record<string, RegExp>> = { 'web-tree-sitter': /core\/syntax\/parser\.ts$/, picomatch: /core\/settings\/test-files\.ts$/, 'toml-eslint-parser': /core\/(?:project|settings)\// }
  const packages = sources
    .filter((path) => path.startsWith('server/src/core/'))
    .flatMap((path) => importsOf(path).filter((specifier) => !specifier.startsWith('.')).map((specifier) => ({ path, specifier })))
  expect(packages.filter(({ path, specifier }) => !allowed[specifier]?.test(path))).toEqual([])
})

test('no import cycles at run time', () => {
  const next = new Map<string, string[]>()
  for (const { from, to } of runtimeEdges) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const to of next.get(path) ?? []) visit(to, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of sources) visit(path, [])
  expect(cycles).toEqual([])
})

test('files are small and named after what they hold', () => {
  const linesOf = (path: string): number => readFileSync(join(root, path), 'utf8').split('\n').length
  const isRule = /^server\/src\/core\/rules\/[^/]+\//
  // The list of rules is written by a program and read by none but it.
  const written = sources.filter((path) => path !== 'server/src/core/rules/index.ts')
  expect(written.filter((path) => linesOf(path) > (isRule.test(path) ? 121 : 401))).toEqual([])
  expect(sources.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\.ts|\/)/.test(path))).toEqual([])
})

test('every file opens by saying what it gives', () => {
  expect(sources.filter((path) => !/^(?:#!.*\n)?\/\/ \S/.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
})
