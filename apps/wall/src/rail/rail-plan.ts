/** In units. */
const sizes = { base: 96, line: 26, compact: { near: 60, flood: 44, far: 100 }, gap: 10, overflow: 40 } as const;
const mostLines = 3;
const widthOfLetter = 10;

export interface RailItem {
  /** How many letters its sentence has. */
  readonly letters: number;
  /** It calls for nobody, so that its title, state and age are enough. */
  readonly brief?: boolean;
}

export interface RailPlan {
  /** The first of them with their sentence. */
  readonly full: number;
  /** The next ones by title, state and age. */
  readonly compact: number;
  /** The rest, told as a number. */
  readonly hidden: number;
}

/** `far`: read from across the room, each on two lines for its title and one for its state. */
export type RailLook = keyof typeof sizes.compact;

/** How many alarms can be told how fully: the most urgent get their sentence, nobody is left out of the count.
 * Those that are told in brief come last. */
export function planRail(
  items: readonly RailItem[],
  room: { width: number; height: number },
  unit: number,
  look: RailLook = 'near',
): RailPlan {
  const heights = items.map((item) => (fullHeight(item, room.width / unit) + sizes.gap) * unit);
  const compact = (sizes.compact[look] + sizes.gap) * unit;
  const calling = items.filter(({ brief = false }) => !brief).length;
  const least = Math.min(1, calling);
  for (let full = calling; full >= least; full--) {
    const rest = items.length - full;
    if (sum(heights.slice(0, full)) + rest * compact <= room.height) return { full, compact: rest, hidden: 0 };
  }
  const left = room.height - (least === 1 ? (heights[0] ?? 0) : 0) - (sizes.overflow + sizes.gap) * unit;
  const shown = Math.min(items.length - least, Math.max(0, Math.floor(left / compact)));
  return { full: least, compact: Math.max(0, shown), hidden: items.length - least - Math.max(0, shown) };
}

function fullHeight({ letters }: RailItem, width: number): number {
  const lines = Math.ceil((letters * widthOfLetter) / Math.max(1, width - 60));
  return sizes.base + Math.min(mostLines, Math.max(1, lines)) * sizes.line;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
