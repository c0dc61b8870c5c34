// All that one segment says about what a variable is: evidence for names, and questions that other places may answer.

import type { Binding, Definition } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import { addUseEvidence, type PassedAt } from './from-uses.ts'
import { addValueEvidence, type Evidence } from './from-value.ts'
import { keysOf } from './keys.ts'
import { bare, lastName, siteOf, type Site } from './sites.ts'
import type { EvidenceSource } from './weights.ts'
import { prepositions, fillers, verbs } from './word-lists.ts'
import { abbreviations } from './word-lists.ts'
import { snakeCase, splitWords } from './words.ts'

export interface Clues {
  readonly evidence: readonly Evidence[]
  /** Where it is passed positionally: the callable's parameter may name it. */
  readonly passed: readonly PassedAt[]
  /** What can be said of it that can be said of other variables too, see `keysOf`. */
  readonly keys: readonly string[]
  /** False where it is bound to different things: one name for two things can't be renamed to one better name. */
  readonly isOneThing: boolean
}

const memo = new WeakMap<Binding, Clues>()

export function cluesOf(binding: Binding): Clues {
  const known = memo.get(binding)
  if (known !== undefined) return known
  const clues = collect(binding)
  memo.set(binding, clues)
  return clues
}

function collect(binding: Binding): Clues {
  const evidence: Evidence[] = []
  const seen = new Set<string>()
  const add = (source: EvidenceSource, name: string | undefined, words: string): void => {
    if (name === undefined || name === '' || seen.has(source + ' ' + name)) return
    seen.add(source + ' ' + name)
    evidence.push({ source, name, words })
  }

  const sites: Site[] = []
  for (const definition of binding.definitions) {
    const site = siteOf(definition)
    if (site === undefined) {
      addBareAnnotation(definition, add)
      continue
    }
    sites.push(site)
    addValueEvidence(site, add)
  }
  for (const site of sites.slice(0, 2)) addComments(site, add)

  const bound = new Set(binding.definitions.map((definition) => definition.node))
  const reads = binding.occurrences.filter((occurrence) => !bound.has(occurrence))
  const passed: PassedAt[] = []
  for (const use of reads) {
    const at = addUseEvidence(use, add)
    if (at !== undefined) passed.push(at)
  }
  addExpected(sites, reads, add)

  addTestWords(binding, add)

  const long = abbreviations.get(binding.name)
  if (long !== undefined) add('spelled out', long, `${binding.name} spelled out`)

  return {
    evidence,
    passed: passed.filter((at) => !passed.some((other) => other.callee === at.callee && other.index !== at.index)),
    keys: keysOf(binding),
    isOneThing: isOneThing(binding, sites),
  }
}

/** Nouns of the test's name: `test_delete_server_by_id` → server. */
function addTestWords(binding: Binding, add: (source: EvidenceSource, name: string | undefined, words: string) => void): void {
  const name = binding.scope.node?.field('name')?.text ?? ''
  if (!/^test_?./.test(name)) return
  const nouns = splitWords(name).slice(1, 9).filter((word) => word.length > 2 && !prepositions.has(word) && !fillers.has(word))
  nouns.forEach((noun, i) => {
    add('test word', noun, `named in ${name}`)
    if (i > 0) add('test word', `${nouns[i - 1]}_${noun}`, `named in ${name}`)
  })
}

/** `x: Flavor` without a value, and parameters. */
function addBareAnnotation(definition: Definition, add: (source: EvidenceSource, name: string | undefined, words: string) => void): void {
  const annotation = definition.node.parent?.field('type')
  if (annotation !== undefined) addValueEvidence({ how: 'assign', value: definition.node, position: undefined, annotation }, add)
}

