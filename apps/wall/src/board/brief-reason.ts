import type { Reason } from '@yagura/contract';
import { clockOf } from '@yagura/domain';

/** A reason in two or three words, for where its sentence has no room. */
export function briefReason(reason: Reason): string {
  switch (reason.code) {
    case 'heard':
      return '';
    case 'never-seen':
      return 'never seen';
    case 'silent':
      return 'nothing heard';
    case 'uncovered':
      return 'not covered';
    case 'expired':
      return 'nothing newer known';
    case 'collector-lost':
      return 'our collector lost';
    case 'port-blind':
      return `${reason.port} port blind`;
    case 'site-dark':
      return 'site dark';
    case 'says':
      return reason.message ?? 'says so itself';
    case 'recovering':
      return `recovering ${reason.good}/${reason.need}`;
    case 'restarting':
      return `${reason.epochs} restarts`;
    case 'clock':
      return 'its clock is off';
    case 'announced-restart':
      return `back by ${clockOf(reason.until).slice(0, 5)}`;
  }
}
