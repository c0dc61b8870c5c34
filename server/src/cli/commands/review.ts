// `proctor review`: the structured review of one file.

import { resolve } from 'node:path'
import { reviewJson, reviewMarkdown } from '../../core/index.ts'
import { createProjects } from '../configuration.ts'
import type { Door, ExitCode } from '../door.ts'
import { readTarget, targetOf } from '../files.ts'
import { createNeighbours } from '../neighbours.ts'
import { reportMistakes } from '../notes.ts'
import { noOverrides } from '../overrides.ts'
import { learnVocabulary } from '../vocabulary.ts'

/** A review is an answer, whatever it says: 0, or 2 where the file cannot be read. */
export async function review(file: string, options: { readonly format: 'markdown' | 'json'; readonly isolated?: true }, door: Door): Promise<ExitCode> {
  const target = targetOf(resolve(door.cwd, file), door.cwd)
  const projects = createProjects(door.cwd, options.isolated === true, noOverrides)
  const { settings, mistakes } = projects.of(target.file)
  const isMisconfigured = reportMistakes(mistakes, door)
  const read = readTarget(target.file, settings.maxFileSize)
  if ('error' in read) {
    door.err(`${target.path}: ${read.error}\n`)
    return 2
  }
  const proctor = await door.proctor()
  const neighbours = createNeighbours(proctor, door.cwd, options.isolated === true)
  const source = neighbours.open(target, read.text)
  if (options.isolated !== true) learnVocabulary(proctor, target.file, door.cwd, settings)
  const answer = neighbours.answer(source, () => proctor.review(source, settings))
  const fixesFor = (finding: Parameters<typeof proctor.fixesFor>[0]) => proctor.fixesFor(finding, source, settings)
  door.out(options.format === 'json' ? reviewJson(answer, door.version, { source, fixesFor }) : reviewMarkdown(answer, { source, fixesFor, lineLink: (line) => `${target.path}#L${line}` }))
  return isMisconfigured ? 2 : 0
}
