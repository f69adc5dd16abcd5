import { problemText } from '@yagura/desk-file';
import { countText, firstNames } from '../text/count-text.ts';
import { durationText } from '../text/duration-text.ts';
import { table, type Column } from '../text/table.ts';
import { wrap } from '../text/wrap.ts';
import type { CheckReport, Detection, Finding, RightDesk, Tally } from './report.ts';

const worst = 20;
const namesShown = 8;

/** The report as people read it: on a terminal, or pasted into a ticket. */
export function reportText(report: CheckReport, { all }: { all: boolean }): string {
  const lines = report.ok ? rightText(report, all) : wrongText(report);
  return `${lines.join('\n')}\n`;
}

function wrongText(report: Extract<CheckReport, { ok: false }>): string[] {
  if (report.unreadable !== null) return [report.unreadable];
  const count = countText(report.problems.length, 'problem');
  return [
    ...report.problems.map((problem) => problemText(report.file, problem)),
    '',
    `${report.file} is wrong: ${count}. It would not go live; what would be watched is told once it is right.`,
  ];
}

function rightText(report: RightDesk, all: boolean): string[] {
  return [
    ...headText(report),
    '',
    ...watchedText(report),
    '',
    ...detectionText(report, all),
    '',
    ...findingsText(report, all),
  ];
}

function headText({ file, desk, simulated, counts }: RightDesk): string[] {
  const parts = [
    countText(counts.components, 'component'),
    countText(counts.sites, 'site'),
    countText(counts.collectors, 'collector'),
    countText(counts.senders, 'sender'),
    countText(counts.services, 'service'),
    countText(counts.views, 'view'),
  ];
  return wrap(`${file} is right: ${desk}${simulated ? ' (simulated)' : ''}, ${parts.join(', ')}.`, '');
}

const tallyColumns: readonly Column[] = [
  { head: 'count', figures: true },
  { head: 'tier 1', figures: true },
  { head: '2', figures: true },
  { head: '3', figures: true },
  { head: '4', figures: true },
];

function watchedText({ kinds, sites, calendars }: RightDesk): string[] {
  return [
    'WHAT WOULD BE WATCHED',
    ...table(
      [{ head: 'kind' }, ...tallyColumns, { head: 'beats every' }, { head: 'silence told within', figures: true }],
      kinds.map((kind) => [...tallyCells(kind), everyText(kind), durationText(kind.toldWithinMs)]),
    ),
    '',
    ...table(
      [
        { head: 'site', atMost: 20 },
        ...tallyColumns,
        { head: 'collectors', atMost: 30 },
        { head: 'witnesses', atMost: 40 },
      ],
      sites.map((site) => [...tallyCells(site), orDash(site.collectors), orDash(site.witnesses)]),
    ),
    '',
    ...wrap(
      `calendars: ${calendars.map(({ id, components }) => `${id ?? 'none'} ${components}`).join(', ')}`,
      '  ',
      '    ',
    ),
  ];
}

const tallyCells = ({ name, count, tiers }: Tally) => [name, ...[count, ...tiers].map((value) => String(value || '-'))];
const orDash = (names: readonly string[]) => names.join(', ') || '-';
const everyText = ({ fastestMs, slowestMs }: Tally) =>
  fastestMs === slowestMs ? durationText(slowestMs) : `${durationText(fastestMs)} to ${durationText(slowestMs)}`;

function detectionText({ detection }: RightDesk, all: boolean): string[] {
  const shown = all ? detection : detection.slice(0, worst);
  const left = detection.length - shown.length;
  return [
    'HOW SOON SILENCE IS TOLD, SLOWEST FIRST',
    ...wrap(
      'The limit is three intervals, at least 3 s, of time in which somebody listened; 0.5 s more is granted to the way to the screen. Tier 1 must be told within 5 s.',
      '  ',
    ),
    ...table(
      [
        { head: 'component', atMost: 40 },
        { head: 'kind' },
        { head: 'tier', figures: true },
        { head: 'every', figures: true },
        { head: 'limit', figures: true },
        { head: 'told within', figures: true },
        { head: '' },
      ],
      shown.map(detectionCells),
    ),
    ...(left > 0 ? [`  and ${left} more, none of them slower; --all lists them`] : []),
  ];
}

const detectionCells = (one: Detection) => [
  one.component,
  one.kind,
  String(one.tier),
  durationText(one.everyMs),
  durationText(one.limitMs),
  durationText(one.toldWithinMs),
  one.late ? 'TOO SLOW for tier 1' : '',
];

function findingsText({ findings }: RightDesk, all: boolean): string[] {
  if (findings.length === 0) return ['Nothing is missing.'];
  return [
    `WHAT TO LOOK AT (${countText(findings.length, 'finding')}; none of them keeps the desk from going live)`,
    ...findings.flatMap((finding) => findingText(finding, all ? Infinity : namesShown)),
  ];
}

function findingText({ noun, lack, advice, about }: Finding, shown: number): string[] {
  return [
    ...wrap(`${countText(about.length, noun)} ${lack}: ${firstNames(about, shown)}`, '  ', '    '),
    ...wrap(advice, '    '),
  ];
}
