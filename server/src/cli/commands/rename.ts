// `proctor rename`: the edits of a rename, or the reason why it is not safe. Writes nothing.

import { resolve } from 'node:path'
import { reportedRange } from '../../core/index.ts'
import { createProjects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { readTarget, targetOf } from '../files.ts'
import { Misuse } from '../misuse.ts'
import { createNeighbours } from '../neighbours.ts'
import { noOverrides } from '../overrides.ts'

/** 0: edits; 1: refused. `place` is LINE:COLUMN, both from 1, the column in Unicode code points. */
export async function rename(file: string, place: string, newName: string, options: { readonly format: 'text' | 'json' }, door: Door): Promise<ExitCode> {
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

  const answer = neighbours.answer(source, () => proctor.rename(source, offset, newName))
  const edits = 'refusal' in answer ? [] : answer.map((edit) => ({ range: reportedRange(edit, source), text: edit.text }))
  const refusal = 'refusal' in answer ? answer.refusal : null
  if (options.format === 'json') door.out(`${JSON.stringify({ version: door.version, path: target.path, newName, edits, refusal }, undefined, 2)}\n`)
  else if (refusal !== null) door.out(`${target.path}:${place}: refused: ${refusal}\n`)
  else door.out(edits.map(({ range: { start }, text }) => `${target.path}:${start.line}:${start.column}: ${text}\n`).join(''))
  return refusal === null ? 0 : 1
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
