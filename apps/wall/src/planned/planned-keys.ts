import type { SessionAnswer } from '@yagura/contract';
import type { Places } from '../pages/start-places.ts';
import { offeredOf } from './planned-acts.ts';
import { plannedViews, type Planned } from './start-planned.ts';

interface Looked {
  readonly target: Element;
  readonly session: SessionAnswer | null;
  readonly now: number;
  readonly places: Places;
}

/** Every key of the page `/planned`, and `P`, which leads to it and back. True when the key was one of them. */
export function takePlannedKey(key: string, looked: Looked, planned: Planned): boolean {
  const { places } = looked;
  const onPage = places.state.getState().place.kind === 'planned';
  if (key.toLowerCase() === 'p') {
    places.go(onPage ? { kind: 'wall' } : { kind: 'planned', about: null });
    return true;
  }
  if (!onPage) return false;
  return planned.state.getState().writing === 'plan' ? false : takePageKey(key, looked, planned);
}

function takePageKey(key: string, { target, session, now }: Looked, planned: Planned): boolean {
  const { view, detail } = planned.state.getState();
  switch (key.toLowerCase()) {
    case 'a':
      planned.write('plan');
      return true;
    case 'v': {
      const next = plannedViews[(plannedViews.indexOf(view) + 1) % plannedViews.length];
      planned.show(next ?? 'list');
      return true;
    }
    case 'arrowdown':
    case 'arrowup':
      return target.closest('.panel') === null && moveTo(key === 'ArrowDown' ? 1 : -1);
    default: {
      const wanted = detail && offeredOf(detail, session, now).find((each) => each.key === key.toUpperCase());
      if (!wanted) return false;
      if (wanted.verb === 'extend') planned.write('extend');
      else void planned.act(wanted.verb);
      return true;
    }
  }
}

/** From line to line: what has the focus is what Enter opens. */
function moveTo(by: 1 | -1): boolean {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-waiver]')];
  const here = lines.findIndex((line) => line === document.activeElement);
  const next = lines[here === -1 ? 0 : Math.min(lines.length - 1, Math.max(0, here + by))];
  next?.focus();
  return next !== undefined;
}

/** One thing at a time: what is written, what is chosen, the page. */
export function leavePlanned(planned: Planned, places: Places): boolean {
  if (places.state.getState().place.kind !== 'planned') return false;
  const { writing, chosen } = planned.state.getState();
  if (writing !== null) planned.write(null);
  else places.go(chosen === null ? { kind: 'wall' } : { kind: 'planned', about: null });
  return true;
}
