import type { Board } from '@yagura/contract';

const everySeconds = 2;

/** The figures as they were when an even second began, or when other components came. */
export interface TwoSeconds {
  readonly values: Board['figures'];
  readonly since: number;
  readonly layout: string;
}

export const noFigures: TwoSeconds = { values: [], since: -1, layout: '' };

export function figuresAt(told: TwoSeconds, { figures, layout }: Pick<Board, 'figures' | 'layout'>, second: number) {
  const since = Math.floor(second / everySeconds);
  if (since === told.since && layout.version === told.layout && figures.length === told.values.length) return told;
  return { values: figures, since, layout: layout.version };
}
