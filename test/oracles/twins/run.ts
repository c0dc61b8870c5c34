// Compares, twin by twin, and prints the table. Exit 1 where a twin misses the mark for a reason that nobody has written down.

import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { allRules } from '../../../server/src/core/index.ts'
import { relations } from '../../../server/src/core/settings/neighbours/relations.ts'
import { scanLine } from '../../../server/src/core/syntax/scanner.ts'
import { differences, ourSettings, places, ruffOptions, type Difference } from './differences.ts'
import { samples, type Sample } from './files.ts'
import { kept } from './kept.ts'
import { ours, type Claimed } from './ours.ts'
import { bandit, environment, flake8, mannerOf, pylint, ruff, type Answers, type Said } from './tools.ts'

/** Of theirs at least this part is found; of ours at most this part is beyond theirs. In percent. */
const [leastFound, mostBeyond] = [98, 2]

interface Row {
  readonly twin: string
  readonly rules: readonly string[]
  readonly files: number
  readonly theirs: number
  readonly ours: number
  /** Percent, without what is written down; undefined where there is nothing to compare. */
  readonly found: number | undefined
  readonly beyond: number | undefined
  /** Differences that match a class that is written down. */
  readonly known: number
  readonly missed: readonly Said[]
  readonly extra: readonly Claimed[]
  readonly verdict: 'pass' | 'fail' | 'not seen' | 'narrower' | 'wider' | 'overlaps'
}

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, code: { type: 'string', multiple: true }, tool: { type: 'string' }, files: { type: 'string' }, show: { type: 'string', default: '0' }, json: { type: 'boolean', default: false } },
  })
  mkdirSync(`${root}.oracles`, { recursive: true })
  const work = `${realpathSync(`${root}.oracles`)}/neighbours`
  const bin = environment(work)
  // A folder of its own, so that two runs don't meet.
  const copies = `${work}/files-${process.pid}`
  try {
    return await compareAll(root, work, bin, copies, values)
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

interface Wanted {
  readonly quick: boolean
  readonly code?: string[] | undefined
  readonly tool?: string | undefined
  readonly files?: string | undefined
  readonly show: string
  readonly json: boolean
}

async function compareAll(root: string, work: string, bin: string, copies: string, values: Wanted): Promise<boolean> {
  const files = samples(copies, Number(values.files ?? (values.quick ? 250 : 2000)), (line) => console.error(line))
  const twins = [...new Set(allRules.flatMap((rule) => rule.twins))].filter((twin) => runnerOf(twin) !== undefined && (values.tool ?? runnerOf(twin)) === runnerOf(twin) && (values.code ?? [codeOf(twin)]).includes(codeOf(twin))).sort()
  if (twins.length === 0) throw new Error('no rule claims that twin, or nothing here runs its tool')

  const asked = Object.keys(runners).flatMap((tool) => {
    const own = twins.filter((twin) => runnerOf(twin) === tool)
    const { most } = runners[tool]!
    const step = Math.max(1, files.length / (values.quick && most < Infinity ? most / 6 : most))
    return own.length === 0 ? [] : [{ tool, own, read: files.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step)) }]
  })
  const mine = await ours(root, [...new Set(asked.flatMap(({ read }) => read))], twins, ourSettings)
  const rows = asked.flatMap(({ tool, own, read }): readonly Row[] => {
    const { run, atOnce, options } = runners[tool]!
    const given = kept(`${work}/answers/${tool}.json`, mannerOf(bin, run, options), read, [...new Set(own.map(codeOf))], atOnce, (some, codes) => run(bin, some, codes, options))
    const answers = { ...given, said: spread(given.said, new Map(read.map(({ path, text }) => [path, text]))) }
    const readable = new Map(read.filter(({ path }) => !answers.unreadable.has(path) && !mine.unreadable.has(path)).map(({ path, text }) => [path, text.split('\n')]))
    return own.map((twin) => compare(twin, answers.said.filter(({ code, path }) => code === codeOf(twin) && readable.has(path)), mine.claimed.filter(({ twins: claims, path }) => claims.includes(twin) && readable.has(path)), readable))
  })
  if (values.json) console.log(JSON.stringify(rows, undefined, 2))
  else print(rows, Number(values.show), new Map(files.map((file) => [file.path, file])))
  for (const line of mine.broken) console.error(line)
  return mine.broken.length === 0 && rows.every(({ verdict }) => verdict !== 'fail')
}

