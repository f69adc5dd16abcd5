import type { Incident, IncidentTimes, LogEntry, SimilarAnswer } from '@yagura/contract';

const timeNames: Readonly<Record<keyof IncidentTimes, string>> = {
  occurred: 'Occurred',
  detected: 'Detected',
  notified: 'Notified',
  taken: 'Taken',
  workedAround: 'Worked around',
  recovered: 'Recovered',
  resumed: 'Trading resumed',
  closed: 'Closed',
};

export interface TimeWords {
  readonly name: string;
  readonly at: string;
  /** How long after it occurred. */
  readonly after: number | null;
}

/** All of them, in the order in which they are hoped for; what has not come is said as well. */
export function timeWords(times: IncidentTimes): TimeWords[] {
  return Object.entries(timeNames).map(([key, name]) => {
    const at = times[key as keyof IncidentTimes]; // the keys are those of the type
    return { name, at: at === null ? '–' : utcDay(at), after: at === null ? null : (at - times.occurred) / 1000 };
  });
}

export function utcDay(instant: number): string {
  return new Date(instant).toISOString().replace('T', ' ').slice(0, 19);
}

/** Who did what, as one line of its log says it. */
export function logWords({ what, by, text }: Pick<LogEntry, 'what' | 'by' | 'text'>): string {
  const did = what.replace('-', ' ');
  return [by === null ? did : `${by}: ${did}`, text].filter((word) => word !== '').join(' · ');
}

/** Whose word its priority is. */
export function priorityWords({ override, priority, rulePriority }: Incident): string | null {
  if (override === null) return null;
  return `P${priority} by ${override.by}: ${override.reason} (by rule P${rulePriority})`;
}

export function sourceWords({ source, occurrence }: Pick<Incident, 'source' | 'occurrence'>): string {
  const from = source.kind === 'watch' ? rootWords(source.root) : `told by ${source.toldBy}, ${source.where}`;
  return occurrence === 1 ? from : `${from} · occurrence ${occurrence}`;
}

function rootWords(root: Extract<Incident['source'], { kind: 'watch' }>['root']): string {
  return root.kind === 'common' ? `they share ${root.shares} ${root.id}` : `${root.kind} ${root.id}`;
}

/** What helped, and as what it was closed. */
export function endedWords({ helped, closed }: Pick<SimilarAnswer['similar'][number], 'helped' | 'closed'>): string {
  const help = helped === null ? null : `${helped.what === 'fixed' ? 'Fixed' : 'Worked around'}: ${helped.text}`;
  const end = closed === null ? null : `closed as ${closed.reason.replace('-', ' ')}`;
  const word = closed === null || closed.text === '' || closed.text === helped?.text ? null : closed.text;
  return [help, [end, word].filter(Boolean).join(', ')].filter(Boolean).join(' · ');
}
