import type { Announcement, BlindTime, Positions, Turn } from '@yagura/contract';
import type { TurnEffects } from '@yagura/domain';

export interface TurnPlace {
  readonly epoch: number;
  readonly turn: number;
  readonly fence: number;
  readonly now: number;
  readonly shown: number;
  readonly from: Positions;
  readonly to: Positions;
}

/** What was concluded, under its number: the form in which it is committed or never happened. */
export function makeTurn(place: TurnPlace, effects: TurnEffects, blind: BlindTime | null): Turn {
  return {
    ...place,
    shard: '0',
    changes: effects.changes.map((draft, index) => ({
      ...draft,
      id: `${place.epoch}.${place.turn}.${index}`,
      shown: place.shown,
      revision: place.turn,
    })),
    statuses: [...effects.statuses],
    news: effects.news,
    ...(effects.announcements.length > 0 && { announcements: numbered(place, effects.announcements) }),
    ...(effects.layout && { layout: effects.layout.version }),
    ...(blind && { blind }),
    ...(effects.minutes.length > 0 && { minutes: [...effects.minutes] }),
    ...(effects.overrides.length > 0 && { overrides: [...effects.overrides] }),
    ...(effects.overridesInForce && { overridesInForce: [...effects.overridesInForce] }),
    ...(effects.incidents.length > 0 && { incidents: [...effects.incidents] }),
    ...(effects.waivers.length > 0 && { waivers: [...effects.waivers] }),
    ...(effects.outcomes.length > 0 && { outcomes: [...effects.outcomes] }),
  };
}

function numbered({ epoch, turn }: TurnPlace, drafts: TurnEffects['announcements']): Announcement[] {
  return drafts.map((draft, index) => ({ ...draft, id: `${epoch}.${turn}.${index}` }));
}
