import { expect, test } from 'vitest';
import { brief } from '../test-support/waivers.ts';
import { nextWork } from './next-work.ts';

const at = Date.UTC(2026, 2, 2, 14);
const plan = (minutes: number, over: Parameters<typeof brief>[0] = {}) =>
  brief({
    kind: 'plan',
    state: 'ahead',
    title: 'Core switch',
    from: at + minutes * 60_000,
    componentCount: 12,
    ...over,
  });

test('WI-104 the header says which planned work begins next within a shift, and nothing where none does', () => {
  expect(nextWork([plan(90, { id: 'late' }), plan(48)], at / 1000)).toBe('work in 48 min: Core switch, 12 components');
  expect(nextWork([plan(48, { componentCount: 1 })], at / 1000)).toBe('work in 48 min: Core switch, 1 component');
  expect(
    nextWork([plan(13 * 60), plan(-1), plan(5, { state: 'proposed' }), plan(5, { kind: 'mute' })], at / 1000),
  ).toBeNull();
});
