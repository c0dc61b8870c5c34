// The open documents, each version an immutable value, and how a place of an older version moved since.

import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams, TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { applyEdits, type Home, type Proctor, type Range, type Source, type TextEdit } from '../core/index.ts'
import type { Converter } from './convert.ts'
import { plainText, type Text } from './text.ts'
import { normalize } from './uri.ts'

export interface Document {
  readonly uri: string
  readonly version: number
  /** As the core knows it: `source.path`. */
  readonly path: string
  /** In UTF-16 units. */
  readonly length: number
  readonly text: () => string
  /** Cut into segments when first asked for, as most Python files are no tests; the same object each time, until it rests. */
  readonly source: () => Source
  /** Gives up all but the text; the next who asks for the source has it cut again. */
  readonly rest: () => void
  /** True where there is nothing but the text. */
  readonly rests: () => boolean
  /** The latest changes, oldest first; each leads to its version and counts in the text that the one before it left. */
  readonly changes: readonly { readonly version: number; readonly edit: TextEdit }[]
}

export interface Documents {
  get(uri: string): Document | undefined
  /** Also where the client writes its URI another way. */
  find(uri: string): Document | undefined
  all(): readonly Document[]
  open(params: DidOpenTextDocumentParams, path: string): Document
  /** Undefined where the document is not open. */
  change(params: DidChangeTextDocumentParams): Document | undefined
  /** False where it was not open. */
  close(uri: string): boolean
  /** Lets those rest that nobody has asked about for longest, beyond a few. */
  restOthers(): void
}

/** How many changes are kept to follow a place over; a menu that stays open for longer than that many keystrokes gets no edit. */
const memory = 200
/**
 * How many documents are kept cut, with trees and all that was found out about them, and how many UTF-16 units they may have together;
 * such a document takes some 100 bytes for each unit, one that rests takes one or two. The latest one stays in any case.
 */
const mostAwake = 8
const mostAwakeLength = 1_000_000

/** `homeOf`: where the document lies among other files. */
export function createDocuments(proctor: Proctor, convert: Converter, homeOf: (uri: string) => Home): Documents {
  const open = new Map<string, Document & Held>()
  /** URIs as the client writes them, by their normal form. */
  const spellings = new Map<string, string>()
  /** By URI those that are cut, the one that was asked about last at the end. */
  const awake = new Map<string, Document>()
  const keep = (uri: string, version: number, path: string, body: Body, changes: Document['changes']) => {
    let held = body
    const source = () => {
      if (held.source === undefined) held = cutBody(proctor.open(path, held.text(), homeOf(uri)))
      if (open.get(uri) === document) {
        awake.delete(uri)
        awake.set(uri, document)
      }
      return held.source!
    }
    const rest = () => {
      if (held.source !== undefined) held = plainBody(held.text())
      if (awake.get(uri) === document) awake.delete(uri)
    }
    const document = { uri, version, path, changes, length: body.lines.length, text: () => held.text(), source, rest, rests: () => held.source === undefined, body: () => held }
    if (!open.has(uri)) spellings.set(normalize(uri), uri)
    open.set(uri, document)
    if (body.source === undefined) awake.delete(uri)
    else source()
    return document
  }
  return {
    get: (uri) => open.get(uri),
    find: (uri) => open.get(uri) ?? open.get(spellings.get(normalize(uri)) ?? ''),
    all: () => [...open.values()],
    open: ({ textDocument: { uri, version, text } }, path) => keep(uri, version, path, plainBody(text), []),
    change: ({ textDocument: { uri, version }, contentChanges }) => {
      const before = open.get(uri)
      if (before === undefined) return undefined
      const { body, edits } = applyChanges(proctor, convert, before.body(), contentChanges)
      const changes = [...before.changes, ...edits.map((edit) => ({ version, edit }))].slice(-memory)
      return keep(uri, version, before.path, body, changes)
    },
    close: (uri) => {
      awake.delete(uri)
      if (spellings.get(normalize(uri)) === uri) spellings.delete(normalize(uri))
      return open.delete(uri)
    },
    restOthers: () => {
      let [count, length] = [0, 0]
      for (const document of [...awake.values()].reverse()) {
        count++
        length += document.length
        if (count > 1 && (count > mostAwake || length > mostAwakeLength)) document.rest()
      }
    },
  }
}

/**
 * Where a range of an older version lies now. Undefined where an edit cut into one of its ends, or where the version is too old
 * to tell. What was typed inside it belongs to it.
 */
export function follow(document: Document, version: number, range: Range): Range | undefined {
  if (version === document.version) return range
  const oldest = document.changes[0]
  if (version > document.version || oldest === undefined) return undefined
  // With the memory full, changes between that version and the oldest that is known may be missing.
  if (document.changes.length === memory && oldest.version > version + 1) return undefined
  let { start, end } = range
  for (const change of document.changes) {
    if (change.version <= version) continue
    const { edit } = change
    const delta = edit.text.length - (edit.end - edit.start)
    if (edit.end <= start) [start, end] = [start + delta, end + delta]
    else if (edit.start >= end) continue
    else if (start <= edit.start && edit.end <= end) end += delta
    else return undefined
  }
  return { start, end }
}

/**
 * LSP applies changes one after another, each to the text that the one before left. Those that come from the bottom to the top
 * (several cursors, replace all) do not disturb each other, so they are applied at once.
 */
function applyChanges(proctor: Proctor, convert: Converter, before: Body, contentChanges: readonly TextDocumentContentChangeEvent[]): { readonly body: Body; readonly edits: readonly TextEdit[] } {
  let body = before
  let waiting: TextEdit[] = []
  const edits: TextEdit[] = []
  const apply = () => {
    if (waiting.length > 0) body = body.source === undefined ? plainBody(applyEdits(body.text(), waiting)) : cutBody(proctor.edit(body.source, waiting))
    edits.push(...waiting)
    waiting = []
  }
  for (const change of contentChanges) {
    let edit = editOf(change, body, convert)
    if (waiting.length > 0 && edit.end >= waiting.at(-1)!.start) {
      apply()
      edit = editOf(change, body, convert)
    }
    waiting.push(edit)
  }
  apply()
  return { body, edits }
}

/** A change without a range replaces the whole text; only the part that differs is kept, so that the rest stays as it is. */
function editOf(change: TextDocumentContentChangeEvent, body: Body, convert: Converter): TextEdit {
  if ('range' in change && change.range !== undefined) return { ...convert.offsetsAt(body.lines, change.range), text: change.text }
  const old = body.text()
  const { text } = change
  const shorter = Math.min(old.length, text.length)
  let start = 0
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++
  let tail = 0
  while (tail < shorter - start && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++
  return { start, end: old.length - tail, text: text.slice(start, text.length - tail) }
}

interface Held {
  readonly body: () => Body
}

/** One text, cut into segments or not yet. */
interface Body {
  readonly lines: Source | Text
  readonly source: Source | undefined
  readonly text: () => string
}

function plainBody(text: string): Body {
  return { lines: plainText(text), source: undefined, text: () => text }
}

function cutBody(source: Source): Body {
  return { lines: source, source, text: () => source.text }
}
