import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';
import { createStopSequence } from './stop-sequence.ts';

const lines: string[] = [];
const log = createLog('relay', (line) => lines.push(line));

beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('SE-8 goes backwards, past what fails or hangs, and names it', async () => {
  const order: string[] = [];
  const sequence = createStopSequence(log);
  sequence.add('first', () => void order.push('first'));
  sequence.add('hangs', () => new Promise(() => undefined));
  sequence.add('fails', () => {
    order.push('fails');
    throw new Error('no');
  });
  sequence.add('last', () => {
    order.push('last');
    sequence.add('added meanwhile', () => void order.push('added meanwhile'));
  });
  const run = sequence.run();
  await vi.advanceTimersByTimeAsync(2_900);
  expect(order).toEqual(['last', 'added meanwhile', 'fails']);
  await vi.advanceTimersByTimeAsync(200);
  await run;
  expect(order.at(-1)).toBe('first');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'stop failed', label: 'fails' },
    { event: 'stop took too long', label: 'hangs' },
  ]);
});

test('SE-8 stops at once what is added after the end', async () => {
  const sequence = createStopSequence(log);
  await sequence.run();
  const stop = vi.fn<() => void>();
  sequence.add('late', stop);
  expect(stop).toHaveBeenCalledOnce();
});
