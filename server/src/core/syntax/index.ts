// What the layers below syntax may use of it.

export type { Field, Kind } from './kinds.ts'
export type { NodeKind } from './node.ts'
export { Node } from './node.ts'
export { Segment } from './segment.ts'
export { createParser, type Parser } from './parser.ts'
export { editSource, openSource, Source, type Span } from './source.ts'
export { changed, createLedger, peek, repeat, standingOn, track, type Ledger, type Read, type Repeatable, type Standing } from './reads.ts'
