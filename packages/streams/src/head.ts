import type { Positions } from '@yagura/contract';
import type { Head } from './ports.ts';

/** The fields of the head as they are stored, in this order. */
export const headFields = ['epoch', 'turn', 'fence', 'now', 'beats', 'inputs'] as const;

interface Headed {
  readonly epoch: number;
  readonly turn: number;
  readonly fence: number;
  readonly now: number;
  readonly to: Positions;
}

export function headValues({ epoch, turn, fence, now, to }: Headed): (string | number)[] {
  return [epoch, turn, fence, now, to.beats, to.inputs];
}

export function headOf(values: readonly (string | null)[]): Head | null {
  const [epoch, turn, fence, now, beats, inputs] = values;
  if (epoch == null || turn == null || fence == null || now == null || beats == null || inputs == null) return null;
  return { epoch: Number(epoch), turn: Number(turn), fence: Number(fence), now: Number(now), to: { beats, inputs } };
}
