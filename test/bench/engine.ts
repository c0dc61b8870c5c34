// Benchmark of the engine in process: opening, keystrokes, memory, and beside them tree-sitter's own incremental parse of the
// whole file as the limit. Prints a table, and JSON with `--json FILE`.

import { readFileSync, writeFileSync } from 'node:fs'
import { Edit, Language, Parser } from 'web-tree-sitter'
import { createProctor, defaultSettings, type Proctor, type Settings, type Source } from '../../server/src/core/index.ts'
import { applyEdits, type TextEdit } from '../../server/src/core/text/range.ts'
import { editScripts } from './scripts.ts'
import { median, timesOf, type Times } from './times.ts'

interface Row {
  readonly lines: number
  readonly script: string
  readonly edits: number
  readonly keystroke: Times
  readonly bareParse: Times
}

interface Opening {
  readonly lines: number
  readonly segments: number
  readonly findings: number
  readonly first: number
  /** The second to fourth opening, right behind the first. */
  readonly warm: number
  /** Once all the typing is through: what V8 compiles for an engine that is in use is compiled by then. */
  inUse: number
  readonly bareParse: number
  readonly heapMb: number
  readonly rssMb: number
}

const [grammarFolder, corpusFolder, ...flags] = process.argv.slice(2)
const wasm = {
  runtime: new Uint8Array(readFileSync(`${grammarFolder}/tree-sitter.wasm`)),
  grammar: new Uint8Array(readFileSync(`${grammarFolder}/python.wasm`)),
}
const samples = [
  { lines: 1000, path: 'nova/tests/unit/conductor/tasks/test_live_migrate.py' },
  { lines: 5000, path: 'nova/tests/unit/virt/libvirt/test_config.py' },
  { lines: 10000, path: 'nova/tests/unit/network/test_neutron.py' },
]
const repeats = flags.includes('--quick') ? 1 : 3

const settings: Settings = flags.includes('--strict') ? { ...defaultSettings, preset: 'strict' } : defaultSettings
const startup = performance.now()
const proctor = await createProctor(wasm)
const loaded = performance.now() - startup
const bare = await bareParser()

const openings: Opening[] = []
const rows: Row[] = []
for (const { lines, path } of samples) {
  const text = readFileSync(`${corpusFolder}/${path}`, 'utf8')
  openings.push(measureOpening(lines, text))
  for (const { name, edits } of editScripts(text)) {
    const own: number[] = []
    const limit: number[] = []
    for (let i = 0; i < repeats; i++) {
      own.push(...keystrokes(proctor, text, edits))
      limit.push(...bareKeystrokes(text, edits))
    }
    rows.push({ lines, script: name, edits: edits.length, keystroke: timesOf(own), bareParse: timesOf(limit) })
  }
  const all = rows.filter((row) => row.lines === lines)
  const every = { lines, script: 'all typing', edits: all.reduce((sum, row) => sum + row.edits, 0), ...overall(text) }
  rows.push(every)
}
for (const [i, { path }] of samples.entries()) {
  const text = readFileSync(`${corpusFolder}/${path}`, 'utf8')
  openings[i]!.inUse = median([4, 5, 6].map((round) => elapsed(() => open(renamed(text, round)))))
}
print()

/** Another name for each function, which keeps the memo of trees from answering. */
function renamed(text: string, round: number): string {
  return text.replace(/^( *)(def \w+)/gm, `$1$2${'_'.repeat(round)}`)
}

function measureOpening(lines: number, text: string): Opening {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const first = elapsed(() => open(text))
  const warm: number[] = []
  let source: Source | undefined
  for (let i = 1; i <= 3; i++) warm.push(elapsed(() => (source = open(renamed(text, i)))))
  const bareTimes = [1, 2, 3].map(() => elapsed(() => bare.parse(text)!.delete()))
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return {
    lines,
    segments: source!.segments.length,
    findings: proctor.analyze(source!, settings).findings.length,
    first,
    warm: median(warm),
    inUse: Number.NaN,
    bareParse: median(bareTimes),
    heapMb: (heapUsed - before) / 1e6,
    rssMb: rss / 1e6,
  }
}

function open(text: string): Source {
  const source = proctor.open('test_bench.py', text)
  proctor.analyze(source, settings)
  return source
}

function keystrokes(engine: Proctor, text: string, edits: readonly TextEdit[]): number[] {
  let source = open(text)
  return edits.map((edit) =>
    elapsed(() => {
      source = engine.edit(source, [edit])
      engine.analyze(source, settings)
    }),
  )
}

/** The whole file's tree, edited and parsed again: no reading of the tree, no rules. */
function bareKeystrokes(text: string, edits: readonly TextEdit[]): number[] {
  let current = text
  let tree = bare.parse(current)!
  const times = edits.map((edit) => {
    const next = applyEdits(current, [edit])
    const change = new Edit({
      startIndex: edit.start,
      oldEndIndex: edit.end,
      newEndIndex: edit.start + edit.text.length,
      startPosition: pointAt(current, edit.start),
      oldEndPosition: pointAt(current, edit.end),
      newEndPosition: pointAt(next, edit.start + edit.text.length),
    })
    current = next
    return elapsed(() => {
      tree.edit(change)
      const parsed = bare.parse(next, tree)!
      tree.delete()
      tree = parsed
    })
  })
  tree.delete()
  return times
}

function overall(text: string): Pick<Row, 'keystroke' | 'bareParse'> {
  const typing = editScripts(text).filter(({ name }) => /identifier|new test|quotes/.test(name))
  return {
    keystroke: timesOf(typing.flatMap(({ edits }) => keystrokes(proctor, text, edits))),
    bareParse: timesOf(typing.flatMap(({ edits }) => bareKeystrokes(text, edits))),
  }
}

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0
  let lineStart = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++
    lineStart = at + 1
  }
  return { row, column: offset - lineStart }
}

async function bareParser(): Promise<Parser> {
  const parser = new Parser()
  parser.setLanguage(await Language.load(wasm.grammar))
  return parser
}

function elapsed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function print(): void {
  const ms = (value: number): string => value.toFixed(2).padStart(9)
  console.log(`Engine in process, milliseconds; ${process.version}, preset ${settings.preset}, loading the grammar ${loaded.toFixed(0)} ms\n`)
  console.log('lines   segments  findings   first open  warm open     in use  bare parse   heap MB   RSS MB')
  for (const one of openings) {
    console.log(`${String(one.lines).padEnd(8)}${String(one.segments).padStart(8)}${String(one.findings).padStart(10)}  ${ms(one.first)}  ${ms(one.warm)}  ${ms(one.inUse)}   ${ms(one.bareParse)} ${ms(one.heapMb)} ${ms(one.rssMb)}`)
  }
  console.log('\nlines   script                edits    median      p95    worst   bare parse: median      p95    worst')
  for (const row of rows) {
    const { keystroke, bareParse } = row
    console.log(
      `${String(row.lines).padEnd(8)}${row.script.padEnd(20)}${String(row.edits).padStart(7)} ${ms(keystroke.median)}${ms(keystroke.p95)}${ms(keystroke.worst)}            ${ms(bareParse.median)}${ms(bareParse.p95)}${ms(bareParse.worst)}`,
    )
  }
  const json = flags.indexOf('--json')
  if (json >= 0) writeFileSync(flags[json + 1]!, JSON.stringify({ node: process.version, loaded, openings, rows }, null, 2) + '\n')
}
