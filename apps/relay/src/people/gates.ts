import { routes, type Action } from '@yagura/contract';

/** What it takes to be let through to one route. */
export interface Gate {
  /** `nobody`: everybody may. `person`: whoever is signed in; what they may with it, the route says. */
  readonly needs: Action | 'nobody' | 'person';
  /** Where only this machine reaches the relay, whoever reaches it may. */
  readonly openHere?: true;
  /** It tells or changes something of everything on the desk, so a narrower scope is not enough. */
  readonly wholeDesk?: true;
}

/** Every route there is. What does not stand here is not let through. */
export const gates: Readonly<Record<string, Gate>> = {
  [`GET ${routes.board}`]: { needs: 'view', openHere: true },
  [`GET ${routes.components}`]: { needs: 'view', openHere: true },
  [`GET ${routes.component}`]: { needs: 'view', openHere: true },
  [`GET ${routes.changes}`]: { needs: 'view', openHere: true },
  [`GET ${routes.explain}`]: { needs: 'view', openHere: true },
  [`GET ${routes.groups}`]: { needs: 'view', openHere: true },
  // Their words name whatever belongs together, wherever it is.
  [`GET ${routes.announcements}`]: { needs: 'view', openHere: true, wholeDesk: true },
  // Incidents have one row of numbers for the whole desk, by which the others could be counted.
  [`GET ${routes.incidents}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`GET ${routes.incident}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`GET ${routes.incidentSimilar}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`POST ${routes.incidents}`]: { needs: 'act', wholeDesk: true },
  [`POST ${routes.incidentMute}`]: { needs: 'mute', wholeDesk: true },
  [`POST ${routes.incidentVerb}`]: { needs: 'act', wholeDesk: true },
  // They name components and people of the whole desk.
  [`GET ${routes.waivers}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`GET ${routes.plansCalendar}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`GET ${routes.waiver}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`POST ${routes.mutes}`]: { needs: 'mute', wholeDesk: true },
  [`POST ${routes.planPreview}`]: { needs: 'plan', wholeDesk: true },
  [`POST ${routes.plans}`]: { needs: 'plan', wholeDesk: true },
  [`POST ${routes.waiverApprove}`]: { needs: 'approve-plan', wholeDesk: true },
  [`POST ${routes.waiverVerb}`]: { needs: 'mute', wholeDesk: true },
  [`POST ${routes.overrides}`]: { needs: 'override-calendar', wholeDesk: true },
  [`GET ${routes.showMe}`]: { needs: 'view', openHere: true, wholeDesk: true },
  [`POST ${routes.showMeStep}`]: { needs: 'act', openHere: true, wholeDesk: true },
  [`GET ${routes.session}`]: { needs: 'nobody' },
  [`POST ${routes.session}`]: { needs: 'nobody' },
  [`DELETE ${routes.session}`]: { needs: 'nobody' },
  [`POST ${routes.sessionPerson}`]: { needs: 'person' },
  [`GET ${routes.sessions}`]: { needs: 'person' },
  [`DELETE ${routes.sessionById}`]: { needs: 'person' },
  [`GET ${routes.people}`]: { needs: 'manage-people' },
  [`POST ${routes.people}`]: { needs: 'manage-people' },
  [`PATCH ${routes.person}`]: { needs: 'person' },
  [`GET ${routes.tokens}`]: { needs: 'manage-screens' },
  [`POST ${routes.tokens}`]: { needs: 'manage-screens' },
  [`DELETE ${routes.token}`]: { needs: 'manage-screens' },
  // A new screen has nobody who could sign in before it: it asks, and somebody elsewhere says yes.
  [`POST ${routes.pairings}`]: { needs: 'nobody' },
  [`POST ${routes.pairingOutcome}`]: { needs: 'nobody' },
  [`GET ${routes.pairing}`]: { needs: 'manage-screens' },
  [`GET ${routes.screens}`]: { needs: 'view', openHere: true },
  [`POST ${routes.screens}`]: { needs: 'manage-screens' },
  [`PATCH ${routes.screen}`]: { needs: 'manage-screens' },
  [`DELETE ${routes.screen}`]: { needs: 'manage-screens' },
  // A room hears of the whole desk, and not hearing it is about all of it.
  [`POST ${routes.roomSilence}`]: { needs: 'act', wholeDesk: true },
  [`DELETE ${routes.roomSilence}`]: { needs: 'act', wholeDesk: true },
  // What is announced names whatever belongs together, wherever it is.
  [`GET ${routes.webhooks}`]: { needs: 'manage-webhooks', wholeDesk: true },
  [`POST ${routes.webhooks}`]: { needs: 'manage-webhooks', wholeDesk: true },
  [`DELETE ${routes.webhook}`]: { needs: 'manage-webhooks', wholeDesk: true },
  // Whoever signs as a known sender, and nobody else: the route looks at nothing before that.
  [`POST ${routes.hook}`]: { needs: 'nobody' },
  [`GET ${routes.audit}`]: { needs: 'read-audit', wholeDesk: true },
};

const patterns = Object.entries(gates).map(([name, gate]) => {
  const [method = '', path = ''] = name.split(' ');
  const shape = `^${path.replaceAll(/:\w+/g, '[^/]+')}$`;
  return { method, exactly: new RegExp(shape), inAnyCase: new RegExp(shape, 'i'), gate };
});

/** Routers take a path in any case: what is a route but for that must not be let through by the gate of a wider one. */
export function gateFor(method: string, path: string): Gate | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = patterns.find((each) => each.method === asked && each.inAnyCase.test(path));
  return found?.exactly.test(path) ? found.gate : null;
}
