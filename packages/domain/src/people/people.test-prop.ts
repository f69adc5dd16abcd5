import { actions, roles, type Action, type Role, type Scope } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeast, may } from './may.ts';
import { inScope, isWholeDesk, isWithin, scopeKey, wholeDesk } from './scope.ts';

const ids = ['ldn', 'nyc', 'tyo'];
const part = fc.oneof(fc.constant('all' as const), fc.subarray(ids, { minLength: 1 }));
const scope: fc.Arbitrary<Scope> = fc.record({ sites: part, owners: part });
const owned = fc.record({ site: fc.constantFrom(...ids), owner: fc.constantFrom(...ids, null) });

test('PE-1 each role may exactly what the table says', () => {
  const allowed = (role: Role): Action[] => actions.filter((action) => may(role, action));
  expect(Object.fromEntries(roles.map((role) => [role, allowed(role)]))).toEqual({
    viewer: ['view'],
    operator: ['view', 'act', 'mute', 'plan', 'override-calendar'],
    lead: ['view', 'act', 'mute', 'plan', 'approve-plan', 'override-calendar', 'manage-screens', 'read-audit'],
    admin: [...actions],
  });
});

test('PE-1 a higher role may whatever a lower one may', () => {
  const property = fc.property(
    fc.constantFrom(...roles),
    fc.constantFrom(...roles),
    fc.constantFrom(...actions),
    (one, other, action) => !atLeast(one, other) || !may(other, action) || may(one, action),
  );
  fc.assert(property);
});

test('PE-2 a scope within another sees nothing that the other does not, and the whole desk sees all', () => {
  fc.assert(
    fc.property(scope, scope, owned, (inner, outer, component) => {
      expect(inScope(wholeDesk, component)).toBe(true);
      expect(isWithin(inner, wholeDesk)).toBe(true);
      expect(isWithin(inner, inner)).toBe(true);
      if (isWithin(inner, outer) && inScope(inner, component)) expect(inScope(outer, component)).toBe(true);
      if (!isWholeDesk(inner)) expect(isWithin(wholeDesk, inner)).toBe(false);
    }),
  );
});

test('PE-2 what nobody owns belongs to those who see every owner', () => {
  expect(inScope({ sites: ['ldn'], owners: 'all' }, { site: 'ldn', owner: null })).toBe(true);
  expect(inScope({ sites: ['ldn'], owners: ['fx'] }, { site: 'ldn', owner: null })).toBe(false);
});

test('PE-2 scopes of the same sites and owners share one key, others do not', () => {
  fc.assert(
    fc.property(scope, scope, (one, other) => {
      const same = isWithin(one, other) && isWithin(other, one);
      expect(scopeKey(one) === scopeKey(other)).toBe(same);
    }),
  );
});
