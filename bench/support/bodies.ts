import { deskOf } from '../../e2e/support/desk-text.ts';

export const componentCount = 1000;
export const desk = deskOf(componentCount / 2);

export type BodyKind = 'single' | 'batch';
export const beatsPerBody = { single: 1, batch: 100 } as const;

/** What is posted: enough different ones that no cache along the way can know them all by heart. */
export function bodiesOf(kind: BodyKind): string[] {
  const beats = desk.ids.map((component, index) => ({
    component,
    epoch: 'bench',
    seq: index,
    status: 'ok',
    metrics: { load: index % 100 },
  }));
  if (kind === 'single') return beats.map((beat) => JSON.stringify(beat));
  const size = beatsPerBody.batch;
  return Array.from({ length: beats.length / size }, (_, index) =>
    JSON.stringify(beats.slice(index * size, (index + 1) * size)),
  );
}
