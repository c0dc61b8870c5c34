// What clients send is checked before it is used: a request with malformed parameters is answered with InvalidParams.

import { ErrorCodes, ResponseError, type Position, type Range } from 'vscode-languageserver'

export function readUri(params: unknown): string {
  const uri = field(field(params, 'textDocument'), 'uri')
  if (typeof uri !== 'string') throw invalid('textDocument.uri must be a string')
  return uri
}

export function readRange(params: unknown): Range {
  const range = field(params, 'range')
  if (!isRange(range)) throw invalid('range must have start and end')
  return range
}

export function readPosition(params: unknown): Position {
  const position = field(params, 'position')
  if (!isPosition(position)) throw invalid('position must have line and character')
  return position
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

export function invalid(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message)
}

export function isRange(value: unknown): value is Range {
  return isPosition(field(value, 'start')) && isPosition(field(value, 'end'))
}

function isPosition(value: unknown): value is Position {
  return typeof field(value, 'line') === 'number' && typeof field(value, 'character') === 'number'
}
