import { showMeSteps } from '@yagura/contract';
import type { ShowMeAnswer, ShowMeStep } from '@yagura/contract';
import type { Fleet } from '../fleet.ts';
import { chooseGateway, chooseLogon, chooseSite } from './choose.ts';

export type Started =
  | { readonly kind: 'started'; readonly answer: ShowMeAnswer }
  | { readonly kind: 'busy' | 'unavailable'; readonly error: string; readonly remedy: string };

export interface ShowMe {
  answer(): ShowMeAnswer;
  start(step: ShowMeStep): Started;
  /** Undoes what is running. */
  stop(): void;
}

export interface ShowMeOptions {
  readonly fleet: Fleet;
  /** Whose beats say that their counterparty has ended the session. */
  readonly loggedOff: Set<string>;
  readonly collectorSites: readonly string[];
  /** Asks whoever started this process to stop the monitor for so long; null when nobody can. */
  readonly cutMonitor: ((milliseconds: number) => void) | null;
  readonly now: () => number;
  /** Shorter in tests. */
  readonly lengthsMs?: Readonly<Record<ShowMeStep, number>>;
}

export const showMeLengthsMs: Readonly<Record<ShowMeStep, number>> = {
  'kill-gateway': 12_000,
  'lose-site': 15_000,
  'lose-logon': 15_000,
  'cut-monitor': 8000,
};

type Running = NonNullable<ShowMeAnswer['running']>;
interface Prepared {
  readonly target: Running['target'];
  readonly begin: () => unknown;
  readonly undo: () => unknown;
}

/** What the demo can show: one step at a time, each undoing itself. */
export function createShowMe(options: ShowMeOptions): ShowMe {
  const last = new Map<string, number>();
  const lengthsMs = options.lengthsMs ?? showMeLengthsMs;
  let running: (Running & { readonly end: () => void }) | null = null;

  function answer(): ShowMeAnswer {
    const available = showMeSteps.filter((step) => prepare(step, options, last));
    if (running === null) return { available, running: null };
    const { step, startedAt, undoAt, target } = running;
    return { available, running: { step, startedAt, undoAt, target } };
  }

  function start(step: ShowMeStep): Started {
    if (running !== null) return busy(running, options.now());
    const prepared = prepare(step, options, last);
    if (prepared === null) return unavailable(step);
    const startedAt = options.now();
    prepared.begin();
    const chosen = prepared.target.component ?? prepared.target.site;
    if (chosen !== null) last.set(chosen, startedAt);
    const timer = setTimeout(end, lengthsMs[step]);
    function end(): void {
      clearTimeout(timer);
      running = null;
      prepared?.undo();
    }
    running = { step, startedAt, undoAt: startedAt + lengthsMs[step], target: prepared.target, end };
    return { kind: 'started', answer: answer() };
  }

  return { answer, start, stop: () => running?.end() };
}

function prepare(step: ShowMeStep, options: ShowMeOptions, last: ReadonlyMap<string, number>): Prepared | null {
  switch (step) {
    case 'kill-gateway':
      return killGateway(options, last);
    case 'lose-site':
      return loseSite(options, last);
    case 'lose-logon':
      return loseLogon(options, last);
    case 'cut-monitor':
      return cutMonitor(options);
  }
}

function killGateway({ fleet, now }: ShowMeOptions, last: ReadonlyMap<string, number>): Prepared | null {
  const gateway = chooseGateway(fleet.components, now(), last);
  if (gateway === null) return null;
  return {
    target: { component: gateway.id, site: null },
    begin: () => fleet.kill(gateway.id),
    undo: () => fleet.restore(gateway.id, now()),
  };
}

function loseSite({ fleet, collectorSites, now }: ShowMeOptions, last: ReadonlyMap<string, number>): Prepared | null {
  const site = chooseSite(fleet.components, collectorSites, now(), last);
  if (site === null) return null;
  const ids = fleet.components.filter((component) => component.site === site).map((component) => component.id);
  return {
    target: { component: null, site },
    begin: () => ids.forEach((id) => fleet.cut(id)),
    undo: () => ids.forEach((id) => fleet.restore(id, now())),
  };
}

function loseLogon({ fleet, loggedOff, now }: ShowMeOptions, last: ReadonlyMap<string, number>): Prepared | null {
  const gateway = chooseLogon(fleet.components, now(), last);
  if (gateway === null) return null;
  return {
    target: { component: gateway.id, site: null },
    begin: () => loggedOff.add(gateway.id),
    undo: () => loggedOff.delete(gateway.id),
  };
}

function cutMonitor({ cutMonitor: cut, lengthsMs }: ShowMeOptions): Prepared | null {
  if (cut === null) return null;
  return {
    target: { component: null, site: null },
    begin: () => cut((lengthsMs ?? showMeLengthsMs)['cut-monitor']),
    // The supervisor undoes it: a stopped monitor must not depend on anybody else's timer.
    undo: () => undefined,
  };
}

function busy({ step, undoAt }: Running, now: number): Started {
  const seconds = Math.max(1, Math.ceil((undoAt - now) / 1000));
  return {
    kind: 'busy',
    error: `"${step}" is running and undoes itself in ${seconds} s`,
    remedy: 'Wait until it is over: one step at a time, so that what you see has one cause.',
  };
}

function unavailable(step: ShowMeStep): Started {
  return { kind: 'unavailable', error: `"${step}" cannot be shown here`, remedy: remedies[step] };
}

const otherDesk = 'Use a desk file with gateways in session and more than one site, such as config/demo.yaml.';
const remedies: Readonly<Record<ShowMeStep, string>> = {
  'kill-gateway': otherDesk,
  'lose-site': otherDesk,
  'lose-logon': 'Use a desk file whose rules tell a lost logon within seconds, such as config/demo.yaml.',
  'cut-monitor': 'Start the demo with npm start: only its supervisor can stop and continue the monitor.',
};
