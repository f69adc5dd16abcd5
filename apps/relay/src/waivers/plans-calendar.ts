import type { Plan, PlanWindow } from '@yagura/contract';

/**
 * Planned work as calendars read it (RFC 5545). Written by hand: it is one component of seven properties, and a folded line.
 */
export function plansCalendar(desk: string, plans: readonly Plan[], now: number): string {
  const events = plans.flatMap((plan) => spansOf(plan).map((span, index) => eventOf(plan, span, index, now)));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yagura//Planned work//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(`${desk}: planned work`)}`,
    ...events.flat(),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** What waits for a start may be done at any time in between. */
function spansOf({ windows, flexible }: Plan): readonly PlanWindow[] {
  if (windows.length > 0 || flexible === null) return windows;
  return [{ from: flexible.earliest, until: flexible.latest + flexible.lastsMs }];
}

function eventOf(plan: Plan, { from, until }: PlanWindow, index: number, now: number): string[] {
  const count = plan.components.length === 1 ? '1 component' : `${plan.components.length} components`;
  const isTentative = plan.approval === null || plan.windows.length === 0;
  return [
    'BEGIN:VEVENT',
    `UID:${plan.id}-${plan.number}-${index}@yagura`,
    `SEQUENCE:${plan.revision}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(from)}`,
    `DTEND:${instant(until)}`,
    `SUMMARY:${escaped(plan.title)}`,
    `DESCRIPTION:${escaped(`${plan.reason}\n${count}, ${plan.id}, by ${plan.owner}`)}`,
    `STATUS:${isTentative ? 'TENTATIVE' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

function instant(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

const longestLine = 75;

/** No line is longer than 75 octets; what goes on begins with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > longestLine) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += letter;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
