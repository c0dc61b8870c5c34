// Python text with marks: `«x»` stands around an identifier that a test is about; the marks are not part of the text.

import { openSource, type Node, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const parser = await testParser()

export interface Marked {
  readonly source: Source
  /** The identifiers between the marks, in text order. */
  readonly nodes: readonly Node[]
}

export function marked(text: string, path = 'test_x.py'): Marked {
  const offsets: number[] = []
  const plain = text.replace(/[«»]/g, (mark, offset: number) => {
    if (mark === '«') offsets.push(offset - offsets.length * 2)
    return ''
  })
  const source = openSource(parser, path, plain)
  const nodes = offsets.map((start) => {
    const node = source.nodeAt({ start, end: start + 1 })
    if (node?.kind !== 'identifier') throw new Error(`no identifier at ${start} but ${node?.kind}`)
    return node
  })
  return { source, nodes }
}

/** The text with marks around every one of the nodes. */
export function withMarks(source: Source, nodes: readonly Node[]): string {
  const ranges = nodes.map((node) => source.rangeOf(node)).sort((a, b) => b.start - a.start)
  return ranges.reduce((text, { start, end }) => `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`, source.text)
}
