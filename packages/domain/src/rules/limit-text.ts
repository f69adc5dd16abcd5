import type { Delay, Limit } from './limit.ts';
import { durationText } from './plain-duration.ts';

const signs = { '>=': '≥', '<=': '≤', '!=': '≠', '==': '=', '>': '>', '<': '<' } as const;
const suffixes = { plain: '', times: '× usual', deviations: ' deviations from usual' } as const;

/** As people read it: "> 50 for 15 s", "≥ 3× usual in 3 of 5 samples". */
export function limitText({ operator, value, unit, delay }: Limit): string {
  return `${signs[operator]} ${value}${suffixes[unit]}${delayText(delay)}`;
}

export function delayText(delay: Delay): string {
  if (delay.kind === 'of') return ` in ${delay.breached} of ${delay.samples} samples`;
  return delay.ms === 0 ? '' : ` for ${durationText(delay.ms)}`;
}
