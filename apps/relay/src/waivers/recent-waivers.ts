import type { Turn, Waiver } from '@yagura/contract';

const remembered = 1000;

/** Mutes and plans as turns told them: Postgres learns of them a moment later, and nobody may be shown what was before their own click. */
export interface RecentWaivers {
  heard(turn: Pick<Turn, 'waivers'>): void;
  /** The newest of that name. */
  newest(id: string, stored: Waiver | null): Waiver | null;
  /** A page as it is now; what is newer than the first page stands before it. */
  page(stored: readonly Waiver[], asked: { readonly standing: boolean; readonly below: number | null }): Waiver[];
}

export function createRecentWaivers(): RecentWaivers {
  const recent = new Map<number, Waiver>();
  const newer = (stored: Waiver) => {
    const heard = recent.get(stored.number);
    return heard !== undefined && heard.revision > stored.revision ? heard : stored;
  };
  return {
    heard({ waivers = [] }) {
      for (const waiver of waivers) {
        recent.delete(waiver.number);
        recent.set(waiver.number, waiver);
      }
      for (const oldest of recent.keys()) {
        if (recent.size <= remembered) return;
        recent.delete(oldest);
      }
    },
    newest(id, stored) {
      const same = [...recent.values(), ...(stored ? [stored] : [])].filter((waiver) => waiver.id === id);
      return same.toSorted((a, b) => b.number - a.number || b.revision - a.revision)[0] ?? null;
    },
    page(stored, { standing, below }) {
      const known = new Set(stored.map(({ number }) => number));
      const last = stored.at(-1)?.number ?? 0;
      const others = [...recent.values()].filter(
        ({ number }) => !known.has(number) && number > last && (below === null || number < below),
      );
      return [...stored.map(newer), ...others]
        .filter(({ ended }) => !standing || ended === null)
        .toSorted((a, b) => b.number - a.number);
    },
  };
}
