// `npm run survey -- FOLDER… [--read N] [--preset P]`: findings per 1,000 lines by rule over real suites, and N findings of each
// rule with their lines to read. Says which files were not answered; the files themselves are never changed.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { read: { type: 'string', default: '0' }, preset: { type: 'string', default: 'recommended' }, select: { type: 'string' } },
})
if (positionals.length === 0) {
  console.error('usage: npm run survey -- FOLDER… [--read N] [--preset P] [--select RULES]')
  process.exit(2)
}

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const start = performance.now()
const run = spawnSync(process.execPath, [cli, 'check', ...positionals, '--isolated', '--format', 'json', '--preset', values.preset, ...(values.select ? ['--select', values.select] : [])], {
  encoding: 'utf8',
  maxBuffer: 1 << 30,
})
if (run.status === null || run.stdout === '') throw new Error(`proctor check did not answer: ${run.stderr.slice(0, 2000)}`)
const { files } = JSON.parse(run.stdout)
const seconds = (performance.now() - start) / 1000

let lines = 0
const texts = new Map()
for (const file of files) {
  try {
    const text = readFileSync(file.path, 'utf8').split(/\r\n|\n|\r/)
    texts.set(file.path, text)
    lines += text.length
  } catch {
    // A file that can't be read has its error in the answer.
  }
}
const byRule = new Map()
for (const file of files) for (const finding of file.findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), { path: file.path, ...finding }])

console.log(`${files.length} files, ${lines} lines, ${seconds.toFixed(1)} s; ${files.filter((file) => file.error !== null).length} files with an error`)
for (const file of files.filter((one) => one.error !== null)) console.log(`  ${file.path}: ${file.error}`)
console.log('\nper 1,000 lines   findings   rule')
for (const [rule, findings] of [...byRule].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${((findings.length / lines) * 1000).toFixed(3).padStart(15)} ${String(findings.length).padStart(10)}   ${rule}`)
}
const all = [...byRule.values()].flat()
for (const severity of ['error', 'warning', 'information', 'hint']) {
  const count = all.filter((finding) => finding.severity === severity).length
  console.log(`${((count / lines) * 1000).toFixed(3).padStart(15)} ${String(count).padStart(10)}   all of severity ${severity}`)
}

const toRead = Number(values.read)
for (const [rule, findings] of toRead > 0 ? byRule : []) {
  console.log(`\n=== ${rule} ===`)
  // Spread evenly, the same ones each time.
  const step = Math.max(1, findings.length / toRead)
  for (let i = 0; i < findings.length && i / step < toRead; i += step) {
    const { path, range, message, severity } = findings[Math.floor(i)]
    console.log(`\n${path}:${range.start.line}: ${severity}: ${message}`)
    const text = texts.get(path) ?? []
    for (let line = Math.max(0, range.start.line - 2); line < Math.min(text.length, range.start.line + 6); line++) console.log(`  ${line + 1 === range.start.line ? '>' : ' '} ${text[line]}`)
  }
}
