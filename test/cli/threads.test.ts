// Many files in worker threads: who gets what, in which order it comes out, what becomes of a thread that dies, and how a run is stopped.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Door, StopCode } from '../../server/src/cli/door.ts'
import type { Target } from '../../server/src/cli/files.ts'
import type { Reviewed, Setup } from '../../server/src/cli/reviewer.ts'
import { reviewInThreads, type StartThread, type ThreadEvents } from '../../server/src/cli/threads.ts'
import { startsWorker } from '../../server/src/cli/workers.ts'
import { fine, fixedTuple, project, tuple } from './cli.ts'

const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** Threads that do nothing until the test says so. */
function puppets() {
  const threads: { readonly posted: string[]; readonly events: ThreadEvents; isStopped: boolean }[] = []
  const start: StartThread = (events) => {
    const thread = { posted: [] as string[], events, isStopped: false }
    threads.push(thread)
    return { post: ({ path }) => void thread.posted.push(path), stop: () => void (thread.isStopped = true) }
  }
  return { threads, start }
}

const targets = (names: string): readonly Target[] => names.split(' ').map((path) => ({ path, file: `/${path}` }))
const answer = (findings: string): Reviewed => ({ findings, error: null, notes: '', diff: '' })

function share(...names: readonly string[]) {
  const { threads, start } = puppets()
  const answers: Record<string, string> = {}
  const sharing = reviewInThreads({ shares: names.map(targets), start, reviewed: ({ path }, { findings, error }) => void (answers[path] = error ?? findings) })
  return { threads, answers, ...sharing }
}

