import type { Mute } from '@yagura/contract';

/** A mute that is in force. */
export function muteOf(plan: Partial<Mute> = {}): Mute {
  return {
    kind: 'mute',
    id: 'mute-10001',
    number: 1,
    revision: 1,
    title: 'A',
    reason: 'known',
    owner: 'anna',
    saidAt: 10,
    components: ['a'],
    windows: [{ from: 10, until: 20 }],
    ended: null,
    last: { by: 'anna', at: 10, what: 'muted' },
    upTo: 'down',
    incident: null,
    ...plan,
  };
}
