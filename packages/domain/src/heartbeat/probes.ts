import type { Flag, Reason } from '@yagura/contract';
import type { Heard, Says } from '../watch/component.ts';

/** The newest word of one probe about a component. */
export interface Probe extends Says {
  readonly heard: Heard;
  readonly epoch: string | null;
  readonly seq: number | null;
  /** So long it says that all is well; that it is not holds until the probe finds otherwise. */
  readonly limitMs: number;
}

export type Probes = Readonly<Record<string, Probe>>;

export function probeOf(probes: Probes | null, id: string): Probe | undefined {
  return probes !== null && Object.hasOwn(probes, id) ? probes[id] : undefined;
}

export interface ProbesFound {
  readonly reasons: readonly { readonly says: 'degraded' | 'down'; readonly at: number; readonly reason: Reason }[];
  readonly flags: readonly Flag[];
  /** When a probe that contradicts it will have said nothing for too long. */
  readonly nextAt: number | null;
}

const nothing: ProbesFound = { reasons: [], flags: [], nextAt: null };

/** What probes found, beside what the component says of itself: two evidences, of which the worse counts and neither hides the other. */
export function probesFound(probes: Probes | null, says: Says['status'], now: number): ProbesFound {
  if (probes === null) return nothing;
  const reasons = Object.keys(probes)
    .toSorted()
    .flatMap((id) => reasonOf(id, probes[id]));
  const answering = says === 'ok' ? null : freshProbe(probes, now);
  const disagrees = answering !== null || (says === 'ok' && reasons.length > 0);
  return { reasons, flags: disagrees ? ['disagreeing'] : [], nextAt: answering && answering.until };
}

function reasonOf(id: string, probe: Probe | undefined): ProbesFound['reasons'] {
  if (probe === undefined || probe.status === 'ok') return [];
  const { status, message, heard } = probe;
  return [
    { says: status, at: heard.at, reason: { code: 'probe', probe: id, status, ...(message !== null && { message }) } },
  ];
}

/** Of those that find it well and told so lately, the one that holds longest. */
export function freshProbe(probes: Probes | null, now: number): { readonly id: string; readonly until: number } | null {
  let freshest: { readonly id: string; readonly until: number } | null = null;
  for (const [id, { status, heard, limitMs }] of Object.entries(probes ?? {})) {
    const until = heard.at + limitMs;
    if (status === 'ok' && now < until && (freshest === null || until > freshest.until)) freshest = { id, until };
  }
  return freshest;
}

/** Until when the last of them found it well; 0 where none ever did. */
export function answeredUntil(probes: Probes | null): number {
  const wells = Object.values(probes ?? {}).filter(({ status }) => status === 'ok');
  return Math.max(0, ...wells.map(({ heard, limitMs }) => heard.at + limitMs));
}
