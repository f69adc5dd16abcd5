import type { Gate } from '@yagura/contract';

/** Which gates stand open for a component at an instant, by its calendars. */
export interface Gates {
  readonly session: boolean;
  readonly market: boolean;
  readonly continuous: boolean;
}

export function isOpen(when: Gate, gates: Gates): boolean {
  return when === 'always' || gates[when];
}
