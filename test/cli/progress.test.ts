// The line on a terminal that says how far a run is.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Door } from '../../server/src/cli/door.ts'
import { createProgress } from '../../server/src/cli/progress.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch(columns: number | undefined) {
  const written: string[] = []
  const door = { err: (text: string) => void written.push(text), ...(columns === undefined ? {} : { terminal: { columns: () => columns } }) } as unknown as Door
  return { written, progress: createProgress(door) }
}

test('nobody who waits less than half a second sees it, and it is gone at the end', () => {
  const { written, progress } = watch(80)
  progress.show(0, 9, 'tests/test_a.py')
  expect(written).toEqual([])
  vi.advanceTimersByTime(600)
  progress.show(1, 9, 'tests/test_b.py')
  progress.show(2, 9, 'tests/test_c.py')
  vi.advanceTimersByTime(100)
  progress.show(3, 9, 'tests/d.py')
  progress.clear()
  progress.clear()
  const first = '1 of 9 files reviewed: tests/test_b.py'
  const second = '3 of 9 files reviewed: tests/d.py'
  expect(written).toEqual([`\r${first}`, `\r${second.padEnd(first.length)}`, `\r${' '.repeat(second.length)}\r`])
})

test('it fits into the line, has no colours, and shows the end of a long path', () => {
  for (const columns of [120, 80, 40, 24, 8, 1]) {
    const { written, progress } = watch(columns)
    vi.advanceTimersByTime(600)
    progress.show(100, 900, 'a/very/long/path/that/goes/on/and/on/and/on/until/the/terminal/is/full/tests/tést_\u001b[31m.py')
    expect(written.join('')).toMatch(/^\r[ -~]*$/)
    expect(written.join('').length).toBeLessThanOrEqual(columns)
  }
  const { written, progress } = watch(60)
  vi.advanceTimersByTime(600)
  progress.show(1, 2, 'a/very/long/path/that/goes/on/and/on/tests/test_a.py')
  expect(written).toEqual(['\r1 of 2 files reviewed: ...at/goes/on/and/on/tests/test_a.py'])
})

test('without a terminal there is none', () => {
  const { written, progress } = watch(undefined)
  vi.advanceTimersByTime(600)
  progress.show(1, 2, 'a.py')
  progress.clear()
  expect(written).toEqual([])
})
