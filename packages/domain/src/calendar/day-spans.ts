import type { Calendar, Phase, PhaseSpan } from '@yagura/contract';
import { dayMs, sinceMidnight } from './civil.ts';
import { isOvernight, placeOpen, spanFrom, type Hours } from './hours.ts';
import type { Wall } from './local-time.ts';

export interface DaySpan {
  readonly from: Wall;
  readonly to: Wall;
  readonly phase: Phase;
}

/** What one trading day does, in its order and without overlap: a break interrupts the hours, and a known phase says more than both. */
export function daySpans(calendar: Calendar, hours: Hours): readonly DaySpan[] {
  let spans: readonly DaySpan[] = [{ from: hours.opens, to: hours.closes, phase: 'open' }];
  for (const span of breaksOf(calendar, hours)) spans = paint(spans, { ...span, phase: 'break' });
  for (const known of calendar.phases) {
    const span = spanFrom(placePhase(calendar, hours.day, known), known.from, known.to);
    if (holds(known, span, hours)) spans = paint(spans, { ...span, phase: known.phase });
  }
  return spans;
}

/** The breaks that lie within the hours, cut to them. */
export function breaksOf(calendar: Calendar, hours: Hours): readonly { readonly from: Wall; readonly to: Wall }[] {
  return calendar.breaks
    .map(([from, to]) => spanFrom(placeOpen(calendar, hours.day, from), from, to))
    .map((span) => ({ from: Math.max(span.from, hours.opens), to: Math.min(span.to, hours.closes) }))
    .filter((span) => span.from < span.to);
}

/**
 * What goes before an unusual open or comes with an unusual close is unknown, unless its source tells of such days. Hours that
 * somebody overrode are none that a source knew.
 */
function holds(known: PhaseSpan, span: { from: Wall; to: Wall }, hours: Hours): boolean {
  const { opens, closes, usual, tags } = hours;
  if (known.on === 'half') return tags.includes('half') && !tags.includes('override') && span.from >= closes;
  if (span.to <= usual.opens) return opens === usual.opens;
  if (span.to >= usual.closes) return closes === usual.closes;
  return span.from >= opens && span.to <= closes;
}

/** Between the close and the open of an overnight market lies what follows the one and what leads to the other. */
function placePhase(calendar: Calendar, day: number, { phase, from, to }: PhaseSpan): Wall {
  const leadsToOpen = phase === 'pre-open' || to === calendar.open;
  const between = isOvernight(calendar) && from >= calendar.close && from < calendar.open;
  return between && !leadsToOpen ? day * dayMs + sinceMidnight(from) : placeOpen(calendar, day, from);
}

/** The spans with one laid over them. */
function paint(spans: readonly DaySpan[], over: DaySpan): readonly DaySpan[] {
  const rest = spans.flatMap((span) => [
    { ...span, to: Math.min(span.to, over.from) },
    { ...span, from: Math.max(span.from, over.to) },
  ]);
  return [...rest.filter((span) => span.from < span.to), over].toSorted((one, other) => one.from - other.from);
}
