import { roles, type Action, type Identity, type Role } from '@yagura/contract';

/** The least role that may do it: the whole of who may do what. */
const least: Readonly<Record<Action, Role>> = {
  view: 'viewer',
  act: 'operator',
  mute: 'operator',
  'override-calendar': 'operator',
  plan: 'operator',
  'approve-plan': 'lead',
  'manage-screens': 'lead',
  'read-audit': 'lead',
  'manage-people': 'admin',
  'manage-webhooks': 'admin',
};

export function may(role: Role, action: Action): boolean {
  return atLeast(role, least[action]);
}

/** These carry a name: what acts by itself is nobody. */
const forPeople: ReadonlySet<Action> = new Set([
  'act',
  'mute',
  'plan',
  'approve-plan',
  'manage-screens',
  'manage-people',
  'manage-webhooks',
]);

export function mayDo({ kind, role }: Pick<Identity, 'kind' | 'role'>, action: Action): boolean {
  return may(role, action) && (kind === 'person' || !forPeople.has(action));
}

export function atLeast(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}
