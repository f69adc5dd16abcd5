import type { PairingOutcome } from '@yagura/contract';
import { expect, test } from 'vitest';
import { askAgainAfterMs, createPairing, lookEveryMs } from './create-pairing.ts';
import type { PairingApi } from './pairing-api.ts';

/** A relay as far as a new screen notices; the test lets time pass. */
function start(outcomes: (PairingOutcome | null)[], problems: string[] = []) {
  let codes = 0;
  let approved = 0;
  const waits: { ms: number; run: () => void }[] = [];
  const api: PairingApi = {
    code: () => {
      const problem = problems.shift();
      return Promise.resolve(
        problem === undefined ? { code: { code: `CODE${(codes += 1)}`, endsAt: 0 } } : { problem },
      );
    },
    outcome: () => Promise.resolve(outcomes.length === 0 ? 'waiting' : (outcomes.shift() ?? null)),
  };
  const timers = {
    every: () => () => {},
    after(ms: number, run: () => void) {
      const wait = { ms, run };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait), 1);
    },
  };
  const size = () => ({ width: 1920, height: 1080 });
  const pairing = createPairing({ api, size, timers, onApproved: () => (approved += 1) });
  const settle = async () => {
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  return {
    pairing,
    approved: () => approved,
    state: pairing.state.getState,
    settle,
    next: async () => {
      const wait = waits.shift();
      wait?.run();
      await settle();
      return wait?.ms;
    },
    waiting: () => waits.length,
  };
}

test('WI-71 a new screen shows its code and asks what became of it until somebody approved it', async () => {
  const { pairing, approved, state, settle, next, waiting } = start(['waiting', 'approved']);
  const stop = pairing.run();
  await settle();
  expect(state()).toEqual({ code: 'CODE1', problem: null });
  expect([await next(), approved()]).toEqual([lookEveryMs, 0]);
  expect([await next(), approved()]).toEqual([lookEveryMs, 1]);
  stop();
  expect(waiting()).toBe(0);
});

test('WI-71 a code that is over makes room for another by itself', async () => {
  const { pairing, state, settle, next } = start(['over']);
  pairing.run();
  await settle();
  await next();
  expect(state().code).toBe('CODE2');
});

test('WI-71 while nobody answers, or there is no code to be had, the screen says why and goes on asking', async () => {
  const { pairing, state, settle, next } = start([null, 'waiting'], ['Too many codes were asked for from here.']);
  pairing.run();
  await settle();
  expect(state()).toEqual({ code: null, problem: 'Too many codes were asked for from here.' });
  expect(await next()).toBe(askAgainAfterMs);
  expect(state()).toEqual({ code: 'CODE1', problem: null });
  await next();
  expect(state()).toEqual({ code: 'CODE1', problem: 'The relay does not answer. This screen goes on asking.' });
  await next();
  expect(state()).toEqual({ code: 'CODE1', problem: null });
});

test('WI-71 what comes for a page that was left is dropped', async () => {
  const { pairing, state, settle, waiting } = start([]);
  pairing.run()();
  await settle();
  expect([state().code, waiting()]).toEqual([null, 0]);
});
