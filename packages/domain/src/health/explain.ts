import type { Reason } from '@yagura/contract';
import { clockOf, secondsOf } from '../words.ts';

/** One plain sentence for each reason; every clock in it is UTC. */
export function explain(reason: Reason): string {
  switch (reason.code) {
    case 'heard':
      return 'Beats arrive and say that all is well.';
    case 'never-seen':
      return 'Never heard from since it came onto the desk.';
    case 'silent':
      return `Nothing heard since ${clockOf(reason.lastBeatAt)}; the limit is ${secondsOf(reason.limitMs)}.`;
    case 'uncovered':
      return `Nothing heard since ${clockOf(reason.lastBeatAt)}, and collector ${reason.collector} cannot vouch for that time.`;
    case 'expired':
      return 'What was known is older than it may be, so it says nothing about now.';
    case 'collector-lost':
      return `Our collector ${reason.collector} was last heard at ${clockOf(reason.lastHeardAt)}. That says nothing about the component itself.`;
    case 'port-blind':
      return `Collector ${reason.collector} does not hear its own canary on ${reason.port} since ${clockOf(reason.canaryAt)}.`;
    case 'site-dark':
      return `Site ${reason.site} fell silent as a whole and no witness there answers, so nobody can tell.`;
    case 'says':
      return `It says ${reason.status} of itself${reason.message ? `: ${reason.message}` : '.'}`;
    case 'recovering':
      return `Good again after ${reason.from}: ${reason.good} of ${reason.need} good beats, ${secondsOf(reason.remainingMs)} to go.`;
    case 'restarting':
      return `Restarted ${reason.epochs} times within ${secondsOf(reason.withinMs)}.`;
    case 'clock':
      return `Its clock is ${secondsOf(Math.abs(reason.offsetMs))} ${reason.offsetMs > 0 ? 'ahead' : 'behind'}; the limit is ${secondsOf(reason.limitMs)}.`;
    case 'announced-restart':
      return `Announced restart; back by ${clockOf(reason.until)}.`;
  }
}
