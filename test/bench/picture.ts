// The picture of keystroke time against the length of the file, for Proctor and its peers, both axes logarithmic. SVG as text.

import type { ServerRow } from './server.ts'

const [width, height, left, right, top, bottom] = [720, 420, 70, 170, 30, 50]
const colors = ['#1f6feb', '#d1242f', '#8250df', '#9a6700', '#1a7f37', '#57606a']

export function picture(rows: readonly ServerRow[]): string {
  const names = [...new Set(rows.map(({ server }) => server))]
  const lengths = [...new Set(rows.map(({ lines }) => lines))].sort((a, b) => a - b)
  const times = rows.map(({ keystroke }) => keystroke.median)
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...times)))
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...times)))
  const x = (lines: number): number => left + (share(lines, lengths[0]!, lengths.at(-1)!)) * (width - left - right)
  const y = (ms: number): number => height - bottom - share(ms, lowest, highest) * (height - top - bottom)
  const parts: string[] = []
  for (let ms = lowest; ms <= highest; ms *= 10) {
    parts.push(`<line x1="${left}" x2="${width - right}" y1="${round(y(ms))}" y2="${round(y(ms))}" stroke="#d0d7de"/>`, text(left - 8, y(ms) + 4, `${ms} ms`, 'end'))
  }
  for (const lines of lengths) parts.push(text(x(lines), height - bottom + 20, String(lines), 'middle'))
  parts.push(text((left + width - right) / 2, height - 8, 'lines of the file', 'middle'), text(left, 18, 'from a change to its findings, median', 'start'))
  // Labels that would meet are moved apart.
  let lastLabel = Number.NEGATIVE_INFINITY
  const ends = names.map((name) => ({ name, own: rows.filter(({ server }) => server === name).sort((a, b) => a.lines - b.lines) })).sort((a, b) => y(a.own.at(-1)!.keystroke.median) - y(b.own.at(-1)!.keystroke.median))
  for (const { name, own } of ends) {
    const color = colors[names.indexOf(name) % colors.length]!
    parts.push(`<polyline fill="none" stroke="${color}" stroke-width="${name === names[0] ? 3 : 2}" points="${own.map(({ lines, keystroke }) => `${round(x(lines))},${round(y(keystroke.median))}`).join(' ')}"/>`)
    for (const { lines, keystroke } of own) parts.push(`<circle cx="${round(x(lines))}" cy="${round(y(keystroke.median))}" r="3" fill="${color}"/>`)
    const last = own.at(-1)!
    lastLabel = Math.max(y(last.keystroke.median) + 4, lastLabel + 16)
    parts.push(text(x(last.lines) + 10, lastLabel, `${name} ${last.keystroke.median.toFixed(1)}`, 'start', color))
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">\n<rect width="${width}" height="${height}" fill="#ffffff"/>\n${parts.join('\n')}\n</svg>\n`
}

/** Where a value lies between two others on a logarithmic scale, 0 to 1. */
function share(value: number, from: number, to: number): number {
  return to === from ? 0.5 : (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', color = '#1f2328'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${color}">${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
