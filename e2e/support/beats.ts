import type { BeatInput, IngestAnswer } from '@yagura/contract';

export interface Beating {
  /** These fall silent; all without names. */
  silence(...ids: string[]): void;
  resume(...ids: string[]): void;
  /** What a component says of itself from now on. */
  say(id: string, beat: Partial<BeatInput>): void;
  stop(): void;
}

export async function post(
  collectorPort: number,
  token: string,
  beats: unknown,
): Promise<{ status: number; body: IngestAnswer }> {
  const response = await fetch(`http://127.0.0.1:${collectorPort}/v1/beats`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof beats === 'string' ? beats : JSON.stringify(beats),
  });
  return { status: response.status, body: (await response.json()) as IngestAnswer };
}

/** Beats for components once a second each, in quarters so that their phases differ; a real sender that never gives up. */
export function beat(collectorPort: number, token: string, ids: readonly string[]): Beating {
  const silent = new Set<string>();
  const words = new Map<string, Partial<BeatInput>>();
  const seqs = new Map<string, number>();
  const epoch = `e2e-${process.pid}-${Math.floor(performance.now())}`;
  let quarter = 0;
  const timer = setInterval(() => {
    quarter = (quarter + 1) % 4;
    const due = ids.filter((id, index) => index % 4 === quarter && !silent.has(id));
    if (due.length === 0) return;
    const beats = due.map((component) => {
      const seq = (seqs.get(component) ?? 0) + 1;
      seqs.set(component, seq);
      return { component, epoch, seq, metrics: { load: seq % 100 }, ...words.get(component) };
    });
    void post(collectorPort, token, beats).catch(() => undefined); // the collector is away: the next second tells again
  }, 250);
  return {
    silence: (...chosen) => (chosen.length > 0 ? chosen : ids).forEach((id) => silent.add(id)),
    resume: (...chosen) => (chosen.length > 0 ? chosen : ids).forEach((id) => silent.delete(id)),
    say: (id, said) => void words.set(id, said),
    stop: () => clearInterval(timer),
  };
}
