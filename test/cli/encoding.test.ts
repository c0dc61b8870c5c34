import { describe, expect, it } from 'vitest'
import { cookieOf, decode } from '../../server/src/cli/encoding.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const concat = (...parts: (Buffer | readonly number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)))

describe('reading', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-8', bytes('x = "é😀"\r\n'), 'x = "é😀"\r\n'],
    ['a byte order mark, which is not part of the text', concat([0xef, 0xbb, 0xbf], bytes('x = 1\n')), 'x = 1\n'],
    ['Latin-1 by its cookie', bytes('# -*- coding: latin-1 -*-\nx = "é"\n', 'latin1'), '# -*- coding: latin-1 -*-\nx = "é"\n'],
    ['Latin-1 by a cookie on the second line', bytes('#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\nx = "é"\n', 'latin1'), '#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\nx = "é"\n'],
    ['Latin-1 that nobody declares', bytes('x = "é"\n', 'latin1'), 'x = "é"\n'],
    ['windows-1252, as Python calls it', concat(bytes('# coding: cp1252\nx = "'), [0x80], bytes('"\n')), '# coding: cp1252\nx = "€"\n'],
    ['KOI8-R', concat(bytes('# coding: koi8_r\nx = "'), [0xc1], bytes('"\n')), '# coding: koi8_r\nx = "а"\n'],
    ['nothing', bytes(''), ''],
    ['CR alone', bytes('# coding: utf-8\rx = 1\r'), '# coding: utf-8\rx = 1\r'],
  ])('%s, and writes it back byte for byte', (_, written, text) => {
    const decoded = decode(written)
    if ('reason' in decoded) throw new Error(decoded.reason)
    expect(decoded.text).toBe(text)
    expect(Buffer.from(decoded.encode(text)!)).toEqual(written)
  })

  it.each<[string, Buffer, RegExp]>([
    ['UTF-16 with a mark', concat([0xff, 0xfe], bytes('x = 1\n', 'utf16le')), /^UTF-16, which Python does not read/],
    ['UTF-16 with the other mark', concat([0xfe, 0xff], bytes('x', 'utf16le')), /^UTF-16/],
    ['UTF-16 without a mark', bytes('import unittest\n', 'utf16le'), /^UTF-16/],
    ['a compiled module', concat([0xcb, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 1, 2, 3]), /^binary: it holds NUL bytes/],
    ['an image without NUL', concat([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]), /^binary/],
    ['what only says that it is UTF-8', bytes('# coding: utf-8\nx = "é"\n', 'latin1'), /^not the utf-8 that its first lines declare/],
    ['a mark before what is no UTF-8', concat([0xef, 0xbb, 0xbf], bytes('é', 'latin1')), /byte order mark/],
    ['an encoding that does not exist', bytes('# coding: klingon\n'), /^in the encoding 'klingon', which is not known/],
  ])('refuses %s', (_, written, reason) => {
    expect(decode(written)).toMatchObject({ reason: expect.stringMatching(reason) })
  })
})

it('does not write what the encoding cannot hold', () => {
  const latin = decode(bytes('# coding: latin-1\n'))
  const koi = decode(bytes('# coding: koi8-r\n'))
  const japanese = decode(bytes('# coding: shift_jis\n'))
  if ('reason' in latin || 'reason' in koi || 'reason' in japanese) throw new Error('not read')
  expect(latin.encode('€')).toBeUndefined()
  expect(koi.encode('é')).toBeUndefined()
  expect(koi.encode('а')).toEqual(Uint8Array.of(0xc1))
  expect(japanese.encode('日')).toBeUndefined()
})

it('finds a cookie only where PEP 263 does', () => {
  expect(cookieOf(bytes('x = 1\n# coding: latin-1\n'))).toBeUndefined()
  expect(cookieOf(bytes('\n# coding: latin-1\n'))).toBe('latin-1')
  expect(cookieOf(bytes('\n\n# coding: latin-1\n'))).toBeUndefined()
  expect(cookieOf(bytes('x = "coding: latin-1"\n'))).toBeUndefined()
  expect(cookieOf(bytes('# This coding=UTF_8 is\n'))).toBe('utf-8')
})
