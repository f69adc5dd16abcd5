import type { DeskFile, Inventory } from '@yagura/contract';
import type { DeskProblem, LeftOut } from '@yagura/desk-file';
import type { Detection, Finding } from '../report.ts';

/** A right desk as those see it who look for what is still missing. */
export interface Examined {
  readonly desk: DeskFile;
  readonly inventory: Inventory;
  readonly tokens: readonly DeskProblem[];
  readonly leftOut: readonly LeftOut[];
  readonly detection: readonly Detection[];
  readonly now: number;
}

/** Looks for one thing. */
export type Examiner = (examined: Examined) => Finding;