/** `most`: files that it is asked about, as some are slow; `atOnce`: by one process. */
const runners: Readonly<Record<string, { readonly most: number; readonly atOnce: number; readonly run: (bin: string, files: readonly string[], codes: readonly string[], options: readonly string[]) => Answers; readonly options: readonly string[] }>> = {
  ruff: { most: Infinity, atOnce: 500, run: ruff, options: ruffOptions },
  flake8: { most: 700, atOnce: 100, run: flake8, options: [] },
  bandit: { most: 240, atOnce: 60, run: bandit, options: [] },
  pylint: { most: 240, atOnce: 60, run: pylint, options: [] },
}

/** flake8's plugins that are installed here. */
const installed = /^(?:A5\d\d|B\d{3}|C81\d|F\d{3}|H\d{3}|M\d{3}|PT\d{3}|T100|ULA\d{3}|VNE\d{3})$/
/** They are about the comments that the copies lack. */
const aboutComments = /^(?:RUF100|I0021|W0012)$/

function runnerOf(twin: string): string | undefined {
  const [tool, code] = [twin.slice(0, twin.indexOf(':')), codeOf(twin)]
  if (aboutComments.test(code)) return undefined
  if (tool === 'ruff' || tool === 'bandit') return tool
  if (tool === 'pylint') return /^[CRWE]\d{4}$/.test(code) && !/^(?:W64|R0801)/.test(code) ? 'pylint' : undefined
  return /^(?:flake8|flake8-commas|hacking)$/.test(tool) && installed.test(code) ? 'flake8' : undefined
}

function codeOf(twin: string): string {
  return twin.slice(twin.indexOf(':') + 1)
}

function compare(twin: string, theirs: readonly Said[], claims: readonly Claimed[], texts: ReadonlyMap<string, readonly string[]>): Row {
  const [said, claimed] = [onceALine(placed(twin, theirs, texts)), onceALine(placed(twin, claims, texts))]
  const mates = matched(said, claimed)
  const missed = said.filter((each) => !mates.has(each))
  const extra = claimed.filter((each) => !mates.has(each))
  const classes = differences[twin] ?? []
  const isKnown = (by: Difference['by'], { path, line, lastLine }: Said | Claimed): boolean => classes.some((each) => each.by === by && each.when.test(texts.get(path)!.slice((each.within ?? 0) > 0 ? Math.max(0, line - 1 - each.within!) : line - 1, lastLine).join('\n')))
  const openMissed = missed.filter((each) => !isKnown('theirs', each))
  const openExtra = extra.filter((each) => !isKnown('ours', each))
  const found = said.length === 0 ? undefined : (1 - openMissed.length / said.length) * 100
  const beyond = claimed.length === 0 ? undefined : (openExtra.length / claimed.length) * 100
  const relation = relations[twin]?.ours
  const isFound = found === undefined || found >= leastFound || relation === 'narrower' || relation === 'overlaps'
  const isWithin = beyond === undefined || beyond <= mostBeyond || relation === 'wider' || relation === 'overlaps'
  const verdict = !isFound || !isWithin ? 'fail' : (relation ?? (said.length + claimed.length === 0 ? 'not seen' : 'pass'))
  return {
    twin,
    rules: allRules.filter((rule) => rule.twins.includes(twin)).map(({ id }) => id),
    files: texts.size,
    theirs: said.length,
    ours: claimed.length,
    found,
    beyond,
    known: missed.length - openMissed.length + extra.length - openExtra.length,
    missed: openMissed,
    extra: openExtra,
    verdict,
  }
}

/** A tool that says only where a finding begins means the statement there: its last line is the logical line's. */
function spread(said: readonly Said[], texts: ReadonlyMap<string, string>): readonly Said[] {
  const ends = new Map<string, ReadonlyMap<number, number>>()
  // Pylint speaks of other files as well, such as packages above.
  return said.filter(({ path }) => texts.has(path)).map((each) => {
    if (each.lastLine !== each.line) return each
    let own = ends.get(each.path)
    if (own === undefined) ends.set(each.path, (own = logicalLines(texts.get(each.path)!)))
    return { ...each, lastLine: own.get(each.line) ?? each.line }
  })
}

/** The last line of the logical line that each line belongs to; from 1. */
function logicalLines(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  let line = 1
  for (let at = 0; at < text.length; ) {
    const { end } = scanLine(text, at)
    const count = text.slice(at, end).split('\n').length - (text[end - 1] === '\n' ? 1 : 0)
    for (let i = 0; i < count; i++) ends.set(line + i, line + count - 1)
    line += count
    at = end
  }
  return ends
}

