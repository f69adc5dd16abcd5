/** Rooms in which nobody is heard for a while. */
export interface Silences {
  /** Desk time until which it is silent; null: it is not. */
  until(room: string): number | null;
  set(room: string, until: number): void;
  end(room: string): void;
}

export function createSilences(now: () => number): Silences {
  const untils = new Map<string, number>();
  const until = (room: string) => {
    if ((untils.get(room) ?? 0) <= now()) untils.delete(room);
    return untils.get(room) ?? null;
  };
  return {
    until,
    set: (room, at) => void untils.set(room, at),
    end: (room) => void untils.delete(room),
  };
}
