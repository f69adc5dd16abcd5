/** Instants by name, noted as they come; each can be waited for, but not for ever. */
export interface Notes {
  note(name: string, at: number): void;
  /** Null when it did not come in time. */
  of(name: string, withinMs: number): Promise<number | null>;
}

export function createNotes(): Notes {
  const noted = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    note(name, at) {
      if (noted.has(name)) return;
      noted.set(name, at);
      waiting.get(name)?.(at);
    },
    of(name, withinMs) {
      const known = noted.get(name);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), withinMs);
        waiting.set(name, (at) => {
          clearTimeout(timer);
          resolve(at);
        });
      });
    },
  };
}
