// A function in whose body a line is being typed: the line that can't be read yet is left out of the tree, and everything around it stays
// as it was, where the grammar's own recovery would lose the function or take its statements for the module's.

import { scanLine, type LogicalLine } from './scanner.ts'
import { errorFlag, kindAt, missingFlag, stride, type Tree } from './tree.ts'

/** Lines that are left out before it is given up: somebody types in one or two places. */
const mostLines = 3

/**
 * The tree of `code` without its unreadable lines, offsets as in `code`, `hasError` as before; `tree` itself where nothing is gained by it.
 * A function whose own header can't be read shows nothing at all: what the grammar makes of it changes with each letter. The same goes for
 * one whose lines step back to where no block stands, which the grammar takes for statements behind it and Python for a mistake.
 */
export function mended(code: string, tree: Tree, parse: (code: string) => Tree): Tree {
  const isLost = definition.test(code) && !isDefinition(tree)
  if (!tree.hasError && !(isLost && isIndentedBehind(code, tree))) return tree
  const whole = tree.hasError ? withoutLines(code, tree, parse) : undefined
  return whole ?? (isLost ? { ...parse(''), hasError: true } : tree)
}

const definition = /^(?:@|(?:async[ \t]+)?def\b)/

/** True where the tree is one definition and nothing else. */
function isDefinition(tree: Tree): boolean {
  const { nodes } = tree
  const kind = nodes.length > stride ? kindAt(tree, 1) : undefined
  return (kind === 'function_definition' || kind === 'decorated_definition') && nodes[stride + 4] === nodes.length / stride
}

/** True where what stands behind the first statement is indented. */
function isIndentedBehind(code: string, { nodes }: Tree): boolean {
  const second = nodes[stride + 4]! * stride
  return second < nodes.length && /[ \t]$/.test(code.slice(0, nodes[second + 1]))
}

function withoutLines(code: string, tree: Tree, parse: (code: string) => Tree): Tree | undefined {
  const lines = linesBehindHeader(code)
  const uneven = lines.filter((line) => line.isUneven)
  let text = uneven.reduce(without, code)
  let known = tree
  for (let i = 0; i < mostLines; i++) {
    if (text !== code) {
      known = parse(text)
      if (!known.hasError) return { ...known, hasError: true }
    }
    const at = firstError(known)
    const line = at === undefined ? undefined : lines.find(({ code: start, end }) => start! <= at && at < end)
    if (line === undefined) return undefined
    const next = without(text, line)
    if (next === text) return undefined
    text = next
  }
  return undefined
}

/** The lines of code behind the first that is no decorator's. */
function linesBehindHeader(code: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = []
  let isInHeader = true
  for (let at = 0; at < code.length; ) {
    const line = scanLine(code, at)
    at = line.end
    if (line.code === undefined) continue
    if (!isInHeader) lines.push(line)
    if (code.charCodeAt(line.code) !== 64) isInHeader = false
  }
  return lines
}

/** The place of the smallest part that the grammar could not read, the first of equal ones. */
function firstError({ nodes }: Tree): number | undefined {
  let found: number | undefined
  let least = Infinity
  for (let at = 0; at < nodes.length; at += stride) {
    if ((nodes[at]! & (errorFlag | missingFlag)) === 0) continue
    const size = nodes[at + 2]! - nodes[at + 1]!
    if (size < least) [found, least] = [nodes[at + 1]!, size]
  }
  return found
}

/** A statement that does nothing, or opens a block, stands in the line's place. */
function without(text: string, { code, end, opensBlock }: LogicalLine): string {
  const blank = text.slice(code!, end).replace(/[^\r\n]/g, ' ')
  const room = /[\r\n]|$/.exec(blank)!.index
  const stand = opensBlock ? 'if 0:' : room < 4 ? '0' : 'pass'
  if (stand.length > room) return text
  return text.slice(0, code) + stand + blank.slice(stand.length) + text.slice(end)
}
