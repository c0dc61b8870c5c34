// A bare LSP client over a child process: requests, notifications, and polite answers to what the server asks.

import { spawn } from 'node:child_process'

export interface LanguageServer {
  request(method: string, params: unknown): Promise<unknown>
  notify(method: string, params: unknown): void
  stop(): void
}

export function startServer(command: string, args: readonly string[], cwd: string): LanguageServer {
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  let lastId = 0
  let buffer = Buffer.alloc(0)
  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
    child.stdin.write(body)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('ascii', 0, head))![1])
      if (buffer.length < head + 4 + length) return
      receive(JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length)))
      buffer = buffer.subarray(head + 4 + length)
    }
  })
  child.on('exit', () => waiting.forEach(({ reject }) => reject(new Error('the language server ended'))))
  function receive(message: { id?: number; method?: string; params?: { items?: readonly unknown[] }; result?: unknown; error?: { message: string } }): void {
    if (message.method !== undefined) {
      if (message.id !== undefined) send({ id: message.id, result: message.method === 'workspace/configuration' ? (message.params?.items ?? []).map(() => ({})) : null })
      return
    }
    const waiter = waiting.get(message.id!)
    waiting.delete(message.id!)
    if (message.error !== undefined) waiter?.reject(new Error(message.error.message))
    else waiter?.resolve(message.result)
  }
  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject })
        send({ id: lastId, method, params })
      }),
    notify: (method, params) => send({ method, params }),
    stop: () => child.kill(),
  }
}
