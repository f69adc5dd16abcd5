import { expect, test } from 'vitest';
import { mayReload, tryReload } from './reload.ts';

function page(isServed: boolean) {
  const kept = new Map<string, string>();
  let reloads = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const at = (now: number) =>
    tryReload({ storage, now: () => now, isServed: () => Promise.resolve(isServed), reload: () => (reloads += 1) });
  return { at, reloads: () => reloads };
}

test('WI-16 a page reloads at most once a minute, whatever happens', async () => {
  const { at, reloads } = page(true);
  expect(await at(1_000_000)).toBe(true);
  expect(await at(1_030_000)).toBe(false);
  expect(await at(1_060_000)).toBe(true);
  expect(reloads()).toBe(2);
});

test('WI-16 a page that nobody serves stays as it is', async () => {
  const { at, reloads } = page(false);
  expect(await at(1_000_000)).toBe(false);
  expect(reloads()).toBe(0);
});

test('WI-16 a clock that was set back does not forbid reloading for ever', () => {
  expect(mayReload(2_000_000, 1_000_000)).toBe(true);
});