describe('the queue', () => {
  it('gives each thread two files of its share, and the next one for each answer; a thread without work helps out, and is stopped when there is none', async () => {
    const { threads, answers, left } = share('a b e', 'c d')
    expect(threads.map(({ posted }) => posted)).toEqual([['a', 'b'], ['c', 'd']])
    threads[1]!.events.reviewed(answer('C'))
    expect(threads.map(({ posted }) => posted)).toEqual([['a', 'b'], ['c', 'd', 'e']])
    threads[0]!.events.reviewed(answer('A'))
    threads[0]!.events.reviewed(answer('B'))
    expect(threads.map(({ isStopped }) => isStopped)).toEqual([true, false])
    threads[1]!.events.reviewed(answer('D'))
    threads[1]!.events.reviewed(answer('E'))
    expect(await left).toEqual([])
    expect(answers).toEqual({ a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' })
    expect(threads.map(({ isStopped }) => isStopped)).toEqual([true, true])
  })

  it('takes files of the longest of the other shares', () => {
    const { threads } = share('a', 'b c d', 'e f g h i')
    expect(threads.map(({ posted }) => posted)).toEqual([['a'], ['b', 'c'], ['e', 'f']])
    threads[0]!.events.reviewed(answer('A'))
    expect(threads[0]!.posted).toEqual(['a', 'g', 'h'])
  })

  it('starts no thread for an empty share, and none for none', async () => {
    const one = puppets()
    reviewInThreads({ shares: [[], targets('a'), []], start: one.start, reviewed: () => {} })
    expect(one.threads.map(({ posted }) => posted)).toEqual([['a']])
    const none = puppets()
    expect(await reviewInThreads({ shares: [[]], start: none.start, reviewed: () => {} }).left).toEqual([])
    expect(none.threads).toHaveLength(0)
  })

  it.each<[unknown, RegExp]>([
    [undefined, /^its review broke down: the thread ended; please report it$/],
    [new RangeError('Maximum call stack size exceeded'), /^its review broke down: Maximum call stack size exceeded; please report it$/],
    [Object.assign(new Error('Worker terminated'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }), /^its review ran out of memory$/],
  ])('a thread that dies of %s takes one file with it, and another one takes over', async (reason, words) => {
    const { threads, answers, left } = share('a b c')
    threads[0]!.events.ready()
    threads[0]!.events.died(reason)
    expect(answers).toEqual({ a: expect.stringMatching(words) })
    expect(threads[1]!.posted).toEqual(['b', 'c'])
    threads[1]!.events.ready()
    threads[1]!.events.reviewed(answer('B'))
    threads[1]!.events.died(reason)
    expect(await left).toEqual([])
    expect(answers).toEqual({ a: expect.stringMatching(words), b: 'B', c: expect.stringMatching(words) })
    expect(threads).toHaveLength(2)
  })

  it('where threads cannot even start, everything without an answer is left to the caller', async () => {
    const { threads, answers, left } = share('a b e', 'c d')
    threads[0]!.events.ready()
    threads[0]!.events.reviewed(answer('A'))
    threads[1]!.events.died(new Error('no such file'))
    expect((await left).map(({ path }) => path).sort()).toEqual(['b', 'c', 'd', 'e'].sort())
    expect(answers).toEqual({ a: 'A' })
    expect(threads[0]!.isStopped).toBe(true)
    threads[0]!.events.reviewed(answer('B'))
    expect(answers).toEqual({ a: 'A' })
  })

  it('stopped, it ends all threads and tells what had no answer', async () => {
    const { threads, left, stop } = share('a b e', 'c d')
    threads[0]!.events.reviewed(answer('A'))
    stop()
    expect((await left).map(({ path }) => path)).toEqual(['b', 'e', 'c', 'd'])
    expect(threads.every(({ isStopped }) => isStopped)).toBe(true)
  })
})

describe('real threads', () => {
  const suite = {
    'pyproject.toml': '[tool.proctor.rules]\nassert-on-tuple = "hint"\n',
    'helpers.py': 'def check_total(total):\n    assert total == 3\n',
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`tests/test_${i}.py`, i % 3 === 0 ? fine : `from helpers import check_total\n\n\n${tuple}\n\ndef test_more():\n    check_total(${i})\n`])),
    'tests/test_broken.py': `${tuple}\n\ndef test_broken(:\n    assert (1, "x")\n`,
    'tests/test_binary.py': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1),
  }
  const threads = { parallelism: 2, starterFor: (setup: Setup) => startsWorker(bundle, setup) }

  it('there is a bundle', () => {
    expect(existsSync(bundle), 'run `npm run build` first').toBe(true)
  })

  it('say what one thread says, byte for byte, in the order of the files', async () => {
    const { run } = project(suite)
    for (const args of [['tests', '--format', 'json'], ['tests/test_5.py', 'gone.py', 'tests'], ['tests', '--diff', '--unsafe-fixes'], ['tests', '--isolated', '--select', 'F631']]) {
      const alone = await run(['check', ...args, '--jobs', '1'], { threads })
      expect(alone.out).not.toBe('')
      expect(await run(['check', ...args, '--jobs', '3'], { threads })).toEqual(alone)
    }
  })

  it('leave the same files behind', async () => {
    const [one, many] = [project(suite), project(suite)]
    const args = ['check', 'tests', '--fix', '--unsafe-fixes']
    expect(await many.run([...args, '--jobs', '2'], { threads })).toEqual(await one.run(args))
    for (const path of Object.keys(suite)) expect(many.read(path).equals(one.read(path)), path).toBe(true)
    expect(many.read('tests/test_1.py').toString()).toContain(fixedTuple)
  })

  it('one that is killed names its file; the others are reviewed', async () => {
    const { run, write } = project(suite)
    write('tests/test_long.py', Array.from({ length: 2000 }, (_, i) => fine.replace('total', `total_${i}`)).join('\n\n'))
    let started = 0
    const starterFor = (setup: Setup): StartThread => (events) => {
      started++
      const posted: string[] = []
      const thread = startsWorker(bundle, setup)({
        ...events,
        ready() {
          events.ready()
          // The largest is begun first.
          if (posted[0] === 'tests/test_long.py') thread.stop()
        },
      })
      return { post: (target) => (posted.push(target.path), thread.post(target)), stop: thread.stop }
    }
    const { code, out } = await run(['check', 'tests', '--format', 'json', '--jobs', '2'], { threads: { parallelism: 2, starterFor } })
    expect(code).toBe(2)
    const { files } = JSON.parse(out) as { readonly files: readonly { readonly path: string; readonly error: string | null }[] }
    const paths = files.map(({ path }) => path)
    expect(paths).toEqual([...paths].sort())
    expect(paths).toHaveLength(12)
    expect(files.filter(({ error }) => error?.includes('broke down')).map(({ path, error }) => [path, error])).toEqual([['tests/test_long.py', 'its review broke down: the thread ended; please report it']])
    expect(started).toBe(3)
  })

  it('where they cannot start, the files are reviewed all the same', async () => {
    const { run, cwd } = project(suite)
    const broken = { parallelism: 2, starterFor: (setup: Setup) => startsWorker(`${cwd}/no-such-script.js`, setup) }
    expect(await run(['check', 'tests', '--jobs', '2'], { threads: broken })).toEqual(await run(['check', 'tests']))
  })
})

