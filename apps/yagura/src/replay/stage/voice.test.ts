import { expect, test } from 'vitest';
import { silentVoice, speak, withBecoming, withRhythm, type Voice } from './voice.ts';

const rhythm = {
  type: 'rhythm',
  at: 1000,
  until: 3000,
  everyMs: 1000,
  components: ['gw-1'],
  beat: { status: 'ok', labels: { build: '1', logon: 'logged-on' }, metrics: { load_pct: 20 } },
} as const;

const begun = withRhythm(silentVoice, rhythm);
const said = (voice: Voice) => speak(voice).said;

test('SC-3 labels and metrics are laid over the rhythm name by name, and add up', () => {
  const once = withBecoming(begun, { status: 'degraded', labels: { build: '2' } });
  const twice = withBecoming(once, { metrics: { queue: 3 } });
  expect(said(twice)).toEqual({
    status: 'degraded',
    labels: { build: '2', logon: 'logged-on' },
    metrics: { load_pct: 20, queue: 3 },
  });
  expect(said(withBecoming(twice, 'usual'))).toEqual(rhythm.beat);
});

test('SC-3 who is silent keeps its rhythm and goes on in it', () => {
  const silent = speak(withBecoming(begun, 'silent'));
  expect(silent.said).toBeNull();
  expect(silent.voice.nextAt).toBe(2000);
  expect(said(withBecoming(silent.voice, 'usual'))).toEqual(rhythm.beat);
});

test('SC-3 a rhythm ends before its end, and a voice without one says nothing', () => {
  expect(speak(speak(begun).voice).voice.nextAt).toBe(Infinity);
  expect(said(silentVoice)).toBeNull();
});
