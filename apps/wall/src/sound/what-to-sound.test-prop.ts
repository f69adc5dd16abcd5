import type { Alarm, IncidentBrief } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarm } from '../test-support/board.ts';
import { nothingTold, whatToSound, type Heard, type Told } from './what-to-sound.ts';
import type { Tone } from './tones.ts';

const stepMs = 1000;
const ids = ['a', 'b', 'c'] as const;

const oneArbitrary = fc.record({
  stands: fc.boolean(),
  taken: fc.boolean(),
  muted: fc.boolean(),
  priority: fc.constantFrom<Alarm['priority']>(1, 2, 3),
  occurrence: fc.integer({ min: 1, max: 2 }),
});
const momentArbitrary = fc.record({
  each: fc.tuple(oneArbitrary, oneArbitrary, oneArbitrary),
  covered: fc.constantFrom<'offline' | 'blind' | 'slept' | null>(null, null, null, 'offline', 'blind', 'slept'),
  flood: fc.boolean(),
  quiet: fc.boolean(),
  lastsSteps: fc.integer({ min: 1, max: 150 }),
});
type Moment = typeof momentArbitrary extends fc.Arbitrary<infer T> ? T : never;

function heardAt(moment: Moment, now: number): Heard {
  const standing = ids.flatMap((id, index) => {
    const one = moment.each[index];
    return one?.stands ? [{ id, ...one }] : [];
  });
  return {
    alarms: standing.map(({ id, priority, muted, occurrence }) => alarm(id, { priority, muted, occurrence })),
    incidents: standing.map(({ id, taken }) => briefOf(id, taken)),
    cover: moment.covered === null ? null : { kind: moment.covered, since: 0 },
    now,
    flood: moment.flood,
    quiet: moment.quiet,
  };
}

function briefOf(id: string, taken: boolean): IncidentBrief {
  const owner = taken ? { person: 'anna', since: 0, until: 1 } : null;
  return { id, number: 1, revision: 1, state: taken ? 'taken' : 'open', priority: 1, owner } as IncidentBrief; // what no sound depends on is left away
}

/** Plays a story second by second; what each second sounded like. */
function play(moments: readonly Moment[], visit: (heard: Heard, tone: Tone | null) => void): void {
  let told: Told = nothingTold;
  let now = 0;
  for (const moment of moments)
    for (let step = 0; step < moment.lastsSteps; step++, now += stepMs) {
      const heard = heardAt(moment, now);
      const sounding = whatToSound(told, heard);
      told = sounding.told;
      visit(heard, sounding.tone);
    }
}

const story = fc.array(momentArbitrary, { minLength: 1, maxLength: 12 });

test('WI-122 a P1 that nobody has and that is not muted is heard within a second and each minute after, whatever else happens', () => {
  fc.assert(
    fc.property(story, (moments) => {
      let callingSince: number | null = null;
      let heardAtLast = -Infinity;
      play(moments, (heard, tone) => {
        if (tone === 'p1') heardAtLast = heard.now;
        const calls = heard.cover === null && heard.alarms.some((each) => callsAsP1(each, heard));
        callingSince = calls ? (callingSince ?? heard.now) : null;
        if (callingSince !== null) expect(heard.now - Math.max(callingSince, heardAtLast)).toBeLessThan(61_000);
      });
    }),
  );
});

function callsAsP1({ id, priority, muted }: Alarm, { incidents }: Heard): boolean {
  return priority === 1 && !muted && incidents.every((each) => each.id !== id || each.owner === null);
}

test('WI-122 a tone has a cause of its own in that second: no P1 without one that calls, no P2 in quiet hours or twice in a flood, lost data once', () => {
  fc.assert(
    fc.property(story, (moments) => {
      let floodTold = false;
      let lostTold = false;
      play(moments, (heard, tone) => {
        if (tone === 'p1') expect(heard.alarms.some((each) => callsAsP1(each, heard))).toBe(true);
        if (heard.cover === null) lostTold = false;
        if (tone === 'lost') {
          expect(lostTold).toBe(false);
          expect(['offline', 'blind']).toContain(heard.cover?.kind);
          lostTold = true;
        }
        if (heard.cover !== null) return expect([null, 'lost']).toContain(tone);
        if (!heard.flood) floodTold = false;
        if (tone !== 'p2') return;
        expect(heard.quiet).toBe(false);
        expect(heard.flood && floodTold).toBe(false);
        floodTold = heard.flood;
      });
    }),
  );
});

test('WI-122 an incident that stands is heard once as P2, and what stood before the page began not at all', () => {
  const calm = { incidents: [], cover: null, flood: false, quiet: false };
  const one = alarm('a', { priority: 2 });
  let { told, tone } = whatToSound(nothingTold, { ...calm, alarms: [one], now: 0 });
  expect(tone).toBeNull();
  const another = alarm('b', { priority: 2 });
  ({ told, tone } = whatToSound(told, { ...calm, alarms: [one, another], now: 1000 }));
  expect(tone).toBe('p2');
  for (let now = 2000; now < 300_000; now += 1000) {
    ({ told, tone } = whatToSound(told, { ...calm, alarms: [one, another], now }));
    expect(tone).toBeNull();
  }
  const relapse = alarm('b', { priority: 2, occurrence: 2 });
  expect(whatToSound(told, { ...calm, alarms: [one, relapse], now: 400_000 }).tone).toBe('p2');
});
