import type { Health } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { countText } from '../../text/count-text.ts';
import { durationText } from '../../text/duration-text.ts';
import { wrap } from '../../text/wrap.ts';
import { localClock, type LocalClock } from './local-clock.ts';
import type { ReplayReport, ReportedGroup } from './report.ts';
import { timelineOf, type Moment } from './timeline.ts';

const margin = '  ';
/** Under the words of a line that begins with two clocks. */
const hanging = ' '.repeat(22);
const utc = localClock('UTC');
/** A lag that a person would notice. */
const toldLateMs = 1000;

/** A replay as people read it: on a terminal, or pasted into a ticket. */
export function reportText(report: ReplayReport): string {
  const local = localClock(report.desk.timeZone);
  const lines = [
    ...headText(report, local),
    '',
    ...timelineText(report, local),
    '',
    ...groupsText(report, local),
    '',
    ...endText(report),
  ];
  return `${lines.join('\n')}\n`;
}

function headText({ scenario, desk, components }: ReplayReport, local: LocalClock): string[] {
  const { start, end } = scenario;
  return [
    ...wrap(`${scenario.name}: a recording, replayed${desk.simulated ? ' on simulated components' : ''}`, ''),
    `${desk.name}, ${countText(components, 'component')}`,
    `${local.date(start)}, ${local.time(start)} to ${local.time(end)} ${desk.timeZone} (${utc.time(start)} to ${utc.time(end)} UTC)`,
    '',
    ...wrap(scenario.about, ''),
    '',
    'SOURCES',
    ...scenario.sources.flatMap((source) => wrap(source, margin)),
  ];
}

function timelineText(report: ReplayReport, local: LocalClock): string[] {
  const lines = ['WHAT HAPPENED (*) AND WHAT CHANGED', `${margin}local     UTC`];
  let date = local.date(report.scenario.start);
  for (const moment of timelineOf(report)) {
    const today = local.date(moment.at);
    if (today !== date) lines.push('', `${margin}${today}`);
    date = today;
    lines.push(...momentText(moment, local));
  }
  return lines;
}

function momentText(moment: Moment, local: LocalClock): string[] {
  const clocks = `${margin}${local.time(moment.at)}  ${utc.time(moment.at)}  `;
  if (moment.type === 'note') return hung(clocks, `* ${moment.text}`);
  const late = moment.shown - moment.at >= toldLateMs ? ` (shown ${local.time(moment.shown)})` : '';
  return [
    ...hung(clocks, `${word(moment.from)} → ${word(moment.to)}${late}  ${moment.components.join(', ')}`),
    ...moment.why.flatMap((reason) => wrap(reason, `${hanging}${margin}`)),
  ];
}

function word(health: Health | null): string {
  return health === null ? 'not on the desk' : healthWords[health];
}

/** The first line begins with `lead`, the others stand under its text. */
function hung(lead: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, ' '.repeat(lead.length));
  return [lead + first.slice(lead.length), ...rest];
}

function groupsText({ groups, desk }: ReplayReport, local: LocalClock): string[] {
  if (groups.length === 0) return ['NOTHING WAS ANNOUNCED'];
  return [
    `WHAT WAS ANNOUNCED (${countText(groups.length, 'group')}, clocks of ${desk.timeZone})`,
    ...groups.flatMap((group) => groupText(group, local)),
  ];
}

function groupText(group: ReportedGroup, local: LocalClock): string[] {
  const { endedAt, onset, announcedAt, members } = group;
  const over =
    endedAt === null
      ? 'stands at the end'
      : `${endWord(group)} ${local.time(endedAt)} after ${durationText(endedAt - onset)}`;
  const inside = `${margin}    `;
  return [
    ...hung(`${margin}P${group.priority}  `, group.title),
    ...wrap(group.sentence, inside),
    ...wrap(`began ${local.time(onset)}, announced ${local.time(announcedAt)}, ${over}`, inside),
    ...(members.length > 0 ? wrap(`${countText(members.length, 'member')}: ${members.join(', ')}`, inside) : []),
    ...group.announcements.flatMap(({ at, kind, priority, pages, text }) =>
      hung(`${inside}${local.time(at)}  `, `${kind}, P${priority}${pages ? ', pages' : ''}: ${text}`),
    ),
  ];
}

/** What ends without recovering is told as what it is. */
function endWord({ announcements }: ReportedGroup): string {
  const kind = announcements.at(-1)?.kind;
  if (kind === 'joined') return 'became part of another group';
  return kind === 'lapsed' ? 'lapsed' : 'recovered';
}

const quiet: ReadonlySet<Health> = new Set(['ok', 'closed', 'planned']);

function endText({ end }: ReplayReport): string[] {
  const counts = new Map<string, number>();
  for (const { health } of end) counts.set(health, (counts.get(health) ?? 0) + 1);
  const counted = Object.entries(healthWords).flatMap(([health, said]) => {
    const count = counts.get(health);
    return count === undefined ? [] : [`${count} ${said}`];
  });
  return [
    `HOW IT STOOD AT THE END: ${counted.join(', ')}`,
    ...end
      .filter(({ health }) => !quiet.has(health))
      .flatMap(({ component, health, why }) => [
        `${margin}${healthWords[health]}  ${component}`,
        ...why.flatMap((reason) => wrap(reason, `${margin}    `)),
      ]),
  ];
}
