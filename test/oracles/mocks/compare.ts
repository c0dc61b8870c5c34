// Runs generated stacks of decorators under unittest and pytest and compares which parameter got which mock or row with fillingsOf.

import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultSettings } from '../../../server/src/core/settings/settings.ts'
import { fillingsOf } from '../../../server/src/core/suite/fillings.ts'
import type { FunctionUnit } from '../../../server/src/core/suite/model.ts'
import { readPatch } from '../../../server/src/core/suite/patch-calls.ts'
import { suiteOf } from '../../../server/src/core/suite/units.ts'
import { createParser, openSource, type Parser } from '../../../server/src/core/syntax/index.ts'
import { generate } from './generate.ts'

const packages = ['ddt==1.7.2', 'parameterized==0.9.0', 'hypothesis', 'absl-py', 'pytest']

/** True where every stack that Python runs, and of which the model is certain, is filled as the model says, and it is certain of most. */
export async function main(root: string, [seed = '1', count = '600']: readonly string[]): Promise<boolean> {
  const parser = await createParser(readFileSync(join(root, 'grammars/tree-sitter.wasm')), readFileSync(join(root, 'grammars/python.wasm')))
  const folder = join(root, '.oracles/mocks')
  const python = environment(folder)
  const work = join(folder, 'work')
  mkdirSync(work, { recursive: true })
  copyFileSync(join(root, 'test/oracles/mocks/report.py'), join(work, 'report.py'))
  const texts = generate(Number(seed), Number(count))
  writeFileSync(join(work, 'stacks.py'), texts.unittest)
  writeFileSync(join(work, 'test_stacks.py'), texts.pytest)
  const out = (name: string): string => join(work, `${name}.json`)
  const run = (name: string, args: readonly string[]): Record<string, unknown> => {
    const { stderr, error } = spawnSync(python, ['-W', 'ignore', ...args], { cwd: work, env: { ...process.env, PROCTOR_REPORT: out(name), PYTHONDONTWRITEBYTECODE: '1' }, encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 28 })
    if (error !== undefined) throw error
    if (!existsSync(out(name))) throw new Error(stderr.slice(-2000))
    return JSON.parse(readFileSync(out(name), 'utf8')) as Record<string, unknown>
  }
  const ofUnittest = compare('unittest', parser, texts.unittest, run('unittest', ['report.py', 'stacks']))
  const ofPytest = compare('pytest', parser, texts.pytest, run('pytest', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test_stacks.py']))
  return ofUnittest && ofPytest
}

function compare(runner: string, parser: Parser, text: string, told: Readonly<Record<string, unknown>>): boolean {
  const suite = suiteOf(openSource(parser, 'test_stacks.py', text), defaultSettings)
  const counts = { agree: 0, uncertain: 0, uncertainButRight: 0, cannotRun: 0 }
  const wrong: string[] = []
  for (const unit of [...suite.tests, ...suite.helpers]) {
    const id = unit.owner === undefined ? unit.name : `${unit.owner.name}.${unit.name}`
    if (unit.decorators.length === 0 && (unit.owner?.decorators.length ?? 0) === 0) continue
    if (unit.parameters.some(({ kind }) => kind === 'var-positional')) continue
    const { isCertain, surplus } = fillingsOf(unit)
    const theirs = told[id] as Readonly<Record<string, string>> | undefined
    const ours = filledBy(unit)
    const differences = theirs === undefined ? [] : Object.entries(theirs).filter(([name, value]) => value !== 'fixture' && value !== 'case' && value !== 'given' && ours.get(name) !== value)
    if (theirs === undefined) {
      counts.cannotRun++
      // Every stack has as many parameters as things to fill them; where that fails in Python, the order of wrapping is to blame, and the model may not be sure of it.
      if (isCertain && surplus.length === 0) wrong.push(`${id} does not run: ${failureOf(told, id)}\n${unit.outer.text}`)
    } else if (!isCertain) {
      counts.uncertain++
      if (differences.length === 0) counts.uncertainButRight++
    } else if (differences.length === 0 && [...ours].every(([name]) => theirs[name] !== undefined)) counts.agree++
    else wrong.push(`${id}: ${differences.map(([name, value]) => `${name} is ${value}, not ${ours.get(name) ?? 'nothing'}`).join('; ')}\n${unit.outer.text}`)
  }
  console.log(`${runner}: ${counts.agree} stacks agree, ${wrong.length} differ; of ${counts.uncertain} the model is not certain (${counts.uncertainButRight} right all the same), ${counts.cannotRun} do not run in Python`)
  for (const each of wrong.slice(0, 12)) console.log(`  ${each}`)
  return wrong.length === 0 && counts.agree > 4 * counts.uncertain
}

/** What the model says of each parameter, in the words of report.py. */
function filledBy(unit: FunctionUnit): ReadonlyMap<string, string> {
  const seen = new Map<object, number>()
  return new Map(
    fillingsOf(unit).filled.map(({ parameter, by, decorator }) => {
      if (by === 'patch') {
        const patch = readPatch(decorator.name, decorator.call!)!
        return [parameter.name, patch.form === 'multiple' ? parameter.name : (patch.attribute ?? patch.target?.slice(patch.target.lastIndexOf('.') + 1) ?? '?')]
      }
      const at = seen.get(decorator.node) ?? 0
      seen.set(decorator.node, at + 1)
      const row = by === 'row' && parameter.name === 'right' ? 1 : by === 'row' && parameter.name === 'left' ? 0 : by === 'row' ? at : 0
      return [parameter.name, `row ${row}`]
    }),
  )
}

function failureOf(told: Readonly<Record<string, unknown>>, id: string): string {
  const key = Object.keys(told).find((each) => each.startsWith(`failed ${id}`) || each === `failed ${id}`)
  return key === undefined ? 'not reached' : String(told[key])
}

function environment(folder: string): string {
  const place = join(folder, 'environment')
  const python = join(place, 'bin/python')
  if (existsSync(join(place, 'done'))) return python
  execFileSync(process.env['PROCTOR_PYTHON'] ?? 'python3', ['-m', 'venv', place])
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
  mkdirSync(join(place, 'done'))
  return python
}
