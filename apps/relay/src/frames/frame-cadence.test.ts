import { describe, expect, test } from 'vitest';
import { createFrameCadence } from './frame-cadence.ts';
import type { Timers } from './timers.ts';

/** Time that passes only when told to. */
function stillTime() {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    after(ms, run) {
      const entry = { at: now + ms, run };
      due.push(entry);
      return () => void due.splice(due.indexOf(entry), due.includes(entry) ? 1 : 0);
    },
    every: () => () => {},
  };
  const pass = (ms: number) => {
    now += ms;
    for (const entry of due.filter(({ at }) => at <= now)) {
      due.splice(due.indexOf(entry), 1);
      entry.run();
    }
  };
  return { timers, pass, elapsed: () => now };
}

function startCadence() {
  const time = stillTime();
  const sent: { at: number; figures: boolean }[] = [];
  const send = ({ figures }: { figures: boolean }) => sent.push({ at: time.elapsed(), figures });
  return { ...time, sent, cadence: createFrameCadence({ send, timers: time.timers, elapsed: time.elapsed }) };
}

describe('frame cadence', () => {
  test('RE-2 the first change leaves at once, those of the next 20 ms share a frame', () => {
    const { cadence, sent, pass } = startCadence();
    pass(100);
    cadence.want('health');
    expect(sent.map(({ at }) => at)).toEqual([100]);
    pass(5);
    cadence.want('health');
    cadence.want('health');
    pass(10);
    cadence.want('health');
    expect(sent).toHaveLength(1);
    pass(5);
    expect(sent.map(({ at }) => at)).toEqual([100, 120]);
    pass(50);
    cadence.want('health');
    expect(sent.map(({ at }) => at)).toEqual([100, 120, 170]);
  });

  test('RE-2 marks and progress wait for company and hold up no change of health', () => {
    const { cadence, sent, pass } = startCadence();
    pass(100);
    cadence.want('lesser');
    pass(5);
    expect(sent).toEqual([]);
    cadence.want('health');
    expect(sent.map(({ at }) => at)).toEqual([105]);
    pass(30);
    cadence.want('lesser');
    pass(15);
    cadence.want('lesser');
    pass(5);
    expect(sent.map(({ at }) => at)).toEqual([105, 155]);
    cadence.want('health');
    expect(sent.map(({ at }) => at)).toEqual([105, 155, 155]);
  });

  test('RE-3 without news a frame leaves each second, every other one may carry figures', () => {
    const { cadence, sent, pass } = startCadence();
    for (let tick = 0; tick < 50; tick += 1) {
      cadence.tick();
      pass(100);
    }
    expect(sent.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(sent.map(({ figures }) => figures)).toEqual([true, false, true, false, true]);
  });

  test('RE-2 a frame that left for another reason holds no change up', () => {
    const { cadence, sent, pass } = startCadence();
    pass(1000);
    cadence.tick();
    pass(1);
    cadence.want('health');
    expect(sent.map(({ at }) => at)).toEqual([1000, 1001]);
  });
});
