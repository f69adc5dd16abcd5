import type { IncidentBrief } from '@yagura/contract';
import { clockOf } from '@yagura/domain';

export interface Who {
  readonly text: string;
  /** The next step of a person is overdue. */
  readonly late: boolean;
  /** Somebody has it. */
  readonly taken: boolean;
}

/** Who has it and until when; or by when somebody has to take it. Null where nobody needs to. */
export function whoText(incident: IncidentBrief | undefined, second: number): Who | null {
  if (incident === undefined || incident.state === 'fixed' || incident.state === 'closed') return null;
  const { owner, dueAt, state } = incident;
  const late = dueAt !== null && second * 1000 >= dueAt;
  const around = state === 'workaround' ? ', workaround' : '';
  if (owner !== null) return { text: `${owner.person} until ${shortOf(owner.until)}${around}`, late, taken: true };
  if (dueAt === null) return null;
  return { text: late ? `not taken, due ${shortOf(dueAt)}` : `take by ${shortOf(dueAt)}${around}`, late, taken: false };
}

function shortOf(instant: number): string {
  return clockOf(instant).slice(0, 5);
}
