// Proof (b): the edits of a rename equal those of Pyright's `textDocument/rename`, for bindings sampled over real test files.
// Where Proctor refuses for other reasons than the references themselves, its references are compared all the same.

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renameEdits } from '../../../server/src/core/edits/rename.ts'
import { attributeUses, classBehind, classOfScope } from '../../../server/src/core/semantic/attributes.ts'
import { fileScopes } from '../../../server/src/core/semantic/file.ts'
import { openSource, type Node, type Source } from '../../../server/src/core/syntax/index.ts'
import { bindingsOf, type Sample } from './bindings.ts'
import { differencesOfPyright } from './pyright-differences.ts'
import { startServer } from './language-server.ts'
import { testParser } from './parser.ts'
import { pythons, stdlibFiles } from './python.ts'

const version = '1.1.414'
/** At most so many of each kind from one file, spread over it. */
const perFile: Readonly<Record<Sample['kind'], number>> = { local: 60, parameter: 30, comprehension: 25, match: 25, module: 20, 'class body': 12, attribute: 25, 'type parameter': 10 }

interface Edit {
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const limit = args.includes('--files') ? Number(args[args.indexOf('--files') + 1]) : 60
  const isVerbose = args.includes('--all')
  const folder = `${root}.oracles/pyright`
  const work = join(folder, 'work')
  install(folder)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'pyrightconfig.json'), JSON.stringify({ typeCheckingMode: 'off', pythonVersion: '3.13' }))
  const files = chosenFiles(root, limit)
  for (const file of files) copyFileSync(file, join(work, basename(file)))

  const server = startServer(process.execPath, [join(folder, 'node_modules/pyright/langserver.index.js'), '--stdio'], work)
  const rootUri = pathToFileURL(work).href
  await server.request('initialize', { processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: 'work' }], capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { rename: { prepareSupport: true } } } })
  server.notify('initialized', {})
  const parser = await testParser(root)
  const counts = { sampled: 0, edits: 0, references: 0, equal: 0, excused: 0, silent: 0, different: 0 }
  const kinds = new Map<string, number>()
  const reasons = new Map<string, number>()

  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const source = openSource(parser, join(work, basename(file)), text)
    if (source.segments.some((segment) => segment.isBroken)) continue
    const uri = pathToFileURL(source.path).href
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } })
    for (const sample of sampled(bindingsOf(source))) {
      const offset = source.rangeOf(sample.node).start
      const { line, column } = source.positionAt(offset)
      const ours = ourEdits(source, sample)
      if (ours === undefined) continue
      const answer = (await server.request('textDocument/rename', { textDocument: { uri }, position: { line, character: column }, newName: 'renamed_1' }).catch(() => null)) as null | {
        readonly changes?: Readonly<Record<string, readonly Edit[]>>
        readonly documentChanges?: readonly { readonly textDocument: { readonly uri: string }; readonly edits: readonly Edit[] }[]
      }
      const changes = answer === null ? [] : answer.documentChanges !== undefined ? answer.documentChanges.map((each) => [each.textDocument.uri, each.edits] as const) : Object.entries(answer.changes ?? {})
      const theirs = new Set(changes.filter(([at]) => decodeURIComponent(at) === decodeURIComponent(uri)).flatMap(([, edits]) => edits.map((edit) => source.offsetAt({ line: edit.range.start.line, column: edit.range.start.character }))))
      counts.sampled++
      kinds.set(sample.kind, (kinds.get(sample.kind) ?? 0) + 1)
      counts[ours.isEdit ? 'edits' : 'references']++
      if (theirs.size === 0) {
        counts.silent++
        if (isVerbose) console.log(`  ${file}:${line + 1} ${sample.kind} '${sample.node.text}': not answered by Pyright`)
        continue
      }
      const onlyOurs = [...ours.offsets].filter((each) => !theirs.has(each))
      // Keywords of calls and class patterns and the strings of __slots__ are no references: what is refused is compared without them.
      const onlyTheirs = [...theirs].filter((each) => !ours.offsets.has(each) && (ours.isEdit || !isKeywordOrString(source, each)))
      if (onlyOurs.length === 0 && onlyTheirs.length === 0) {
        counts.equal++
        continue
      }
      const reason = differencesOfPyright(source, sample, onlyOurs, onlyTheirs)
      if (reason !== undefined) {
        counts.excused++
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
        if (!isVerbose) continue
      } else counts.different++
      const lines = (offsets: readonly number[]): string => offsets.map((each) => source.positionAt(each).line + 1).join(' ') || '-'
      console.log(`  ${file}:${line + 1} ${sample.kind} '${sample.node.text}' (${ours.isEdit ? 'edit' : 'references'}): only Proctor ${lines(onlyOurs)}, only Pyright ${lines(onlyTheirs)}${reason === undefined ? '' : ` [${reason}]`}`)
    }
    server.notify('textDocument/didClose', { textDocument: { uri } })
  }
  server.stop()
  const judged = counts.equal + counts.excused + counts.different
  console.log(`pyright ${version}: ${counts.sampled} bindings of ${files.length} files (${[...kinds].map((each) => each.join(' ')).join(', ')}); ${counts.edits} renamed, of ${counts.references} refused ones the references`)
  console.log(`  equal ${counts.equal}, Pyright's own ${counts.excused}, different ${counts.different}, not answered by Pyright ${counts.silent}; agreement ${((100 * (counts.equal + counts.excused)) / judged).toFixed(2)} % (without excuses ${((100 * counts.equal) / judged).toFixed(2)} %)`)
  for (const [reason, count] of reasons) console.log(`  Pyright's own, ${count} times: ${reason}`)
  return judged > 0 && counts.different <= judged / 100
}

