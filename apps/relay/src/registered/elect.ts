export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** It is live and its browser lets it be heard. */
  readonly able: boolean;
  /** It is the one that is heard until now. */
  readonly sounding: boolean;
}

/** The one screen of a room that is heard: who is, stays; else the first by name that can be; null: none can. */
export function elect(room: readonly Candidate[]): string | null {
  const able = room.filter((candidate) => candidate.able);
  const sounding = able.filter((candidate) => candidate.sounding);
  const [first] = (sounding.length > 0 ? sounding : able).toSorted(byName);
  return first?.id ?? null;
}

function byName(a: Candidate, b: Candidate): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
