import type { Incident } from '@yagura/contract';

/** What is watched says that it goes on: neither recovered nor asleep. Of what was told by a person nothing is known. */
export function isUnwell({ health }: Pick<Incident, 'health'>): boolean {
  return health !== null && health !== 'ok' && health !== 'closed';
}