/** Each moved to where the thing that it is about begins, for twins in {@link places}. */
function placed<T extends Said | Claimed>(twin: string, all: readonly T[], texts: ReadonlyMap<string, readonly string[]>): readonly T[] {
  const place = places[twin]
  if (place === undefined) return all
  const starts = new Map<string, ReadonlyMap<number, number>>()
  return all.map((each) => {
    const lines = texts.get(each.path)!
    if (place === 'function') {
      let line = each.line
      // From a decorator down, from within up.
      const step = /^\s*@/.test(lines[line - 1]!) ? 1 : -1
      while (line > 1 && line < lines.length && !/^\s*(?:async\s+)?def\b/.test(lines[line - 1]!)) line += step
      return { ...each, line, lastLine: line }
    }
    let own = starts.get(each.path)
    if (own === undefined) {
      const first = new Map<number, number>()
      const ends = logicalLines(lines.join('\n'))
      for (const [line, end] of ends) if (!first.has(end)) first.set(end, line)
      starts.set(each.path, (own = new Map([...ends].map(([line, end]) => [line, first.get(end)!]))))
    }
    const line = own.get(each.line) ?? each.line
    return { ...each, line, lastLine: line }
  })
}

function onceALine<T extends Said | Claimed>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [`${each.path}:${each.line}`, each])).values()]
}

/** Pairs on one line; then those one of which starts within the other, as a finding may point at a part of what the other points at. */
function matched(said: readonly Said[], claimed: readonly Claimed[]): ReadonlySet<Said | Claimed> {
  const mates = new Set<Said | Claimed>()
  const byFile = new Map<string, Claimed[]>()
  for (const each of claimed) byFile.set(each.path, [...(byFile.get(each.path) ?? []), each])
  const isWithin = (line: number, { line: first, lastLine }: Said | Claimed): boolean => first <= line && line <= lastLine
  for (const isMate of [(a: Said, b: Claimed) => a.line === b.line, (a: Said, b: Claimed) => isWithin(a.line, b) || isWithin(b.line, a)]) {
    for (const each of said) {
      const mate = mates.has(each) ? undefined : byFile.get(each.path)?.find((other) => !mates.has(other) && isMate(each, other))
      if (mate === undefined) continue
      mates.add(each)
      mates.add(mate)
    }
  }
  return mates
}

function print(rows: readonly Row[], show: number, files: ReadonlyMap<string, Sample>): void {
  const percent = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1))
  console.log(`${files.size} files; found: of theirs by us, at least ${leastFound} %; beyond: of ours not by them, at most ${mostBeyond} %; known: differences that are written down\n`)
  console.log(`${'twin'.padEnd(20)}${'files'.padStart(6)}${'theirs'.padStart(8)}${'ours'.padStart(8)}${'found %'.padStart(9)}${'beyond %'.padStart(10)}${'known'.padStart(7)}  verdict    rule`)
  for (const row of rows) console.log(`${row.twin.padEnd(20)}${String(row.files).padStart(6)}${String(row.theirs).padStart(8)}${String(row.ours).padStart(8)}${percent(row.found).padStart(9)}${percent(row.beyond).padStart(10)}${String(row.known).padStart(7)}  ${row.verdict.padEnd(10)} ${row.rules.join(', ')}`)
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length
  console.log(`\n${rows.length} twins: ${(['pass', 'fail', 'narrower', 'wider', 'overlaps', 'not seen'] as const).map((verdict) => `${count(verdict)} ${verdict}`).join(', ')}`)
  for (const [twin, classes] of Object.entries(differences)) {
    if (rows.some((row) => row.twin === twin && row.known > 0)) for (const each of classes) console.log(`  ${twin}: only ${each.by}, ${each.right === 'taste' ? 'a matter of taste' : `${each.right} are right`}: ${each.class} (${each.example})`)
  }
  for (const row of show > 0 ? rows.filter(({ missed, extra }) => missed.length + extra.length > 0) : []) {
    console.log(`\n=== ${row.twin} (${row.rules.join(', ')})`)
    for (const [title, all] of [['only theirs', row.missed as readonly (Said | Claimed)[]], ['only ours', row.extra]] as const) for (const { path, line } of some(all, show)) console.log(`  ${title}: ${files.get(path)!.name}:${line}: ${files.get(path)!.text.split('\n')[line - 1]!.trim().slice(0, 120)}`)
  }
}

function some<T>(all: readonly T[], count: number): readonly T[] {
  return all.filter((_, i) => Math.floor((i * count) / all.length) > Math.floor(((i - 1) * count) / all.length))
}
