import { crc32 } from 'node:zlib';

const newline = 0x0a;
const space = 0x20;
/** Three short numbers. */
const longestHead = 48;

/** One entry as it lies on disk: its length and checksum find a torn tail, its beats are known without parsing it. */
export function encodeLine(json: string, beats: number): Buffer {
  const body = Buffer.from(json);
  return Buffer.concat([Buffer.from(`${body.length} ${crc32(body)} ${beats} `), body, Buffer.from([newline])]);
}

export interface SpoolLine {
  readonly body: Buffer;
  readonly beats: number;
}

function headAt(bytes: Buffer, at: number): { length: number; checksum: number; beats: number; end: number } | null {
  let end = at;
  for (let spaces = 0; spaces < 3; end++) {
    if (end >= bytes.length || end - at > longestHead) return null;
    if (bytes[end] === space) spaces += 1;
  }
  const [length, checksum, beats] = bytes.toString('latin1', at, end).split(' ').map(Number);
  if (!Number.isSafeInteger(length) || !Number.isSafeInteger(checksum) || !Number.isSafeInteger(beats)) return null;
  return { length: length as number, checksum: checksum as number, beats: beats as number, end };
}

function lineAt(bytes: Buffer, at: number): { line: SpoolLine; end: number } | null {
  const head = headAt(bytes, at);
  if (head === null || head.length < 0) return null;
  const end = head.end + head.length;
  if (end >= bytes.length || bytes[end] !== newline) return null;
  const body = bytes.subarray(head.end, end);
  return crc32(body) === head.checksum ? { line: { body, beats: head.beats }, end: end + 1 } : null;
}

/** Whole lines in order; null for each stretch that is none, from which reading goes on at the next line. */
export function* decodeLines(bytes: Buffer): Generator<SpoolLine | null> {
  for (let at = 0; at < bytes.length;) {
    const found = lineAt(bytes, at);
    yield found?.line ?? null;
    const next = bytes.indexOf(newline, at);
    at = found?.end ?? (next < 0 ? bytes.length : next + 1);
  }
}
