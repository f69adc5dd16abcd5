import type { Health } from '@yagura/contract';
import { shapePaths } from './shape-paths.ts';

/** The shape of a state, so that it can be told without its colour. Quiet states have none. */
export function Shape({ health }: { health: Health }) {
  const path = shapePaths[health];
  if (path === undefined) return null;
  return (
    <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
      <path fill="currentColor" d={path} />
    </svg>
  );
}