/** A literal that is only ever compared is what is expected. */
function addExpected(sites: readonly Site[], reads: readonly Node[], add: (source: EvidenceSource, name: string | undefined, words: string) => void): void {
  if (sites.length !== 1 || reads.length === 0 || sites[0]!.position !== undefined || !isLiteral(sites[0]!.value)) return
  for (const read of reads) {
    const partner = partnerOf(read)
    if (partner === undefined) return
  }
  add('expected', 'expected', 'a literal that is only compared')
  for (const read of reads) {
    const other = bare(partnerOf(read)!)
    const name = other.kind === 'call' ? lastName(other.field('function')) : lastName(other)
    if (name !== undefined && name.length > 2 && !verbs.has(name)) add('expected', `expected_${snakeCase(name)}`, `a literal that is only compared with ${name}`)
  }
}

function partnerOf(read: Node): Node | undefined {
  const parent = read.parent
  if (parent?.kind === 'comparison_operator' && parent.children.length === 2) return parent.children.find((child) => child !== read)
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined
  if (parent === undefined || call?.kind !== 'call' || !/^assert\w*Equal$/.test(lastName(call.field('function')) ?? '')) return undefined
  const at = parent.children.indexOf(read)
  return at < 2 ? parent.children[1 - at] : undefined
}

function isLiteral(node: Node): boolean {
  const value = bare(node)
  if (/^(?:string|concatenated_string|integer|float|true|false|none)$/.test(value.kind)) return true
  return /^(?:list|tuple|dictionary|set|pair|unary_operator)$/.test(value.kind) && value.children.length > 0 && value.children.every(isLiteral)
}

const commentWord = /^(?:create|make|build|get|set|add|use|start|boot|now|then|the|a|an|check|verify|ensure|first|make sure|try|setup)$/

/** Nouns of the comment on the line above: "# Boot a server" → server. */
function addComments(site: Site, add: (source: EvidenceSource, name: string | undefined, words: string) => void): void {
  const { segment } = site.value
  const { comments, lines, text } = segment
  if (comments.length === 0) return
  const start = lineOf(lines, site.value.start)
  for (let i = 0; i < comments.length; i += 2) {
    if (lineOf(lines, comments[i]!) !== start - 1) continue
    const words = splitWords(text.slice(comments[i]!, comments[i + 1]!).replace(/[^\w\s]/g, ' ').replace(/\s+/g, '_'))
    for (let w = 0; w + 1 < words.length && w < 6; w++) {
      if (/^(?:a|an|the)$/.test(words[w]!) && !commentWord.test(words[w + 1]!) && !prepositions.has(words[w + 1]!) && !fillers.has(words[w + 1]!)) add('comment', words[w + 1], 'named in the comment above')
    }
  }
}

function lineOf(lines: readonly number[], offset: number): number {
  let line = 0
  while (line + 1 < lines.length && lines[line + 1]! <= offset) line++
  return line
}

/** Further bindings must make the same thing anew, change what is there, or fill in a placeholder. */
function isOneThing(binding: Binding, sites: readonly Site[]): boolean {
  const telling = sites.filter((site) => !/^(?:none|true|false)$/.test(bare(site.value).kind) && !isChange(bare(site.value), binding.name))
  if (telling.length < 2) return true
  if (telling.length > 40) return false
  const names = telling.map((site) => {
    const own = new Set<string>()
    addValueEvidence(site, (source, name) => {
      if (name !== undefined && source !== 'idiom' && source !== 'shape') own.add(name)
    })
    return own
  })
  const shared = [...names[0]!].filter((name) => names.every((own) => own.has(name)))
  return shared.length > 0 || names.every((own) => own.size === 0) || new Set(telling.map((site) => calleeOf(site))).size === 1
}

/** `x = x.strip()`, `x = sorted(x)`, `x = x + 1` change what is there; `x = client.send(x)` is what comes back. */
function isChange(value: Node, name: string): boolean {
  if (!value.descendants('identifier').some((each) => each.text === name)) return false
  const callee = value.kind === 'call' ? value.field('function') : undefined
  return callee?.kind !== 'attribute' || callee.descendants('identifier').some((each) => each.text === name)
}

function calleeOf(site: Site): string {
  const value = bare(site.value)
  return value.kind === 'call' ? value.field('function')?.text ?? value.kind : value.text
}
