import type { Kind } from '@yagura/contract';
import { durationText } from '../../text/duration-text.ts';
import type { Examiner } from './examined.ts';

export const withoutOwner: Examiner = ({ inventory }) => ({
  code: 'no-owner',
  noun: 'component',
  lack: 'without an owner',
  advice: 'Nobody is told by name when they fail; name a team in owner.',
  about: inventory.components.filter(({ owner }) => owner === null).map(({ id }) => id),
});

export const withoutRunbook: Examiner = ({ inventory }) => ({
  code: 'no-runbook',
  noun: 'component',
  lack: 'without a runbook',
  advice: 'Their alarms say "no runbook" and give the default action of their kind.',
  about: inventory.components.filter(({ runbook }) => runbook === null).map(({ id }) => id),
});

/** Upstream of everything that we run: they have nothing to depend on. */
const roots: ReadonlySet<Kind> = new Set<Kind>(['network', 'venue']);

export const withoutDependency: Examiner = ({ inventory }) => ({
  code: 'no-dependency',
  noun: 'component',
  lack: 'without a dependency',
  advice: 'Their failure is never grouped under its cause; name what they need in dependsOn.',
  about: inventory.components
    .filter(({ kind, dependsOn }) => !roots.has(kind) && dependsOn.length === 0)
    .map(({ id }) => id),
});

export const toldTooLate: Examiner = ({ detection }) => ({
  code: 'silence-too-slow',
  noun: 'tier 1 component',
  lack: 'told later than 5 s after the last beat',
  advice:
    'Three intervals alone take longer; let them beat every 1.5 s or faster, or say that they are of a lower tier.',
  about: detection
    .filter(({ late }) => late)
    .map(
      ({ component, everyMs, toldWithinMs }) =>
        `${component} (every ${durationText(everyMs)}: ${durationText(toldWithinMs)})`,
    ),
});

export const servicesNobodyCarries: Examiner = ({ inventory }) => {
  const carried = new Set(inventory.components.flatMap(({ services }) => services));
  return {
    code: 'service-uncarried',
    noun: 'service',
    lack: 'that no component carries',
    advice: 'It can never be told as affected; name it in the services of what carries it.',
    about: inventory.services.filter(({ id }) => !carried.has(id)).map(({ id }) => id),
  };
};