describe('how many', () => {
  async function startedFor(bytes: number, args: readonly string[], parallelism = 4): Promise<number> {
    const { run, write } = project({})
    for (let i = 0; i < 10; i++) write(`test_${i}.py`, `#${' '.repeat(bytes / 10 - 2)}\n`)
    const { threads, start } = puppets()
    const counted: StartThread = (events) => {
      const thread = start(events)
      setImmediate(() => events.died(new Error('not here')))
      return thread
    }
    expect(await run(['check', '.', ...args], { threads: { parallelism, starterFor: () => counted } })).toMatchObject({ code: 0 })
    return threads.length
  }

  it.each<[number, readonly string[], number]>([
    [10_000, [], 0],
    [390_000, [], 0],
    [650_000, [], 3],
    [9_000_000, [], 4],
    [9_000_000, ['--jobs', 'auto'], 4],
    [9_000_000, ['--jobs', '1'], 0],
    [10_000, ['--jobs', '2'], 2],
    [10_000, ['--jobs', '40'], 10],
  ])('%d bytes and %j start %d threads on four cores', async (bytes, args, threads) => {
    expect(await startedFor(bytes, args)).toBe(threads)
  })

  it.each(['0', '-1', 'two', '1.5', '9999'])('--jobs %s is misuse', async (jobs) => {
    const { run } = project({})
    expect(await run(['check', '.', '--jobs', jobs])).toMatchObject({ code: 2, err: expect.stringMatching(/a number from 1 to 512/) })
  })
})

describe('a run that is stopped', () => {
  it.each<StopCode>([130, 143])('ends with %d, prints nothing, changes nothing', async (code) => {
    const { run, read } = project({ 'test_a.py': tuple, 'test_b.py': tuple, 'test_c.py': tuple })
    const { threads, start } = puppets()
    let stop: ((code: StopCode) => void) | undefined
    let isListening = false
    const door: Partial<Door> = {
      threads: { parallelism: 2, starterFor: () => start },
      onStop(listener) {
        stop = listener
        isListening = true
        return () => (isListening = false)
      },
    }
    const ended = run(['check', '.', '--fix', '--unsafe-fixes', '--jobs', '2'], door)
    await new Promise((resolve) => setImmediate(resolve))
    threads[0]!.events.reviewed({ ...answer('[]'), fixed: { bytes: Buffer.from(fixedTuple), text: fixedTuple, before: '', findingsBefore: '[]' } })
    stop!(code)
    expect(await ended).toEqual({ code, out: '', err: 'proctor: stopped; 1 of 3 files were reviewed, and none was changed\n' })
    expect(threads.every(({ isStopped }) => isStopped)).toBe(true)
    expect(isListening).toBe(false)
    expect(read('test_a.py').toString()).toBe(tuple)
  })

  it('while files are written leaves each of them whole', async () => {
    const { run, read } = project({ 'test_a.py': tuple, 'test_b.py': tuple, 'test_c.py': tuple })
    // The files are reviewed here, so that the only one who listens is who writes.
    const onStop = (stop: (code: StopCode) => void): (() => void) => {
      setImmediate(() => stop(130))
      return () => {}
    }
    const { code, out, err } = await run(['check', '.', '--fix', '--unsafe-fixes'], { onStop })
    expect({ code, out }).toEqual({ code: 130, out: '' })
    const changed = ['test_a.py', 'test_b.py', 'test_c.py'].filter((path) => read(path).toString() === fixedTuple)
    expect(err).toBe(`proctor: stopped; ${changed.length} of 3 files with fixes were changed\n`)
    expect(changed.length).toBeLessThan(3)
    for (const path of ['test_a.py', 'test_b.py', 'test_c.py']) expect([tuple, fixedTuple]).toContain(read(path).toString())
  })
})
