import type { SeededRandom } from '@yagura/testkit';
import type { Beating } from './beats.ts';

/** What a component is made to do, and by which changes the history has to show exactly that. */
export interface Story {
  readonly component: string;
  readonly acts: readonly Act[];
  readonly expected: readonly Expected[];
}

interface Act {
  readonly afterMs: number;
  readonly act: (beating: Beating, component: string) => void;
}

interface Expected {
  readonly to: 'ok' | 'degraded' | 'down';
  /** The act that it follows from. */
  readonly act: number;
  /** From that act to the change's instant. */
  readonly withinMs: readonly [number, number];
}

/** A beat a second, and what a busy machine makes of it. */
const nextBeat = [-100, 2500] as const;
/** Counted from the last beat, which may be a second older than the silence. */
const silence = [1900, 5000] as const;
/** Ten seconds from the first good beat. */
const recovery = [9900, 14_000] as const;

const say =
  (status: 'ok' | 'degraded' | 'down'): Act['act'] =>
  (beating, component) =>
    beating.say(component, { status });
const fallSilent: Act['act'] = (beating, component) => beating.silence(component);
const beatAgain: Act['act'] = (beating, component) => beating.resume(component);

/** Few changes each, so that nothing counts as flapping. */
const plots: readonly [Plot, ...Plot[]] = [
  {
    acts: [say('down'), say('ok')],
    expected: [
      { to: 'down', act: 0, withinMs: nextBeat },
      { to: 'ok', act: 1, withinMs: recovery },
    ],
  },
  {
    acts: [say('degraded'), say('ok')],
    expected: [
      { to: 'degraded', act: 0, withinMs: nextBeat },
      { to: 'ok', act: 1, withinMs: recovery },
    ],
  },
  {
    acts: [say('degraded'), say('down')],
    expected: [
      { to: 'degraded', act: 0, withinMs: nextBeat },
      { to: 'down', act: 1, withinMs: nextBeat },
    ],
  },
  {
    acts: [fallSilent, beatAgain],
    expected: [
      { to: 'down', act: 0, withinMs: silence },
      { to: 'ok', act: 1, withinMs: recovery },
    ],
  },
  { acts: [fallSilent], expected: [{ to: 'down', act: 0, withinMs: silence }] },
];

interface Plot {
  readonly acts: readonly Act['act'][];
  readonly expected: Story['expected'];
}

/** A story for each of these, begun at seeded moments of `spanMs`. */
export function storiesOf(random: SeededRandom, components: readonly string[], spanMs: number): Story[] {
  return components.map((component) => {
    const { acts, expected } = random.pick(plots);
    const begins = random.whole(0, spanMs);
    // Longer than any silence needs to be noticed, so that no act undoes the one before unseen.
    const apart = random.whole(6000, 9000);
    return { component, expected, acts: acts.map((act, index) => ({ act, afterMs: begins + index * apart })) };
  });
}

/** Makes them happen and notes when each did. */
export function perform(
  beating: Beating,
  stories: readonly Story[],
): {
  readonly actedAt: (story: Story) => readonly number[];
  readonly stop: () => void;
} {
  const acted = new Map<string, number[]>();
  const timers = stories.flatMap(({ component, acts }) =>
    acts.map(({ act, afterMs }) =>
      setTimeout(() => {
        act(beating, component);
        acted.set(component, [...(acted.get(component) ?? []), Date.now()]);
      }, afterMs),
    ),
  );
  return {
    actedAt: ({ component }) => acted.get(component) ?? [],
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
