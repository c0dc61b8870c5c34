// The files over which a rename goes, as whoever searched the workspace hands them in, and what a rename over several files answers.

import type { WorkspacePaths } from '../project/modules.ts'
import type { CollectionSettings } from '../suite/styles.ts'
import type { Node, Source } from '../syntax/index.ts'
import { lineOf } from './rename-collisions.ts'
import type { SpanEdit } from './span.ts'

/** Paths are those of the sources: from the workspace's root, with slashes. */
export interface WorkspaceFiles {
  /** Every Python file there is. */
  readonly paths: WorkspacePaths
  /** The files that `mayMatter` of the search let through. */
  readonly all: () => readonly Source[]
  /** Those of them whose text has the name in it. */
  readonly naming: (name: string) => readonly Source[]
  /** pyproject.toml, pytest.ini and their like. */
  readonly configurations: readonly { readonly path: string; readonly text: string }[]
  readonly settings: CollectionSettings
  readonly isTestFile: (path: string) => boolean
}

export interface FileEdits {
  readonly source: Source
  /** In text order, none twice, at least one. */
  readonly edits: readonly SpanEdit[]
}

/** True where the name stands in the text as a word of its own. */
export function hasWord(text: string, name: string): boolean {
  if (!text.includes(name)) return false
  for (const [word] of text.matchAll(/[\p{XID_Start}_]\p{XID_Continue}*/gu)) if (word === name) return true
  return false
}

/** Lines (from 1) of configuration files that have the name in them: options such as `-k` and `--deselect`, which no rename touches. */
export function configurationLines(name: string, configurations: WorkspaceFiles['configurations']): readonly { readonly path: string; readonly line: number }[] {
  return configurations.flatMap(({ path, text }) => text.split(/\r\n|\r|\n/).flatMap((line, i) => (hasWord(line, name) ? [{ path, line: i + 1 }] : [])))
}

/** A reason with where it lies, line from 1. */
export function at(source: Source, node: Node, why: string): string {
  return `${source.path}, line ${lineOf(source, node)}: ${why}`
}

/** True for a string without prefix, escapes and interpolations. */
export function isPlain(string: Node): boolean {
  return string.children.length === 3 && /^["']+$/.test(string.children[0]!.text) && !string.children[1]!.text.includes('\\')
}

/** Replaces the name at the end of a plain string. */
export function tailOf(string: Node, name: string, newName: string): SpanEdit {
  const { end } = string.children[1]!
  return { segment: string.segment, start: end - name.length, end, text: newName }
}
