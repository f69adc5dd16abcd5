import { createMemoryStreams } from '@yagura/streams';
import { expect, test } from 'vitest';
import { createSilences } from './silences.ts';

const began = 1_700_000_000_000;
const minute = 60_000;

test('RE-27 a word of the store that silences for longer than may be asked for silences nobody, and any later word counts', async () => {
  const streams = createMemoryStreams();
  const silences = createSilences({ streams, now: () => began });
  // Of a relay whose clock runs ahead.
  await streams.silences.note({ Floor: { until: began + 11 * minute, saidAt: began + 5000 } });
  await silences.exchange();
  expect(silences.until('Floor')).toBeNull();
  silences.say('Floor', began + minute);
  await silences.exchange();
  expect(silences.until('Floor')).toBe(began + minute);
  expect((await streams.silences.all())['Floor']?.until).toBe(began + minute);
});

test('RE-27 what was said an hour ago is forgotten, here and in the store', async () => {
  const streams = createMemoryStreams();
  let now = began;
  const silences = createSilences({ streams, now: () => now });
  silences.say('Floor', began + minute);
  await silences.exchange();
  now = began + 61 * minute;
  await silences.exchange();
  expect(await streams.silences.all()).toEqual({});
});
