import { expect, test } from 'vitest';
import { simulatedDesk } from './simulated-desk.ts';
import { demoPath, inventoryAt } from './test-support/demo-desk.ts';
import { calmAtStartMs, mayHaveTrouble, troubleAt } from './trouble.ts';
import type { Trouble } from './trouble.ts';

const desk = simulatedDesk(inventoryAt(demoPath));
const candidates = desk.components.filter(mayHaveTrouble);
const start = Date.UTC(2026, 5, 1);
const hours = 48;

function troubles(seed: number, startedAt: number): Trouble[] {
  const seen = new Map<number, Trouble>();
  for (let at = start; at < start + hours * 3_600_000; at += 5000) {
    const trouble = troubleAt(candidates, seed, at, startedAt);
    if (trouble !== null) seen.set(trouble.from, trouble);
  }
  return [...seen.values()];
}

test('SI-9 a few small troubles an hour, each one to two minutes, the same for the same seed', () => {
  const all = troubles(1, 0);
  expect(all.length / hours).toBeGreaterThan(1);
  expect(all.length / hours).toBeLessThan(5);
  for (const trouble of all) {
    expect(trouble.to - trouble.from).toBeGreaterThanOrEqual(60_000);
    expect(trouble.to - trouble.from).toBeLessThanOrEqual(120_000);
    expect(trouble.message.length).toBeGreaterThan(10);
  }
  expect(troubles(1, 0)).toEqual(all);
  expect(troubles(2, 0)).not.toEqual(all);
});

test('SI-9 trouble never touches tier 1 or what proves that a site is alive', () => {
  const touched = new Set(troubles(3, 0).map((trouble) => trouble.component));
  expect(touched.size).toBeGreaterThan(10);
  for (const id of touched) {
    const component = desk.components.find((candidate) => candidate.id === id);
    expect(component?.tier).toBeGreaterThanOrEqual(2);
    expect(component?.witness).toBe(false);
  }
});

test('SI-9 the first two minutes are calm', () => {
  for (let minute = 0; minute < 600; minute++) {
    const startedAt = start + minute * 60_000;
    for (let at = startedAt; at < startedAt + calmAtStartMs; at += 10_000)
      expect(troubleAt(candidates, 1, at, startedAt)).toBeNull();
  }
});
