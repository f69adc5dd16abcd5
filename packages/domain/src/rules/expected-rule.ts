import type { ExpectedRule } from './compiled.ts';
import type { Sample } from './sample.ts';
import type { ExpectedState, Progress } from './states.ts';

const nothingYet: ExpectedState = Object.freeze({ type: 'expected', seenAt: null, label: null, progress: null });

export function stepExpected(
  rule: ExpectedRule,
  before: ExpectedState | undefined,
  sample: Sample,
): ExpectedState | undefined {
  const word = rule.label === null ? undefined : sample.labels[rule.label];
  const done = rule.progress === null ? undefined : sample.metrics[rule.progress];
  const state = before ?? nothingYet;
  const labelled = word === undefined ? state : withWord(state, rule.good.includes(word), sample);
  const next = done === undefined ? labelled : withProgress(labelled, done, sample.at);
  return next === nothingYet ? undefined : next;
}

export function occurred(before: ExpectedState | undefined, at: number): ExpectedState {
  const state = before ?? nothingYet;
  return state.seenAt !== null && state.seenAt >= at ? state : { ...state, seenAt: at };
}

function withWord(state: ExpectedState, good: boolean, sample: Sample): ExpectedState {
  if (good) return state.label === 'good' ? state : { ...state, label: 'good', seenAt: sample.at };
  if (state.label === 'other') return state;
  // It was last known to be good when the sample before was heard.
  return state.label === 'good'
    ? { ...state, label: 'other', seenAt: sample.at - sample.countedMs }
    : { ...state, label: 'other' };
}

function withProgress(state: ExpectedState, done: number, at: number): ExpectedState {
  const { progress } = state;
  if (progress !== null && done === progress.value) return state;
  const began: Progress = { from: done, fromAt: at, value: done, at };
  const next = progress === null || done < progress.value ? began : { ...progress, value: done, at };
  return { ...state, progress: next };
}

/** When it will be done should it go on as it did; to the minute, for nothing finer is meant. Null while that cannot be said. */
export function expectedEnd(progress: Progress | null): number | null {
  if (progress === null) return null;
  const gained = progress.value - progress.from;
  if (gained < 1) return null;
  const left = Math.max(0, 100 - progress.value);
  const end = progress.at + (left * (progress.at - progress.fromAt)) / gained;
  return Math.ceil(end / 60_000) * 60_000;
}
