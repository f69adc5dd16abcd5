import type { PathOfPage } from '../pages/start-places.ts';

export interface TestAddress extends PathOfPage {
  /** Every step that "back" would undo, and where it led. */
  readonly steps: string[];
  back(): void;
}

/** An address bar that begins at this page. */
export function addressAt(first: string): TestAddress {
  const steps = [first];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const run of listeners) run();
  };
  return {
    steps,
    path: () => steps.at(-1)?.replace(/#.*/, '') ?? '',
    push(url) {
      steps.push(url);
      changed();
    },
    replace(url) {
      steps.splice(-1, 1, url);
      changed();
    },
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    back() {
      steps.pop();
      changed();
    },
  };
}
