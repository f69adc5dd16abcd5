import type { Beat, Occurrence } from '@yagura/contract';
import type { RecordedCalendars } from './recorded-calendars.ts';

/** What is laid over a component's rhythm from an instant on: fields of its beats, or that none comes at all. */
export type Becoming = Partial<Omit<Beat, 'component'>> | 'silent' | 'usual';

/** One line of an events file with its instants resolved. Lines stand in the order of their instants. */
export type ScenarioEvent =
  | {
      readonly type: 'rhythm';
      readonly at: number;
      readonly until: number;
      readonly everyMs: number;
      readonly components: readonly string[];
      readonly beat: Omit<Beat, 'component'>;
    }
  | {
      readonly type: 'beat';
      readonly at: number;
      readonly components: readonly string[];
      readonly beat: Omit<Beat, 'component'>;
    }
  | {
      readonly type: 'becomes';
      readonly at: number;
      readonly components: readonly string[];
      readonly becomes: Becoming;
    }
  | {
      readonly type: 'occurrence';
      readonly at: number;
      readonly components: readonly string[];
      readonly occurrence: Omit<Occurrence, 'component'>;
    }
  | { readonly type: 'collector'; readonly at: number; readonly collector: string; readonly becomes: 'lost' | 'back' }
  | { readonly type: 'note'; readonly at: number; readonly text: string };

/** A recorded day: what was heard, and by which calendar. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly sources: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly calendars: RecordedCalendars;
  readonly events: readonly ScenarioEvent[];
}
