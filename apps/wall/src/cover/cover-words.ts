import { clockOf, utcOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';
import type { Cover } from './cover-of.ts';

export interface CoverWords {
  readonly title: string;
  readonly since: string;
  readonly lasted: string;
  readonly text: string;
}

const titles = { offline: 'DISPLAY OFFLINE', blind: 'NO SIGHT', slept: 'DISPLAY PAUSED' } as const;

export function coverWords({ kind, since }: Cover, second: number): CoverWords {
  return {
    title: titles[kind],
    since: `since ${clockOf(since)}`,
    lasted: ageText(second - Math.floor(since / 1000)),
    text: sentences[kind](utcOf(since)),
  };
}

const sentences: Readonly<Record<Cover['kind'], (clock: string) => string>> = {
  offline: (clock) => `This screen lost its relay. What is under this band is of ${clock}: it says nothing about now.`,
  blind: (clock) =>
    `The engine has not judged anything since ${clock}. What is under this band says nothing about now.`,
  slept: (clock) => `This page did not run. What is under this band is of ${clock}, until a new picture comes.`,
};
