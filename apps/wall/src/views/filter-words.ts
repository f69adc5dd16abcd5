import { healths, type View } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { textWidth } from '../board/text-width.ts';
import { isAbnormal } from '../board/tile-view.ts';

/** `venue XLON, XPAR, not kind job` */
function whereWords({ where = '' }: View): string {
  return where
    .trim()
    .split(/\s+(?=-?[a-z]+:)/)
    .map((word) => word.replace(/^-/, 'not ').replace(':', ' ').replaceAll(',', ', ').replaceAll('"', ''))
    .join(', ');
}

/** What a filter lets through: `24 of 122: site ldn` */
export function shownWords(view: View, all: number, outside: number): string {
  return `${all - outside} of ${all}: ${whereWords(view)}`;
}

/** What is abnormal beyond it, from counts in the order of `healths`: `outside this view: 3 DOWN, 1 DEGRADED`; nothing where all is well there. */
export function outsideWords(counts: readonly number[]): string {
  const wrong = healths.flatMap((health, at) => {
    const count = counts[at] ?? 0;
    return isAbnormal(health) && count > 0 ? [`${count} ${healthWords[health]}`] : [];
  });
  return wrong.length === 0 ? '' : `outside this view: ${wrong.join(', ')}`;
}

/** What stands on the line above a filtered map: what is hidden and abnormal always, the rest as there is room. */
export function lineWords(name: string, shown: string, outside: string, width: number): readonly string[] {
  const most = [`${name}, showing ${shown}`, `showing ${shown}`, name, ''];
  const between = outside === '' ? 0 : 2;
  const first = most.find((text) => textWidth(text) + between + textWidth(outside) <= width) ?? '';
  return [first, outside].filter((text) => text !== '');
}
