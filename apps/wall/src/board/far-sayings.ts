import { healthWords } from '@yagura/domain';
import { barWidth, side, type Sayings } from './far-bar.ts';
import { withoutMiddle } from './text-width.ts';
import type { Together } from './tile-view.ts';

/** Stands in a text for the shape of the next state, and is reckoned as wide. */
export const shapeMark = '◆';

/** What a bar that counts many can say within a width in parts of its letters, the most telling first. */
export function sayingsOf(story: Together, age: string, width: number): Sayings {
  const [worst, ...others] = story.counts;
  if (worst === undefined) return { first: [''], second: [''] };
  const word = `${worst.count} ${healthWords[worst.health]}`;
  const inWords = [word, ...others.map(({ health, count }) => `${count} ${healthWords[health]}`)].join(', ');
  const inShapes = [word, ...others.map(({ count }) => `${shapeMark}${count}`)].join(' ');
  const all = [`${inWords} ${age}`, inWords, inShapes];
  const room = width - side;
  if (others.length === 0 && barWidth(word) > room)
    return { first: [String(worst.count)], second: [healthWords[worst.health]] };
  if (others.length === 0 || barWidth(inShapes) <= room)
    return { first: all, second: namesOrFewer(story, room), secondMayGo: true };
  // A state that is not counted would be hidden: before that happens the names go.
  const rest = others.map(({ count }) => `${shapeMark}${count}`);
  const sum = others.reduce((total, { count }) => total + count, 0);
  return { first: [word, `${worst.count}`], second: [rest.join(' '), rest.join(''), `+ ${sum}`] };
}

/** "xetr-1, -2, xlon-1": what a name shares with the one before is said once. */
function namesTogether(names: readonly string[]): string {
  return names.map((name, at) => withoutShared(names[at - 1] ?? '', name)).join(', ');
}

function withoutShared(before: string, name: string): string {
  const cut = name.search(/[-._][^-._]*$/);
  return cut > 0 && before.slice(0, cut + 1) === name.slice(0, cut + 1) ? name.slice(cut) : name;
}

/** Of three names as many as there is room for, with how many more; the most telling first. */
function namesOrFewer({ names, more, counts }: Together, width: number): string[] {
  const all = names.map((_, at) => {
    const left = more + at;
    return namesTogether(names.slice(0, names.length - at)) + (left > 0 ? ` + ${left}` : '');
  });
  // Where one state is counted beside it, the count says how many more there are.
  const alone = counts.length === 1 ? (names[0] ?? '') : withMore(names[0] ?? '', more + names.length - 1, width);
  return [...all, alone];
}

function withMore(name: string, more: number, width: number): string {
  const rest = more > 0 ? ` + ${more}` : '';
  return withoutMiddle(name, width - barWidth(rest)) + rest;
}
