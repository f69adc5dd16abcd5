import type { MuteBody, PlanBody, PlanPreview, Waiver, WaiverAnswer, WaiverBrief } from '@yagura/contract';
import type { Told } from '../incidents/incident-api.ts';
import type { WaiverAct, WaiverApi, WaiverVerb } from '../waivers/waiver-api.ts';
import { deskStart } from './board.ts';

export function brief(over: Partial<WaiverBrief> = {}): WaiverBrief {
  return {
    id: 'mute-10001',
    kind: 'mute',
    revision: 1,
    title: 'The gw-1',
    reason: 'known',
    owner: 'anna',
    state: 'in-force',
    from: deskStart - 60_000,
    until: deskStart + 3_600_000,
    componentCount: 1,
    places: [{ site: 'ldn', owner: null }],
    components: ['gw-1'],
    ...over,
  };
}

/** A relay as far as mutes and plans go: it keeps what it was sent, and says what the test wants said. */
export interface TestWaivers extends WaiverApi {
  readonly sent: (
    | { readonly what: 'mute'; readonly body: MuteBody }
    | { readonly what: 'plan'; readonly body: PlanBody & { readonly key: string } }
    | { readonly what: WaiverVerb; readonly id: string; readonly body: WaiverAct }
  )[];
  waivers: readonly Waiver[];
  answers: ReadonlyMap<string, WaiverAnswer>;
  worked: PlanPreview;
  told: Told;
  problem: string | null;
}

export function createTestWaivers(): TestWaivers {
  const facts = { conflicts: [], reach: { count: 0, first: [] }, lastLegs: [] };
  const relay: TestWaivers = {
    sent: [],
    waivers: [],
    answers: new Map(),
    worked: { components: ['gw-1'], windows: [], facts },
    told: { result: 'done', incident: null, waiver: 'mute-10001', revision: 1, text: 'done as told' },
    problem: null,
    list: () => Promise.resolve(relay.problem === null ? { answer: relay.waivers } : { problem: relay.problem }),
    one(id) {
      const answer = relay.answers.get(id);
      return Promise.resolve(answer ? { answer } : { problem: 'there is no such mute or plan.' });
    },
    preview: () => Promise.resolve({ answer: relay.worked }),
    mute: (body) => hear({ what: 'mute', body }),
    propose: (body) => hear({ what: 'plan', body }),
    act: (id, what, body) => hear({ what, id, body }),
  };
  const hear = (said: TestWaivers['sent'][number]) => {
    relay.sent.push(said);
    return Promise.resolve(relay.told);
  };
  return relay;
}
