import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noon, propertyRuns } from '@yagura/testkit';
import { limitOf } from '../health/deadlines.ts';
import { drive, type Drive } from '../testing/drive.ts';
import { lifeArbitrary, type Life } from '../testing/lives.ts';
import { lifeCalendars } from '../testing/settings.ts';
import { createCalendarBook } from './calendar-book.ts';
import type { ComponentState } from './component.ts';

const runs = propertyRuns(1000);
const graceMs = 300_000;

interface Seen {
  readonly run: Drive;
  readonly state: ComponentState;
  readonly now: number;
  /** Null where it is expected around the clock. */
  readonly quietSince: number | null;
  readonly sessionClosed: boolean;
}

/** Looks at every component after every turn of a life. */
function eachTurn(life: Life, look: (seen: Seen) => void): void {
  const book = createCalendarBook(lifeCalendars, new Map());
  const run = drive({ inventory: life.inventory, deliveries: life.deliveries, start: noon });
  run.until(life.stop, () => {
    for (const watched of life.inventory.components) {
      const watch = run.world.watches[0];
      const state = watch?.components.get(watched.id);
      if (!watch || !state) continue;
      const runsBy = book.momentOf(watched.runs, watch.now);
      const follows = book.momentOf(watched.calendar, watch.now);
      const quietSince = runsBy?.session === 'closed' ? runsBy.since : null;
      look({ run, state, now: watch.now, quietSince, sessionClosed: follows?.session === 'closed' });
    }
  });
}

test('WA-57 law 8: what should be quiet is never ok; beating past its grace it is a finding, silent it is closed', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), (life) => {
      eachTurn(life, ({ run, state, now, quietSince }) => {
        const { health, expectation, condition } = run.status(state.id);
        if (quietSince === null || expectation === 'planned') return;
        const graced = now < quietSince + graceMs || state.heard?.at === state.lastClosingAt;
        const silent = run.status(state.id).reasons[0]?.code === 'quiet' && condition === 'down';
        const right = condition === 'no-sight' ? 'no-sight' : silent || graced ? 'closed' : 'degraded';
        if (health !== right) expect.fail(`${state.id} is ${health} and should be ${right}`);
      });
    }),
    runs,
  );
}, 300_000);

test('WA-58 law 9: a closed market mutes checks and no process: silent past its limit it is down at any hour', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true, sighted: true }), (life) => {
      eachTurn(life, ({ run, state, now, quietSince, sessionClosed }) => {
        const { health, expectation, reasons } = run.status(state.id);
        if (quietSince !== null || expectation !== 'expected' || state.awaited !== null || !state.heard) return;
        const reached = reasons.some(({ code }) => code === 'self-silent');
        const passed = now - state.heard.at > limitOf(state) + 1000;
        if (passed && health !== 'down' && !(reached && health === 'degraded')) expect.fail(`${state.id} is ${health}`);
        const asleep = reasons.some(({ code }) => code === 'state');
        if (sessionClosed && asleep) expect.fail(`${state.id} is told a check that sleeps`);
        if (sessionClosed && health === 'ok') expect.fail(`${state.id} is ok out of session`);
      });
    }),
    runs,
  );
}, 300_000);

test('WA-59 law 1: nothing is closed without fresh evidence, but for covered silence of what need not run', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), (life) => {
      eachTurn(life, ({ run, state, now }) => {
        const { health, expectation, condition } = run.status(state.id);
        if (health !== 'closed' || (expectation === 'quiet' && condition === 'down')) return;
        if (now - (state.heard?.at ?? -Infinity) > limitOf(state) + 1000) expect.fail(`${state.id} is closed unseen`);
      });
    }),
    runs,
  );
}, 300_000);
