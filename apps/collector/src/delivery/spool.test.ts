import { appendFile, mkdir, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../test-support/start-for-test.ts';
import { decodeLines, encodeLine } from './spool-line.ts';
import { openSpool, SpoolFullError, type Spool, type SpoolSegment } from './spool.ts';

const open: Spool[] = [];
afterEach(async () => {
  for (const spool of open.splice(0)) await spool.close();
});

async function start({ directory = '', maxBytes = 16 * 1024 * 1024 } = {}) {
  const folder = directory === '' ? await temporaryFolder() : directory;
  const dropped = { beats: 0, entries: 0 };
  const spool = await openSpool({
    directory: folder,
    maxBytes,
    onDropped(beats, entries) {
      dropped.beats += beats;
      dropped.entries += entries;
    },
  });
  open.push(spool);
  return { spool, folder, dropped };
}

const entry = (n: number, size = 10) => ({ json: JSON.stringify({ n, fill: 'x'.repeat(size) }), beats: 3 });
const textsIn = (segment: SpoolSegment | null) =>
  segment === null ? [] : [...decodeLines(segment.bytes)].map((line) => line?.body.toString() ?? null);

async function takeAll(spool: Spool): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  for (;;) {
    const segment = await spool.oldest();
    if (segment === null) return texts;
    texts.push(...textsIn(segment));
    await spool.remove(segment);
  }
}

const numbersIn = (texts: readonly (string | null)[]) =>
  texts.map((text) => (JSON.parse(text ?? '{}') as { n: number }).n);

test('HB-18 what is written comes back whole and in order, across segments and starts', async () => {
  const { spool, folder } = await start({ maxBytes: 2 * 1024 * 1024 });
  for (let n = 0; n < 60; n++) await spool.write([entry(n, 10_000)], n % 2 === 0);
  expect((await readdir(folder)).length).toBeGreaterThan(3);
  await spool.close();
  const again = await start({ directory: folder, maxBytes: 2 * 1024 * 1024 });
  await again.spool.write([entry(60)], true);
  expect(numbersIn(await takeAll(again.spool))).toEqual(Array.from({ length: 61 }, (_, n) => n));
  expect(again.spool.empty).toBe(true);
  expect(again.spool.bytes).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test('HB-18 what is written while the oldest is delivered lies behind it', async () => {
  const { spool } = await start();
  await spool.write([entry(1)], true);
  const segment = await spool.oldest();
  expect(segment?.last).toBe(true);
  await spool.write([entry(2)], true);
  expect(numbersIn(textsIn(segment))).toEqual([1]);
  await spool.remove(segment as SpoolSegment);
  expect(numbersIn(await takeAll(spool))).toEqual([2]);
});

test('HB-19 at its bound the oldest segment is dropped and its beats are counted, also those of an earlier start', async () => {
  const maxBytes = 1024 * 1024;
  const { spool, folder } = await start({ maxBytes });
  for (let n = 0; n < 100; n++) await spool.write([entry(n, 10_000)], false);
  await spool.close();
  const { spool: next, dropped } = await start({ directory: folder, maxBytes });
  for (let n = 100; n < 150; n++) await next.write([entry(n, 10_000)], false);
  expect(next.bytes).toBeLessThanOrEqual(maxBytes);
  const left = numbersIn(await takeAll(next));
  expect(left.at(-1)).toBe(149);
  expect(left).toEqual(left.toSorted((a, b) => a - b));
  expect(dropped.entries).toBe(150 - left.length);
  expect(dropped.beats).toBe(3 * dropped.entries);
});

test('HB-19 what is being delivered is not dropped; what cannot be held at all is refused', async () => {
  const { spool } = await start({ maxBytes: 4096 });
  await spool.write([entry(1, 3000)], true);
  const segment = await spool.oldest();
  await expect(spool.write([entry(2, 3000)], true)).rejects.toBeInstanceOf(SpoolFullError);
  await expect(spool.write([entry(3, 5000)], true)).rejects.toBeInstanceOf(SpoolFullError);
  await spool.remove(segment as SpoolSegment);
  await spool.write([entry(4, 3000)], true);
  expect(numbersIn(await takeAll(spool))).toEqual([4]);
});

test('HB-20 a torn tail is noticed, the lines before it are whole', async () => {
  const { spool, folder } = await start();
  await spool.write([entry(1), entry(2), entry(3)], true);
  await spool.close();
  const [name] = await readdir(folder);
  const path = join(folder, name ?? '');
  const again = await start({ directory: folder });
  await truncate(path, again.spool.bytes - 5);
  expect((await takeAll(again.spool)).map((text) => text === null)).toEqual([false, false, true]);
});

test('HB-20 foreign files and folders are left alone', async () => {
  const { spool, folder } = await start();
  await appendFile(join(folder, 'desk.json'), '{}');
  await mkdir(join(folder, 'elsewhere'));
  await spool.write([entry(1)], true);
  expect(await takeAll(spool)).toHaveLength(1);
  expect((await readdir(folder)).toSorted()).toEqual(['desk.json', 'elsewhere']);
});

test('HB-20 damage anywhere costs the lines it touches and no other, and never reads as something else', () => {
  const line = fc.record({ n: fc.nat(), text: fc.string() }).map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(255), (lines, where, byte) => {
      const whole = Buffer.concat(lines.map((json, beats) => encodeLine(json, beats)));
      expect([...decodeLines(whole)].map((each) => each?.body.toString())).toEqual(lines);
      const damaged = Buffer.from(whole);
      damaged[where % whole.length] = byte;
      const read = [...decodeLines(damaged)].filter((each) => each !== null).map((each) => each.body.toString());
      expect(lines).toEqual(expect.arrayContaining(read));
      expect(read.length).toBeGreaterThanOrEqual(lines.length - 2);
      const cut = [...decodeLines(whole.subarray(0, where % whole.length))].filter((each) => each !== null);
      expect(cut.map((each) => each.body.toString())).toEqual(lines.slice(0, cut.length));
    }),
    { numRuns: 500 },
  );
});
