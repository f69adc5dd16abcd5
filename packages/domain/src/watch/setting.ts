import type { Calendar } from '@yagura/contract';
import type { BuiltIns } from '../rules/built-ins.ts';
import type { CompiledRuleSet } from '../rules/compiled.ts';
import type { DuePlan } from '../rules/due-plan.ts';
import type { Circumstances } from './circumstances.ts';

/** What the desk says of a component at an instant: its calendars and its rules. Never evidence. */
export interface Setting {
  readonly circumstances: Circumstances;
  readonly calendar: Calendar | null;
  readonly rules: CompiledRuleSet;
  readonly builtIns: BuiltIns;
  readonly due: DuePlan | null;
}
