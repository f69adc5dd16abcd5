import { expect, test } from 'vitest';
import { alarm, snapshot } from '../test-support/board.ts';
import { isCalm, isDueNightly, quietMinute, type NightlyFacts } from './nightly.ts';

const due: NightlyFacts = {
  minute: 200,
  ownMinute: 195,
  runsForMs: 24 * 3_600_000,
  calm: true,
  untouchedForMs: 3_600_000,
};

test('WI-120 a page that has run for long begins anew at its own minute of the night, or within the hour once it is calm', () => {
  expect(isDueNightly(due)).toBe(true);
  expect(isDueNightly({ ...due, minute: 194 })).toBe(false);
  expect(isDueNightly({ ...due, minute: 255 })).toBe(false);
  expect(isDueNightly({ ...due, calm: false })).toBe(false);
  expect(isDueNightly({ ...due, untouchedForMs: 60_000 })).toBe(false);
});

test('WI-120 it cannot loop: what has just begun does not begin anew', () => {
  expect(isDueNightly({ ...due, runsForMs: 0 })).toBe(false);
  expect(isDueNightly({ ...due, runsForMs: 11 * 3_600_000 })).toBe(false);
});

test('WI-120 each page has a minute of its own between three and five', () => {
  const minutes = Array.from({ length: 240 }, (_, at) => quietMinute(at / 240));
  expect(Math.min(...minutes)).toBe(180);
  expect(Math.max(...minutes)).toBe(299);
  expect(new Set(minutes).size).toBe(120);
});

test('WI-120 it is calm while there is a picture, no cover, and nothing calls', () => {
  const calm = { board: snapshot(), cover: null };
  expect(isCalm(calm)).toBe(true);
  expect(isCalm({ ...calm, board: snapshot({ alarms: [alarm('a')] }) })).toBe(false);
  expect(isCalm({ ...calm, board: snapshot({ alarms: [alarm('a', { muted: true })] }) })).toBe(true);
  expect(isCalm({ ...calm, board: null })).toBe(false);
  expect(isCalm({ ...calm, cover: { kind: 'blind', since: 1 } })).toBe(false);
});
