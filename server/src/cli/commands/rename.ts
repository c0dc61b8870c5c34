// `proctor rename`: the edits of a rename, in one file or in all files of the repository, or the reason why it is not safe.

import { relative, resolve, sep } from 'node:path'
import { applyEdits, reportedRange, type Proctor, type ReportedRange, type Settings, type Source, type TextEdit } from '../../core/index.ts'
import { createProjects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { readTarget, targetOf, writeBack, type ReadFile, type Target } from '../files.ts'
import { Misuse } from '../misuse.ts'
import { createNeighbours, rootOf } from '../neighbours.ts'
import { noOverrides } from '../overrides.ts'
import { gather } from '../workspace.ts'

export interface RenameOptions {
  readonly format: 'text' | 'json'
  readonly write?: true
}

interface Renamed {
  readonly target: Target
  readonly read: ReadFile
  readonly source: Source
  readonly edits: readonly TextEdit[]
}

/** A line of a configuration file that has the name in it and is left as it is. */
interface Mention {
  readonly path: string
  /** From 1. */
  readonly line: number
}

type Answer = { readonly files: readonly Renamed[]; readonly isAcross: boolean; readonly mentions: readonly Mention[] } | { readonly refusal: string }

/**
 * 0: edits; 1: refused; 2: misuse, or a file that could not be read or written. `place` is LINE:COLUMN, both from 1, the column in
 * Unicode code points. As json `edits` are those of the file itself; `files` has all of them where other files have a say, `mentions`
 * the lines of configuration files that name a renamed test (`-k`, `--deselect`).
 */
export async function rename(file: string, place: string, newName: string, options: RenameOptions, door: Door): Promise<ExitCode> {
  const [, line, column] = /^(\d+):(\d+)$/.exec(place)?.map(Number) ?? []
  if (line === undefined || column === undefined || line < 1 || column < 1) throw new Misuse(`'${place}' is not LINE:COLUMN, both from 1`)
  const target = targetOf(resolve(door.cwd, file), door.cwd)
  const { settings } = createProjects(door.cwd, false, noOverrides).of(target.file)
  const read = readTarget(target.file, settings.maxFileSize)
  if ('error' in read) {
    door.err(`${target.path}: ${read.error}\n`)
    return 2
  }
  const proctor = await door.proctor()
  const neighbours = createNeighbours(proctor, door.cwd, false)
  const source = neighbours.open(target, read.text)
  const offset = offsetOf(read.text, source.offsetAt({ line: line - 1, column: 0 }), column)
  if (line > source.lineCount || offset === undefined) throw new Misuse(`${target.path} has no place ${place}`)

  const alone = neighbours.answer(source, () => proctor.rename(source, offset, newName))
  const answer: Answer = across(proctor, target, source, offset, newName, settings, door.cwd) ?? ('refusal' in alone ? alone : { files: [{ target, read, source, edits: alone }], isAcross: false, mentions: [] })
  const files = 'refusal' in answer ? [] : answer.files.map((each) => ({ path: each.target.path, edits: each.edits.map((edit) => ({ range: reportedRange(edit, each.source), text: edit.text })) }))
  const refusal = 'refusal' in answer ? answer.refusal : null
  if (options.format === 'json') {
    const edits = files.find((each) => each.path === target.path)?.edits ?? []
    const more = 'isAcross' in answer && answer.isAcross ? { files, ...(answer.mentions.length > 0 && { mentions: answer.mentions }) } : {}
    door.out(`${JSON.stringify({ version: door.version, path: target.path, newName, edits, ...more, refusal }, undefined, 2)}\n`)
  } else if (refusal !== null) door.out(`${target.path}:${place}: refused: ${refusal}\n`)
  else door.out(files.flatMap(({ path, edits }) => edits.map((edit) => lineOf(path, edit))).join(''))
  if ('mentions' in answer) for (const each of answer.mentions) door.err(`${each.path}:${each.line}: names it too, and was left as it is\n`)
  if (refusal !== null) return 1
  return options.write === true && 'files' in answer ? write(answer.files, door) : 0
}

/** Undefined where the file alone decides. */
function across(proctor: Proctor, target: Target, source: Source, offset: number, newName: string, settings: Settings, cwd: string): Answer | undefined {
  const search = proctor.renameSearch(source, offset, newName, settings)
  if (search === undefined) return undefined
  const root = rootOf(target.file, cwd)
  const found = gather(root, target.file, search)
  if ('error' in found) return { refusal: `${found.path} could not be read: ${found.error}` }
  const answer = proctor.renameAcross(relative(root, target.file).split(sep).join('/'), offset, newName, settings, found)
  if ('refusal' in answer) return answer
  const mentions = /^test/i.test(search.name) ? proctor.renameMentions(search.name, found).map(({ path, line }) => ({ path: targetOf(resolve(root, path), cwd).path, line })) : []
  return { isAcross: true, mentions, files: answer.map((each) => ({ ...each, target: targetOf(resolve(root, each.path), cwd), read: found.read.get(each.path)! })) }
}

function lineOf(path: string, { range: { start }, text }: { readonly range: ReportedRange; readonly text: string }): string {
  return `${path}:${start.line}:${start.column}: ${text}\n`
}

/** All files or none: what can't be encoded is seen before the first is written. */
function write(files: readonly Renamed[], door: Door): ExitCode {
  const written = files.map((each) => ({ ...each, text: applyEdits(each.source.text, each.edits) }))
  const unable = written.find(({ read, text }) => read.encode(text) === undefined)
  if (unable !== undefined) {
    door.err(`${unable.target.path}: not renamed: its encoding cannot hold the new name\n`)
    return 2
  }
  let code: ExitCode = 0
  for (const { target, read, text } of written) {
    const problem = writeBack(target.file, read, text)
    if (problem === undefined) continue
    door.err(`${target.path}: ${problem.error}\n`)
    code = 2
  }
  return code
}

/** Undefined where the line is shorter; the place behind its last character counts. */
function offsetOf(text: string, lineStart: number, column: number): number | undefined {
  let offset = lineStart
  for (let left = column - 1; left > 0; left--) {
    const point = text.codePointAt(offset)
    if (point === undefined || point === 10 || point === 13) return undefined
    offset += point > 0xffff ? 2 : 1
  }
  return offset
}
