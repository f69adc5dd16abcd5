import type { Incident, IncidentState, Turn } from '@yagura/contract';

const remembered = 1000;

/** Incidents as turns told them: Postgres learns of them a moment later, and nobody may be shown what was before their own click. */
export interface RecentIncidents {
  heard(turn: Pick<Turn, 'incidents'>): void;
  /** The newer of what is stored and what was heard, by its id or its number. */
  newest(name: string, stored: Incident | null): Incident | null;
  /** A page as it is now: what was heard since takes its place, and what is newer than the first page stands before it. */
  page(
    stored: readonly Incident[],
    asked: { readonly states: readonly IncidentState[] | null; readonly below: number | null },
  ): Incident[];
}

export function createRecentIncidents(): RecentIncidents {
  const recent = new Map<string, Incident>();
  const named = (name: string) => [...recent.values()].find(({ id, number }) => id === name || String(number) === name);
  const newest = (name: string, stored: Incident | null) => {
    const heard = stored === null ? (recent.get(name) ?? named(name)) : recent.get(stored.id);
    return heard !== undefined && heard.revision > (stored?.revision ?? -1) ? heard : stored;
  };
  return {
    newest,
    heard({ incidents = [] }) {
      for (const incident of incidents) {
        recent.delete(incident.id);
        recent.set(incident.id, incident);
      }
      for (const oldest of recent.keys()) {
        if (recent.size <= remembered) return;
        recent.delete(oldest);
      }
    },
    page(stored, { states, below }) {
      const known = new Set(stored.map(({ id }) => id));
      const last = stored.at(-1)?.number ?? 0;
      const others = [...recent.values()].filter(
        ({ id, number }) => !known.has(id) && number > last && (below === null || number < below),
      );
      return [...stored.map((incident) => newest(incident.id, incident) ?? incident), ...others]
        .filter(({ state }) => states === null || states.includes(state))
        .toSorted((a, b) => b.number - a.number);
    },
  };
}
