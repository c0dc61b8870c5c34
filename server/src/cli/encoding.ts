// Bytes of a Python file to text and back, as PEP 263 has it. What cannot be read is named, never guessed into mojibake that is then written.

export interface Decoded {
  /** Without the byte order mark. */
  readonly text: string
  /** The bytes of another text in the same encoding, with the same mark; undefined where it cannot hold the text. */
  readonly encode: (text: string) => Uint8Array | undefined
}

/** `reason` says why the bytes are no text that Python could read. */
export function decode(bytes: Uint8Array): Decoded | { readonly reason: string } {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return decodeUtf8(bytes.subarray(3), [0xef, 0xbb, 0xbf]) ?? { reason: 'not text: it has a UTF-8 byte order mark, but is no valid UTF-8' }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return { reason: 'UTF-16, which Python does not read; save it as UTF-8' }
  const nul = bytes.subarray(0, 65_536).indexOf(0)
  if (nul >= 0 || bytes.includes(0)) return { reason: isUtf16Without(bytes) ? 'UTF-16, which Python does not read; save it as UTF-8' : 'binary: it holds NUL bytes' }

  const cookie = cookieOf(bytes)
  if (cookie === undefined) return decodeUtf8(bytes, []) ?? (looksLikeText(bytes) ? decodeLatin1(bytes) : { reason: 'binary: it is neither UTF-8 nor text in one byte per character' })
  if (/^(utf-?8|u8|utf|us-?ascii|ascii|646)(-.*)?$/.test(cookie)) return decodeUtf8(bytes, []) ?? { reason: `not the ${cookie} that its first lines declare` }
  if (/^(latin-?1|iso-?8859-?1|iso-8859-1-.*|iso-latin-1|l1|8859|cp819)$/.test(cookie)) return decodeLatin1(bytes)
  return decodeOther(bytes, cookie)
}

/** The declared encoding in lower case with hyphens: from the first line, or the second where the first holds no code (PEP 263). */
export function cookieOf(bytes: Uint8Array): string | undefined {
  const lines = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').split(/\r\n|\r|\n/, 2)
  for (const line of lines) {
    const found = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1]
    if (found !== undefined) return found.toLowerCase().replaceAll('_', '-')
    if (!/^[ \t\f]*(#.*)?$/.test(line)) return undefined
  }
  return undefined
}

function decodeUtf8(bytes: Uint8Array, mark: readonly number[]): Decoded | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, encode: (other) => Buffer.concat([Uint8Array.from(mark), Buffer.from(other, 'utf8')]) }
  } catch {
    return undefined
  }
}

function decodeLatin1(bytes: Uint8Array): Decoded {
  return {
    text: Buffer.from(bytes).toString('latin1'),
    encode: (text) => (/^[\u0000-\u00ff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined),
  }
}

/** Encodings of one byte per character can be written back, for there each byte's character is known; others are only read. */
function decodeOther(bytes: Uint8Array, cookie: string): Decoded | { readonly reason: string } {
  const label = cookie.replace(/^cp(125\d|874)$/, 'windows-$1').replace(/^cp866$/, 'ibm866').replace(/^(sjis|shiftjis)$/, 'shift-jis')
  try {
    return { text: decodeAs(label, bytes), encode: (text) => encodeByTable(text, label) }
  } catch (error) {
    return { reason: error instanceof RangeError ? `in the encoding '${cookie}', which is not known` : `not the ${cookie} that its first lines declare` }
  }
}

/** The characters of 0x80 to 0x9f in windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Throws a RangeError where nobody knows the label, a TypeError where the bytes are not in that encoding. */
function decodeAs(label: string, bytes: Uint8Array): string {
  // Node 20 decodes windows-1252 as if it were Latin-1.
  if (label === 'windows-1252') return Buffer.from(bytes).toString('latin1').replace(/[\u0080-\u009f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80]!)
  return new TextDecoder(label, { fatal: true }).decode(bytes)
}

function encodeByTable(text: string, label: string): Uint8Array | undefined {
  const table = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    try {
      const character = decodeAs(label, Uint8Array.of(byte))
      if (character.length === 1) table.set(character, byte)
    } catch {
      // The first byte of a longer sequence, or none of this encoding.
    }
  }
  const bytes = Uint8Array.from(text, (character) => table.get(character) ?? 0)
  return bytes.includes(0) || decodeAs(label, bytes) !== text ? undefined : bytes
}

/** No control characters but tabs, line ends and form feeds: what an editor saved in a legacy encoding without saying so. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 ? byte !== 127 : byte === 9 || byte === 10 || byte === 12 || byte === 13)
}

/** ASCII text in UTF-16 has a NUL in every other byte. */
function isUtf16Without(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 512)
  const nuls = [0, 0]
  start.forEach((byte, i) => {
    if (byte === 0) nuls[i % 2]!++
  })
  const half = start.length / 2
  return (nuls[0]! > half * 0.7 && nuls[1] === 0) || (nuls[1]! > half * 0.7 && nuls[0] === 0)
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte)
}
