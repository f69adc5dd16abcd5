import { mutedPaths } from './shape-paths.ts';

/** A bell that is struck out: nothing is announced of it. Its word stands beside it wherever there is room. */
export function MutedMark() {
  return (
    <svg className="muted-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path fill="currentColor" d={mutedPaths.filled} />
      <path stroke="currentColor" strokeWidth="3" fill="none" d={mutedPaths.struck} />
    </svg>
  );
}