/** What `self` shows of an attribute whose rename is refused, where nothing else in the file has an attribute of that name. */
function refusedAttribute(source: Source, { node }: Sample): { readonly offsets: ReadonlySet<number>; readonly isEdit: boolean } | undefined {
  if (/^__/.test(node.text)) return undefined
  const binding = fileScopes(source).bindingOf(node)
  const cls = binding === undefined ? classBehind(source, node.parent!.field('object')!) : classOfScope(source, binding.scope)
  if (cls === undefined || binding?.definitions.some((each) => each.kind === 'import') === true) return undefined
  const { own, others } = attributeUses(source, cls, node.text)
  return others.length > 0 ? undefined : { offsets: new Set(own.filter((use) => !isOnSuper(use.node)).map((use) => source.rangeOf(use.node).start)), isEdit: false }
}

/** `super().x` means the base's x: where that base lies elsewhere the rename is refused, and it is no reference of this class. */
function isOnSuper(node: Node): boolean {
  return /^super\b/.test(node.parent?.field('object')?.text ?? '')
}

function isKeywordOrString(source: Source, offset: number): boolean {
  const node = source.nodeAt({ start: offset, end: offset + 1 })
  return node?.kind.startsWith('string') === true || (node?.fieldName === 'name' && node.parent?.kind === 'keyword_argument') || node?.parent?.kind === 'keyword_pattern'
}

function install(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const manifest = join(folder, 'node_modules/pyright/package.json')
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version === version) return
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `pyright@${version}`], { cwd: folder, stdio: 'inherit' })
}

/** Test files of the standard library and of the corpora that are there, spread evenly; of equal names only one. */
function chosenFiles(root: string, limit: number): readonly string[] {
  const stdlib = stdlibFiles(pythons()[0]!).filter((path) => /[\\/]test[\\/]test_[^\\/]*\.py$/.test(path))
  const corpora = existsSync(`${root}.corpora`) ? readdirSync(`${root}.corpora`).sort().flatMap((name) => testFilesIn(join(root, '.corpora', name))) : []
  const pick = (paths: readonly string[], count: number): readonly string[] => paths.filter((_, i) => Math.floor((i * count) / paths.length) !== Math.floor(((i - 1) * count) / paths.length))
  const chosen = new Map<string, string>()
  const half = corpora.length === 0 ? limit : Math.ceil(limit / 2)
  for (const path of ['test_patma.py', 'test_named_expressions.py'].flatMap((name) => stdlib.filter((each) => each.endsWith(name)))) chosen.set(basename(path), path)
  for (const path of [...pick(stdlib, half), ...pick(corpora, limit - half)]) {
    const { length } = readFileSync(path)
    if (length > 2000 && length < 200_000) chosen.set(basename(path), path)
  }
  return [...chosen.values()]
}

function testFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|[\\/])test_[^\\/]*\.py$/.test(path)).sort().map((path) => join(folder, path))
}

function sampled(samples: readonly Sample[]): readonly Sample[] {
  const byKind = new Map<Sample['kind'], Sample[]>()
  for (const sample of samples) byKind.set(sample.kind, [...(byKind.get(sample.kind) ?? []), sample])
  return [...byKind].flatMap(([kind, all]) => all.filter((_, i) => all.length <= perFile[kind] || Math.floor((i * perFile[kind]) / all.length) !== Math.floor(((i - 1) * perFile[kind]) / all.length)))
}

/** Offsets of the edits; of the references where the rename is refused for what is around them. Undefined where neither side would say anything. */
function ourEdits(source: Source, sample: Sample): { readonly offsets: ReadonlySet<number>; readonly isEdit: boolean } | undefined {
  const prefix = /^[tT]est/.exec(sample.node.text)?.[0]
  const answer = renameEdits(source, sample.node, prefix === undefined ? 'renamed_1' : `${prefix}_renamed_1`)
  if (!('refusal' in answer)) return { offsets: new Set(answer.edits.map((edit) => source.rangeOf(edit).start)), isEdit: true }
  if (sample.kind === 'attribute' || sample.kind === 'class body') return refusedAttribute(source, sample)
  const binding = fileScopes(source).bindingOf(sample.node)!
  // An imported name is renamed where it comes from, a dunder means something to Python: there is nothing to compare.
  if (binding.definitions.some((each) => each.kind === 'import') || /^__.*__$/.test(binding.name)) return undefined
  return { offsets: new Set(binding.occurrences.map((node) => source.rangeOf(node).start)), isEdit: false }
}
