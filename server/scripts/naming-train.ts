// Learns how much each kind of evidence weighs and writes core/naming/learned.ts: `npm run naming:train`. Deterministic; no suite that
// naming:score scores is read.

import { writeFileSync } from 'node:fs'
import { candidatesOf, featuresOf, silenceFeatures, type Surroundings } from '../src/core/naming/rank.ts'
import type { Vocabulary } from '../src/core/naming/file-names.ts'
import { folderOf, nothing, parserOf, suiteOf, trainingSuites, type Question } from './naming/hidden.ts'

/** No suite may outvote the others: of larger ones every n-th file and every n-th name is taken. */
const mostFiles = 400
const mostOfSuite = 4_000
const rounds = 30
/** Pulls weights that few names speak for towards none. */
const decay = 2
/** How fast weights follow (AdaGrad). */
const rate = 0.3

/** One variable in one surrounding: the features of silence and of each candidate; `truth` is the index of the author's name, 0 for silence. */
interface Sample {
  readonly options: readonly Features[]
  readonly truth: number
}

interface Features {
  readonly ids: Int32Array
  readonly values: Float64Array
}

export async function main(_: readonly string[], root: string): Promise<number> {
  const parser = await parserOf(root)
  const ids = new Map<string, number>()
  const samples: Sample[] = []
  for (const name of trainingSuites) {
    const { questions } = await suiteOf(parser, await folderOf(root, name), mostFiles)
    const step = Math.max(1, questions.length / mostOfSuite)
    const before = samples.length
    for (let at = 0; at < questions.length; at += step) samples.push(...samplesOf(questions[Math.floor(at)]!, ids))
    const own = samples.slice(before)
    process.stdout.write(`${name.padEnd(20)} ${String(questions.length).padStart(6)} names; proposed ${(own.filter((sample) => sample.truth > 0).length / own.length).toFixed(3)}\n`)
  }
  const weights = learn(samples, ids.size)
  const lines = [...ids].map(([feature, id]) => [feature, weights[id]!.toFixed(2)] as const).filter(([, weight]) => Number(weight) !== 0)
  lines.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  writeFileSync(`${root}server/src/core/naming/learned.ts`, [
    '// Written by `npm run naming:train` from the names in real test suites (server/scripts/naming/hidden.ts lists them). What each piece of',
    '// evidence adds to the logarithm of the odds of a name: 0.7 doubles them. rank.ts says what the features mean.',
    '',
    'export const learned: Readonly<Record<string, number>> = {',
    ...lines.map(([feature, weight]) => `  '${feature}': ${Number(weight)},`),
    '}',
    '',
  ].join('\n'))
  process.stdout.write(`${samples.length} samples, ${lines.length} weights\n`)
  return 0
}

/** With all that is known, in a file that says nothing, and without other files: naming meets all three. */
function samplesOf({ binding, clues, file, workspace }: Question, ids: Map<string, number>): readonly Sample[] {
  const surroundings: readonly { readonly file: Vocabulary; readonly workspace: Vocabulary | undefined }[] = [{ file, workspace }, { file: nothing, workspace }, { file, workspace: undefined }]
  return surroundings.map((each: Surroundings) => {
    const candidates = candidatesOf(binding, clues, each)
    const silence = silenceFeatures(each.workspace).map((feature) => [feature, 1] as const)
    return {
      options: [silence, ...candidates.map(featuresOf)].map((features) => numbered(features, ids)),
      truth: candidates.findIndex((candidate) => candidate.name === binding.name) + 1,
    }
  })
}

function numbered(features: readonly (readonly [feature: string, value: number])[], ids: Map<string, number>): Features {
  const own = features.filter(([, value]) => value !== 0)
  for (const [feature] of own) if (!ids.has(feature)) ids.set(feature, ids.size)
  return { ids: Int32Array.from(own, ([feature]) => ids.get(feature)!), values: Float64Array.from(own, ([, value]) => value) }
}

/** Weights with which the author's names are as probable as they can be (conditional logit). */
function learn(samples: readonly Sample[], size: number): Float64Array {
  const weights = new Float64Array(size)
  const steps = new Float64Array(size).fill(1e-8)
  const gradient = new Float64Array(size)
  const touched: number[] = []
  const order = shuffled(samples.length)
  const shrink = decay / samples.length
  for (let round = 0; round < rounds; round++) {
    let loss = 0
    for (const at of order) {
      const { options, truth } = samples[at]!
      const scores = options.map((option) => scoreOf(option, weights))
      const most = Math.max(...scores)
      const parts = scores.map((score) => Math.exp(score - most))
      const total = parts.reduce((sum, part) => sum + part, 0)
      loss -= Math.log(parts[truth]! / total)
      options.forEach(({ ids, values }, i) => {
        const error = parts[i]! / total - (i === truth ? 1 : 0)
        for (let j = 0; j < ids.length; j++) {
          if (gradient[ids[j]!] === 0) touched.push(ids[j]!)
          gradient[ids[j]!]! += error * values[j]!
        }
      })
      for (const id of touched) {
        const slope = gradient[id]! + shrink * weights[id]!
        steps[id]! += slope * slope
        weights[id]! -= (rate * slope) / Math.sqrt(steps[id]!)
        gradient[id] = 0
      }
      touched.length = 0
    }
    if (round % 10 === 9) process.stdout.write(`round ${round + 1}: loss ${(loss / samples.length).toFixed(4)}\n`)
  }
  return weights
}

function scoreOf({ ids, values }: Features, weights: Float64Array): number {
  let sum = 0
  for (let j = 0; j < ids.length; j++) sum += weights[ids[j]!]! * values[j]!
  return sum
}

/** The same mixture each time, so that the same packages give the same weights. */
function shuffled(length: number): readonly number[] {
  const order = Array.from({ length }, (_, i) => i)
  let state = 42
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    const other = state % (i + 1)
    ;[order[i], order[other]] = [order[other]!, order[i]!]
  }
  return order
}
