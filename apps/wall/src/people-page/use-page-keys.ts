import { useContext } from 'react';
import { WallContext } from '../app/wall.ts';
import { PlacesContext } from '../pages/context.ts';
import { isStepKey, stepByKey } from '../pages/step-lines.ts';
import { useKeys } from '../pages/use-keys.ts';
import { dayBeside, dayOf } from './audit-day.ts';
import { AdminContext } from './context.ts';
import type { PeopleSection } from './sections.ts';
import type { Admin } from './start-admin.ts';

/** While something is written or a secret stands there, Escape is the only key: no other loses it. */
export function usePageKeys(sections: readonly PeopleSection[], section: PeopleSection): void {
  const admin = useContext(AdminContext);
  const places = useContext(PlacesContext);
  const desk = useContext(WallContext);
  const leave = (typing: boolean) => {
    const isLeft = admin.leave();
    const field = document.activeElement;
    if (!isLeft && typing && field instanceof HTMLElement) field.blur();
    else if (!isLeft) places?.go({ kind: 'wall' });
    return true;
  };
  useKeys((key, typing) => {
    if (key === 'Escape') return leave(typing);
    const { writing, handed } = admin.state.getState();
    if (typing || writing !== null || handed !== null) return false;
    const other = /^[1-4]$/.test(key) ? sections[Number(key) - 1] : undefined;
    if (other !== undefined) return done(places?.go({ kind: 'people', section: other }));
    if (isStepKey(key)) return stepByKey(key);
    if (section === 'audit') return takeAuditKey(key, admin, dayOf((desk?.state.getState().toldSecond ?? 0) * 1000));
    return begin(key.toLowerCase(), section, admin);
  });
}

function done(outcome: void): true {
  return outcome ?? true;
}

function takeAuditKey(key: string, admin: Admin, today: string): boolean {
  if (key === '/') return done(document.querySelector<HTMLElement>('.people-page input[type="search"]')?.focus());
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  const { day } = admin.state.getState();
  const next = dayBeside(day, key === 'ArrowLeft' ? -1 : 1, today);
  if (next !== day) void admin.showDay(next);
  return true;
}

function begin(key: string, section: PeopleSection, admin: Admin): boolean {
  const { chosen } = admin.state.getState();
  if (key === 'n' && section !== 'sessions') return done(admin.write({ what: 'make', about: null }));
  if (key === 'w' && section === 'sessions') return done(admin.write({ what: 'own', about: null }));
  if (chosen === null) return false;
  if (key === 'x' && section !== 'people') return done(admin.write({ what: 'end', about: chosen }));
  // Enter presses whatever button has the focus, but on a line.
  const onButton = document.activeElement?.matches('button:not([data-line]), a') === true;
  if (key !== 'enter' || section !== 'people' || onButton) return false;
  return done(admin.write({ what: 'change', about: chosen }));
}
