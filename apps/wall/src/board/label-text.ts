import type { Group } from './attributes.ts';
import { textWidth, withoutMiddle } from './text-width.ts';

/** In parts of the font size. */
const lineHeight = 1.15;

/** What a head can say on one line of a width, in parts of its font size. */
export function headText({ name, brief }: Group, width: number): string {
  return [name, brief].find((text) => textWidth(text) <= width) ?? shortened(brief, width);
}

/** Of two names that were put together each keeps its beginning and its end. */
function shortened(text: string, width: number): string {
  const [, first, between, last] = /^(.*?)( – |, )(.*)$/.exec(text) ?? [];
  if (first === undefined || between === undefined || last === undefined) return withoutMiddle(text, width);
  const half = (width - textWidth(between)) / 2;
  return withoutMiddle(first, half) + between + withoutMiddle(last, half);
}

/** The same where it may break between words; both sides in parts of the font size. */
export function labelText({ name, brief }: Group, width: number, height: number): string {
  const fits = (text: string) => {
    const lines = linesIn(text, width);
    return lines !== null && lines * lineHeight <= height;
  };
  return [name, brief].find(fits) ?? withoutMiddle(brief, width);
}

/** null: one of its words is wider. */
function linesIn(text: string, width: number): number | null {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ').map((each) => textWidth(each))) {
    if (word > width) return null;
    const next = used === 0 ? word : used + textWidth(' ') + word;
    if (next > width) lines += 1;
    used = next > width ? word : next;
  }
  return lines;
}
